package prose

import (
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
	"fingerpost/geo"
)

// Whether a number or an address is a named person's is told from the words before it, and from the address itself. In
// prose any name may stand there: "Leeds Mind on 0113 496 0123". So a name is taken for a person's when it has a title,
// an initial or a common forename, and else when it stands after "contact" and has nothing of an organisation about it.

// forenames are common ones. Those that organisations are called by as well (Grace, Hope, Faith, Mark, Will) are not
// among them.
var forenames = words(`
	aaron abdul abigail adam adrian agnes ahmed aisha alan alasdair albert alex alexander alexandra alfie ali alice alison amanda amber
	amelia amina amy andrea andrew andy angela anita anna anne annie anthony antonia arthur asha audrey ayesha barbara barry becky ben
	benjamin bernard beth betty beverley bill bob brenda brian bridget bruce callum carl carla carol caroline catherine cathy charles
	charlie charlotte cheryl chloe chris christina christine christopher claire clare clive colin connor craig cynthia daisy dan daniel
	danielle darren dave david dawn dean deborah debbie denise dennis derek diana diane donald donna doreen dorothy doug douglas duncan
	edward eileen elaine eleanor elizabeth ella ellen ellie emily emma eric erin esther ethan eva evelyn fatima fiona frances francis
	frank fred gareth gary gavin gemma geoff george georgia geraldine gillian gladys glenn gordon graham greg gwen hannah harriet harry
	hassan hayley hazel heather helen henry hilary howard hugh ian ibrahim imran irene isabel isla isobel jack jackie jacob jacqueline
	jake james jamie jan jane janet janice jason jasmine jean jeff jen jennifer jenny jeremy jess jessica jill jim jo joan joanna joanne
	joe john jonathan jordan joseph josh joshua joyce judith judy julia julian julie june karen kate katherine kathleen kathryn katie
	kay keith kelly ken kenneth kerry kevin kieran kim kirsty laura lauren lee leah leanne leo leon leslie lesley lewis liam lily linda
	lisa liz lorraine louise lucy luke lynn lynne maggie malcolm mandy marcus margaret maria marian marie marilyn marion martin martyn
	mary maryam matt matthew maureen megan melanie michael michelle mick mike mohammad mohammed molly monica muhammad muriel nadia nancy
	naomi natalie natasha neil nicholas nick nicky nicola nigel nina norma norman oliver olivia omar oscar owen pam pamela pat patricia
	patrick paul paula pauline penny pete peter phil philip philippa phoebe phyllis priya rachel ralph raymond rebecca rhys richard rita
	rob robert robin roger ron ronald rosemary rosie ross roy russell ruth ryan sally sam samantha samuel sandra sara sarah scott sean
	shane sharon sheila shirley simon siobhan sonia sophia sophie stacey stella stephanie stephen steve steven stewart stuart sue susan
	suzanne sylvia tanya teresa terry thomas tim tina toby tom tony tracey tracy trevor valerie vanessa vera vicky victoria vincent wayne
	wendy william winifred yasmin yusuf yvonne zara zoe`)

// IsForename reports whether a word is a common forename, which no organisation is called by.
func IsForename(word string) bool { return forenames[strings.ToLower(word)] }

// things are what organisations, groups and their places are called by, beside the names of roles ([data.IsRole]).
var things = words(`
	academy age aid aged adult agency alliance arms art arts association autism bank befriending bereavement board book bureau cafe
	cancer carer carers cathedral chapel charities choir choirs church circle citizens clinic college collective counselling crisis
	dementia digital disability domestic food foodbank forum foundation friends friendship garden gardens guild hall home homeless
	homes hope hospice hospital house housing hello immigration initiative institute kitchen larder law legal link links living local
	lunch men mens mental migrant mind mission mosque nature neighbours nhs older open pantry parent parents parish park partnership place
	playgroup pharmacy point practice project recovery refuge refugee rescue room rooms safe samaritans school shed shelter shop
	society space sport sports st start street studio surgery sure survivors temple theatre toddler toddlers together town trust union
	university venue victim village walk walking warm ward way welcome welfare whatsapp women womens works workshop yoga landline number daytime
	evening monday tuesday wednesday thursday friday saturday sunday`)

func words(list string) map[string]bool {
	set := map[string]bool{}
	for word := range strings.FieldsSeq(list) {
		set[word] = true
	}
	return set
}

