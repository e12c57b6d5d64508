package openreferral

import "fmt"

// NotJSONError is a body that is no JSON.
type NotJSONError struct {
	Name string
	HTML bool // it looks like a web page: a portal, a login or an error page in the feed's place
}

func (e *NotJSONError) Error() string { return fmt.Sprintf("openreferral: %s: no JSON", e.Name) }

// NotFeedError is JSON that is neither a page of services nor a service.
type NotFeedError struct {
	Name    string
	Missing string // the field that would make it one
}

func (e *NotFeedError) Error() string {
	return fmt.Sprintf("openreferral: %s: no %q in it", e.Name, e.Missing)
}

// TooLargeError is a body that is larger than any page of a feed.
type TooLargeError struct {
	Name  string
	Bytes int
}

func (e *TooLargeError) Error() string {
	return fmt.Sprintf("openreferral: %s: %d bytes are no page", e.Name, e.Bytes)
}
