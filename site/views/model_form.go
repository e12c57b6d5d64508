package views

// Form is a page with a form that people fill in.
type Form struct {
	Heading  string
	Lead     []string
	Action   string
	Errors   []Link // each leads to its field, if it is about one
	Sections []FormSection
	Token    string // says that the form is ours, and when it was shown
	Button   string
}

// FormSection is some questions of a form that belong together.
type FormSection struct {
	Heading, Lead string
	Fields        []Field
}

// FieldKind is how a question is answered.
type FieldKind int

const (
	LineField FieldKind = iota // in a line
	TextField                  // in several lines
	OneField                   // by one of some choices
	ManyField                  // by any of some choices
)

// Field is one question of a form with what was answered.
type Field struct {
	Kind              FieldKind
	Name, Label, Hint string
	Value, Error      string
	Type, Complete    string // of a line: the type of the box, and what a browser may fill in
	Rows              string // of several lines
	Choices           []Choice
}

// ThanksView says that what was sent has come.
type ThanksView struct {
	Heading, Reference string
	Next               []string
	DangerNote         string
	Danger             *Link
	Back               Link
}
