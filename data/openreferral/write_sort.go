package openreferral

import (
	"strconv"
	"strings"

	"fingerpost/data"
)

// topicTaxonomy is the name under which our topics stand as a taxonomy.
const topicTaxonomy = "Fingerpost topics"

// writeAttributes says by attributes what the standard has no field for: what sort of thing a listing is, its topics, the
// terms of its source, whom it is for and how it is reached. A link_type says which. No term has a term_uri, since none
// would lead anywhere, but [ServiceV3.NameTopics] gives those topics one that a public vocabulary has too.
func writeAttributes(s data.Service) []AttributeV3 {
	var out []AttributeV3
	add := func(kind, own, value string, term *TaxonomyTermV3) {
		out = append(out, AttributeV3{
			ID: wireID(string(s.ID), "attribute/"+kind, own), LinkID: string(s.ID), LinkType: kind, Value: value, TaxonomyTerm: term,
		})
	}
	term := func(kind, taxonomy, name string) {
		add(kind, name, "", &TaxonomyTermV3{ID: wireID(taxonomy, "term", name), Name: name, Description: name, Taxonomy: taxonomy})
	}
	if s.Kind != "" {
		term("kind", "Fingerpost kinds", string(s.Kind))
	}
	for _, topic := range s.Topics {
		t := Term(data.Topic{ID: topic, Name: strings.ReplaceAll(string(topic), "-", " ")})
		add("topic", string(topic), "", &t)
	}
	for _, category := range s.Categories {
		term("service_type", "Source categories", category)
	}
	for _, audience := range s.Audiences {
		term("target_audience", "Source audiences", audience)
	}
	for _, way := range s.Ways {
		term("attending_type", "Fingerpost ways", wayNames[way])
	}
	if s.Referral != "" {
		add("needs_referral", "", strconv.FormatBool(s.Referral == data.ReferralNeeded), nil)
	}
	if s.NotFor != "" {
		add("not_for", "", s.NotFor, nil)
	}
	if s.PeerLed != nil {
		add("peer_led", "", strconv.FormatBool(*s.PeerLed), nil)
	}
	if s.Moderated != nil {
		add("moderated", "", strconv.FormatBool(*s.Moderated), nil)
	}
	if s.AnsweredBy != "" {
		add("answered_by", "", string(s.AnsweredBy), nil)
	}
	return out
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
