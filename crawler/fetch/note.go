package fetch

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// note is what is known of a partial file, as it lies beside it.
type note struct {
	URL    string `json:"url"` // that was asked for, before redirects
	Size   int64  `json:"size,omitempty"`
	MD5    string `json:"md5,omitempty"`
	SHA256 string `json:"sha256,omitempty"` // these three as the caller knows them

	ETag         string `json:"etag,omitempty"`
	LastModified string `json:"lastModified,omitempty"`
	Total        int64  `json:"total"` // bytes of the whole file as the server says, -1 if it does not
	Done         int64  `json:"done"`  // bytes that are on the disk
}

// maxNote is more bytes than a note ever has.
const maxNote = 64 << 10

// strongTag is an entity tag that means the same bytes (RFC 9110, 8.8.3); weak ones are not for ranges.
var strongTag = regexp.MustCompile(`^"[\x21\x23-\x7e]{0,1000}"$`)

// noteOf is what a server says of the file that it sends.
func noteOf(resp *http.Response) note {
	n := note{Total: resp.ContentLength}
	if tag := resp.Header.Get("ETag"); strongTag.MatchString(tag) {
		n.ETag = tag
	}
	// A date is as good only if the file had not just changed when it was sent (RFC 9110, 8.8.2.2).
	modified, err := http.ParseTime(resp.Header.Get("Last-Modified"))
	sent, err2 := http.ParseTime(resp.Header.Get("Date"))
	if err == nil && err2 == nil && sent.Sub(modified) >= time.Second {
		n.LastModified = modified.UTC().Format(http.TimeFormat)
	}
	return n
}

// validator is the word for If-Range: the rest is sent only if the file is still the same (RFC 9110, 13.1.5).
func (n note) validator() string {
	if n.ETag != "" {
		return n.ETag
	}
	return n.LastModified
}

// resumable reports whether anything would tell that the rest of a file does not belong to what is there.
func (n note) resumable() bool { return n.validator() != "" || n.MD5 != "" || n.SHA256 != "" }

// sameFile reports whether a note is of the file that is asked for.
func (n note) sameFile(asked note) bool {
	return n.URL == asked.URL && n.Size == asked.Size && n.MD5 == asked.MD5 && n.SHA256 == asked.SHA256
}

// readNote reads the note at a path. One that cannot be read, or says what cannot be, is none.
func readNote(path string) (note, bool) {
	f, err := os.Open(path)
	if err != nil {
		return note{}, false
	}
	defer f.Close()
	b, err := io.ReadAll(io.LimitReader(f, maxNote))
	if err != nil {
		return note{}, false
	}
	return parseNote(b)
}

func parseNote(b []byte) (note, bool) {
	var n note
	if json.Unmarshal(b, &n) != nil || n.Done < 0 || n.Total < -1 || n.Total >= 0 && n.Done > n.Total {
		return note{}, false
	}
	if n.ETag != "" && !strongTag.MatchString(n.ETag) {
		return note{}, false
	}
	if _, err := http.ParseTime(n.LastModified); err != nil && n.LastModified != "" {
		return note{}, false
	}
	return n, true
}

// write replaces the note of the partial file of path. Its address may hold a key, so it is for nobody else's eyes.
func (n note) write(path string) error {
	b, err := json.Marshal(n)
	if err != nil {
		return err
	}
	draft, err := os.OpenFile(path+draftSuffix, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = draft.Write(b)
	if err := errors.Join(err, draft.Sync(), draft.Close()); err != nil {
		return errors.Join(err, os.Remove(draft.Name()))
	}
	return os.Rename(draft.Name(), path+noteSuffix)
}

// contentRange is what part of a file an answer holds: the bytes from and to, both inclusive, of total (-1: not said).
// With none it holds nothing, and tells the total alone.
type contentRange struct {
	from, to, total int64
	none            bool
}

// readContentRange reads the header of that name (RFC 9110, 14.4).
func readContentRange(value string) (r contentRange, ok bool) {
	unit, rest, _ := strings.Cut(strings.TrimSpace(value), " ")
	span, total, found := strings.Cut(strings.TrimSpace(rest), "/")
	if !strings.EqualFold(unit, "bytes") || !found {
		return contentRange{}, false
	}
	r.none = span == "*"
	r.total = -1
	if total != "*" || r.none {
		if r.total, ok = readLength(total); !ok {
			return contentRange{}, false
		}
	}
	if r.none {
		return r, true
	}
	from, to, _ := strings.Cut(span, "-")
	var okFrom, okTo bool
	r.from, okFrom = readLength(from)
	r.to, okTo = readLength(to)
	if !okFrom || !okTo || r.from > r.to || r.total >= 0 && r.to >= r.total {
		return contentRange{}, false
	}
	return r, true
}

// readLength reads a number of bytes: digits only, no sign.
func readLength(s string) (int64, bool) {
	n, err := strconv.ParseUint(s, 10, 63)
	return int64(n), err == nil
}
