package osdata

import "fmt"

// ProductError is a product that the API does not have.
type ProductError struct{ Product string }

func (e *ProductError) Error() string { return fmt.Sprintf("osdata: no product %q", e.Product) }

// ChoiceError is a product of which there is no file of that area and format, or of which there are several: Files.
type ChoiceError struct {
	Product, Area, Format string
	Files                 []string
}

func (e *ChoiceError) Error() string {
	return fmt.Sprintf("osdata: %s: %d files of %s as %s, not one", e.Product, len(e.Files), e.Area, e.Format)
}

// AnswerError is an answer that is not what the description of the API promises: the API has changed, or it is not the
// API that answers.
type AnswerError struct {
	URL   string
	Cause error
}

func (e *AnswerError) Error() string { return fmt.Sprintf("osdata: %s: %v", e.URL, e.Cause) }

func (e *AnswerError) Unwrap() error { return e.Cause }
