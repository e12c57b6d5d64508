package content

import (
	"slices"

	"fingerpost/data"
)

// serviceTypes reads what types of local service there are, by what names they go and what people say who need one.
func (f Files) serviceTypes(topics data.Topics) (all []data.ServiceType, err error) {
	lines := map[string]int{}
	err = f.list("service-types.yaml", "types", nil, func(p *page, f fields) {
		t := data.ServiceType{ID: data.ServiceTypeID(f.id()), Name: f.required("name", false), Words: f.texts("words"),
			Topics: f.topicIDs("topics", topics), Say: f.said("say", lines)}
		if len(t.Words) == 0 {
			p.mistake(f.node, "words", Missing, "", "a list of phrases")
		}
		if slices.ContainsFunc(all, func(b data.ServiceType) bool { return b.ID == t.ID }) {
			p.mistake(f.at("id"), "id", RepeatedID, string(t.ID), "")
		}
		all = append(all, t)
	})
	return all, err
}
