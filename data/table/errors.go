package table

import "fmt"

// Reason says why a mapping was refused, as a stable key for a sentence.
type Reason string

// The reasons of a [MappingError].
const (
	ReasonYAML     Reason = "yaml"         // no YAML; Key holds the parser's words
	ReasonKey      Reason = "unknown-key"  // no such key or field
	ReasonRepeated Reason = "repeated-key" // the same key twice
	ReasonShape    Reason = "shape"        // a list where text should stand, or the like
	ReasonMissing  Reason = "missing"      // a key that must be there
	ReasonValue    Reason = "value"        // not one of the values that the field can have
	ReasonTemplate Reason = "template"     // a brace without its twin, or nothing between the two
	ReasonColumn   Reason = "column"       // a column that "columns" does not name
	ReasonPerson   Reason = "person"       // a column that is both used and marked as about a person
	ReasonPostal   Reason = "postal"       // a postal address, and no organization to write to
)

// MappingError is a mapping that cannot be used.
type MappingError struct {
	File   string
	Line   int // 1 is the first; 0 when it is about the whole file
	Key    string
	Reason Reason
}

func (e *MappingError) Error() string {
	return fmt.Sprintf("%s:%d: %s: %s", e.File, e.Line, e.Key, e.Reason)
}

// MissingColumnError is a file that lacks columns which its mapping needs.
type MissingColumnError struct {
	Columns []string // that are lacking
	Have    []string // that the file has
}

func (e *MissingColumnError) Error() string {
	return fmt.Sprintf("table: no column %q among %q", e.Columns, e.Have)
}

// TooLongError is a record too large to be one. Line is where it begins.
type TooLongError struct{ Line int }

func (e *TooLongError) Error() string {
	return fmt.Sprintf("table: the record on line %d is longer than %d bytes", e.Line, maxRecord)
}

// FileError is an error of a whole file, with its name.
type FileError struct {
	File string
	Err  error
}

func (e *FileError) Error() string { return e.File + ": " + e.Err.Error() }
func (e *FileError) Unwrap() error { return e.Err }
