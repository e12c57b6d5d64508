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
	Path            string
	EmergencyFooter []string // lines of the footer that are also printed
}

// Link is a link with its text.
type Link struct{ Text, Href, Hidden string } // Hidden is read out after the text, and not seen

// SearchForm is the form with its two fields.
type SearchForm struct {
	Q, Near   string
	NearError string // what is wrong with the place, in words
	QError    string
	Compact   bool
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
	Closed  bool
	Source  string
	Nations string
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

// ResultsView is a page of results.
type ResultsView struct {
	Heading  string
	About    []string // what the answer says of itself: how exact distances are, whose services are shown
	Notices  []string // what was relaxed
	Places   *PlacesMeant
	Chips    []Link
	ClearAll string
	Filters  Filters
	Sorts    []Choice
	Bands    []Band
	Pages    Pagination
	None     *NoneFound
	Urgent   *Urgent
}

// NoneFound says what to do when nothing was found.
type NoneFound struct {
	Lead  string
	Steps []Link
	Lines []Line
}

// Filters is the form that narrows the results.
type Filters struct {
	Hidden []Hidden
	Within []Choice // empty without a place
	Groups []FilterGroup
}

// FilterGroup is one fieldset of the form.
type FilterGroup struct {
	Name, Legend string
	Choices      []Choice
}

// PlacesMeant offers the places that the words of a search may speak of.
type PlacesMeant struct {
	Lead   string
	Places []Link
}

// Hidden is a value that a form carries along.
type Hidden struct{ Name, Value string }

// Choice is one value of a filter.
type Choice struct {
	ID, Value, Label string
	Chosen           bool
	Href             string // for choices that are links
}

// Band is a part of the results under its own heading.
type Band struct {
	ID, Heading, Note, Lead string
	Start                   int // number of its first result
	Results                 []Result
}

// Result is one service in a list.
type Result struct {
	Name, Href, Organization, Summary string
	Distance                          string // empty where there is none
	Open                              string
	IsOpen                            bool
	Meta                              []string
	Phone                             *Link
	Website                           *Link
	Why                               string
	Source                            string
	Warning                           string
}

// Pagination links the pages of a list.
type Pagination struct {
	Pages          []PageLink
	Previous, Next string
}

// PageLink is the link to one page; Number 0 stands for a gap.
type PageLink struct {
	Number  int
	Href    string
	Current bool
}

// ChoicesView asks which of several places was meant.
type ChoicesView struct {
	Heading, Lead string
	Places        []Link       // choices that an address may hold
	Slips         []SlipChoice // choices that it may not: sent by a form
}

// SlipChoice offers a postcode in place of a slip of the finger.
type SlipChoice struct{ Label, Near, Q string }

// ListingView is everything known of one service.
type ListingView struct {
	Name, Summary    string
	Alert            string
	Organization     string
	OrganizationSite string
	Warning          string
	Paragraphs       []string
	Phones           []PhoneLine
	Website, Email   *Link
	Helpline         *Line
	Facts            []Fact
	Hours            []HoursTable
	Places           []PlaceView
	Sources          []SourceLine
	Checked          string
	SourceOfText     string
	ContactSources   []string // where the numbers and addresses came from
}

// PhoneLine is one number with what is said of it.
type PhoneLine struct {
	Link  Link
	Label string
	Hours string
}

// Fact is one thing known, and where it came from.
type Fact struct {
	Label  string
	Values []string
	Source string
}

// HoursTable is a timetable.
type HoursTable struct {
	Heading string
	State   string
	IsOpen  bool
	Days    []Row
	Notes   []string
	Source  string
}

// Row is a line of a table: a heading and what belongs to it.
type Row struct{ Name, Value string }

// PlaceView is one place.
type PlaceView struct {
	Name       string
	Lines      []string
	Withheld   string
	Precision  string
	Directions *Link
	Access     []string
	Notes      []string // what is said of the place, and how to get there
	Phones     []PhoneLine
	Hours      *HoursTable
	Source     string
}

// SourceLine is one source of a listing.
type SourceLine struct {
	Text string
	Href string
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
	Sections []Section
	Sources  []SourceRow
}

// Section is a heading with paragraphs.
type Section struct {
	Heading    string
	Paragraphs []string
}

// SourceRow is one source in a table.
type SourceRow struct{ Name, Area, Licence, Dated, Href string }

// Problem is what a person is told when a request cannot be answered.
type Problem struct {
	Title, Detail string
	Lines         Urgent
}
