package data

import "strings"

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

// IsRole reports whether a word, in small letters, is one that names of roles and departments are made of.
func IsRole(word string) bool { return roles[word] }

// MayBePerson reports whether the name of a contact may be a person's: any that is not that of a role ("Reception",
// "Enquiries team") or one of own, the names of the service and of its organisation. A name that cannot be told from a
// person's is taken for one: a number lost is found again on the service's page, a private number published is not
// taken back.
func MayBePerson(name string, own ...string) bool {
	rest := foldWords(name)
	if rest == "" {
		return false
	}
	role := false
	for _, one := range own {
		if len(one) > MaxName {
			continue // folded for every contact of a hostile feed, it would take for ever
		}
		if one = foldWords(one); one == "" {
			continue
		}
		if rest == one {
			return false
		}
		before := rest
		rest = strings.TrimSpace(strings.TrimPrefix(strings.TrimSuffix(rest, " "+one), one+" "))
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
