package data

// Lexicon is what words mean in one directory: its topics, the groups of people that services are for, what people say
// when they mean these, and what they say when they are in danger. All of it is content that an operator can edit.
type Lexicon struct {
	Topics    Topics
	Audiences []Audience
	Synonyms  []Synonym
	Asks      []Ask
	Types     []ServiceType
	Dangers   []Danger
	Unclear   []TopicID // what is shown when nothing in the words of a search is understood
	Tongues   []Tongue
}

// AudienceID names a group of people for ever, in addresses too: "older-people".
type AudienceID string

// Audience is a group of people that a service may be for.
type Audience struct {
	ID    AudienceID
	Name  string
	Words []string // what else people, and directories, call it
	// The ages, in whole years, inclusive, of a group that is one of age; nil where it is not.
	MinimumAge, MaximumAge *int
}

// Audience finds a group by id.
func (l Lexicon) Audience(id AudienceID) (Audience, bool) {
	for _, a := range l.Audiences {
		if a.ID == id {
			return a, true
		}
	}
	return Audience{}, false
}

// Synonym is what people say, and what they mean by it.
type Synonym struct {
	Say       []string // phrases, any of which is meant
	Topics    []TopicID
	Also      []string // other words for it, which listings use
	Audiences []AudienceID
}

// Tongue is what people say in a language other than English, and what they mean by it.
type Tongue struct {
	Code     string // as in addresses: "cy"
	Synonyms []Synonym
	Asking   []string // words that only ask and tell
	Vague    []string // words that name a topic, and so much else that beside others they tell little
	English  []string // words that are English too
}

// Ask is what people say when one service is what they need.
type Ask struct {
	Service ServiceID
	Say     []string
}

// ServiceTypeID names a type of service for ever: "mens-shed".
type ServiceTypeID string

// ServiceType is a kind of local service that there is in many places, under many names: a men's shed, a lunch club.
type ServiceType struct {
	ID     ServiceTypeID
	Name   string
	Words  []string // phrases by which one is known for what it is, in its name above all
	Topics []TopicID
	Say    []string // what people say who need one
}

// Danger is what people say when they, or someone near them, may come to harm, and the kinds of crisis line that are then
// shown above everything else.
type Danger struct {
	ID     string
	Say    []string
	SayIn  map[string][]string // the same in other languages, by their codes
	Topics []TopicID           // that the phrases name
	Lines  []string            // kinds of crisis line, in the order in which they are shown
}
