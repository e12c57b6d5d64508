package booklet

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
)

var formats = map[string]Format{"A4": A4, "A5": A5, "Large": Large}

var samples = map[string]func() Booklet{"guide": theGuide, "list": theList, "hostile": theHostile, "nothing": func() Booklet { return Booklet{} }}

// each runs a test with every sample in every format, as it is found when it is read.
func each(t *testing.T, test func(t *testing.T, b Booklet, f Format, p *paper)) {
	for kind, sample := range samples {
		for size, f := range formats {
			name := kind + " " + size
			t.Run(name, func(t *testing.T) {
				b := sample()
				if papers[name] == nil {
					papers[name] = printing(t, b, f)
				}
				test(t, b, f, papers[name])
			})
		}
	}
}

var papers = map[string]*paper{} // what each has read

// Everything that was put in is on paper, and is read aloud in its order.
func TestNothingIsLost(t *testing.T) {
	each(t, func(t *testing.T, b Booklet, _ Format, p *paper) {
		if strings.Contains(b.Title, "\x00") {
			t.Skip("much of it cannot be printed")
		}
		var said []string
		for _, e := range p.tree {
			said = append(said, strings.TrimSpace(e.text))
		}
		at := 0
		for _, want := range wording(b) {
			i := slices.Index(said[at:], want)
			if i < 0 {
				t.Fatalf("%q is missing, or not after %q", want, said[max(at-1, 0)])
			}
			at += i + 1
		}
	})
}

// wording is what a booklet says, in the order in which it is read aloud.
func wording(b Booklet) []string {
	all := []string{b.Title, b.Subtitle, b.Made}
	all = append(all, b.QRLabel)
	all = append(all, b.Intro...)
	for i, s := range append([]Section{b.Crisis}, b.Sections...) {
		all = append(all, s.Heading, s.Lead)
		for _, e := range s.Entries {
			name := e.Name
			if e.Number > 0 {
				name = fmt.Sprintf("%d. %s", e.Number, e.Name)
			}
			all = append(all, name)
			if i == 0 { // the first number stands beside the name, if it has room
				all = append(all, e.Summary)
				continue
			}
			all = append(all, e.Organization, e.Warning, e.Summary)
			all = append(all, e.Phones...)
			for _, r := range e.Rows {
				all = append(all, r.Text)
			}
			all = append(all, e.Source)
		}
	}
	return slices.DeleteFunc(all, func(s string) bool { return s == "" })
}

// A reader is told the language, the title and that there is a tree to follow; and nobody, when the file was made.
func TestDocument(t *testing.T) {
	for lang, want := range map[string]string{"cy": "cy", "en-GB": "en-GB", "": "en-GB", "en) /JS (": "en-GB", strings.Repeat("a", 40): "en-GB"} {
		p := printing(t, Booklet{Lang: lang, Title: "Banc Bwyd Dŵr & <Tân>"}, A5)
		for _, entry := range []string{"/Lang (" + want + ")", "/MarkInfo <</Marked true>>", "/DisplayDocTitle true"} {
			if !strings.Contains(p.objects[p.root], entry) {
				t.Errorf("%q: the catalog lacks %s", lang, entry)
			}
		}
		if !p.has("/Title "+textString("Banc Bwyd Dŵr & <Tân>"), "/Producer") {
			t.Errorf("%q: the file has no title", lang)
		}
		if p.has("Date") {
			t.Errorf("%q: the file has a date", lang)
		}
	}
}

// The tree that screen readers follow has one title, and no heading that leaves out a level.
func TestHeadings(t *testing.T) {
	each(t, func(t *testing.T, b Booklet, _ Format, p *paper) {
		before, titles := 0, 0
		for _, e := range p.tree {
			kind := e.path[strings.LastIndexByte(e.path, '/')+1:]
			level := slices.Index([]string{"H1", "H2", "H3"}, kind) + 1
			if level == 0 {
				continue
			}
			if level == 1 {
				titles++
			}
			if b.Title != "" && level > before+1 {
				t.Errorf("%s %q after a heading of level %d", kind, e.text, before)
			}
			before = level
		}
		if b.Title != "" && titles != 1 {
			t.Errorf("%d titles", titles)
		}
	})
}

// The numbers that may save a life are at the foot of every page, beside the number of the page.
func TestFoot(t *testing.T) {
	each(t, func(t *testing.T, b Booklet, f Format, p *paper) {
		numbers := strings.ReplaceAll(line(b.Footer), string(noBreak), " ")
		for i, s := range p.pages {
			var foot []string
			for _, text := range s.texts {
				if !text.said && text.y < f.bottom+4*f.small {
					foot = append(foot, strings.TrimSpace(text.text))
				}
			}
			all := strings.Join(foot, " ")
			if b.Page != nil && !strings.Contains(all, b.Page(i+1, len(p.pages))) || !strings.Contains(all, numbers) {
				t.Errorf("page %d has at its foot %q", i+1, foot)
			}
		}
	})
}

