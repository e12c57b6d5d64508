package prose

import (
	"slices"
	"strings"

	"fingerpost/data/pattern"
	"fingerpost/geo"
)

// Area is an area whose people the text says it is for. Code is set where the name is that of one area; else the name
// stands as it is written. A postcode's area has its outward code.
type Area struct {
	Span
	Name     string       `json:"name"`
	Code     geo.AreaCode `json:"code,omitempty"`
	Postcode geo.Postcode `json:"postcode,omitzero"`
}

// areaWay is a way in which an area is said. Where words often mean another thing ("covers", "across"), only names that
// are all known count.
type areaWay struct {
	re    *pattern.Pattern
	known bool
}

// bodyOf is the sort of an area before its name: "the London Borough of Haringey".
const bodyOf = `(?: (?:london |royal |metropolitan )?(?:borough|city|county|district|council area|area|region) of(?: the)?)?`

const dwellers = `(?:people|persons|anyone|anybody|everyone|those|adults|women|men|families|children|carers|patients|individuals|parents|refugees|residents|households|veterans|someone|students|tenants|you)`

var areaWays = []areaWay{
	{pattern.MustCompile(`\b(?:must|need to|have to|should) (?:either |only )?(?:live|be living|be resident|be a resident|reside|be based)(?: or work| or study)? (?:in|within|of|inside)(?: the)?` + bodyOf + ` `), false},
	{pattern.MustCompile(`\b` + dwellers + ` (?:[a-z0-9+-]+ ){0,6}?(?:who )?(?:live|lives|living|resident|reside|residing|registered with a gp) (?:alone |on (?:their|your) own |independently )?(?:in|within|across|throughout|anywhere in|inside)(?: the)?` + bodyOf + ` `), false},
	{pattern.MustCompile(`\b(?:for|to|helps?|supports?|of|with) (?:any |all |an? )?(?:(?:unpaid|older|young|younger|disabled|local|vulnerable|isolated|lonely|bereaved|deaf|autistic|adult|retired) )?` + dwellers + `(?: [a-z0-9'+-]+){0,6}? (?:in|across|throughout|within|with a home in|anywhere in)(?: the)?` + bodyOf + ` `), true},
	{pattern.MustCompile(`^(?:[a-z ]{0,20}: )?(?:any |all )?(?:(?:unpaid|older|young|disabled|local) )?` + dwellers + `(?: [a-z0-9'+-]+){0,6}? (?:in|across|throughout|within|from|with a home in|living in)(?: the)?` + bodyOf + ` `), true},
	{pattern.MustCompile(`(?:^|\b(?:for|to|all|only) )(?:[a-z]+ ){0,2}residents (?:of|in|from)(?: the)?` + bodyOf + ` `), false},
	{pattern.MustCompile(`\b(?:for|to) people (?:in|from|across|throughout)(?: the)? `), true},
	{pattern.MustCompile(`\b(?:area|areas|catchment area|area of benefit|area served|areas served|area covered|areas covered|areas? we cover|areas? we serve|geographical area)(?: is| are)?: ?(?:the )?`), false},
	{pattern.MustCompile(`\b(?:we|which|that|and|service|team|project|charity|also|currently|it) (?:cover|covers|serve|serves|work in|operate in)(?: the)?(?: whole of| all of| entire| following areas:)?(?: the)? `), true},
	{pattern.MustCompile(`(?:^|[^a-z])(?:covers|covering|serving|serves)(?: the)?(?: whole of| all of| people of| communities of| people in)?(?: the)? `), true},
	{pattern.MustCompile(`\b(?:available|services?|support|advice|help|work|working|operate|operates|operating|people|families|women|men|children|groups|communities|anyone|befriending|free|run|runs|based)(?: [a-z]+){0,2} (?:across|throughout|anywhere in|in all parts of|all over)(?: the)?(?: whole of| all of)?(?: the)? `), true},
	{pattern.MustCompile(`^(?:across|throughout|anywhere in|all over)(?: the)?(?: whole of| all of)?(?: the)? `), true},
	{pattern.MustCompile(`\b(?:available|offered|open|provided) (?:only )?(?:in|within)(?: the)? `), true},
}

var (
	// wide and only are said behind the area: "UK-wide", "Scotland only", "Leeds residents only".
	wide = pattern.MustCompile(`((?:\p{Lu}[\p{L}'-]*[\p{L}] ){0,3}\p{Lu}[\p{L}']*)(?:[- ]wide\b| residents(?: only)?\b| only\b)`)
	// areaName is a list of names: words with capitals, and what stands between them.
	areaName = pattern.MustCompile(`^(?:(?:\p{Lu}[\p{L}0-9'&-]*)(?:(?:,? and |,? or |, | & | / ?|/| )(?:the |of |upon |on |in |le |with |City of |London Borough of )*)?)+(?:of [\p{Lu}][\p{L}'-]+)?`)
	// outwards are outward codes in a list: "LS6 and LS7".
	outwards = pattern.MustCompile(`\b[A-Z]{1,2}[0-9][0-9A-Z]?\b`)
	coded    = pattern.MustCompile(`\b(?:postcodes?|post codes?|postcode areas?)\b`)
	offered  = pattern.MustCompile(`\b(?:available|open|for|support|supports|supporting|help|helps|serv\w+|must|eligib\w+|can|offer\w*|provid\w*|welcome|need to|if you|cover\w*|areas?|aimed|work\w*|only|catchment)\b`)
	notThere = pattern.MustCompile(`^ ?if you live in [^,]{3,40}, (?:ask|contact|see|call|ring|try|please|visit|go|look)\b|\b(?:not|n't|outside|except|excluding|unless|regardless|wherever|(?:come|came) to live|arrived|settl\w*|other than|isn't|don't|doesn't|cannot|can't|beyond|instead|moved|courses?|workshops?|insurance|topics?|lessons?|syllabus|books?|grew up|born|used to|statistics|research|survey|estimated)\b|%|\bper cent\b|\b(?:one|1) in \w+\b|\bmillion\b`)
	// notBehind takes back an area that has been named, and asksThere sends its people somewhere else.
	notBehind = pattern.MustCompile(`^,? ?(?:cannot|can't|should not|are not|is not|who (?:cannot|can't|are not|aren't))\b|^ ?(?:is|are|was|were|has|have) [a-z]+ed\b|%|\bper cent\b|\bmillion\b`)
	asksThere = pattern.MustCompile(`^ ?if you (?:live|are) in [^,]{3,60}, (?:please )?(?:ask|contact|see|call|ring|try|visit|go|look)\b`)
	listed    = pattern.MustCompile(`\s*(?:,? and |,? or |,|;|/)\s*`)
	ending    = pattern.MustCompile(`(?:[ ,/&-]+(?:and|or|of|upon|on|in|the|with)?)+$`)
)

