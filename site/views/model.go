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
	Back     string // where this page is, for the forms on it
	Sketch   string // an SVG of where the results are; empty for none
	Map      string // where the same results are on a map; empty when none of them can be shown on one
	Topics   []Link // narrower topics, where the page is one of a place or a topic
}

// MapView is a page of results on a map, with the list of them.
type MapView struct {
	Heading     string
	Urgent      *Urgent
	Lead        string // how many of them the map shows
	Key         []string
	Data        MapData
	Attribution string // whose the pictures are that it is laid on
	Start       int    // number of the first result
	Results     []MapResult
	Pages       Pagination
	None        *NoneFound
}

// MapResult is one service in the list below a map.
type MapResult struct{ Name, Href, Organization, Where string }

// MapData is what the script draws the map from.
type MapData struct {
	Points []MapPoint `json:"points"`
	Area   *MapArea   `json:"area,omitempty"`  // where the search is from
	Tiles  string     `json:"tiles,omitempty"` // the address of a picture of the ground, with {z}, {x} and {y}
}

// MapPoint is where one service is.
type MapPoint struct {
	Number int     `json:"number"`
	Name   string  `json:"name"`
	URL    string  `json:"url"`
	Note   string  `json:"note,omitempty"`
	Lat    float64 `json:"lat"`
	Lon    float64 `json:"lon"`
	Rough  int     `json:"rough,omitempty"` // metres around the point within which it is, where it is not known closer
	Near   bool    `json:"near"`            // it is one that the map is to show first
}

// MapArea is a circle.
type MapArea struct {
	Lat   float64 `json:"lat"`
	Lon   float64 `json:"lon"`
	Rough int     `json:"rough"` // its radius in metres
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

// Choice is one value of a filter, or one answer to a question.
type Choice struct {
	ID, Value, Label string
	Name             string // under which an answer is sent
	Chosen           bool
	Href             string // for choices that are links
	Note             string // what stands before Danger
	Danger           *Link  // whom to ring, beside an answer that speaks of danger
}

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
	ID                                string
	Saved                             bool
	Why                               string
	Source                            Said
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
	ID, Here         string // here is where the page is, for the form on it
	Saved            bool
	Sends            []Link // ways to take it along
	Others           []Link
	More             *Link // to all of the others
	Name, Summary    string
	Alert            string
	Organization     string
	OrganizationSite string
	Warning          string
	Told             string // what several people have told us is wrong
	Report           string // the address at which a problem is reported
	Paragraphs       []string
	Phones           []PhoneLine
	Website, Email   *Link
	Helpline         *Line
	Facts            []Fact
	Hours            []HoursTable
	Places           []PlaceView
	Sources          []SourceLine
	Checked          string
	SourceOfText     Said
	ContactSources   []Said // where the numbers and addresses came from
}

// PhoneLine is one number with what is said of it.
type PhoneLine struct {
	Link  Link
	Label string
	Hours Said
}

// Fact is one thing known, and where it came from.
type Fact struct {
	Label  string
	Values []Said
	Source Said
}

// HoursTable is a timetable.
type HoursTable struct {
	Heading string
	State   string
	IsOpen  bool
	Days    []Row
	Notes   []Said
	Source  Said
}

// Row is a line of a table: a heading and what belongs to it; theirs is the part of that which is not in the site's own words.
type Row struct{ Name, Value, Theirs string }

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
	Source     Said
}

// SourceLine is one source of a listing.
type SourceLine struct {
	Said
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

// Leaflet is what somebody needs of a service on paper.
type Leaflet struct {
	ID, Name, Href, Organization, Summary string
	Phones                                []PhoneLine
	Rows                                  []Row
	Source                                Said
	Warning                               string
}

// SavedView is a list of services that somebody has put together.
type SavedView struct {
	Heading, Lead, Made string
	Notice              string
	Back                *Link // to where they came from
	Undo                *Undo
	Entries             []SavedEntry
	Own                 bool // it is the reader's own, who can change it
	Size                *Link
	Sends               []Link // other ways to take it along
	Short               string // the list as a text message
	Code                *Code
	Add                 []Hidden // all that a reader may add to their own list at once
}

// SavedEntry is one service of a saved list.
type SavedEntry struct {
	Leaflet
	Number      int
	First, Last bool
}

// Undo puts back what was just taken out.
type Undo struct{ ID, At, Text string }

// GuideForm asks what a printed guide should hold.
type GuideForm struct {
	Near, Each            string
	Topics                []Choice
	NearError, TopicError string
}

// GuideView is a printed guide.
type GuideView struct {
	Heading, Subtitle, Made, Lead string
	Sizes                         []Link
	Crisis                        []Line
	Sections                      []GuideSection
}

// GuideSection is one topic of a guide.
type GuideSection struct {
	ID, Heading, Lead string
	Entries           []SavedEntry
}

// Code is a QR code and what it says.
type Code struct {
	Size    int    // modules along each side, with the quiet zone
	Path    string // of an SVG, in modules
	Href    string
	Address string // where Href leads, in full
}

// Problem is what a person is told when a request cannot be answered.
type Problem struct {
	Title, Detail string
	Lines         Urgent
}
