package site

import (
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
)

// perPage is how many services a page of results lists.
const perPage = 20

// maxPage bounds the pages of a search: nobody reads further.
const maxPage = 500

// params are the parameters of a search, the same for the page and the API.
type params struct {
	Q      string
	Near   string
	Within int // miles; 0: not said
	Topics []string
	Kinds  []string
	How    []string
	Free   bool
	Sort   string
	Page   int // from 1
}

// known are the names of the parameters. Another name is a mistake, which is better said than passed over.
var known = []string{"q", "near", "within", "topic", "kind", "how", "cost", "sort", "page"}

// withins are the radii that the page offers, in miles.
var withins = []int{1, 2, 5, 10, 25, 50}

// readParams reads and checks the parameters of a search.
func (s *Site) readParams(c *fiber.Ctx) (params, error) {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return params{}, &problem{status: fiber.StatusBadRequest, title: "error.request.title", detail: "error.request.detail"}
	}
	return s.checkParams(values)
}

// isTracking reports whether a parameter is one that other sites put on links to see who follows them. A shared link must
// not break on account of it; nothing here reads it.
func isTracking(name string) bool {
	return strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid" || name == "mc_cid" || name == "mc_eid"
}

func (s *Site) checkParams(values url.Values) (params, error) {
	p := params{Q: typed(values.Get("q")), Near: typed(values.Get("near")), Topics: filled(values["topic"]), Kinds: filled(values["kind"]),
		How: filled(values["how"]), Sort: values.Get("sort"), Page: 1}
	for name := range values {
		if !slices.Contains(known, name) && !isTracking(name) {
			return p, badParameter("", "error.parameter.unknown", "Name", shorten(name))
		}
	}
	if len([]rune(p.Q)) > 300 {
		return p, badParameter("q", "error.q.long")
	}
	if w := values.Get("within"); w != "" {
		n, err := strconv.Atoi(w)
		if err != nil || n < 1 || n > int(index.MaxWithin) {
			return p, badParameter("within", "error.within", "Most", int(index.MaxWithin))
		}
		p.Within = n
	}
	for _, t := range p.Topics {
		if _, ok := s.Topics.Get(data.TopicID(t)); !ok {
			return p, badParameter("topic", "error.topic", "Topic", shorten(t))
		}
	}
	if bad, ok := notIn(p.Kinds, data.Kinds); ok {
		return p, badParameter("kind", "error.kind", "Kind", bad)
	}
	if bad, ok := notIn(p.How, data.AllWays); ok {
		return p, badParameter("how", "error.how", "How", bad)
	}
	switch cost := values.Get("cost"); cost {
	case "":
	case string(data.Free):
		p.Free = true
	default:
		return p, badParameter("cost", "error.cost", "Cost", shorten(cost))
	}
	if p.Sort != "" && p.Sort != string(index.ByDistance) && p.Sort != string(index.ByName) {
		return p, badParameter("sort", "error.sort", "Sort", shorten(p.Sort))
	}
	if page := values.Get("page"); page != "" {
		n, err := strconv.Atoi(page)
		if err != nil || n < 1 || n > maxPage {
			n = 1 // a page that is not there is the first one
		}
		p.Page = n
	}
	return p, nil
}

// request is the search that the parameters ask for.
func (p params) request(origin *geo.Place) index.Request {
	r := index.Request{Text: p.Q, Origin: origin, Within: geo.Miles(p.Within), Free: p.Free, Sort: index.Sort(p.Sort),
		Offset: (p.Page - 1) * perPage, Limit: perPage}
	for _, t := range p.Topics {
		r.Topics = append(r.Topics, data.TopicID(t))
	}
	for _, k := range p.Kinds {
		r.Kinds = append(r.Kinds, data.Kind(k))
	}
	for _, w := range p.How {
		r.Ways = append(r.Ways, data.Way(w))
	}
	return r
}

// address is the address of the results with some parameter changed: near is always in its public form.
func (p params) address(change func(*params)) string {
	next := p
	next.Topics, next.Kinds, next.How = slices.Clone(p.Topics), slices.Clone(p.Kinds), slices.Clone(p.How)
	next.Page = 1
	if change != nil {
		change(&next)
	}
	values := url.Values{}
	set := func(name, value string) {
		if value != "" {
			values.Set(name, value)
		}
	}
	set("q", next.Q)
	set("near", next.Near)
	if next.Within > 0 {
		set("within", strconv.Itoa(next.Within))
	}
	values["topic"], values["kind"], values["how"] = next.Topics, next.Kinds, next.How
	if next.Free {
		set("cost", string(data.Free))
	}
	set("sort", next.Sort)
	if next.Page > 1 {
		set("page", strconv.Itoa(next.Page))
	}
	if encoded := values.Encode(); encoded != "" {
		return "/search?" + encoded
	}
	return "/search"
}

// filled leaves out values that are empty, as a form sends them for a choice of "any".
func filled(list []string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
}

func notIn[T ~string](values []string, allowed []T) (bad string, found bool) {
	for _, v := range values {
		if !slices.Contains(allowed, T(v)) {
			return shorten(v), true
		}
	}
	return "", false
}

// typed is what a person typed, without what no key types: blanks around it, control characters, bytes that are no text.
func typed(s string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, strings.ToValidUTF8(s, "")))
}

// shorten keeps what is repeated to a person short.
func shorten(s string) string { return data.PlainLine(s, 40) }
