package site

import (
	"bytes"
	"io"
	"strings"
	"sync"

	"github.com/klauspost/compress/gzip"
)

// shortest is the least that is worth packing, in bytes.
const shortest = 300

// packers are lent to answers while they are packed: each holds some hundred kilobytes.
var packers = sync.Pool{New: func() any {
	w, err := gzip.NewWriterLevel(io.Discard, gzip.BestSpeed)
	if err != nil {
		panic(err) // the level is one
	}
	return w
}}

// pack packs a body as gzip, quickly, and gives it to use. What use is given is lent.
func pack(body []byte, use func(packed []byte)) error {
	out := buffers.Get().(*bytes.Buffer)
	defer buffers.Put(out)
	out.Reset()
	w := packers.Get().(*gzip.Writer)
	defer packers.Put(w)
	w.Reset(out)
	if _, err := w.Write(body); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	use(out.Bytes())
	return nil
}

// unpack gives back what was packed here.
func unpack(packed []byte) ([]byte, error) {
	r, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		return nil, err
	}
	return io.ReadAll(r)
}

// takesGzip reports whether whoever asks takes gzip, by the Accept-Encoding of the request (RFC 9110, section 12.5.3).
func takesGzip(accept string) bool {
	for accept != "" {
		var coding string
		coding, accept, _ = strings.Cut(accept, ",")
		coding, weight, _ := strings.Cut(coding, ";")
		if strings.EqualFold(strings.TrimSpace(coding), "gzip") {
			_, q, weighed := strings.Cut(weight, "=")
			return !weighed || strings.Trim(q, " 0.") != ""
		}
	}
	return false
}
