// Package views holds the pages as templ components, and the plain values that they show. A component decides nothing:
// what a page says is worked out in package site, and sentences come from package words.
//
// The Go code beside each .templ file is made by `go generate ./site/views`.
package views

//go:generate go tool templ generate

// Page is what every page needs around its own part.
type Page struct {
	Title           string
	Description     string
	Brand           string
	CSS, JS         string // addresses of the built assets; empty when there are none
	Icon            string
	NoIndex         bool
	Back            *Link
	Search          *SearchForm // a compact search form above the page's own part; nil for none
	Hero            bool        // the page lays out its own main part
	Canonical       string      // the page's one address in English, for search engines; empty where there is none
	Base            string      // what makes an address of the site a whole one
	Data            any         // what the page says of a service, for programs (schema.org); nil for none
	Here            string      // where the page is, in English; empty for one that an address does not lead to
	Languages       []LanguageLink
	Saved           string   // what the link to the saved list says
	Leave           bool     // the page is one that somebody may have to leave quickly
	Large           bool     // large print
	Map             bool     // the page has a map
	MapCSS, MapJS   string   // addresses of what draws it
	EmergencyFooter []string // lines of the footer that are also printed
	Printed         string   // where a sheet of paper is from, and of which day
}

// LanguageLink leads to the same page in another language.
type LanguageLink struct{ Text, Href, Lang string }

// Link is a link with its text.
type Link struct{ Text, Href, Hidden, Note string } // Hidden is read out after the text, and not seen; Note stands beside it

// Said is a text, and the part of it that is not the site's own: what a listing says, or the name of a source. On a page in
// another language than English it is marked as English.
type Said struct{ Text, Theirs string }

// SearchForm is the form with its two fields.
type SearchForm struct {
	Q, Near   string
	NearError string // what is wrong with the place, in words
	QError    string
	Compact   bool
	Folded    bool // behind a summary where the screen is small
}

// Urgent is the block of crisis lines.
type Urgent struct {
	Heading string
	Lines   []Line
	More    *Link
}

// Line is one crisis line.
type Line struct {
	Name    string
	For     string
	Note    string
	Actions []Link // to ring and to text
	Hours   string
	State   string // open now, closed now, or empty when not known
	Times   string // when it is open, on paper: what State says is soon over
	Closed  bool
	Source  Said
	Nations string
	English []string // which of its texts are in English, on a page in another language
}

// HomeView is the home page.
type HomeView struct {
	Form   SearchForm
	Urgent Urgent
	Topics []Topic
	Count  string
}

// Topic is a topic to browse.
type Topic struct{ Name, Note, Href string }

// Hidden is a value that a form carries along.
type Hidden struct{ Name, Value string }

// Choice is one value of a filter, or one answer to a question.
type Choice struct {
	ID, Value, Label string
	Name             string // under which an answer is sent
	Chosen           bool
	Href             string // for choices that are links
	Note             string // what stands before Danger
	Danger           *Link  // whom to ring, beside an answer that speaks of danger
}

// UrgentView is the page of urgent help.
type UrgentView struct {
	Heading, Lead string
	Groups        []LineGroup
}

// LineGroup is crisis lines of one kind.
type LineGroup struct {
	ID, Heading string
	Lines       []Line
}

// AboutView is the page about the data.
type AboutView struct {
	Text    TextView
	Sources []SourceRow
}

// TextView is a page to read.
type TextView struct {
	Heading, Lead string
	Sections      []Section
}

// Section is a heading with paragraphs, or with points.
type Section struct {
	Heading    string
	Paragraphs []string
	Points     []string
	Links      []Link
}

// FiguresView is the page of how many searches there were.
type FiguresView struct {
	Heading, Lead string
	None          string // why there are none to show
	Rounded       string // how exact they are
	Tables        []FigureTable
	CSV           string // where programs find all of them
	Notes         []Section
}

// FigureTable is a table of searches by what its first column says.
type FigureTable struct {
	Heading, First string
	Rows           []FigureRow
	None           string // what is said where there are no rows
}

// FigureRow is one row of numbers, in words: how many searches found enough, and how many little.
type FigureRow struct{ Name, Href, Enough, Little string }

// SourceRow is one source, with what is known of it.
type SourceRow struct {
	Name, Href string
	Facts      []Row
}

// Problem is what a person is told when a request cannot be answered.
type Problem struct {
	Title, Detail string
	Lines         Urgent
}
