package index

import (
	"slices"
	"strings"

	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/document"
	api "github.com/blevesearch/bleve_index_api"
	"golang.org/x/text/language"

	"fingerpost/data"
	"fingerpost/data/hours"
	"fingerpost/geo"
	"fingerpost/index/rows"
)

// fullest is how many facts count for how much is known of an entry.
const fullest = 8

// made is a document: what is stored with it, and the texts and keywords by which it is found.
type made struct {
	entry    rows.Entry
	texts    [rows.Fields]string
	inCodes  []string           // the council that the place is in, and what that lies in
	document *document.Document // of [field]s
	stored   []byte
}

// documents makes the documents of a listing: one for each place, or one without a place. A listing that is not to be
// found has none.
func (x *Index) documents(l data.Listing) ([]made, error) {
	if !l.Service.Status.Listed() {
		return nil, nil
	}
	s, lex := l.Service, x.lexicon
	topics := lex.Topics
	base := made{entry: rows.Entry{
		Service: s.ID, Name: strings.ToLower(s.Name), Ways: s.Ways, Kind: s.Kind, Cost: s.Cost,
		Topics: topics.WithParents(topicsOf(s, lex)), Derived: len(s.Topics) == 0, Full: fullness(l), Checked: l.Checked(), Kept: l.Kept,
		Audiences: lex.audiencesOf(s, l.Organization.Name), MinimumAge: s.MinimumAge, MaximumAge: s.MaximumAge, Referral: s.Referral, Languages: languagesOf(s),
		PeerLed: s.PeerLed != nil && *s.PeerLed, Person: s.AnsweredBy == data.AnsweredByPerson || s.AnsweredBy == data.AnsweredByBoth,
		TermOnly: hours.TermTimeOnly(s.Summary + "\n" + s.Description), Types: lex.typesOf(s),
	}}
	e := &base.entry
	for _, w := range split(e.Name) {
		e.Stems = add(e.Stems, rows.Key(stem(w)))
	}
	said := lex.senses.of(s)
	e.Sense = said.Pack()
	for _, a := range s.Areas {
		if a.Code != "" {
			e.Areas = append(e.Areas, a.Code)
		}
	}
	if len(e.Areas) == 0 && s.AssumedArea != "" {
		e.Areas, e.Assumed = []geo.AreaCode{s.AssumedArea}, true
	}
	base.texts = [rows.Fields]string{
		nameField:         strings.Join(append([]string{s.Name}, s.AlternateNames...), " \n"),
		organizationField: strings.Join(append([]string{l.Organization.Name}, l.Organization.AlternateNames...), " \n"),
		topicsField:       topicWords(e.Topics, s, topics),
		summaryField:      s.Summary,
		forField:          strings.Join(append([]string{s.EligibilityDescription}, s.Audiences...), " \n"),
		descriptionField:  s.Description + "\n" + s.ApplicationProcess,
	}
	places := slices.DeleteFunc(slices.Clone(l.Locations), func(place data.Location) bool {
		return place.Type == data.Postal || place.Type == data.Virtual // nobody goes there
	})
	all := []made{base}
	if len(places) > 0 {
		all = all[:0]
	}
	for _, place := range places {
		all = append(all, base.at(place))
	}
	for i := range all {
		m := &all[i]
		m.entry.First, m.entry.Multi = i == 0, len(all) > 1
		x.when(&m.entry, l)
		if err := x.write(m); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// at is a document for one of the places of its service.
func (m made) at(place data.Location) made {
	e := &m.entry
	e.Location = place.ID
	m.texts[placeField] = strings.Join([]string{place.Name, place.Address.Line1, place.Address.Line2, place.Address.City, place.Address.County}, " \n")
	if position, ok := data.Geocode(place); ok {
		point := position.Point
		e.Point, e.District = &point, position.District
	} else if place.Withheld {
		e.District = place.Council
		if e.Assumed && place.Council != "" {
			e.Areas = []geo.AreaCode{place.Council} // all that may be known of it
		}
	}
	if area, ok := geo.AreaByCode(e.District); ok {
		m.inCodes = append([]string{string(area.Code)}, texts(area.Parents)...)
	}
	e.Access = accessOf(place)
	return m
}

// key is the key of the document's id.
func (m *made) key() uint64 { return rows.Key(m.entry.DocID()) }

// write makes the document that Bleve indexes. Its texts are split into words here, where their number is needed too.
func (x *Index) write(m *made) error {
	m.document = document.NewDocument(rows.FiledAs(m.key()))
	var sequence []byte
	for i, f := range textFields {
		words := x.analyzers[f.analyzer].Analyze([]byte(m.texts[i]))
		m.entry.Lengths[i] = len(words)
		if f.phrases {
			sequence = rows.AppendWords(sequence, wordsOf(words))
		}
		options, length := api.IndexField, 1
		if x.setting.Stock { // it reads from Bleve how long texts are, and where words stand
			length = len(words)
			if f.phrases {
				options |= api.IncludeTermVectors
			}
		} else {
			words = x.written(words)
		}
		m.document.AddField(textOf(f.name, words, options, length))
	}
	keywords := api.IndexField | api.SkipFreqNorm // each stands there once
	if x.setting.Stock {
		keywords = api.IndexField
	}
	m.document.AddField(keywordsOf(topicIDs, texts(m.entry.Topics), keywords))
	m.document.AddField(keywordsOf(typeIDs, texts(m.entry.Types), keywords))
	m.document.AddField(keywordsOf(areaCodes, codes(m.entry.Areas), keywords))
	m.document.AddField(keywordsOf(inCodes, m.inCodes, keywords))
	var err error
	if m.stored, err = m.entry.Encode(x.views.Reader.Values); err != nil {
		return err
	}
	m.document.AddField(storedAs(rows.EntryField, m.stored))
	m.document.AddField(storedAs(rows.WordsField, sequence))
	return nil
}

// written leaves those stems out that need not be written: see [rows.Stems].
func (x *Index) written(tokens analysis.TokenStream) analysis.TokenStream {
	out := make(analysis.TokenStream, 0, len(tokens))
	word := ""
	for _, t := range tokens {
		text := string(t.Term)
		if stem, ok := strings.CutPrefix(text, stemMark); !ok {
			word = text
		} else if !x.views.Reader.Stems.Written(word, stem) {
			continue
		}
		out = append(out, t)
	}
	return out
}

// wordsOf are the words of a text, without the stems that were added.
func wordsOf(tokens analysis.TokenStream) (words []rows.Word) {
	for _, t := range tokens {
		if text := string(t.Term); !strings.HasPrefix(text, stemMark) {
			words = append(words, rows.Word{Place: t.Position, Text: text, Stem: stem(text)})
		}
	}
	return words
}

// when sets what an entry says of time: its hours at its place, and how they usually are.
func (x *Index) when(e *rows.Entry, l data.Listing) {
	e.Schedules = l.SchedulesAt(e.Location, x.setting.LineHours)
	e.Nation = l.NationAt(e.Location)
	pattern := hours.Usual(e.Schedules, x.now())
	for _, d := range pattern.Days {
		e.Days = append(e.Days, Weekdays[(int(d)+6)%7])
	}
	if pattern.Evenings {
		e.Opens = append(e.Opens, "evenings")
	}
	if pattern.Weekends {
		e.Opens = append(e.Opens, "weekends")
	}
}

// languagesOf are the codes of languages that a service names (ISO 639): what is none cannot be chosen.
func languagesOf(s data.Service) []string {
	var out []string
	for _, code := range s.Languages {
		if _, err := language.ParseBase(code); err == nil {
			out = add(out, strings.ToLower(code))
		}
	}
	return out
}

// topicsOf is a service's topics, or, where its source sorts nothing, those that its own words speak of plainly.
func topicsOf(s data.Service, lex lexicon) []data.TopicID {
	if len(s.Topics) > 0 {
		return s.Topics
	}
	return lex.topicsIn(s)
}

// topicWords is what is searched for a topic: its name, and what the source called it. Its other words find it whole, by way
// of the query ([lexicon.units]): one by one they would find a "bank" or a "club" in everything that bears it.
func topicWords(ids []data.TopicID, s data.Service, topics data.Topics) string {
	words := append([]string(nil), s.Categories...)
	for _, id := range ids {
		if t, ok := topics.Get(id); ok {
			words = append(words, t.Name)
		}
	}
	return strings.Join(words, " \n")
}

func codes(areas []geo.AreaCode) []string {
	out := make([]string, len(areas))
	for i, a := range areas {
		if area, ok := geo.AreaByCode(a); ok {
			a = area.Code // an old code answers under the new one
		}
		out[i] = string(a)
	}
	return out
}

// fullness counts the facts that people ask for and that are known: the same for every source, so that a listing with a
// number and opening times comes before an equal one without.
func fullness(l data.Listing) int {
	s := l.Service
	n := 0
	hasHours := len(s.Schedules) > 0
	for _, at := range s.ServiceAtLocations {
		hasHours = hasHours || len(at.Schedules) > 0
	}
	for _, known := range []bool{
		s.Description != "", len(s.Phones) > 0 || s.Helpline != "", s.URL != "" || s.Email != "", hasHours,
		s.Cost != "" || len(s.CostOptions) > 0, s.EligibilityDescription != "", s.ApplicationProcess != "" || s.Referral != "", len(s.Ways) > 0,
	} {
		if known {
			n++
		}
	}
	return n
}
