package fetch

import (
	"fmt"
	"time"
)

// StalledError is a download of which nothing has come for a time.
type StalledError struct{ After time.Duration }

func (e *StalledError) Error() string { return fmt.Sprintf("fetch: nothing came for %s", e.After) }

// Timeout tells those who ask any error whether it is one of time.
func (e *StalledError) Timeout() bool { return true }

// DroppedError is a download that broke off, and did so again when it was tried again. The Done bytes that had come are
// kept: the next call goes on from there, if the server's file is still the same.
type DroppedError struct {
	URL   string
	Done  int64
	Cause error
}

func (e *DroppedError) Error() string {
	return fmt.Sprintf("fetch: %s: broke off after %d bytes: %v", e.URL, e.Done, e.Cause)
}

func (e *DroppedError) Unwrap() error { return e.Cause }

// ChangedError is a file that keeps changing on its server while it is fetched: what had come of it could not be used.
// Another try has been made already.
type ChangedError struct{ URL string }

func (e *ChangedError) Error() string {
	return fmt.Sprintf("fetch: %s: changed while it was fetched", e.URL)
}

// SizeError is a file that has not as many bytes as the caller knows it to have, or as its server said. Nothing of it is
// kept.
type SizeError struct {
	URL       string
	Want, Got int64 // Got is how many the server says, or has sent so far
}

func (e *SizeError) Error() string {
	return fmt.Sprintf("fetch: %s: %d bytes, not %d", e.URL, e.Got, e.Want)
}

// DigestError is a file whose content is not the one that the caller knows it to have. Nothing of it is kept. Got is empty
// when Want is no digest to compare with, and then nothing was asked for.
type DigestError struct {
	Algorithm string // "MD5" or "SHA-256"
	Want, Got string // in hexadecimal
}

func (e *DigestError) Error() string {
	if e.Got == "" {
		return fmt.Sprintf("fetch: %q is no %s in hexadecimal", e.Want, e.Algorithm)
	}
	return fmt.Sprintf("fetch: %s is %s, not %s", e.Algorithm, e.Got, e.Want)
}

// NotFileError is a page of HTML that came where a file should: the notice of a network that wants one to sign in, or of
// a site whose file has moved. Type is what its header says it is.
type NotFileError struct{ URL, Type string }

func (e *NotFileError) Error() string {
	return fmt.Sprintf("fetch: %s: a page (%s), not a file", e.URL, e.Type)
}

// InUseError is a partial file that another download is writing into.
type InUseError struct{ Path string }

func (e *InUseError) Error() string {
	return fmt.Sprintf("fetch: %s: another download is under way", e.Path)
}
