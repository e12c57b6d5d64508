package fetch

import (
	"bufio"
	"context"
	"errors"
	"io"
	"mime"
	"net/http"
	"net/url"
	"strconv"
	"strings"
)

const sniffed = 512 // bytes, of which [http.DetectContentType] makes something

// fileHop is [hop] for a download.
type fileHop struct {
	*Client
	limit int64
}

// RoundTrip sends one request for a file down the whole chain.
func (h fileHop) RoundTrip(req *http.Request) (*http.Response, error) {
	return h.pass(req, terms{limit: h.limit, file: true})
}

// transfer is one download under way.
type transfer struct {
	*Client
	address *url.URL
	wanted  Download
	known   digests
	part    *partial
	resumed int64 // bytes from an earlier call
	mended  bool  // the partial file is made of more than one answer
}

// request sends one request for what is missing, and writes what comes of it.
func (t *transfer) request(ctx context.Context) error {
	if t.part.done > 0 && !t.part.note.resumable() {
		if err := t.afresh(note{Total: -1}); err != nil {
			return err
		}
	}
	from := t.part.done
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, t.address.String(), nil)
	if err != nil {
		return &ScopeError{URL: t.address.Redacted()}
	}
	if from > 0 {
		req.Header.Set("Range", "bytes="+strconv.FormatInt(from, 10)+"-")
		if same := t.part.note.validator(); same != "" {
			req.Header.Set("If-Range", same)
		}
	}
	client := http.Client{Transport: fileHop{t.Client, t.wanted.MaxSize}, CheckRedirect: t.CheckRedirect}
	resp, err := client.Do(req)
	if err != nil {
		return t.broken(bare(err))
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusOK:
		return t.whole(ctx, resp)
	case resp.StatusCode == http.StatusPartialContent && from > 0:
		return t.rest(ctx, resp)
	case resp.StatusCode == http.StatusRequestedRangeNotSatisfiable && from > 0:
		return t.nothingMore(resp)
	}
	return &StatusError{URL: withoutQuery(resp.Request.URL), Code: resp.StatusCode}
}

// whole takes the answer that has all of the file: to the first request, to one whose range the server does not heed, and
// to one for the rest of a file that has changed. What is there is given up only when it is sure that a file comes.
func (t *transfer) whole(ctx context.Context, resp *http.Response) error {
	content := bufio.NewReaderSize(resp.Body, 64<<10)
	head, _ := content.Peek(sniffed) // an error comes back when it is read
	if isPage(resp.Header.Get("Content-Type"), head) {
		return &NotFileError{URL: withoutQuery(resp.Request.URL), Type: resp.Header.Get("Content-Type")}
	}
	if err := t.checkSize(resp.ContentLength); err != nil {
		return err
	}
	if err := t.afresh(noteOf(resp)); err != nil {
		return err
	}
	return t.take(ctx, content)
}

// rest takes the answer that goes on where the partial file ends.
func (t *transfer) rest(ctx context.Context, resp *http.Response) error {
	sent, ok := readContentRange(resp.Header.Get("Content-Range"))
	known, now := &t.part.note, noteOf(resp)
	switch {
	case !ok, sent.from != t.part.done, sent.none,
		resp.ContentLength >= 0 && resp.ContentLength != sent.to-sent.from+1,
		known.Total >= 0 && sent.total >= 0 && known.Total != sent.total,
		known.ETag != "" && now.ETag != "" && known.ETag != now.ETag,
		known.ETag == "" && known.LastModified != "" && now.LastModified != "" && known.LastModified != now.LastModified:
		return t.changed()
	}
	if err := t.checkSize(sent.total); err != nil {
		return err
	}
	if known.Total < 0 {
		known.Total = sent.total
	}
	t.mended = true
	return t.take(ctx, resp.Body)
}

