package site

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// formLife is how long a form may be open before it is sent.
const formLife = 4 * time.Hour

// mostLinks is how many links a text may hold: what people write has few, and what machines write is made of them.
const mostLinks = 3

// link is how a link begins.
var link = regexp.MustCompile(`(?i)https?://(?:www\.)?|\bwww\.`)

// question is one field of a form, by the ids of its sentences.
type question struct {
	name, label, hint string
	kind              views.FieldKind
	most              int                              // letters, of what is written
	rows              string                           // of a text: how tall its box is
	input, complete   string                           // of a line: the type of its box, and what a browser may fill in
	links             bool                             // it asks for one
	choices           []string                         // of what is chosen: the answers
	danger            string                           // the answer beside which stands whom to ring
	says              func(words.Words, string) string // how a choice is worded
}

// questions are those of a form that belong together, under the id of their heading.
type questions struct {
	heading, lead string
	all           []question
}

// form is a form as somebody has filled it in.
type form struct {
	words   words.Words
	seal    string // under which its token is sealed
	parts   []questions
	id      string            // of what is told by it: that of its token, so that a form sent twice tells one thing
	fresh   bool              // it has not been open for too long
	trapped bool              // a machine has filled it in
	answers map[string]string // by the names of the questions; of several choices, parted by blanks
	faults  map[string]string // what is wrong with an answer, in words
	problem string            // what is wrong with none of the answers, in words
	status  int
}

// newForm is a form that nobody has filled in yet.
func (s *Site) newForm(w words.Words, seal string, parts []questions) *form {
	return &form{words: w, seal: seal, parts: parts, id: data.NewReference[string](), answers: map[string]string{}, faults: map[string]string{}, status: fiber.StatusOK}
}

// sentForm reads a form as it was sent, and checks what holds of the answers to all questions.
func (s *Site) sentForm(c *fiber.Ctx, seal string, parts []questions) *form {
	f := s.newForm(s.wordsFor(c), seal, parts)
	if id, fresh, ok := s.seals.open(seal, c.FormValue("token")); ok && data.ValidID(string(id)) {
		f.id, f.fresh = string(id), fresh // one that was open for too long keeps its id: it may have been sent before
	}
	f.trapped = c.FormValue("subject") != ""
	for _, part := range parts {
		for _, q := range part.all {
			f.answers[q.name] = answerTo(c, q)
			f.check(q)
		}
	}
	return f
}

// answerTo is what was answered, without what no key types.
func answerTo(c *fiber.Ctx, q question) string {
	switch q.kind {
	case views.OneField, views.ManyField:
		var chosen []string
		for _, choice := range q.choices {
			if c.FormValue(q.sentAs(choice)) == choice {
				chosen = append(chosen, choice)
			}
		}
		return strings.Join(chosen, " ")
	case views.TextField:
		lines := strings.Split(strings.ReplaceAll(c.FormValue(q.name), "\r\n", "\n"), "\n")
		for i := range lines {
			lines[i] = typed(lines[i])
		}
		return strings.TrimSpace(strings.Join(lines, "\n"))
	}
	return typed(c.FormValue(q.name))
}

// sentAs is the name under which a choice is sent. Of several that may be chosen each has its own.
func (q question) sentAs(choice string) string {
	if q.kind == views.ManyField {
		return q.choiceID(choice)
	}
	return q.name
}

func (q question) choiceID(choice string) string { return q.name + "-" + choice }

// id is that of the first thing in a question that can be answered.
func (q question) id() string {
	if len(q.choices) > 0 {
		return q.choiceID(q.choices[0])
	}
	return q.name
}

// check holds an answer against what any text must keep to. Lengths are told in words: nobody counts letters.
func (f *form) check(q question) {
	w, answer := f.words, f.answers[q.name]
	letters := utf8.RuneCountInString(answer)
	switch {
	case q.most > 0 && letters > q.most:
		over := (letters - q.most) * len(strings.Fields(answer)) / letters
		f.faults[q.name] = w.N("form.too_long", over+1)
	case !q.links && len(link.FindAllString(answer, mostLinks+1)) > mostLinks:
		f.faults[q.name] = w.T("form.links", "Most", mostLinks)
	}
}

