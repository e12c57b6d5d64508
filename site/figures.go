package site

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/index"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// The figures: how many searches there were and how many found little, by month, for anyone to see. What may be shown of the
// counts is worked out by [data.SearchMonths]; nothing here sees a number that is smaller.

// figuresMonths is how many months are shown. The one that is not over yet is not among them: whoever watched a number grow
// would learn when it passed a multiple of five.
const figuresMonths = 12

// figuresLife is how long figures are kept before they are worked out anew, and how long after a month it is shown: by then
// the store has been told of all its searches.
const figuresLife = time.Hour

// figures are the months as they were last worked out.
type figures struct {
	mu     sync.Mutex
	made   time.Time
	months []data.SearchMonth
}

// searchMonths are the months to show, at most worked out once in a while.
func (s *Site) searchMonths(ctx context.Context) ([]data.SearchMonth, error) {
	s.figures.mu.Lock()
	defer s.figures.mu.Unlock()
	now := s.Now()
	if !s.figures.made.IsZero() && now.Sub(s.figures.made) < figuresLife {
		return s.figures.months, nil
	}
	today := data.DateOf(now.Add(-figuresLife))
	last := today.AddMonths(-1)
	counts, err := s.Store.Searches(ctx, data.DateOf(today.AddMonths(-figuresMonths).Begins()), data.DateOf(last.Time()))
	if err != nil {
		return nil, err
	}
	s.figures.months, s.figures.made = data.SearchMonths(counts, last), now
	return s.figures.months, nil
}

// figuresPage shows the figures of one month, the last one if none is named, and the totals of all.
func (s *Site) figuresPage(c *fiber.Ctx) error {
	w := s.wordsFor(c)
	months, err := s.searchMonths(c.UserContext())
	if err != nil {
		return err
	}
	view := views.FiguresView{Heading: w.T("figures.title"), Lead: w.T("figures.lead"), Notes: figuresNotes(w)}
	page := views.Page{Title: view.Heading, Description: view.Lead, Canonical: "/figures"}
	shown := len(months) - 1
	if name := c.Params("month"); name != "" {
		shown = slices.IndexFunc(months, func(m data.SearchMonth) bool { return m.Month.String() == name })
		if shown < 0 {
			return errNoPage
		}
		page.Canonical = figuresAddress(months[shown].Month)
		page.Title = w.T("figures.title_month", "Title", view.Heading, "Month", dateWords(w, months[shown].Month))
	}
	if len(months) == 0 {
		view.None = w.T("figures.none")
		return s.render(c, w, page, views.Figures(w, view))
	}
	view.Rounded = w.T("figures.rounded", "Step", data.SearchStep, "Shown", 2*data.SearchStep, "Most", 3*data.SearchStep-1)
	view.CSV = w.Path("/figures.csv")
	view.Tables = []views.FigureTable{totalsTable(w, months, shown), s.topicsTable(w, months[shown]), outwardsTable(w, months[shown])}
	return s.render(c, w, page, views.Figures(w, view))
}

func figuresAddress(month data.Date) string { return "/figures/" + month.String() }

// figuresNotes say what the figures mean, and what keeps small numbers from being known.
func figuresNotes(w words.Words) []views.Section {
	return []views.Section{
		{Heading: w.T("figures.counted_title"), Paragraphs: []string{w.T("figures.counted"), w.T("figures.little_means", "Few", index.Few), w.T("figures.place"), w.T("figures.topic_one")}},
		{Heading: w.T("figures.small_title"), Paragraphs: []string{w.T("figures.rest"), w.T("figures.over", "Years", data.SearchYears)}},
	}
}

// totalsTable shows the totals of each month, the last one first.
func totalsTable(w words.Words, months []data.SearchMonth, shown int) views.FigureTable {
	t := views.FigureTable{Heading: w.T("figures.months"), First: w.T("figures.month")}
	for i, m := range slices.Backward(months) {
		row := figureRow(w, dateWords(w, m.Month), m.All)
		if i != shown {
			row.Href = w.Path(figuresAddress(m.Month))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// topicsTable shows the topics of a month, in their usual order.
func (s *Site) topicsTable(w words.Words, m data.SearchMonth) views.FigureTable {
	t := views.FigureTable{Heading: w.T("figures.topics", "Month", dateWords(w, m.Month)), First: w.T("figures.topic"), None: w.T("figures.few")}
	for _, topic := range s.Lexicon.Topics.All {
		if f, ok := m.Topics[topic.ID]; ok {
			t.Rows = append(t.Rows, figureRow(w, s.topicName(w, topic), f))
		}
	}
	return t
}

// outwardsTable shows the outward codes of a month.
func outwardsTable(w words.Words, m data.SearchMonth) views.FigureTable {
	t := views.FigureTable{Heading: w.T("figures.outwards", "Month", dateWords(w, m.Month)), First: w.T("figures.outward"), None: w.T("figures.few")}
	for _, outward := range slices.SortedFunc(maps.Keys(m.Outwards), byOutward) {
		t.Rows = append(t.Rows, figureRow(w, outward, m.Outwards[outward]))
	}
	return t
}

// byOutward orders outward codes as people do: LS2 before LS10.
func byOutward(a, b string) int {
	const digits = "0123456789"
	i, j := strings.IndexAny(a, digits), strings.IndexAny(b, digits)
	if i < 0 || j < 0 {
		return cmp.Compare(a, b)
	}
	return cmp.Or(cmp.Compare(a[:i], b[:j]), cmp.Compare(len(a), len(b)), cmp.Compare(a, b))
}

func figureRow(w words.Words, name string, f data.SearchFigure) views.FigureRow {
	number := func(n int) string {
		if n == 0 {
			return w.T("figures.under", "Step", data.SearchStep)
		}
		return thousands(n)
	}
	return views.FigureRow{Name: name, Enough: number(f.Enough), Little: number(f.Little)}
}