// nothingMore takes the answer that there is nothing after what we have: then that is the file, if its length says so too.
func (t *transfer) nothingMore(resp *http.Response) error {
	sent, ok := readContentRange(resp.Header.Get("Content-Range"))
	if ok && sent.none {
		if err := t.checkSize(sent.total); err != nil {
			return err
		}
	}
	t.mended = true
	switch done := t.part.done; {
	case ok && sent.none && sent.total != done:
		return t.changed()
	case t.wanted.Size == done, t.part.note.Total == done, ok && sent.none && t.known.any():
		return nil
	}
	return t.changed()
}

// take writes what comes after what is there.
func (t *transfer) take(ctx context.Context, content io.Reader) error {
	t.tell()
	buffer := make([]byte, 64<<10)
	for {
		n, err := content.Read(buffer)
		if n > 0 {
			if err := t.add(buffer[:n]); err != nil {
				return err
			}
		}
		if err == nil && ctx.Err() != nil {
			return ctx.Err()
		}
		switch {
		case err == io.EOF && t.part.done < t.total():
			return t.broken(io.ErrUnexpectedEOF)
		case err == io.EOF:
			return nil
		case err != nil:
			return t.broken(err)
		}
	}
}

func (t *transfer) add(b []byte) error {
	done := t.part.done + int64(len(b))
	if done > t.wanted.MaxSize {
		return errors.Join(&TooLargeError{URL: t.address.Redacted(), Limit: t.wanted.MaxSize}, t.afresh(note{Total: -1}))
	}
	if total := t.total(); total >= 0 && done > total {
		return errors.Join(&SizeError{URL: t.address.Redacted(), Want: total, Got: done}, t.afresh(note{Total: -1}))
	}
	if err := t.part.write(b); err != nil {
		return err
	}
	t.tell()
	return nil
}

// verify compares the whole file with what the caller knows of it, and returns its SHA-256.
func (t *transfer) verify() (string, error) {
	got, err := sums(t.part.content(), t.known)
	if err != nil {
		return "", err
	}
	err = t.known.compare(got)
	switch {
	case err == nil:
		return got.sha256, nil
	case t.mended: // of two files, perhaps: the next is fetched in one piece
		return "", t.changed()
	}
	return "", errors.Join(err, t.afresh(note{Total: -1}))
}

// changed gives up what is there.
func (t *transfer) changed() error {
	return errors.Join(&ChangedError{URL: t.address.Redacted()}, t.afresh(note{Total: -1}))
}

func (t *transfer) afresh(n note) error {
	t.resumed, t.mended = 0, false
	return t.part.restart(n)
}

// total is how many bytes the file has, -1 while that is not known.
func (t *transfer) total() int64 {
	if t.wanted.Size > 0 {
		return t.wanted.Size
	}
	return t.part.note.Total
}

func (t *transfer) tell() {
	if t.wanted.Progress != nil {
		t.wanted.Progress(t.part.done, max(t.total(), 0))
	}
}

// checkSize compares what a server says of the file's length, if it says it.
func (t *transfer) checkSize(total int64) error {
	switch {
	case total < 0:
		return nil
	case t.wanted.Size > 0 && total != t.wanted.Size:
		return &SizeError{URL: t.address.Redacted(), Want: t.wanted.Size, Got: total}
	case total > t.wanted.MaxSize:
		return &TooLargeError{URL: t.address.Redacted(), Limit: t.wanted.MaxSize}
	}
	return nil
}

// isPage reports whether an answer is a page of HTML, by what it says of itself or by how it begins.
func isPage(contentType string, head []byte) bool {
	media, _, _ := mime.ParseMediaType(contentType)
	return media == "text/html" || media == "application/xhtml+xml" || strings.HasPrefix(http.DetectContentType(head), "text/html")
}

// withoutQuery is an address for an error. The query of one that a file's server redirects to is often a key to the file.
func withoutQuery(u *url.URL) string {
	shown := *u
	shown.RawQuery, shown.ForceQuery, shown.Fragment, shown.RawFragment = "", false, "", ""
	return shown.Redacted()
}