// Urgent help is what comes first: on the second page of a guide, and on the first of a list however much there is to say.
func TestUrgentHelpComesFirst(t *testing.T) {
	long := theList()
	long.Intro = slices.Repeat(long.Intro, 30)
	noted := theGuide()
	noted.QR = nil
	for name, c := range map[string]struct {
		b    Booklet
		page int
	}{"guide": {theGuide(), 1}, "guide without a code": {noted, 1}, "list": {theList(), 0}, "list with a long introduction": {long, 0}} {
		for size, f := range formats {
			t.Run(name+" "+size, func(t *testing.T) {
				p := printing(t, c.b, f)
				var on []int
				for i, s := range p.pages {
					for _, said := range s.marks {
						if said == "999" {
							on = append(on, i)
						}
					}
				}
				if !slices.Equal(on, []int{c.page}) {
					t.Errorf("999 is on pages %v, from 0", on)
				}
				for _, e := range p.tree {
					if strings.HasPrefix(e.path, "Document/Sect") && e.path != "Document/Sect/H2" && e.path != "Document/Sect/P" {
						if e.text != "Emergency" {
							t.Errorf("%q comes before urgent help", e.text)
						}
						break
					}
				}
			})
		}
	}
}

// What the contents says is where each section is, and is where a click leads, and so is the outline.
func TestContents(t *testing.T) {
	for size, f := range formats {
		t.Run(size, func(t *testing.T) {
			p := printing(t, theGuide(), f)
			begins := map[string]int{}
			for _, e := range p.tree {
				if e.path == "Document/Sect/H2" {
					begins[strings.TrimSpace(e.text)] = e.page + 1
				}
			}
			for _, e := range p.tree {
				if !strings.Contains(e.path, "TOCI") {
					continue
				}
				name := strings.TrimRight(e.text, "0123456789")
				page := begins[strings.TrimSpace(name)]
				if e.text != name+fmt.Sprint(page) {
					t.Errorf("the contents says %q, but it is on page %d", e.text, page)
					continue
				}
				if !p.has("/Subtype /Link", "/Contents "+textString(strings.TrimSpace(name)), fmt.Sprintf("/Dest [%d 0 R ", p.pages[page-1].object)) {
					t.Errorf("no click on %q leads to its page", name)
				}
				delete(begins, strings.TrimSpace(name))
			}
			if len(begins) > 0 {
				t.Errorf("not in the contents: %v", begins)
			}
			outlines := 0
			for _, o := range p.objects {
				if strings.HasPrefix(o, "<</Title (") && strings.Contains(o, "/Dest [") {
					outlines++
				}
			}
			if outlines != 6 {
				t.Errorf("%d bookmarks", outlines)
			}
		})
	}
}

// What is no QR code is not printed as one, and its address neither.
func TestNoCode(t *testing.T) {
	for _, qr := range [][][]bool{nil, {}, {{}}, {{true, false}, {true}}, {{true, false}}} {
		for _, e := range printing(t, Booklet{Title: "Help", QR: qr, QRLabel: "fingerpost.example"}, A4).tree {
			if strings.Contains(e.text, "fingerpost") {
				t.Errorf("%v: %s", qr, e.text)
			}
		}
	}
}

func TestSameBytes(t *testing.T) {
	each(t, func(t *testing.T, b Booklet, f Format, _ *paper) {
		var files [4]bytes.Buffer
		var all sync.WaitGroup
		for i := range files {
			all.Go(func() {
				if err := b.Write(&files[i], f); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for i := range files {
			if !bytes.Equal(files[i].Bytes(), files[0].Bytes()) {
				t.Error("the same booklet came out different")
			}
		}
	})
}

func TestFails(t *testing.T) {
	if err := (Booklet{}).Write(io.Discard, Format{}); err == nil {
		t.Error("no format is a format")
	}
	full := errors.New("full")
	r, w := io.Pipe()
	r.CloseWithError(full)
	if err := theList().Write(w, A4); !errors.Is(err, full) {
		t.Errorf("the writer's error is lost: %v", err)
	}
}

// With BOOKLETS=folder the samples are left there for the eye, as nothing else tells whether a page looks right.
func TestLook(t *testing.T) {
	folder := os.Getenv("BOOKLETS")
	if folder == "" {
		t.Skip("BOOKLETS names no folder")
	}
	for kind, sample := range samples {
		for size, f := range formats {
			var file bytes.Buffer
			if err := sample().Write(&file, f); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(filepath.Join(folder, kind+"-"+size+".pdf"), file.Bytes(), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func BenchmarkGuide(b *testing.B) {
	guide := theGuide()
	for size, f := range formats {
		b.Run(size, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if err := guide.Write(io.Discard, f); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
