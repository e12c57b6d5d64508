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

// NoMappingError is returned for a file that none of several mappings fits.
type NoMappingError struct{ Have []string } // its columns

func (e *NoMappingError) Error() string { return fmt.Sprintf("table: no mapping for %q", e.Have) }

// TooLongError is a record too large to be one. Line is where it begins, in a file of lines; else After is the last
// record that came before it.
type TooLongError struct {
	Line  int
	After string
}

func (e *TooLongError) Error() string {
	if e.Line == 0 {
		return fmt.Sprintf("table: what stands after %q is too long for a record", e.After)
	}
	return fmt.Sprintf("table: the record on line %d is too long", e.Line)
}

// FormatError is a file of a format that cannot be read.
type FormatError struct {
	Found Format // what it is, as far as that can be told
	Want  Format // what the mapping is for, when it is for one
}

func (e *FormatError) Error() string { return fmt.Sprintf("table: a file of format %q", e.Found) }

// DamagedError is a file that breaks off, or is not what it began as.
type DamagedError struct {
	Format Format
	After  string // the last record before the damage; empty: none came
	Err    error
}

func (e *DamagedError) Error() string {
	return fmt.Sprintf("table: damaged after %q: %v", e.After, e.Err)
}
func (e *DamagedError) Unwrap() error { return e.Err }

// NoRowsError is a file that has no rows: a map without places, JSON without an array of objects.
type NoRowsError struct {
	Format Format
	Linked bool // it only says where another file is
}

func (e *NoRowsError) Error() string { return fmt.Sprintf("table: no rows in this %s", e.Format) }

// DeepError is a file whose values are nested deeper than any table's.
type DeepError struct{ After string }

func (e *DeepError) Error() string {
	return fmt.Sprintf("table: nested too deep after %q", e.After)
}

// SwollenError is a compressed file that holds more than is unpacked.
type SwollenError struct{ Limit int64 } // in bytes

func (e *SwollenError) Error() string { return fmt.Sprintf("table: more than %d bytes", e.Limit) }

// GridError is a file whose coordinates are on a grid that cannot be read.
type GridError struct{ Grid string } // as the file names it; empty: it does not, and they are no degrees

func (e *GridError) Error() string { return fmt.Sprintf("table: coordinates on the grid %q", e.Grid) }

// FileError is an error of a whole file, with its name.
type FileError struct {
	File string
	Err  error
}

func (e *FileError) Error() string { return e.File + ": " + e.Err.Error() }
func (e *FileError) Unwrap() error { return e.Err }
