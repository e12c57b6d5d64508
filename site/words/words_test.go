package words_test

import (
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site/words"
)

// sentence is one entry of the file: its forms by plural category, and the values that they name.
type sentence struct {
	plural bool
	values []string
}

var value = regexp.MustCompile(`{{\.(\w+)}}`)

// sentences reads the file as it stands, apart from the library that the site reads it with.
func sentences(t *testing.T) map[string]sentence {
	t.Helper()
	b, err := os.ReadFile("active.en.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var all map[string]any
	if err := yaml.Unmarshal(b, &all); err != nil {
		t.Fatal(err)
	}
	out := map[string]sentence{}
	for id, v := range all {
		s := sentence{}
		var texts []string
		switch v := v.(type) {
		case string:
			texts = []string{v}
		case map[string]any:
			s.plural = true
			for form, text := range v {
				if form != "one" && form != "other" {
					t.Errorf("%s: English has no form %q", id, form)
				}
				texts = append(texts, text.(string))
			}
			if len(v) != 2 {
				t.Errorf("%s: it needs a form for one and a form for other numbers", id)
			}
		default:
			t.Fatalf("%s: neither a sentence nor forms of one", id)
		}
		for _, text := range texts {
			if strings.TrimSpace(text) == "" {
				t.Errorf("%s: it says nothing", id)
			}
			if strings.Count(text, "{{") != len(value.FindAllString(text, -1)) {
				t.Errorf("%s: a value is not written as {{.Name}}: %s", id, text)
			}
			for _, m := range value.FindAllStringSubmatch(text, -1) {
				if !slices.Contains(s.values, m[1]) {
					s.values = append(s.values, m[1])
				}
			}
		}
		out[id] = s
	}
	return out
}

// composed are the sentences whose ids are put together from a word, with every word that there is.
func composed() map[string][]string {
	months := []string{"january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december"}
	bands := []string{}
	for _, b := range index.Bands {
		if b != index.NoBand {
			bands = append(bands, string(b), string(b)+"_lead")
		}
	}
	return map[string][]string{
		"band.": bands, "month.": months,
		"weekday.":  {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"},
		"nth.":      {"1", "2", "3", "4", "5", "-1", "-2", "-3", "-4", "-5"},
		"nation.":   content.Nations,
		"urgent.":   texts(content.HelplineKinds),
		"kind.":     texts(data.Kinds),
		"how.":      texts(data.AllWays),
		"way.":      texts(data.AllWays),
		"cost.":     texts([]data.Cost{data.Free, data.Paid, data.Varies}),
		"referral.": texts([]data.Referral{data.ReferralNone, data.ReferralNeeded}),
		"answered.": texts([]data.AnsweredBy{data.AnsweredByPerson, data.AnsweredBySoftware, data.AnsweredByBoth}),
		"filters.":  texts(index.Groups()), "opening.": index.Openings, "access.": index.Access, "led.": {"peers"}, "why.in.": texts(index.MatchFields),
		"reason.":            texts(data.ReportReasons),
		"relation.":          {"run", "use", "know"},
		"sort.":              {"best", string(index.ByDistance), string(index.ByName)},
		"level.":             {"ward", "district", "county", "health", "region", "nation"},
		"settlement.":        texts([]geo.PlaceKind{geo.City, geo.Town, geo.Suburb, geo.Village, geo.Hamlet, geo.Locale}),
		"error.elsewhere.":   {"foreign_code", "forces", "three_words", "plus_code", "link"},
		"error.coordinates.": texts([]geo.Reason{geo.ReasonZero, geo.ReasonSwapped, geo.ReasonOutside}),
		"fact.peer_":         {"true", "false"},
		"fact.moderated_":    {"true", "false"},
		"register.": {data.SchemeCharityEnglandWales, data.SchemeCharityScotland, data.SchemeCharityNorthernIreland,
			data.SchemeCompany, data.SchemeNHS},
	}
}

func texts[T ~string](list []T) []string {
	var out []string
	for _, x := range list {
		out = append(out, string(x))
	}
	return out
}

// use is one place in the code that names a sentence.
type use struct {
	where  string
	ids    []string
	plural bool     // said with a number
	values []string // given by name
	known  bool     // the values can be read here; else they are handed on
}

// uses finds every place in the site's code, what templ makes of the pages included, that names a sentence.
func uses(t *testing.T) []use {
	t.Helper()
	var found []use
	files := token.NewFileSet()
	for _, folder := range []string{"..", "../views"} {
		names, err := filepath.Glob(filepath.Join(folder, "*.go"))
		if err != nil || len(names) == 0 {
			t.Fatal("no code is found", err)
		}
		for _, name := range names {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			parsed, err := parser.ParseFile(files, name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(parsed, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if u, ok := useIn(t, call); ok {
						u.where = files.Position(call.Pos()).String()
						found = append(found, u)
					}
				}
				if literal, ok := n.(*ast.BasicLit); ok && literal.Kind == token.STRING {
					text, _ := strconv.Unquote(literal.Value) // a literal of a file that parses
					found = append(found, use{where: files.Position(literal.Pos()).String(), ids: []string{text}})
				}
				return true
			})
		}
	}
	return found
}

// useIn reads a call of T, N or badParameter.
func useIn(t *testing.T, call *ast.CallExpr) (use, bool) {
	t.Helper()
	u := use{known: call.Ellipsis == token.NoPos}
	args := call.Args
	switch name := called(call); {
	case name == "T" && len(args) >= 1:
		args = args[1:]
	case name == "N" && len(args) >= 2:
		u.plural, u.values, args = true, []string{"Count"}, args[2:]
	case name == "badParameter" && len(args) >= 2:
		args = args[1:]
		u.ids = idsOf(t, args[0])
		args = args[1:]
	default:
		return use{}, false
	}
	if u.ids == nil {
		u.ids = idsOf(t, call.Args[0])
	}
	for i := 0; i < len(args) && u.known; i += 2 {
		if literal, ok := args[i].(*ast.BasicLit); ok {
			name, _ := strconv.Unquote(literal.Value)
			u.values = append(u.values, name)
		}
	}
	return u, len(u.ids) > 0
}

func called(call *ast.CallExpr) string {
	switch f := call.Fun.(type) {
	case *ast.SelectorExpr:
		if x, ok := f.X.(*ast.Ident); ok && x.Name == "w" {
			return f.Sel.Name
		}
	case *ast.Ident:
		return f.Name
	}
	return ""
}

// idsOf is every id that an expression may come to; none for a variable, whose literals are found where they stand.
func idsOf(t *testing.T, e ast.Expr) []string {
	t.Helper()
	prefix, suffix := "", ""
	switch e := e.(type) {
	case *ast.BasicLit:
		text, _ := strconv.Unquote(e.Value)
		return []string{text}
	case *ast.BinaryExpr: // "band." + x, or "band." + x + "_lead"
		if inner, ok := e.X.(*ast.BinaryExpr); ok {
			if literal, ok := e.Y.(*ast.BasicLit); ok {
				suffix, _ = strconv.Unquote(literal.Value)
			}
			e = inner
		}
		if literal, ok := e.X.(*ast.BasicLit); ok {
			prefix, _ = strconv.Unquote(literal.Value)
		}
	case *ast.CallExpr: // fmt.Sprintf("fact.peer_%t", x)
		if literal, ok := e.Args[0].(*ast.BasicLit); ok {
			text, _ := strconv.Unquote(literal.Value)
			prefix, _, _ = strings.Cut(text, "%")
		}
	default:
		return nil
	}
	parts, ok := composed()[prefix]
	if !ok {
		t.Errorf("a sentence is put together from %q: this test must know with what", prefix)
	}
	var ids []string
	for _, part := range parts {
		if suffix == "" || strings.HasSuffix(part, suffix) {
			ids = append(ids, prefix+part)
		}
	}
	return ids
}

var idShape = regexp.MustCompile(`^[a-z]+(\.[A-Za-z0-9_-]+)+$`)

// Every sentence that the code names is in the file, in the form it is used in, with every value that it names.
func TestEverySentenceIsThere(t *testing.T) {
	all := sentences(t)
	areas := map[string]bool{}
	for id := range all {
		area, _, _ := strings.Cut(id, ".")
		areas[area] = true
	}
	for _, u := range uses(t) {
		for _, id := range u.ids {
			s, there := all[id]
			area, _, _ := strings.Cut(id, ".")
			call := u.known || u.plural
			if !there {
				if call || (idShape.MatchString(id) && areas[area] && !isFile(id)) {
					t.Errorf("%s: there is no sentence %q", u.where, id)
				}
				continue
			}
			if !call {
				continue
			}
			if s.plural != u.plural {
				t.Errorf("%s: %q depends on a number: %t, but is said with one: %t", u.where, id, s.plural, u.plural)
			}
			for _, name := range s.values {
				if !slices.Contains(u.values, name) {
					t.Errorf("%s: %q names {{.%s}}, which is not given", u.where, id, name)
				}
			}
			for _, name := range u.values {
				if name != "Count" && !slices.Contains(s.values, name) {
					t.Errorf("%s: %q is given %s and does not say it", u.where, id, name)
				}
			}
		}
	}
}

// isFile reports whether an id is the name of a file, which looks like one.
func isFile(id string) bool {
	return slices.Contains([]string{".templ", ".css", ".js"}, filepath.Ext(id))
}

// A sentence that nothing says is a mistake waiting for a translator's time.
func TestEverySentenceIsUsed(t *testing.T) {
	used := map[string]bool{}
	for _, u := range uses(t) {
		for _, id := range u.ids {
			used[id] = true
		}
	}
	for prefix, parts := range composed() {
		for _, part := range parts {
			used[prefix+part] = true
		}
	}
	for id := range sentences(t) {
		if !used[id] {
			t.Errorf("%s: nothing says it", id)
		}
	}
}

// No page shows the id of a sentence, or the mark of a value that is missing.
func TestNoSentenceAnswersItsID(t *testing.T) {
	bundle, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	w := bundle.In("en")
	for id, s := range sentences(t) {
		var pairs []any
		for _, name := range s.values {
			pairs = append(pairs, name, "<"+name+">")
		}
		said := []string{w.T(id, pairs...)}
		if s.plural {
			said = []string{w.N(id, 0, pairs...), w.N(id, 1, pairs...), w.N(id, 2, pairs...)}
			if said[0] == said[1] || !strings.Contains(said[2], "2") && slices.Contains(s.values, "Count") {
				t.Errorf("%s: one and many are the same, or the number is not said: %q", id, said)
			}
		}
		for _, text := range said {
			if text == id || strings.Contains(text, "no value") || strings.Contains(text, "{{") {
				t.Errorf("%s: says %q", id, text)
			}
			for _, name := range s.values {
				if name != "Count" && !strings.Contains(text, "<"+name+">") {
					t.Errorf("%s: does not say its %s as it is given: %q", id, name, text)
				}
			}
		}
	}
}

func TestPlurals(t *testing.T) {
	bundle, err := words.Load()
	if err != nil {
		t.Fatal(err)
	}
	english := map[int]string{0: "0 services", 1: "1 service", 2: "2 services", 1000: "1000 services"}
	for lang, want := range map[string]map[int]string{"en": english, "not a language": english, // English is what others fall back to
		"cy": {0: "Dim gwasanaeth", 1: "1 gwasanaeth", 2: "2 wasanaeth", 3: "3 gwasanaeth", 6: "6 gwasanaeth", 1000: "1000 gwasanaeth"}} {
		for n, want := range want {
			if got := bundle.In(lang).N("band.count", n); got != want {
				t.Errorf("%s: %d: %q", lang, n, got)
			}
		}
	}
	w := bundle.In("en")
	if got := w.T("there.is.none"); got != "there.is.none" {
		t.Errorf("a missing sentence says %q; the page must stay usable", got)
	}
	if got := w.T("why.topic", "Topic", "{{.Other}} <b>"); got != "About {{.Other}} <b>" {
		t.Errorf("what a listing says was read as a sentence: %q", got)
	}
}
