package openreferral

import (
	"strconv"
	"strings"

	"fingerpost/data"
)

// topicTaxonomy is the name under which our topics stand as a taxonomy.
const topicTaxonomy = "Fingerpost topics"

// saying gathers the attributes of one thing: what the standard has no field for, under a link_type that says what it is.
type saying struct {
	entity, id string
	all        []AttributeV3
}

// add says something in a word or in words, if there is anything to say.
func (s *saying) add(kind, value string) {
	if value != "" {
		s.attribute(kind, "", value, nil)
	}
}

// each says one of several things.
func (s *saying) each(kind, value string) { s.attribute(kind, value, value, nil) }

func (s *saying) flag(kind string, value *bool) {
	if value != nil {
		s.add(kind, strconv.FormatBool(*value))
	}
}

// term says something by a term of a taxonomy.
func (s *saying) term(kind, taxonomy, name string) {
	s.attribute(kind, name, "", &TaxonomyTermV3{ID: wireID(taxonomy, "term", name), Name: name, Description: name, Taxonomy: taxonomy})
}

func (s *saying) attribute(kind, own, value string, term *TaxonomyTermV3) {
	a := AttributeV3{ID: wireID(s.id, "attribute/"+kind, own), LinkID: s.id, LinkEntity: s.entity, LinkType: kind, Value: value, TaxonomyTerm: term}
	if term != nil {
		a.TaxonomyTermID = term.ID
	}
	s.all = append(s.all, a)
}

// writeAttributes says by attributes what a service has no field for: what sort of thing a listing is, its topics, the
// terms of its source, whom it is for and how it is reached. No term has a term_uri, since none would lead anywhere, but
// [ServiceV3.NameTopics] gives those topics one that a public vocabulary has too.
func writeAttributes(s data.Service, assured data.Date) []AttributeV3 {
	said := saying{entity: "service", id: string(s.ID)}
	if s.Kind != "" {
		said.term("kind", "Fingerpost kinds", string(s.Kind))
	}
	for _, topic := range s.Topics {
		t := Term(data.Topic{ID: topic, Name: strings.ReplaceAll(string(topic), "-", " ")})
		said.attribute("topic", string(topic), "", &t)
	}
	for _, category := range s.Categories {
		said.term("service_type", "Source categories", category)
	}
	for _, audience := range s.Audiences {
		said.term("target_audience", "Source audiences", audience)
	}
	for _, way := range s.Ways {
		said.term("attending_type", "Fingerpost ways", wayNames[way])
	}
	if s.Referral != "" {
		said.add("needs_referral", strconv.FormatBool(s.Referral == data.ReferralNeeded))
	}
	said.add("not_for", s.NotFor)
	said.flag("peer_led", s.PeerLed)
	said.flag("moderated", s.Moderated)
	said.add("answered_by", string(s.AnsweredBy))
	said.add("cost", string(s.Cost))
	said.add("summary", s.Summary)
	said.add("helpline", s.Helpline)
	for i, name := range s.AlternateNames {
		if i > 0 { // the first has a field
			said.each("alternate_name", name)
		}
	}
	if fullDay(assured) == "" { // a month or a year, which assured_date cannot hold
		said.add("assured_date", assured.String())
	}
	return said.all
}

// wayNames are the ways in the words of attending_type of Open Referral UK 1.0, where it has one.
var wayNames = map[data.Way]string{
	data.InPerson: "venue", data.ByPhone: "phone", data.ByText: "text", data.Online: "online", data.HomeVisit: "home visit",
}

// Term writes a topic as a taxonomy term.
func Term(topic data.Topic) TaxonomyTermV3 {
	term := TaxonomyTermV3{
		ID: termID(topic.ID), Name: topic.Name, Description: topic.Name, Taxonomy: topicTaxonomy, Code: string(topic.ID),
	}
	if topic.Parent != "" {
		term.ParentID = termID(topic.Parent)
	}
	return term
}

func termID(topic data.TopicID) string { return wireID(topicTaxonomy, "term", string(topic)) }

// NameTopics gives the terms of our topics what a listing does not know: their names, and as term_uri the address of the
// first term of a public vocabulary that means the same. A narrower one would say more than is known.
func (s *ServiceV3) NameTopics(topics data.Topics) {
	for _, attribute := range s.Attributes {
		if attribute.LinkType != "topic" || attribute.TaxonomyTerm == nil {
			continue
		}
		if topic, ok := topics.Get(data.TopicID(attribute.TaxonomyTerm.Code)); ok {
			*attribute.TaxonomyTerm = Term(topic)
			attribute.TaxonomyTerm.TermURI = sameURI(topics.Terms(topic.ID))
		}
	}
}

// sameURI is the address of the first term that means what its topic means; empty if none has one.
func sameURI(terms []data.Term) string {
	for _, term := range terms {
		if uri := term.URI(); term.Same && uri != "" {
			return uri
		}
	}
	return ""
}
