package openreferral

import (
	"slices"

	"fingerpost/data"
)

// languages are those a service is given in. A language that is not known stays in the payload.
func languages(o object) []string {
	var out []string
	for _, each := range o.objects("languages", "language") {
		for _, said := range []string{each.text("code"), each.text("language"), each.text("name")} {
			if code := data.LanguageCode(said); code != "" {
				if !slices.Contains(out, code) {
					out = append(out, code)
				}
				break
			}
		}
	}
	return out
}
