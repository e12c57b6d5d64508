package content

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fingerpost/data"
)

// Lexicon reads what words mean: topics.yaml, audiences.yaml, synonyms.yaml and those of other languages, asks.yaml,
// service-types.yaml and danger.yaml.
func (f Files) Lexicon(now time.Time) (data.Lexicon, error) {
	topics, err := f.Topics()
	if err != nil {
		return data.Lexicon{}, err
	}
	l := data.Lexicon{Topics: topics}
	if l.Audiences, err = f.audiences(); err != nil {
		return l, err
	}
	head := func(f fields) { l.Unclear = f.topicIDs("unclear", topics) }
	if l.Synonyms, err = f.synonyms("synonyms.yaml", l, head); err != nil {
		return l, err
	}
	if l.Tongues, err = f.tongues(l); err != nil {
		return l, err
	}
	if l.Asks, err = f.asks(); err != nil {
		return l, err
	}
	if l.Types, err = f.serviceTypes(topics); err != nil {
		return l, err
	}
	dangers, err := f.Dangers(topics, now)
	l.Dangers = dangers.All
	return l, err
}

// list reads a content file that is one list, item by item.
func (f Files) list(file, name string, head func(fields), item func(*page, fields)) error {
	b, err := f.File(file)
	if err != nil {
		return err
	}
	p := &page{file: file}
	root := p.parse(b)
	if root == nil {
		return asError(p.mistakes)
	}
	if top, ok := p.fieldsOf(root, name); ok {
		if head != nil {
			head(top)
		}
		for _, n := range top.items(name) {
			if f, ok := p.fieldsOf(n, name); ok {
				item(p, f)
				f.rest()
			}
		}
		top.rest()
	}
	return asError(p.mistakes)
}

func (f Files) audiences() (all []data.Audience, err error) {
	err = f.list("audiences.yaml", "audiences", nil, func(p *page, f fields) {
		a := data.Audience{ID: data.AudienceID(f.id()), Name: f.required("name", false), Words: f.texts("words"),
			MinimumAge: f.age("min_age"), MaximumAge: f.age("max_age")}
		if slices.ContainsFunc(all, func(b data.Audience) bool { return b.ID == a.ID }) {
			p.mistake(f.at("id"), "id", RepeatedID, string(a.ID), "")
		}
		all = append(all, a)
	})
	return all, err
}

func (f Files) synonyms(file string, l data.Lexicon, head func(fields)) (all []data.Synonym, err error) {
	lines := map[string]int{} // of each phrase
	err = f.list(file, "synonyms", head, func(p *page, f fields) {
		s := data.Synonym{Say: f.said("say", lines), Also: f.texts("also"), Topics: f.topicIDs("topics", l.Topics)}
		for _, id := range f.texts("for") {
			if _, ok := l.Audience(data.AudienceID(id)); !ok {
				p.mistake(f.at("for"), "for", UnknownAudience, id, "")
				continue
			}
			s.Audiences = append(s.Audiences, data.AudienceID(id))
		}
		if len(s.Topics)+len(s.Also)+len(s.Audiences) == 0 {
			p.mistake(f.node, "topics", Missing, "", "topics, also or for")
		}
		all = append(all, s)
	})
	return all, err
}

// topicIDs takes a list of topics.
func (f fields) topicIDs(name string, topics data.Topics) []data.TopicID {
	var out []data.TopicID
	for _, id := range f.texts(name) {
		if _, ok := topics.Get(data.TopicID(id)); !ok {
			f.mistake(f.at(name), name, UnknownTopic, id, "")
			continue
		}
		out = append(out, data.TopicID(id))
	}
	return out
}

// Dangers is the file of what people say when they are in danger.
type Dangers struct {
	All        []data.Danger
	ReviewedOn data.Date            // by a person; zero until someone has
	ReviewedIn map[string]data.Date // the same of what is said in other languages, by their codes
}

// Dangers reads danger.yaml, in English and in the languages that there are synonyms of.
func (f Files) Dangers(topics data.Topics, now time.Time) (d Dangers, err error) {
	languages, err := f.languages()
	if err != nil {
		return d, err
	}
	lines := map[string]int{}
	d.ReviewedIn = map[string]data.Date{}
	head := func(f fields) {
		d.ReviewedOn = f.page.date(f, "reviewed_on", now)
		for _, code := range languages {
			d.ReviewedIn[code] = f.page.date(f, "reviewed_"+code+"_on", now)
		}
	}
	err = f.list("danger.yaml", "dangers", head, func(p *page, f fields) {
		danger := data.Danger{ID: f.id(), Say: f.said("say", lines), SayIn: map[string][]string{}, Topics: f.topicIDs("topics", topics), Lines: f.texts("lines")}
		for _, code := range languages {
			if name := "say_" + code; f.has(name) { // an operator's own file may speak fewer languages
				danger.SayIn[code] = f.said(name, lines)
			}
		}
		for _, kind := range danger.Lines {
			if !slices.Contains(HelplineKinds, HelplineKind(kind)) {
				p.mistake(f.at("lines"), "lines", NotOneOf, kind, helplineKinds())
			}
		}
		if len(danger.Lines) == 0 {
			p.mistake(f.node, "lines", Missing, "", helplineKinds())
		}
		if slices.ContainsFunc(d.All, func(b data.Danger) bool { return b.ID == danger.ID }) {
			p.mistake(f.at("id"), "id", RepeatedID, danger.ID, "")
		}
		d.All = append(d.All, danger)
	})
	return d, err
}

func helplineKinds() string {
	var kinds []string
	for _, k := range HelplineKinds {
		kinds = append(kinds, string(k))
	}
	return strings.Join(kinds, ", ")
}

// said takes the phrases that people say, each of which may stand in one place of the file only.
func (f fields) said(name string, lines map[string]int) []string {
	say := f.texts(name)
	if len(say) == 0 {
		f.mistake(f.node, name, Missing, "", "a list of phrases")
	}
	for _, phrase := range say {
		if line, twice := lines[phrase]; twice {
			f.mistake(f.at(name), name, RepeatedPhrase, phrase, fmt.Sprintf("line %d", line))
		}
		lines[phrase] = f.at(name).Line
	}
	return say
}

// id takes an id of small letters, digits and hyphens.
func (f fields) id() string {
	id := f.required("id", false)
	if id != "" && !validID(id) {
		f.mistake(f.at("id"), "id", BadID, id, "")
	}
	return id
}
