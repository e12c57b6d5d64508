package content

import (
	"strings"

	"fingerpost/data"
)

// What people say in another language stands in a file of its own: synonyms.cy.yaml.
const tonguePrefix, tongueSuffix = "synonyms.", ".yaml"

// languages are the codes of the languages that there are synonyms of, beside English.
func (f Files) languages() (codes []string, err error) {
	names, err := f.YAML(".")
	for _, name := range names {
		rest, synonyms := strings.CutPrefix(name, tonguePrefix)
		if code, named := strings.CutSuffix(rest, tongueSuffix); synonyms && named {
			codes = append(codes, code)
		}
	}
	return codes, err
}

// tongues reads what people say in other languages.
func (f Files) tongues(l data.Lexicon) (all []data.Tongue, err error) {
	codes, err := f.languages()
	if err != nil {
		return nil, err
	}
	for _, code := range codes {
		t := data.Tongue{Code: code}
		head := func(f fields) { t.Asking, t.Vague, t.English = f.texts("asking"), f.texts("vague"), f.texts("english") }
		if t.Synonyms, err = f.synonyms(tonguePrefix+code+tongueSuffix, l, head); err != nil {
			return nil, err
		}
		all = append(all, t)
	}
	return all, nil
}
