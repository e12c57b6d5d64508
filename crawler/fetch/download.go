package fetch

import (
	"context"
	"crypto/x509"
	"errors"
	"net"
	"net/http"
	"net/url"
	"time"
)

const (
	maxFile      = 2 << 30          // unless the caller says otherwise
	maxTries     = 4                // in a row that bring less than leastGain: one fewer than opens the host's breaker
	leastGain    = 1 << 20          // what must come for the count of tries to start anew
	firstBackOff = time.Second      // and twice as long each time
	longestWait  = 2 * time.Minute  // for a host that asks to be left alone; if it asks for more, the caller decides
	partSuffix   = ".part"          // of the partial file, beside the file that it becomes
	noteSuffix   = ".part.json"     // of what is known of it
	draftSuffix  = ".part.json.new" // of that while it is written
)

// Download says what is known of a file, and how much of it is taken. The zero value is of use.
type Download struct {
	// MaxSize is the most bytes that the file may have: 2 GiB.
	MaxSize int64
	// Size is how many bytes it has, if that is known.
	Size int64
	// MD5 and SHA256 are its digests in hexadecimal, if they are known. MD5 finds what was damaged on the way, and not
	// what somebody has altered on purpose.
	MD5, SHA256 string
	// Progress is told, now and then, how many bytes are there of how many; of 0 while nobody knows.
	Progress func(done, total int64)
}

// Downloaded is a file that has come whole.
type Downloaded struct {
	Size    int64
	SHA256  string // in hexadecimal
	Resumed int64  // how many bytes of it an earlier call had left behind
	Already bool   // it was there with the digest that was wanted, and nothing was asked for
}

// Download puts the file at an address into the file to, in a folder that is there. It goes the way of every request, with
// its scope, robots.txt, pace, address check and redirects; only [Options.MaxBody] does not hold, and [Options.Timeout] is
// the longest that nothing may come, not the longest that it may take.
//
// Until the file is whole and found right, it is called to.part, with what is known of it in to.part.json. A connection
// that breaks is tried again a few times, and so is a host that asks for a short rest. When the context ends, or the tries
// do ([*DroppedError]), the partial file stays, and another call for the same file goes on from there, if the server's is
// still the same; whatever is at to is replaced only at the end.
func (c *Client) Download(ctx context.Context, address, to string, d Download) (Downloaded, error) {
	u, err := url.Parse(address)
	if err != nil {
		return Downloaded{}, &ScopeError{URL: address}
	}
	if !isWeb(u) {
		return Downloaded{}, &ScopeError{URL: u.Redacted()}
	}
	if d.MaxSize <= 0 {
		d.MaxSize = maxFile
	}
	if d.Size > d.MaxSize {
		return Downloaded{}, &TooLargeError{URL: u.Redacted(), Limit: d.MaxSize}
	}
	known, err := newDigests(d.MD5, d.SHA256)
	if err != nil {
		return Downloaded{}, err
	}
	if have, ok := alreadyThere(to, d.Size, known); ok {
		return have, nil
	}
	part, err := openPartial(to, note{URL: address, Size: max(d.Size, 0), MD5: known.md5, SHA256: known.sha256})
	if err != nil {
		return Downloaded{}, err
	}
	t := &transfer{Client: c, address: u, wanted: d, known: known, part: part}
	got, err := t.run(ctx)
	if err != nil {
		part.leave()
		return Downloaded{}, err
	}
	if err := part.become(); err != nil {
		return Downloaded{}, err
	}
	return got, nil
}

// run asks until the file is there and found right, or there is no sense in asking again.
func (t *transfer) run(ctx context.Context) (Downloaded, error) {
	t.resumed = t.part.done
	gained := t.part.done // how far it had come when the count of tries last started
	for tries := 1; ; tries++ {
		err := t.request(ctx)
		if err == nil {
			var sum string
			if sum, err = t.verify(); err == nil {
				return Downloaded{Size: t.part.done, SHA256: sum, Resumed: t.resumed}, nil
			}
		}
		if ctx.Err() != nil {
			return Downloaded{}, ctx.Err()
		}
		if t.part.done >= gained+leastGain {
			gained, tries = t.part.done, 1
		}
		wait, again := t.again(err, tries)
		if !again {
			return Downloaded{}, err
		}
		if err := t.shared.sleep(ctx, wait); err != nil {
			return Downloaded{}, err
		}
	}
}

// again decides whether to try once more after an error, and when.
func (t *transfer) again(err error, tries int) (wait time.Duration, again bool) {
	if tries >= maxTries {
		return 0, false
	}
	var (
		busy    *BusyError
		robots  *RobotsError
		status  *StatusError
		dropped *DroppedError
		changed *ChangedError
	)
	backOff := firstBackOff << (tries - 1)
	switch {
	case errors.As(err, &busy):
		wait = max(busy.Until.Sub(t.options.Now()), 0)
		return wait, wait <= longestWait
	case errors.As(err, &robots):
		return 0, false // what it says is kept for longer than we would wait
	case errors.As(err, &status):
		return backOff, status.Code >= 500 || status.Code == http.StatusRequestTimeout
	case errors.As(err, &dropped):
		return backOff, true
	case errors.As(err, &changed):
		return 0, true
	}
	return 0, false
}

// broken tells a connection that broke from what was decided here, and from what another try would not change: it is a
// [*DroppedError] or the error itself.
func (t *transfer) broken(err error) error {
	var (
		agent   *AgentError
		robots  *RobotsError
		private *PrivateAddressError
		large   *TooLargeError
		coding  *EncodingError
		scope   *ScopeError
		busy    *BusyError
		way     *RedirectError
	)
	for _, decided := range []any{&agent, &robots, &private, &large, &coding, &scope, &busy, &way} {
		if errors.As(err, decided) {
			return err
		}
	}
	var (
		authority x509.UnknownAuthorityError
		name      x509.HostnameError
		invalid   x509.CertificateInvalidError
		lookup    *net.DNSError
	)
	if errors.As(err, &authority) || errors.As(err, &name) || errors.As(err, &invalid) || errors.As(err, &lookup) && lookup.IsNotFound {
		return err
	}
	return &DroppedError{URL: t.address.Redacted(), Done: t.part.done, Cause: err}
}
