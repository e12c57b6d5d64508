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
	p := people{fields: map[string]bool{}}
	for _, name := range []string{
		service.text("name"), service.object("organization", "organisation").text("name"),
	} {
		if name = fold(name); name != "" && len(name) <= data.MaxName {
			p.own = append(p.own, name)
		}
	}
	p.walk("", service)
	return p.fields
}

type people struct {
	own    []string // folded names under which the service itself may be reached
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

// roles are the words that names of roles and departments are made of. None is a forename.
var roles = wordSet(`
	access admin administration administrator advice advisor adviser assistant bookings booking box business care centre center
	chair chairman chairperson charity children childrens class classes clerk club committee community contact contacts
	coordinator coordinators ordinator council course courses customer department dept desk development director duty
	email enquiries enquiry inquiries inquiry events event families family front general group groups head health help
	helpdesk helpline hotline hub info information learning leader library line main management manager membership museum
	network nursery office officer organiser organisers out hours outreach people phone press programme project reception
	receptionist referral referrals registrar sales school secretary service services social staff support switchboard team
	teams telephone ticket tickets trading training treasurer us volunteer volunteering volunteers website wellbeing worker
	workers young youth`)

// joints are the words that stand between them.
var joints = wordSet("a an and at co for in of on or our the to")

func wordSet(words string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		set[word] = true
	}
	return set
}

// isPerson reports whether a contact's name may be a person's.
func (p *people) isPerson(name string) bool {
	rest := fold(name)
	if rest == "" {
		return false
	}
	role := false
	for _, own := range p.own {
		if rest == own {
			return false
		}
		before := rest
		rest = strings.TrimSpace(strings.TrimPrefix(strings.TrimSuffix(rest, " "+own), own+" "))
		role = role || rest != before
	}
	for word := range strings.FieldsSeq(rest) {
		if !roles[word] && !joints[word] {
			return true
		}
		role = role || roles[word]
	}
	return !role
}
