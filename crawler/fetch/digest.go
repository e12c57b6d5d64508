package fetch

import (
	"crypto/md5"
	"crypto/sha256"
	"encoding/hex"
	"hash"
	"io"
	"os"
	"strings"
)

// digests are those of one file, in lower-case hexadecimal. One that is not known is empty.
type digests struct{ md5, sha256 string }

func newDigests(md5Hex, sha256Hex string) (digests, error) {
	d := digests{strings.ToLower(md5Hex), strings.ToLower(sha256Hex)}
	if d.md5 != "" && !isHex(d.md5, md5.Size) {
		return digests{}, &DigestError{Algorithm: "MD5", Want: md5Hex}
	}
	if d.sha256 != "" && !isHex(d.sha256, sha256.Size) {
		return digests{}, &DigestError{Algorithm: "SHA-256", Want: sha256Hex}
	}
	return d, nil
}

func isHex(s string, size int) bool {
	b, err := hex.DecodeString(s)
	return err == nil && len(b) == size
}

func (d digests) any() bool { return d.md5 != "" || d.sha256 != "" }

// compare is a [*DigestError] unless what was got is what is known.
func (d digests) compare(got digests) error {
	if d.md5 != "" && d.md5 != got.md5 {
		return &DigestError{Algorithm: "MD5", Want: d.md5, Got: got.md5}
	}
	if d.sha256 != "" && d.sha256 != got.sha256 {
		return &DigestError{Algorithm: "SHA-256", Want: d.sha256, Got: got.sha256}
	}
	return nil
}

// sums makes the SHA-256 of what is read, and the MD5 if there is one to compare it with.
func sums(content io.Reader, known digests) (digests, error) {
	long, short := sha256.New(), hash.Hash(nil)
	var into io.Writer = long
	if known.md5 != "" {
		short = md5.New()
		into = io.MultiWriter(long, short)
	}
	if _, err := io.CopyBuffer(into, content, make([]byte, 256<<10)); err != nil {
		return digests{}, err
	}
	got := digests{sha256: hex.EncodeToString(long.Sum(nil))}
	if short != nil {
		got.md5 = hex.EncodeToString(short.Sum(nil))
	}
	return got, nil
}

// alreadyThere reports whether a file is the one that is wanted, so that it need not be fetched again. Only a digest tells.
func alreadyThere(path string, size int64, known digests) (Downloaded, bool) {
	info, err := os.Stat(path)
	if err != nil || !known.any() || !info.Mode().IsRegular() || size > 0 && info.Size() != size {
		return Downloaded{}, false
	}
	f, err := os.Open(path)
	if err != nil {
		return Downloaded{}, false
	}
	defer f.Close()
	got, err := sums(f, known)
	if err != nil || known.compare(got) != nil {
		return Downloaded{}, false
	}
	return Downloaded{Size: info.Size(), SHA256: got.sha256, Already: true}, true
}
