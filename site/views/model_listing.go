package views

// ListingView is everything known of one service.
type ListingView struct {
	ID, Here         string // here is where the page is, for the form on it
	Saved            bool
	Sends            []Link // ways to take it along
	Others           []Link
	Nearest          bool  // they are the nearest
	More             *Link // to all of the others
	Name, Summary    string
	Alert            string
	Organization     string
	OrganizationSite string
	Warning          string
	Closed           bool   // how to reach it is not shown
	Reopened         string // that it is open again, and who says so
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
	Merged           string // said to who came by the address of a listing that is one with this
	KeptBy           string // who looks after the listing
	BeforeYouGo      string // for a service that people go to
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
	Times   string // of what is always open, on paper
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