var (
	// reaching is what stands between a name and the number or address at which it is reached.
	reaching = pattern.MustCompile(`(?i)(?:[\s,:(\-|/]|\b(?:on|at|by|via|or|and|tel|telephone|phone|phoning|calling|call|ring|text|texting|mobile|mob|email|e-mail|emailing|please|directly|t|m|e|tel\.|mob\.)\b|[.](?:\s|$))+$`)
	// named is a name at the end of a text: words with capitals, and the title before them.
	named  = pattern.MustCompile(`(?:\b(?:Mr|Mrs|Ms|Miss|Dr|Rev|Revd|Cllr|Prof|Sister|Father|Imam|Rabbi|Pastor)\b\.?\s+)?(?:\p{Lu}[\p{L}'-]*\.?)(?:\s+\p{Lu}[\p{L}'-]*\.?){0,3}$`)
	titled = pattern.MustCompile(`^(?:Mr|Mrs|Ms|Miss|Dr|Rev|Revd|Cllr|Prof|Sister|Father|Imam|Rabbi|Pastor)\b`)
	// asked are the words before a name by which somebody is asked for.
	asked = pattern.MustCompile(`(?i)\b(?:contact|contacts|call|ring|phone|email|e-mail|text|speak to|speak with|talk to|ask for|organiser|organisers|coordinator|co-ordinator|leader|leaders|secretary|treasurer|chair|chairman|chairperson|manager|named person|lead)\b\s*[:\-,(]*\s*(?:please\s+)?$`)
	// office is a person's part in brackets or after a comma: "Jane Smith (Chair)", "Jane Smith, secretary".
	office = pattern.MustCompile(`(?i)\s*(?:\([^()]{2,40}\)|,\s*(?:the\s+)?(?:[\p{L}-]+\s+){0,2}(?:chair|chairman|chairperson|secretary|treasurer|manager|organiser|coordinator|co-ordinator|leader|lead|worker|officer|clerk|warden))$`)
)

// toPerson reports whether what stands in front of a number or address names a person. mobile says that it is the number of
// a telephone that somebody carries: what then stands there is a person's name unless it is plainly another.
func (t *Text) toPerson(before string, mobile bool) bool {
	before = before[max(0, len(before)-120):]
	before = strings.TrimRight(before[:len(before)-len(reaching.FindString(before))], " ")
	if i := office.FindStringIndex(before); i != nil {
		before = before[:i[0]]
	}
	name := named.FindString(before)
	if name == "" {
		return false
	}
	lead := before[:len(before)-len(name)]
	// A verb begins many a sentence, and has its capital from there: "Contact Jane Smith".
	for {
		first, rest, more := strings.Cut(name, " ")
		if !asked.MatchString(first) && !isGreeting(first) {
			break
		}
		lead += first + " "
		if name = strings.TrimSpace(rest); !more {
			return false
		}
	}
	return t.isPerson(name, asked.MatchString(lead), mobile)
}

func isGreeting(word string) bool {
	switch strings.ToLower(word) {
	case "please", "or", "for", "the", "our", "us", "your", "to", "with", "tel", "email":
		return true
	}
	return false
}

// isPerson reports whether a name with capitals is a person's. asked says that somebody is asked for by it.
func (t *Text) isPerson(name string, asked, mobile bool) bool {
	if titled.MatchString(name) {
		return true
	}
	if !data.MayBePerson(name, t.own...) {
		return false
	}
	parts := strings.Fields(strings.ToLower(strings.ReplaceAll(name, ".", "")))
	if forenames[parts[0]] {
		return true
	}
	for _, part := range parts {
		if things[part] || data.IsRole(part) {
			return false
		}
	}
	if len(parts) > 1 && len(parts[0]) == 1 {
		return true // "J Smith"
	}
	if !mobile && (!asked || len(parts) < 2 || strings.ToUpper(name) == name) {
		return false
	}
	for _, part := range strings.Fields(name) {
		if len(geo.AreaByName(part)) > 0 {
			return false // "Leeds Mencap"
		}
	}
	return true
}

// free are hosts of mail where anyone may have an address.
var freeHosts = words(`gmail.com googlemail.com hotmail.com hotmail.co.uk outlook.com live.co.uk live.com yahoo.com yahoo.co.uk icloud.com me.com aol.com
	btinternet.com sky.com talktalk.net virginmedia.com ntlworld.com protonmail.com msn.com`)

// isPersonal reports whether an address looks like a person's: jane.smith@, j.smith@, jane@, and janesmith72@ where
// anyone may have an address.
func isPersonal(address string) bool {
	local, host, _ := strings.Cut(strings.ToLower(address), "@")
	parts := strings.FieldsFunc(local, func(r rune) bool { return r == '.' || r == '_' || r == '-' })
	whole := strings.TrimRight(local, "0123456789")
	if forenames[whole] {
		return true
	}
	initial := false
	for i, part := range parts {
		part = strings.TrimRight(part, "0123456789")
		parts[i] = part
		if things[part] || data.IsRole(part) {
			return false
		}
		initial = initial || len(part) == 1
	}
	for _, part := range parts {
		if forenames[part] || initial && len(parts) > 1 {
			return true
		}
	}
	if len(parts) == 2 && len(parts[0]) > 2 && len(parts[1]) > 2 && !onHost(parts, host) {
		return true // it cannot be told from firstname.lastname
	}
	if !freeHosts[host] {
		return false
	}
	for length := 3; length < len(whole); length++ {
		if forenames[whole[:length]] && !endsInThing(whole) {
			return true
		}
	}
	return false
}

// onHost reports whether one of the parts is in the name of the host, or names an area: leeds.office@, otley.hub@.
func onHost(parts []string, host string) bool {
	for _, part := range parts {
		if strings.Contains(host, part) || len(geo.AreaByName(part)) > 0 {
			return true
		}
	}
	return false
}

func endsInThing(word string) bool {
	for i := range word {
		if rest := word[i:]; len(rest) > 2 && (things[rest] || data.IsRole(rest)) {
			return true
		}
	}
	return false
}
