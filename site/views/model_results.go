package views

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
	Printed  string // what was asked for and which page this is, which paper has nowhere else
	Topics   []Link // narrower topics, where the page is one of a place or a topic
}

// MapView is a page of results on a map, with the list of them.
type MapView struct {
	Heading     string
	Urgent      *Urgent
	Lead        string // how many of them the map shows
	Key         []string
	Data        MapData
	Sketch      string // an SVG of the same, for a browser that does not draw the map; empty for none
	Attribution string // whose the pictures are that it is laid on
	Start       int    // number of the first result
	Results     []MapResult
	Pages       Pagination
	None        *NoneFound
}

// MapResult is one service in the list below a map.
type MapResult struct{ ID, Name, Href, Organization, Where string }

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
	Legend  string
	Choices []FilterChoice
}

// FilterChoice is one value of a group.
type FilterChoice struct {
	ID, Label string
	Box       string // to tick, rendered
}

// PlacesMeant offers the places that the words of a search may speak of.
type PlacesMeant struct {
	Lead   string
	Places []Link
}

// Band is a part of the results under its own heading.
type Band struct {
	ID, Heading, Note, Lead string
	Start                   int // number of its first result
	Results                 []Result
}

// Result is one service in a list.
type Result struct {
	ID, Name, Href, Organization string
	Distance                     string // empty where there is none
	Open                         string // whether it is open, and for paper when: rendered
	Meta                         string // short facts, rendered
	Saved                        bool
	Why                          string
	Fixed                        *ResultParts
}

// ResultFacts are what a list says of a service, whatever is searched for.
type ResultFacts struct {
	ID, Name, Href, Organization, Summary string
	Near, Far                             []string // short facts, of a service that is near and of one that is not
	Phone, Website                        *Link
	Source                                Said
	Warning                               string
}

// ResultParts are those facts, rendered.
type ResultParts struct {
	Head, Near, Far, Actions, Foot string
	Save                           string // the button that puts it on the saved list
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
