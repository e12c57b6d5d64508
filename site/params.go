package site

import (
	"cmp"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/words"
)

// perPage is how many services a page of results lists.
const perPage = 20

// maxPage bounds the pages of a search: nobody reads further.
const maxPage = 500

// params are the parameters of a search, the same for the page and the API.
type params struct {
	Q        string
	Near     string
	Within   int // miles; 0: not said
	Filters  index.Filters
	From, To data.Date // only what runs all through these days; both or neither
	Sort     string
	Page     int            // from 1
	At       int64          // the mark of the list that further pages go on with
	Explain  bool           // for the API: what was looked for, and what each result's place is made of
	WhyNot   data.ServiceID // for the API: why this service is not among the results
	words    words.Words    // in whose language the pages are that these lead to
	path     string         // of the page that these lead to; empty for that of results
}

// known are the names of the parameters, beside those of the groups of filters. Another name is a mistake, which is better
// said than passed over.
var known = []string{"q", "near", "within", "from", "to", "sort", "page", "at", "explain", "why_not"}

// withins are the radii that the page offers, in miles.
var withins = []int{1, 2, 5, 10, 25, 50}

// readParams reads and checks the parameters of a search.
func (s *Site) readParams(c *fiber.Ctx) (params, error) {
	values, err := url.ParseQuery(string(c.Request().URI().QueryString()))
	if err != nil {
		return params{words: s.wordsFor(c)}, &problem{status: fiber.StatusBadRequest, title: "error.request.title", detail: "error.request.detail"}
	}
	return s.checkParams(s.wordsFor(c), values)
}

func groupNames() []string {
	var names []string
	for _, g := range index.Groups() {
		names = append(names, string(g))
	}
	return names
}

// isTracking reports whether a parameter is one that other sites put on links to see who follows them. A shared link must
// not break on account of it; nothing here reads it.
func isTracking(name string) bool {
	return strings.HasPrefix(name, "utm_") || name == "fbclid" || name == "gclid" || name == "mc_cid" || name == "mc_eid"
}

func (s *Site) checkParams(w words.Words, values url.Values) (params, error) {
	p := params{words: w, Q: typed(values.Get("q")), Near: typed(values.Get("near")), Filters: index.Filters{}, Sort: values.Get("sort"), Page: 1}
	for name := range values {
		if !slices.Contains(known, name) && !slices.Contains(index.Groups(), index.Group(name)) && !isTracking(name) {
			return p, badParameter("", "error.parameter.unknown", "Name", shorten(name), "Names", strings.Join(append(known, groupNames()...), ", "))
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
	for _, g := range index.Groups() {
		chosen := filled(values[string(g)])
		for _, v := range chosen {
			if problem := s.checkFilter(g, v); problem != nil {
				return p, problem
			}
		}
		if len(chosen) > 0 {
			p.Filters[g] = chosen
		}
	}
	if problem := p.readDates(values.Get("from"), values.Get("to")); problem != nil {
		return p, problem
	}
	if p.Sort != "" && p.Sort != string(index.ByDistance) && p.Sort != string(index.ByName) {
		return p, badParameter("sort", "error.sort", "Sort", shorten(p.Sort))
	}
	p.Explain, p.WhyNot = values.Get("explain") == "true", data.ServiceID(values.Get("why_not"))
	if at, err := strconv.ParseInt(values.Get("at"), 10, 64); err == nil && at > 0 {
		p.At = at // any other is as good as none
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

// readDates takes the days all through which something is to run. One of them alone stands for both.
func (p *params) readDates(from, to string) *problem {
	read := func(name, day string, into *data.Date) *problem {
		if day == "" {
			return nil
		}
		d, err := data.ParseDate(day)
		if _, _, dom := d.Parts(); err != nil || dom == 0 {
			return badParameter(name, "error.date", "Date", shorten(day))
		}
		*into = d
		return nil
	}
	if problem := read("from", from, &p.From); problem != nil {
		return problem
	}
	if problem := read("to", to, &p.To); problem != nil {
		return problem
	}
	if p.From.IsZero() {
		p.From = p.To
	}
	if p.To.IsZero() {
		p.To = p.From
	}
	if p.From.After(p.To) {
		return badParameter("to", "error.dates")
	}
	return nil
}

// request is the search that the parameters ask for.
func (p params) request(origin *geo.Place) index.Request {
	return index.Request{Text: p.Q, Language: p.words.Lang, Origin: origin, Within: geo.Miles(p.Within), Filters: p.Filters, From: p.From, To: p.To,
		Sort: index.Sort(p.Sort), Offset: (p.Page - 1) * perPage, Limit: perPage, At: p.At}
}

// asksNothing reports whether the parameters say neither what nor where.
func (p params) asksNothing() bool { return p.Near == "" && p.Q == "" && len(p.Filters) == 0 }

// topics are those that the search is narrowed to.
func (p params) topics() (ids []data.TopicID) {
	for _, id := range p.Filters[index.TopicGroup] {
		ids = append(ids, data.TopicID(id))
	}
	return ids
}

// narrowed reports whether anything narrows the search.
func (p params) narrowed() bool { return len(p.Filters) > 0 || !p.From.IsZero() }

// widen takes away all that narrows the search.
func (p *params) widen() { p.Filters, p.From, p.To = index.Filters{}, data.Date{}, data.Date{} }

// drop takes away one value of a filter.
func (p *params) drop(g index.Group, value string) {
	p.Filters[g] = slices.DeleteFunc(p.Filters[g], func(v string) bool { return v == value })
}

// address is the address of the results with some parameter changed: near is always in its public form.
func (p params) address(change func(*params)) string {
	next := p
	next.Filters = index.Filters{}
	for g, values := range p.Filters {
		next.Filters[g] = slices.Clone(values)
	}
	next.Page, next.At = 1, 0
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
	for g, chosen := range next.Filters {
		values[string(g)] = chosen
	}
	set("from", next.From.String())
	set("to", next.To.String())
	set("sort", next.Sort)
	if next.Page > 1 {
		set("page", strconv.Itoa(next.Page))
		if next.At > 0 {
			set("at", strconv.FormatInt(next.At, 10))
		}
	}
	path := cmp.Or(p.path, "/search")
	if encoded := values.Encode(); encoded != "" {
		path += "?" + encoded
	}
	return p.words.Path(path)
}

// here is the address of the same page of the same list.
func (p params) here() string {
	return p.address(func(next *params) { next.Page, next.At = p.Page, p.At })
}

// filled leaves out values that are empty, as a form sends them for a choice of "any".
func filled(list []string) []string {
	return slices.DeleteFunc(list, func(s string) bool { return s == "" })
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
