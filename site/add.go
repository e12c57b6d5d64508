package site

import (
	"fmt"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// leastDoes is how much must be said of what a service does, in letters: less is a word, from which nobody can tell whether
// it is for them.
const leastDoes = 20

// mostDoes is how much may be said of anything, in letters.
const mostDoes = 2000

// addForm asks for a service, in the order in which its page tells of it. Only the site asks for a link.
var addForm = []questions{
	{heading: "add.part_what", all: []question{
		{name: "name", label: "add.name", most: data.MaxName},
		{name: "does", label: "add.does", hint: "add.does_hint", kind: views.TextField, rows: "6", most: mostDoes},
		{name: "runs", label: "add.runs", hint: "add.runs_hint", most: data.MaxName},
		{name: "for", label: "add.for", hint: "add.for_hint", kind: views.TextField, most: mostDoes},
	}},
	{heading: "add.part_where", all: []question{
		{name: "ways", label: "add.ways", kind: views.ManyField, choices: waysOffered(),
			says: func(w words.Words, way string) string { return w.T("how." + way) }},
		{name: "place", label: "add.place", hint: "add.place_hint", kind: views.TextField, most: data.MaxName},
		{name: "area", label: "add.area", hint: "add.area_hint", most: data.MaxName},
		{name: "when", label: "add.when", hint: "add.when_hint", kind: views.TextField, most: data.MaxSummary},
		{name: "cost", label: "add.cost", hint: "add.cost_hint", kind: views.TextField, most: mostDoes},
		{name: "access", label: "add.access", hint: "add.access_hint", kind: views.TextField, most: mostDoes},
	}},
	{heading: "add.part_reach", lead: "add.reach_lead", all: []question{
		{name: "phone", label: "add.phone", input: "tel", most: data.MaxName},
		{name: "email", label: "add.email", input: "email", most: data.MaxName},
		{name: "website", label: "add.website", input: "url", most: mostDoes, links: true},
	}},
	{heading: "add.part_you", all: []question{
		{name: "relation", label: "add.relation", kind: views.OneField, choices: []string{"run", "use", "know"},
			says: func(w words.Words, relation string) string { return w.T("relation." + relation) }},
		{name: "yours", label: "add.yours", hint: "add.yours_hint", input: "email", complete: "email", most: data.MaxName},
	}},
}

func waysOffered() []string {
	var out []string
	for _, way := range data.AllWays {
		out = append(out, string(way))
	}
	return out
}

// addSeal is what the token of the form is sealed under, and where the form is.
const addSeal = "/add"

// getAdd asks for a service that is missing here, or says thank you for one.
func (s *Site) getAdd(c *fiber.Ctx) error {
	w := s.wordsFor(c)
	if !reference.MatchString(c.Query("sent")) {
		return s.showAdd(c, s.newForm(w, addSeal, addForm))
	}
	return s.thanks(c, w, views.Page{}, views.ThanksView{Heading: w.T("add.thanks"), Next: []string{w.T("add.next")},
		Back: views.Link{Text: w.T("error.home"), Href: w.Path("/")}})
}

// postAdd takes a service that somebody suggests. Nothing of it is shown before a person accepts it.
func (s *Site) postAdd(c *fiber.Ctx) error {
	if err := ownForm(c); err != nil {
		return err
	}
	f := s.sentForm(c, addSeal, addForm)
	here := f.words.Path(addSeal)
	if f.trapped {
		return s.thanked(c, here, f.id)
	}
	f.checkService()
	if !s.mayKeep(c, f) {
		return s.showAdd(c, f)
	}
	sub, err := s.suggestion(f)
	if err != nil {
		return err
	}
	out, err := s.Store.Suggest(c.UserContext(), s.suggestions(), sub, f.answers["yours"])
	if err != nil {
		return err
	}
	if out.Refused() {
		return fmt.Errorf("a suggestion that was checked is refused: %s", out.Problems[0].Kind)
	}
	return s.thanked(c, here, f.id)
}

// checkService holds the answers against what a listing cannot be without.
func (f *form) checkService() {
	w := f.words
	says := func(name string) string { return data.PlainText(f.answers[name], mostDoes) }
	if says("name") == "" {
		f.fault("name", w.T("add.no_name"))
	}
	switch letters := utf8.RuneCountInString(says("does")); {
	case letters == 0:
		f.fault("does", w.T("add.no_does"))
	case letters < leastDoes:
		f.fault("does", w.T("add.short_does", "Least", leastDoes))
	}
	if numbers, _ := data.ReadPhones(f.answers["phone"]); f.answers["phone"] != "" && len(numbers) == 0 {
		f.fault("phone", w.T("add.bad_phone"))
	}
	for _, name := range []string{"email", "yours"} {
		if _, ok := data.ReadEmail(f.answers[name]); f.answers[name] != "" && !ok {
			f.fault(name, w.T("add.bad_email"))
		}
	}
	if _, ok := data.ReadURL(f.answers["website"]); f.answers["website"] != "" && !ok {
		f.fault("website", w.T("add.bad_website"))
	}
	if f.answers["phone"] == "" && f.answers["email"] == "" && f.answers["website"] == "" && says("place") == "" {
		f.fault("phone", w.T("add.no_reach"))
	}
}

func (s *Site) showAdd(c *fiber.Ctx, f *form) error {
	w := f.words
	view := views.Form{Heading: w.T("add.title"), Action: w.Path(addSeal), Button: w.T("add.send"),
		Lead: []string{w.T("add.lead"), w.T("add.lead_needed"), w.T("add.lead_open")}}
	return s.showForm(c, f, views.Page{Description: w.T("add.lead")}, view)
}