// Areas are whose residents the text says it is for. Where it is based, or whom a story is about, is no such area.
func (t *Text) Areas() []Area {
	var out []Area
	add := func(found []Area) {
		for _, a := range found {
			if len(out) < maxFacts && !slices.ContainsFunc(out, func(b Area) bool {
				return a.Code == b.Code && a.Postcode == b.Postcode && (a.Code != "" || strings.EqualFold(a.Name, b.Name))
			}) {
				out = append(out, a)
			}
		}
	}
	for _, s := range t.sentences {
		low, plain := t.of(s)
		if !mentions(low, "liv", "resid", "based", "area", "cover", "serv", "people", "across", "throughout", "anywhere", "all over", "available", "offered", "open", "provided", "wide", "only", "registered", " in ", "home in") {
			continue
		}
		if strings.HasSuffix(low, "?") {
			continue
		}
		for _, at := range t.livedIn(low, plain) {
			add(t.named(s.start+at[0], plain[at[0]:at[1]], true))
		}
		for _, way := range areaWays {
			for _, at := range way.re.FindAllStringIndex(low, 10) {
				if codes := t.outwardCodes(s, low, plain, at[1]); codes != nil {
					add(codes)
					continue
				}
				if notThere.MatchString(low[:at[1]]) || asksThere.MatchString(low) {
					continue
				}
				if !way.known && !offered.MatchString(low) {
					continue
				}
				name := areaName.FindString(plain[at[1]:min(len(plain), at[1]+200)])
				if rest := low[at[1]+len(name):]; notBehind.MatchString(rest) || strings.HasPrefix(strings.TrimSpace(rest), "postcode") {
					continue
				}
				name = ending.ReplaceAllString(name, "")
				add(t.named(s.start+at[1], name, way.known))
			}
		}
		if notThere.MatchString(low) {
			continue
		}
		for _, m := range wide.FindAllStringSubmatchIndex(plain, 10) {
			if strings.HasSuffix(low[:m[1]], " only") && mentions(low, "phone", "call", "landline", "tel:") {
				continue // a number that can be rung from there only
			}
			if first, _, ok := strings.Cut(plain[m[2]:m[3]], " "); ok && notPlace[first] {
				m[2] += len(first) + 1
			}
			if from := m[2]; from == 0 || strings.IndexByte(" (", plain[from-1]) >= 0 {
				add(t.named(s.start+from, plain[from:m[3]], true))
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Area) int { return a.Start - b.Start })
	return out
}

// named reads the names of areas at a place of the text: one name, else a list of them. known leaves out a list of which
// any part is unknown.
func (t *Text) named(at int, name string, known bool) []Area {
	if len(name) < 2 {
		return nil
	}
	span := t.span(at, at+len(name))
	if areas, ok := geo.AreasNamed(name); ok {
		var out []Area
		for _, a := range areas {
			out = append(out, Area{Span: span, Name: span.Words, Code: a.Code})
		}
		return out
	}
	var out []Area
	start := 0
	gaps := append(listed.FindAllStringIndex(name, 20), []int{len(name), len(name)})
	for _, gap := range gaps {
		part := name[start:gap[0]]
		partAt := at + start
		start = gap[1]
		if rest, ok := strings.CutPrefix(part, "in "); ok { // "in Gateshead or in South Tyneside"
			part, partAt = rest, partAt+len("in ")
		}
		if strings.TrimSpace(part) == "" {
			continue
		}
		areas, ok := geo.AreasNamed(part)
		if !ok && known {
			return nil
		}
		span := t.span(partAt, partAt+len(part))
		if !ok {
			out = append(out, Area{Span: span, Name: span.Words})
		}
		for _, a := range areas {
			out = append(out, Area{Span: span, Name: span.Words, Code: a.Code})
		}
	}
	return out
}

// outwardCodes reads a list of the areas of postcodes, where the sentence calls them that: "Leeds postcodes LS6 and LS7".
func (t *Text) outwardCodes(s sentence, low, plain string, at int) []Area {
	if !coded.MatchString(low) {
		return nil
	}
	var out []Area
	for _, m := range outwards.FindAllStringIndex(plain[at:], 40) {
		p, err := geo.ParsePostcode(plain[at+m[0] : at+m[1]])
		if err != nil || p.Level() != geo.Outward {
			continue
		}
		if _, err := geo.Locate(p); err != nil {
			continue
		}
		out = append(out, Area{Span: t.span(s.start+at+m[0], s.start+at+m[1]), Name: p.String(), Postcode: p})
	}
	return out
}
