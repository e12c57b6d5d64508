package openreferral

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/prose"
)

// sort reads how the source sorts a service: the terms of its taxonomies, and whom it is for.
//
// 3.0 links terms by attributes, whose link_type says what a term is about; 1.0 by service_taxonomys and the taxonomys of
// eligibilitys, Outpost by taxonomies and suitabilities, other software by pc_targetAudience.
func (r *reader) sort(s *data.Service) {
	o := r.service
	for _, attribute := range o.objects("attributes") {
		r.attribute(s, attribute)
	}
	for _, link := range o.objects("service_taxonomys", "service_taxonomies", "link_taxonomys", "link_taxonomies") {
		r.term(s, link.text("link_type"), link.object("taxonomy"))
	}
	for _, term := range o.objects("taxonomies", "taxonomy_terms", "categories") {
		r.term(s, "", term)
	}
	for _, kind := range o.texts("deliverable_type") {
		if !strings.HasPrefix(fold(kind), "other") {
			s.Categories = append(s.Categories, kind)
		}
	}
	r.audiences(s)
	s.Categories, s.Audiences = distinct(s.Categories), distinct(s.Audiences)
	if !ownTopics(o) { // where our own are said, what the categories say is in them already
		for _, category := range s.Categories {
			s.Topics = append(s.Topics, r.reading.Topics.Read(category)...)
		}
		slices.Sort(s.Topics)
	}
	s.Topics = slices.Compact(s.Topics)
	r.referral(s)
}

// ownTopics reports whether a service says what it is about in our topics: a directory of this kind wrote it.
func ownTopics(o object) bool {
	return slices.ContainsFunc(o.objects("attributes"), func(attribute object) bool {
		return attribute.object("taxonomy_term").text("taxonomy") == topicTaxonomy
	})
}

// audiences are the groups of people that the source names outside its taxonomies.
func (r *reader) audiences(s *data.Service) {
	o := r.service
	groups := o.objects("pc_targetAudience")
	s.Topics = append(s.Topics, r.circumstances(groups)...)
	for _, group := range groups {
		s.Audiences = append(s.Audiences, audience(group.text("audienceType", "name")))
	}
	for _, group := range append(o.texts("suitabilities"), o.texts("send_needs")...) {
		s.Audiences = append(s.Audiences, audience(group))
	}
	var words []string
	for _, group := range r.eligibilities() {
		words = append(words, group.text("eligibility", "name"))
		for _, term := range group.objects("taxonomys", "taxonomies") {
			s.Audiences = append(s.Audiences, audience(term.text("name")))
		}
	}
	s.EligibilityDescription = join("\n\n", s.EligibilityDescription, join(", ", distinct(words)...))
}

// audience is the last part of a path such as "Parents>Grandparents": the source names the parents beside it where it
// means them too.
func audience(path string) string {
	return strings.TrimSpace(path[strings.LastIndexByte(path, '>')+1:])
}

// attribute reads one attribute of HSDS: what link_type says it is about, and a term or a value.
func (r *reader) attribute(s *data.Service, o object) {
	term := o.object("taxonomy_term", "taxonomy")
	value := o.text("value")
	if value == "" {
		value = term.text("name", "term")
	}
	switch fold(o.text("link_type")) {
	case "kind":
		if kind := data.Kind(strings.ReplaceAll(fold(value), " ", "_")); slices.Contains(data.Kinds, kind) {
			s.Kind = kind
		}
	case "topic":
		if topic, ok := r.reading.Topics.Get(data.TopicID(term.text("code"))); ok {
			s.Topics = append(s.Topics, topic.ID) // as we write them ourselves
			return
		}
		s.Topics = append(s.Topics, r.termTopics(term)...)
		s.Categories = append(s.Categories, value)
	case "attending type":
		s.Ways = append(s.Ways, prose.WaysNamed(value)...)
	case "attending access":
		s.ApplicationProcess = join("\n\n", s.ApplicationProcess, value)
	case "needs referral":
		s.Referral = referral(flag(value))
	case "not for":
		s.NotFor = value
	case "peer led":
		s.PeerLed = flag(value)
	case "moderated":
		s.Moderated = flag(value)
	case "answered by":
		switch by := data.AnsweredBy(value); by {
		case data.AnsweredByPerson, data.AnsweredBySoftware, data.AnsweredByBoth:
			s.AnsweredBy = by
		}
	case "alternate name":
		s.AlternateNames = append(s.AlternateNames, value)
	case "summary":
		if s.Summary = value; s.Description == value {
			s.Description = "" // where there is no description, the summary is written in its place
		}
	case "cost":
		if cost := data.Cost(fold(value)); cost == data.Free || cost == data.Paid || cost == data.Varies {
			s.Cost = cost
		}
	case "helpline", "assured date": // a feed's word makes nothing one of our crisis lines; the date is read by asserted
	default:
		if term == nil {
			term = object{"name": value}
		}
		r.term(s, o.text("link_type"), term)
	}
}

// term sorts one taxonomy term by what the link and its vocabulary say it is about: people, or what is offered.
func (r *reader) term(s *data.Service, link string, term object) {
	name := term.text("name", "term")
	about := fold(join(" ", link, term.text("vocabulary", "taxonomy")))
	switch {
	case maskWords[fold(name)]: // about the place, see isMasked
	case containsAny(about, "audience", "eligib", "circumstance", "suitab", "people type"):
		s.Audiences = append(s.Audiences, audience(name))
	default:
		s.Topics = append(s.Topics, r.termTopics(term)...)
		s.Categories = append(s.Categories, name)
	}
}

func containsAny(s string, parts ...string) bool {
	return slices.ContainsFunc(parts, func(part string) bool { return strings.Contains(s, part) })
}

// referral reads whether someone else must send the person: needs_referral, else what attending_access says. An
// appointment says nothing of who makes it.
func (r *reader) referral(s *data.Service) {
	if said := r.service.truth("needs_referral", "referral_required"); said != nil {
		s.Referral = referral(said)
		return
	}
	if s.Referral != "" {
		return
	}
	switch fold(r.service.text("attending_access")) {
	case "referral", "by referral", "professional referral", "referral only":
		s.Referral = data.ReferralNeeded
	case "self referral", "drop in":
		s.Referral = data.ReferralNone
	}
}

func referral(needed *bool) data.Referral {
	switch {
	case needed == nil:
		return ""
	case *needed:
		return data.ReferralNeeded
	}
	return data.ReferralNone
}
