package views

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
