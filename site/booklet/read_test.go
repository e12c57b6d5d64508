package booklet

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// paper is a PDF file as a reader finds it: what is on each page, and the tree of what is said.
type paper struct {
	objects map[int]string // dictionaries, without their streams
	streams map[int][]byte
	root    int
	pages   []sheet
	tree    []element // in the order in which it is read
}

// sheet is a page: its texts in the order in which they are drawn.
type sheet struct {
	object int
	texts  []printed
	marks  map[int]string // what is said at each mark
}

type printed struct {
	text string
	x, y float64
	size float64
	said bool // as part of the tree
}

// element is an element that says something itself, with the kinds of all that it is in.
type element struct {
	path string // "Document/Sect/H2"
	text string
	page int // on which it begins, from 0
}

var (
	reference = regexp.MustCompile(`(\d+) 0 R\b`)
	kidRefs   = regexp.MustCompile(`<</Type /MCR /Pg (\d+) 0 R /MCID (\d+)>>|<</Type /OBJR /Obj (\d+) 0 R>>|(\d+) 0 R|(\d+)`)
)

// readPaper reads a file, and fails for whatever a strict reader would not accept: a table that does not lead to its objects, a
// stream of another length, a reference to nothing, marks that do not match, an element that is nowhere in the tree.
func readPaper(file []byte) (*paper, error) {
	if !bytes.HasPrefix(file, []byte("%PDF-1.7\n%")) || !bytes.HasSuffix(file, []byte("%%EOF\n")) {
		return nil, errors.New("no beginning or no end")
	}
	m := regexp.MustCompile(`startxref\n(\d+)\n%%EOF\n$`).FindSubmatch(file)
	if m == nil {
		return nil, errors.New("no table")
	}
	var size int
	start, _ := strconv.Atoi(string(m[1]))
	if _, err := fmt.Fscanf(bytes.NewReader(file[start:]), "xref\n0 %d\n", &size); err != nil {
		return nil, fmt.Errorf("table: %w", err)
	}
	p := &paper{objects: map[int]string{}, streams: map[int][]byte{}}
	rows := file[start+len(fmt.Sprintf("xref\n0 %d\n", size)):]
	for n := 1; n < size; n++ {
		offset, err := strconv.Atoi(string(rows[20*n : 20*n+10]))
		if err != nil || string(rows[20*n+10:20*n+20]) != " 00000 n \n" {
			return nil, fmt.Errorf("row %d of the table is %q", n, rows[20*n:20*n+20])
		}
		if err := p.object(n, file[offset:start]); err != nil {
			return nil, err
		}
	}
	trailer := string(rows[20*size:])
	for n, o := range p.objects {
		for _, r := range reference.FindAllStringSubmatch(o, -1) {
			if to, _ := strconv.Atoi(r[1]); p.objects[to] == "" {
				return nil, fmt.Errorf("object %d leads to %d, which is not there: %s", n, to, o)
			}
		}
	}
	p.root = number(trailer, `/Root (\d+) 0 R`)
	if err := p.readPages(); err != nil {
		return nil, err
	}
	return p, p.readTree()
}

func (p *paper) object(n int, from []byte) error {
	rest, ok := bytes.CutPrefix(from, fmt.Appendf(nil, "%d 0 obj\n", n))
	if !ok {
		return fmt.Errorf("object %d is not where the table says", n)
	}
	dictionary, after, ok := bytes.Cut(rest, []byte("endobj\n"))
	if head, _, has := bytes.Cut(dictionary, []byte("stream\n")); has {
		length := number(string(head), `/Length (\d+)`)
		stream := rest[len(head)+len("stream\n"):]
		if len(stream) < length || !bytes.HasPrefix(stream[length:], []byte("\nendstream\nendobj\n")) {
			return fmt.Errorf("the stream of object %d is not as long as it says", n)
		}
		p.streams[n], dictionary = stream[:length], head
		if bytes.Contains(head, []byte("/FlateDecode")) {
			r, err := zlib.NewReader(bytes.NewReader(stream[:length]))
			if err != nil {
				return fmt.Errorf("object %d: %w", n, err)
			}
			if p.streams[n], err = io.ReadAll(r); err != nil {
				return fmt.Errorf("object %d: %w", n, err)
			}
		}
	} else if !ok || len(after) > 0 && !regexp.MustCompile(`^\d+ 0 obj\n`).Match(after[:min(20, len(after))]) {
		return fmt.Errorf("object %d has no end", n)
	}
	p.objects[n] = string(dictionary)
	return nil
}

func (p *paper) readPages() error {
	catalog := p.objects[p.root]
	list := p.objects[number(catalog, `/Pages (\d+) 0 R`)]
	kids := regexp.MustCompile(`/Kids \[([^\]]*)\]`).FindStringSubmatch(list)
	if kids == nil {
		return errors.New("no pages")
	}
	for i, r := range reference.FindAllStringSubmatch(kids[1], -1) {
		n, _ := strconv.Atoi(r[1])
		page := p.objects[n]
		if number(page, `/StructParents (\d+)`) != i {
			return fmt.Errorf("page %d: %s", i+1, page)
		}
		s, err := readSheet(string(p.streams[number(page, `/Contents (\d+) 0 R`)]))
		if err != nil {
			return fmt.Errorf("page %d: %w", i+1, err)
		}
		s.object = n
		p.pages = append(p.pages, s)
	}
	if len(p.pages) != number(list, `/Count (\d+)`) {
		return errors.New("not as many pages as it says")
	}
	return nil
}

