package openreferral

import (
	"regexp"
	"strings"

	"fingerpost/data"
	"fingerpost/geo"
)

// code is a code of the Government Statistical Service at the end of a URI or text, as
// "http://statistics.data.gov.uk/id/statistical-geography/E06000013" has it.
var code = regexp.MustCompile(`(?i)(?:^|[^a-z0-9])([a-z]\d{8})/?$`)

// areas are what the service says it serves. Names are kept as written; a code is what the feed states. Names without one
// are read when the submission is tidied.
func (r *reader) areas() []data.ServiceArea {
	ids := newIDs(r.reading.Source.Key, r.own, "service_area")
	var out []data.ServiceArea
	for _, o := range r.service.objects("service_areas", "service_area", "areas") {
		area := data.ServiceArea{
			Name: o.text("name", "service_area", "description"),
			Code: statedCode(o.text("extent"), o.text("uri"), o.text("code"), o.text("name"), o.text("service_area")),
		}
		content := string(area.Code)
		if content == "" {
			content = fold(area.Name)
		}
		if data.PlainLine(area.Name, data.MaxName) == "" && area.Code == "" {
			continue
		}
		if id, ok := ids.mint(o.id("id"), content); ok {
			area.ID = id
			out = append(out, area)
		}
	}
	return out
}

// statedCode is the first code of a known kind. The area need not be in our tables: wards are not.
func statedCode(texts ...string) geo.AreaCode {
	for _, s := range texts {
		if len(s) > 500 {
			continue
		}
		if m := code.FindStringSubmatch(strings.TrimSpace(s)); m != nil {
			if c := geo.AreaCode(strings.ToUpper(m[1])); c.Valid() {
				return c
			}
		}
	}
	return ""
}
