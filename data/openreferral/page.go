package openreferral

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"

	"fingerpost/data"
)

// Page is one page of a feed. Numbers are as the feed states them, 0 where it does not; pages count from 1, and a page
// that calls itself 0 is the first.
type Page struct {
	Variant    Variant
	Number     int
	TotalPages int
	TotalItems int
	// Last says that no page follows: the feed says so, or its numbers do, or the page is empty, or there is no envelope
	// at all. A feed that states none of this is read until a page is empty or repeats itself.
	Last  bool
	Items []data.Item
}

// ReadPage reads a page of services: the envelope of 1.0 or 3.0, a bare list of services, or a service alone. The error
// is a [*NotJSONError], a [*NotFeedError] or a [*TooLargeError]; what is wrong with one service is in its item, and the
// others are read all the same. That a body was in another encoding is a problem of its first item.
func ReadPage(body []byte, name string, reading data.Reading) (Page, error) {
	doc, mended, err := document(body, name)
	if err != nil {
		return Page{}, err
	}
	e, err := openEnvelope(doc, name)
	if err != nil {
		return Page{}, err
	}
	page := e.page()
	seen := map[string]bool{}
	votes := map[Variant]int{}
	for i, raw := range e.services {
		r := newReader(raw, name, i+1, reading)
		if r.own != "" && seen[r.own] {
			r.note("id", data.RepeatedID, r.own)
		}
		seen[r.own] = true
		votes[r.variant()]++
		page.Items = append(page.Items, r.item())
	}
	page.Variant = e.variant(votes)
	if mended && len(page.Items) > 0 {
		page.Items[0].Problems = append(page.Items[0].Problems, data.Problem{Where: name, Kind: data.OtherEncoding})
	}
	return page, nil
}

// ReadService reads the detail page of one service. Feeds that answer it with a list or an envelope of one are read too.
func ReadService(body []byte, name string, reading data.Reading) (data.Item, Variant, error) {
	page, err := ReadPage(body, name, reading)
	if err != nil {
		return data.Item{}, "", err
	}
	if len(page.Items) != 1 {
		return data.Item{}, "", &NotFeedError{Name: name, Missing: "id"}
	}
	return page.Items[0], page.Variant, nil
}

// envelope is what stands around the services of a page.
type envelope struct {
	list     string // "content", "contents", or empty when the services stand alone
	fields   object // the small ones
	services []json.RawMessage
}

func openEnvelope(doc []byte, name string) (envelope, error) {
	if bytes.HasPrefix(doc, []byte("[")) {
		var services []json.RawMessage
		if err := json.Unmarshal(doc, &services); err != nil {
			return envelope{}, &NotJSONError{Name: name}
		}
		return envelope{services: services}, nil
	}
	var fields map[string]json.RawMessage
	if !bytes.HasPrefix(doc, []byte("{")) || json.Unmarshal(doc, &fields) != nil {
		return envelope{}, &NotFeedError{Name: name, Missing: "contents"}
	}
	for _, list := range []string{"contents", "content"} {
		raw, ok := fields[list]
		if !ok {
			continue
		}
		e := envelope{list: list, fields: small(fields)}
		if err := json.Unmarshal(raw, &e.services); err != nil { // null is an empty list
			return envelope{}, &NotFeedError{Name: name, Missing: list}
		}
		return e, nil
	}
	// A service has an id or a name, and something that an error message in JSON does not have.
	has := func(names ...string) bool {
		for _, n := range names {
			if _, ok := fields[n]; ok {
				return true
			}
		}
		return false
	}
	if has("name") && has("id", "serviceId", "service_id", "status", "organization", "organisation", "description") {
		return envelope{services: []json.RawMessage{doc}}, nil
	}
	return envelope{}, &NotFeedError{Name: name, Missing: "contents"}
}

// small decodes the plain fields of an envelope.
func small(fields map[string]json.RawMessage) object {
	out := object{}
	for name, raw := range fields {
		var value any
		decoder := json.NewDecoder(bytes.NewReader(raw))
		decoder.UseNumber()
		if len(raw) <= 64 && decoder.Decode(&value) == nil {
			out[name] = value
		}
	}
	return out
}

func (e envelope) page() Page {
	p := Page{
		Number:     e.count("page_number", "number"),
		TotalPages: e.count("total_pages", "totalPages"),
		TotalItems: e.count("total_items", "totalElements"),
	}
	if e.list != "" && p.Number == 0 && e.fields.text("page_number", "number") != "" {
		p.Number = 1
	}
	last := e.fields.truth("last_page", "last")
	switch {
	case len(e.services) == 0 || e.list == "":
		p.Last = true
	case last != nil:
		p.Last = *last
	default:
		p.Last = p.TotalPages > 0 && p.Number >= p.TotalPages
	}
	return p
}

// count is a whole number that can be one of pages or items, else 0.
func (e envelope) count(names ...string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(e.fields.text(names...), ".0"))
	if err != nil || n < 0 || n > 1e9 {
		return 0
	}
	return n
}

// variant is decided by the envelope, and by the services where that does not tell.
func (e envelope) variant(votes map[Variant]int) Variant {
	switch {
	case e.list == "contents":
		return V3
	case votes[Outpost] > 0:
		return Outpost
	case e.list == "content" || votes[V1] > votes[V3]:
		return V1
	}
	return V3
}

// variant is what the fields of a service say it is.
func (r *reader) variant() Variant {
	s := r.service
	masks := false
	for _, place := range s.objects("locations") {
		masks = masks || place.has("mask_exact_address", "geometry")
	}
	switch {
	case s.has("organisation") && (masks || s.has("regular_schedules")), masks && s.has("regular_schedules"):
		return Outpost
	case s.has("regular_schedules", "service_taxonomys", "eligibilitys", "holiday_schedules", "fundings",
		"deliverable_type", "attending_type", "attending_access", "pc_metadata"):
		return V1
	}
	return V3
}