var operators = regexp.MustCompile(`(?s)/\w+ <</MCID (\d+)>> BDC|/Artifact BMC|EMC|BT /F\w+ ([\d.]+) Tf ET|BT (-?[\d.]+) (-?[\d.]+) Td \(((?:\\.|[^\\)])*)\) Tj ET`)

func readSheet(content string) (sheet, error) {
	s := sheet{marks: map[int]string{}}
	depth, mark, size := 0, -1, 0.0
	for _, m := range operators.FindAllStringSubmatch(content, -1) {
		switch {
		case m[0] == "EMC":
			depth--
			mark = -1
		case m[0] == "/Artifact BMC":
			depth++
		case m[1] != "":
			depth++
			mark, _ = strconv.Atoi(m[1])
			if _, twice := s.marks[mark]; twice {
				return s, fmt.Errorf("mark %d twice", mark)
			}
			s.marks[mark] = ""
		case m[2] != "":
			size, _ = strconv.ParseFloat(m[2], 64)
		default:
			if depth != 1 {
				return s, fmt.Errorf("text outside of marks: %q", m[0])
			}
			x, _ := strconv.ParseFloat(m[3], 64)
			y, _ := strconv.ParseFloat(m[4], 64)
			text := decode(m[5])
			s.texts = append(s.texts, printed{text, x, y, size, mark >= 0})
			if mark >= 0 {
				s.marks[mark] += text
			}
		}
		if depth < 0 || depth > 1 {
			return s, errors.New("marks in marks")
		}
	}
	if depth != 0 {
		return s, errors.New("a mark without an end")
	}
	return s, nil
}

// decode reads a string of a page, which is UTF-16 with some bytes escaped.
func decode(s string) string {
	var b []byte
	for i := 0; i < len(s); i++ {
		if s[i] == '\\' {
			i++
			if s[i] == 'r' {
				b = append(b, '\r')
				continue
			}
		}
		b = append(b, s[i])
	}
	var units []uint16
	for i := 0; i+1 < len(b); i += 2 {
		units = append(units, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(units))
}

// readTree follows the tree from its root, and looks whether each mark leads back to the element that has it.
func (p *paper) readTree() error {
	root := number(p.objects[p.root], `/StructTreeRoot (\d+) 0 R`)
	back := p.objects[number(p.objects[root], `/ParentTree (\d+) 0 R`)]
	var parents [][]int
	for _, m := range regexp.MustCompile(`(?m)\[?(\d+) \[([^\]]*)\]`).FindAllStringSubmatch(back, -1) {
		var row []int
		for _, r := range reference.FindAllStringSubmatch(m[2], -1) {
			n, _ := strconv.Atoi(r[1])
			row = append(row, n)
		}
		parents = append(parents, row)
	}
	if len(parents) != len(p.pages) {
		return fmt.Errorf("marks of %d pages lead back, there are %d", len(parents), len(p.pages))
	}
	seen := 0
	var walk func(n int, path string) error
	walk = func(n int, path string) error {
		o := p.objects[n]
		kind := regexp.MustCompile(`^<</S /(\w+) `).FindStringSubmatch(o)
		if kind == nil {
			return fmt.Errorf("%d is no element: %s", n, o)
		}
		path = strings.TrimPrefix(path+"/"+kind[1], "/")
		e := element{path: path}
		own := number(o, `/Pg (\d+) 0 R`)
		_, kids, _ := strings.Cut(o, " /K [")
		for _, k := range kidRefs.FindAllStringSubmatch(kids, -1) {
			page, mark := own, k[5]
			switch {
			case k[1] != "":
				page, _ = strconv.Atoi(k[1])
				mark = k[2]
			case k[3] != "":
				continue
			case k[4] != "":
				kid, _ := strconv.Atoi(k[4])
				if number(p.objects[kid], `/P (\d+) 0 R`) != n {
					return fmt.Errorf("element %d does not know that it is in %d", kid, n)
				}
				if err := walk(kid, path); err != nil {
					return err
				}
				continue
			}
			m, _ := strconv.Atoi(mark)
			at := -1
			for i, s := range p.pages {
				if s.object == page {
					at = i
				}
			}
			if at < 0 || m >= len(parents[at]) || parents[at][m] != n {
				return fmt.Errorf("mark %d of page object %d does not lead back to element %d", m, page, n)
			}
			if e.text == "" {
				e.page = at
			}
			e.text += p.pages[at].marks[m]
			seen++
		}
		if e.text != "" {
			p.tree = append(p.tree, e)
		}
		return nil
	}
	if err := walk(number(p.objects[root], `/K (\d+) 0 R`), ""); err != nil {
		return err
	}
	all := 0
	for _, s := range p.pages {
		all += len(s.marks)
	}
	if seen != all {
		return fmt.Errorf("%d marks are drawn, %d are in the tree", all, seen)
	}
	return nil
}

// has reports whether an object has all of some entries.
func (p *paper) has(entries ...string) bool {
	for _, o := range p.objects {
		if !slices.ContainsFunc(entries, func(e string) bool { return !strings.Contains(o, e) }) {
			return true
		}
	}
	return false
}

// number is the first number that a pattern finds, or -1.
func number(in, pattern string) int {
	m := regexp.MustCompile(pattern).FindStringSubmatch(in)
	if m == nil {
		return -1
	}
	n, _ := strconv.Atoi(m[1])
	return n
}

// printing is a booklet, written and read.
func printing(t testing.TB, b Booklet, f Format) *paper {
	t.Helper()
	var file bytes.Buffer
	if err := b.Write(&file, f); err != nil {
		t.Fatal(err)
	}
	p, err := readPaper(file.Bytes())
	if err != nil {
		t.Fatal(err)
	}
	return p
}