// fault notes what is wrong with an answer, unless something is already.
func (f *form) fault(name, sentence string) {
	if f.faults[name] == "" {
		f.faults[name] = sentence
	}
}

// mayKeep reports whether what a form tells may be kept now. If not, the form says why, and is to be shown again.
func (s *Site) mayKeep(c *fiber.Ctx, f *form) bool {
	w := f.words
	switch {
	case !f.fresh:
		f.problem = w.T("form.long_open")
	case len(f.faults) > 0:
	case !s.floods.allows(c.IP()):
		f.problem, f.status = w.T("form.flood"), fiber.StatusTooManyRequests
		c.Set(fiber.HeaderRetryAfter, strconv.Itoa(int(floodTime.Seconds())))
	default:
		return true
	}
	return false
}

// showForm shows a form with all that was answered, and with a token that is good from now.
func (s *Site) showForm(c *fiber.Ctx, f *form, page views.Page, view views.Form) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	w := f.words
	token, err := s.seals.close(f.seal, []byte(f.id), formLife)
	if err != nil {
		return err
	}
	view.Token = token
	if f.problem != "" {
		view.Errors = append(view.Errors, views.Link{Text: f.problem})
	}
	for _, part := range f.parts {
		section := views.FormSection{}
		if part.heading != "" {
			section.Heading = w.T(part.heading)
		}
		if part.lead != "" {
			section.Lead = w.T(part.lead)
		}
		for _, q := range part.all {
			field := s.field(f, q)
			section.Fields = append(section.Fields, field)
			if field.Error != "" {
				view.Errors = append(view.Errors, views.Link{Text: field.Error, Href: "#" + q.id()})
			}
		}
		view.Sections = append(view.Sections, section)
	}
	page.Title = view.Heading
	if len(view.Errors) > 0 {
		page.Title, page.NoIndex = w.T("form.error_title", "Title", view.Heading), true
	}
	c.Status(f.status)
	return s.render(c, w, page, views.FormPage(w, view))
}

// field is a question as it is asked, with what was answered.
func (s *Site) field(f *form, q question) views.Field {
	w := f.words
	field := views.Field{Kind: q.kind, Name: q.name, Label: w.T(q.label), Value: f.answers[q.name], Error: f.faults[q.name],
		Type: cmp.Or(q.input, "text"), Complete: cmp.Or(q.complete, "off"), Rows: cmp.Or(q.rows, "3")}
	if q.hint != "" {
		field.Hint = w.T(q.hint)
	}
	chosen := strings.Fields(f.answers[q.name])
	for _, answer := range q.choices {
		choice := views.Choice{ID: q.choiceID(answer), Name: q.sentAs(answer), Value: answer, Label: q.says(w, answer), Chosen: slices.Contains(chosen, answer)}
		if answer == q.danger {
			choice.Note, choice.Danger = w.T("report.danger"), s.emergency(w)
		}
		field.Choices = append(field.Choices, choice)
	}
	return field
}

// reference is what the address of a thank-you page names: eight digits, and nothing that somebody could write into it.
var reference = regexp.MustCompile(`^[1-9][0-9]{7}$`)

// thanked leads to the page that says thank you for what was told under an id.
func (s *Site) thanked(c *fiber.Ctx, path, id string) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	return c.Redirect(path+"?sent="+id[:8], fiber.StatusSeeOther)
}

// thanks shows the page that says thank you, where the address asks for it.
func (s *Site) thanks(c *fiber.Ctx, w words.Words, page views.Page, view views.ThanksView) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	page.Title, page.NoIndex = view.Heading, true
	page.Here = strings.TrimPrefix(c.Path(), words.Prefix(w.Lang)) + "?sent=" + c.Query("sent")
	view.Reference = data.Reference(c.Query("sent"))
	if s.Brand.Contact != "" {
		view.Next = append(view.Next, w.T("told.ask", "Contact", s.Brand.Contact))
	}
	return s.render(c, w, page, views.Thanks(w, view))
}
