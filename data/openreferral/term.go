package openreferral

import (
	"net/url"
	"strings"

	"fingerpost/data"
)

// fewAudiences is up to how many groups a service may name for one of them to be what it is about. A grief café names the
// bereaved; a morning of bingo names them too, among a dozen others.
const fewAudiences = 3

// esdKinds are the kinds of term of the Local Government Association by the names that addresses, prefixes and
// vocabularies give them, folded.
var esdKinds = map[string]data.Vocabulary{
	"service": data.ESDServiceType, "esdservicetype": data.ESDServiceType, "esdservicetypes": data.ESDServiceType,
	"need": data.ESDNeed, "esdneed": data.ESDNeed, "esdneeds": data.ESDNeed,
	"circumstance": data.ESDCircumstance, "esdcircumstance": data.ESDCircumstance, "esdcircumstances": data.ESDCircumstance,
}

// esdLists are its lists by their addresses.
var esdLists = map[string]data.Vocabulary{
	"services": data.ESDServiceType, "englishandwelshservices": data.ESDServiceType,
	"needs":         data.ESDNeed,
	"circumstances": data.ESDCircumstance, "circumstancespersonal": data.ESDCircumstance, "circumstanceseligibility": data.ESDCircumstance,
}

// termTopics are the topics that a taxonomy term speaks of by its address or its id, whatever its name.
func (r *reader) termTopics(term object) []data.TopicID {
	vocabulary := vocabularyOf(term.text("vocabulary", "taxonomy"))
	var out []data.TopicID
	for _, field := range []string{"term_uri", "uri", "id", "code"} {
		if v, id := termOf(vocabulary, term.text(field)); v != "" {
			out = append(out, r.reading.Topics.ReadTerm(v, id)...)
		}
	}
	return out
}

// vocabularyOf reads which vocabulary a taxonomy is, by its name or its address; empty if none that is known.
func vocabularyOf(name string) data.Vocabulary {
	if list, ok := strings.CutPrefix(esdPath(name), "list/"); ok {
		return esdLists[strings.ToLower(list)]
	}
	if kind := strings.ToLower(name); strings.HasPrefix(kind, "esd") {
		return esdKinds[kind]
	}
	return ""
}

// termOf reads a reference to a term: an address, a compact one such as esdServiceType:437, or where the vocabulary is
// known an id, bare as in "437" or with a kind as in "need:69".
func termOf(vocabulary data.Vocabulary, reference string) (data.Vocabulary, string) {
	if kind, id, ok := strings.Cut(esdPath(reference), "/"); ok {
		if kind = strings.ToLower(kind); !strings.HasPrefix(kind, "esd") {
			return esdKinds[kind], id
		}
		return "", ""
	}
	prefix, id, ok := strings.Cut(reference, ":")
	if !ok {
		return vocabulary, reference
	}
	found := esdKinds[strings.ToLower(prefix)]
	if found == "" || (found != vocabulary && !strings.HasPrefix(strings.ToLower(prefix), "esd")) {
		return "", "" // "service:12" says of no vocabulary that it is this one
	}
	return found, strings.TrimSpace(id)
}

// esdPath is what an address of the Local Government Association's standards names: service/437 of
// http://id.esd.org.uk/service/437 and of https://standards.esd.org.uk/?uri=service%2F437. Empty for any other.
func esdPath(address string) string {
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") {
		return ""
	}
	switch strings.ToLower(u.Hostname()) {
	case "id.esd.org.uk", "beta.id.esd.org.uk":
		return strings.Trim(u.Path, "/")
	case "standards.esd.org.uk":
		return strings.Trim(u.Query().Get("uri"), "/")
	}
	return ""
}

// circumstances gives the topics of the circumstances that the audiences of a service are, where it names few of them.
// Placecube's software, which North Lincolnshire uses, writes the id of a circumstance, where it has one, as that of the
// audience.
func (r *reader) circumstances(groups []object) []data.TopicID {
	if len(groups) > fewAudiences {
		return nil
	}
	var out []data.TopicID
	for _, group := range groups {
		out = append(out, r.reading.Topics.ReadTerm(data.ESDCircumstance, group.text("id"))...)
	}
	return out
}
