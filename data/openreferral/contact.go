package openreferral

import (
	"strings"

	"fingerpost/data"
)

// phones are the numbers of a service, organisation or place: its own and those of its contacts, who are no named people
// any more. Numbers are passed on as written, except that a field with several is parted.
func (r *reader) phones(o object, ids *ids) []data.Phone {
	var out []data.Phone
	add := func(phone object, description string) {
		number := phone.text("number", "phone_number", "name")
		kind, ok := phoneType(phone.text("type", "number_type"))
		if number == "" || !ok {
			return
		}
		if own := phone.text("description", "label", "department"); own != "" {
			description = own
		}
		several := []string{number}
		if len(number) <= data.MaxName {
			if numbers, _ := data.ReadPhones(number); len(numbers) > 1 {
				several = numbers
			}
		}
		for i, each := range several {
			own := phone.id("id")
			if i > 0 {
				own = "" // the source's id is that of the first
			}
			if id, ok := ids.mint(own, string(kind)+each); ok {
				out = append(out, data.Phone{ID: id, Number: each, Description: description, Type: kind, Hours: valueOf(phone, "hours")})
			}
		}
	}
	for _, phone := range o.objects("phones", "phone", "telephone", "contact_phone", "contact_telephone") {
		add(phone, "")
	}
	for _, contact := range o.objects("contacts", "contact") {
		role := contact.text("department", "name", "title")
		for _, phone := range contact.objects("phones", "phone", "telephone") {
			add(phone, role)
		}
	}
	return out
}

// phoneType reads HSDS phone.type ("voice", "fax", "text", "cell", "textphone"...). ok is false for a fax, which nobody rings.
func phoneType(s string) (kind data.PhoneType, ok bool) {
	switch fold(s) {
	case "fax":
		return "", false
	case "text", "sms", "text message", "whatsapp":
		return data.SMS, true
	case "textphone", "tty", "minicom", "text phone", "typetalk":
		return data.Textphone, true
	}
	return "", true
}

// email is the address of a service or organisation, else that of its first contact that has one.
func email(o object) string {
	if own := o.text("email", "contact_email"); own != "" {
		return own
	}
	for _, contact := range o.objects("contacts", "contact") {
		if own := contact.text("email"); own != "" {
			return own
		}
	}
	return ""
}

// website is a page of its own: url (website in HSDS), else the link that is called a website, else any link.
func website(o object) string {
	if own := o.text("website", "url"); own != "" {
		return own
	}
	first := ""
	for _, link := range o.objects("links", "additional_urls", "additional_websites") {
		address := link.text("url", "href", "link")
		if strings.Contains(fold(link.text("label", "name", "title")), "website") && address != "" {
			return address
		}
		if first == "" {
			first = address
		}
	}
	return first
}
