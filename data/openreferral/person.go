package openreferral

import (
	"maps"
	"slices"
	"strings"
	"unicode"

	"fingerpost/data"
)

// dropNamedPeople takes the contact details of named people out of a service and names the fields they stood in. What a
// service publishes as its own stays: a contact without a name, or whose name is that of a role, of the service or of
// its organisation ("Reception", "Enquiries team").
//
// A name that cannot be told from a person's is taken for one: a number lost is found again on the service's page, a
// private number published is not taken back.
func dropNamedPeople(service object) (fields map[string]bool) {
	p := people{fields: map[string]bool{}, own: []string{
		service.text("name"), service.object("organization", "organisation").text("name"),
	}}
	p.walk("", service)
	return p.fields
}

type people struct {
	own    []string // names under which the service itself may be reached
	fields map[string]bool
}

// personal are fields that hold a person's name or address whoever it is: who assured the record (Open Referral UK), who
// changed it and what it said before (HSDS metadata).
var personal = map[string]bool{
	"assurer_email": true, "assureremail": true, "assurer_name": true, "assurer": true, "created_by": true, "modified_by": true,
	"updated_by": true, "previous_value": true, "replacement_value": true, "author": true,
}

func (p *people) walk(path string, o object) {
	p.flatContact(path, o)
	for _, name := range slices.Sorted(maps.Keys(o)) {
		at := under(path, name)
		switch plain := strings.ToLower(name); {
		case personal[plain]:
			p.drop(at, o, name)
		case plain == "attention" && p.isPerson(textOf(o[name])): // HSDS address: for whose attention
			p.drop(at, o, name)
		case plain == "contacts" || plain == "contact" || plain == "contact_person":
			o[name] = p.contacts(at, o[name])
		case plain == "meta":
			p.meta(at, o)
		default:
			p.below(at, o[name])
		}
	}
}

func (p *people) below(path string, value any) {
	switch v := value.(type) {
	case map[string]any:
		p.walk(path, v)
	case []any:
		for _, x := range v {
			p.below(path, x)
		}
	}
}

// drop takes a field out, and counts it if there was anything in it.
func (p *people) drop(path string, o object, name string) {
	if v := o[name]; v != nil && v != "" {
		p.fields[path] = true
	}
	delete(o, name)
}

func (p *people) contacts(path string, value any) any {
	switch v := value.(type) {
	case []any:
		for i := range v {
			v[i] = p.contacts(path, v[i])
		}
	case map[string]any:
		if p.isPerson(fullName(v)) {
			p.fields[path] = true
			return p.anonymous(v)
		}
		p.walk(path, v)
	case string: // "Jo Bloggs, 07700 900123"
		if strings.ContainsFunc(v, unicode.IsLetter) && p.isPerson(v) {
			p.fields[path] = true
			return nil
		}
	}
	return value
}

func fullName(contact object) string {
	if name := contact.text("name", "full_name", "contact_name"); name != "" {
		return name
	}
	return strings.TrimSpace(contact.text("first_name", "forename") + " " + contact.text("last_name", "surname"))
}

// anonymous is what may be kept of a named contact: that there is one, and its role.
func (p *people) anonymous(contact object) map[string]any {
	kept := map[string]any{}
	if id := contact.id("id"); id != "" {
		kept["id"] = contact["id"]
	}
	for _, name := range []string{"title", "department"} {
		if role := contact.text(name); role != "" && !p.isPerson(role) {
			kept[name] = role
		}
	}
	return kept
}

// flatContact reads contact_name, contact_email, contactPhone... beside each other as one contact.
func (p *people) flatContact(path string, o object) {
	var fields []string
	person := false
	for name, value := range o {
		plain := strings.ReplaceAll(strings.ToLower(name), "_", "")
		if !strings.HasPrefix(plain, "contact") || textOf(value) == "" {
			continue
		}
		for _, end := range []string{"name", "email", "phone", "telephone", "mobile", "number"} {
			if strings.HasSuffix(plain, end) {
				fields = append(fields, name)
				person = person || end == "name" && p.isPerson(textOf(value))
				break
			}
		}
	}
	if !person {
		return
	}
	for _, name := range fields {
		p.drop(under(path, name), o, name)
	}
}

// meta drops what Outpost keeps of the person whom the council itself writes to: pairs such as "Contact Name" and
// "Communication Email address". It is not what the service gives to the public, which is in contacts.
func (p *people) meta(path string, o object) {
	list, ok := o["meta"].([]any)
	if !ok {
		p.below(path, o["meta"])
		return
	}
	o["meta"] = slices.DeleteFunc(list, func(x any) bool {
		pair, _ := x.(map[string]any)
		key := fold(object(pair).text("key", "name", "label"))
		if !strings.Contains(key, "contact") && !strings.Contains(key, "email") && !strings.Contains(key, "phone") {
			return false
		}
		if object(pair).text("value") != "" {
			p.fields[path] = true
		}
		return true
	})
}

// isPerson reports whether a contact's name may be a person's.
func (p *people) isPerson(name string) bool { return data.MayBePerson(name, p.own...) }
