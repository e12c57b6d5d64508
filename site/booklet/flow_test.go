package booklet

import (
	"fmt"
	"strings"
	"testing"
)

// sound is what is wrong with a layout, if anything is: text beyond its column or upon other text, an entry that is parted though
// it has room in a column, a heading with nothing under it, or something out of its order.
func (l *layout) sound() error {
	type column struct {
		page int
		x    float64
	}
	in, parts, heights := map[int]column{}, map[int]int{}, map[int]float64{}
	entry, section, heading := 0, 0, 0.0
	for i, p := range l.pages {
		var above *placed
		onlyFirm := true // since the top of the column
		for j := range p.placed {
			s := &p.placed[j]
			if s.y < l.format.top-0.01 || s.y+s.height > l.floor+0.01 {
				return fmt.Errorf("page %d: a line from %.1f to %.1f", i+1, s.y, s.y+s.height)
			}
			for _, span := range s.spans {
				if right := s.x + span.x + span.style.width(strings.TrimRight(span.text, " ")); right > l.format.width-l.format.side+0.01 {
					return fmt.Errorf("page %d: %q ends at %.1f", i+1, span.text, right)
				}
			}
			if l.code != nil && s.section == 0 && s.x > l.format.width/2 {
				continue // beside the title
			}
			switch {
			case above == nil:
			case above.x != s.x:
				if above.hold == firm && !onlyFirm {
					return fmt.Errorf("page %d: %v stands alone at the foot of a column", i+1, above.spans)
				}
				onlyFirm = true
			case s.y < above.y+above.height-0.01:
				return fmt.Errorf("page %d: %v is upon %v", i+1, s.spans, above.spans)
			}
			if s.section > 0 && s.section < section || s.entry > 0 && s.entry < entry {
				return fmt.Errorf("page %d: %v comes after entry %d", i+1, s.spans, entry)
			}
			above, section, onlyFirm = s, max(section, s.section), onlyFirm && s.hold == firm
			if s.heads {
				heading = 0
			}
			if s.entry == 0 {
				heading += s.before + s.height
			}
			if s.entry > 0 && !s.gap {
				if s.entry > entry { // a heading stays with its first entry: there must be room for both
					heights[s.entry], heading = heading, 0
				}
				entry = s.entry
				if here := (column{i, s.x}); in[entry] != here {
					in[entry] = here
					parts[entry]++
				}
				heights[entry] += s.before + s.height
			}
		}
		if above != nil && above.hold == firm && !onlyFirm {
			return fmt.Errorf("page %d: %v stands alone at its foot", i+1, above.spans)
		}
	}
	for e, n := range parts {
		if room := l.floor - l.format.top - 2*l.format.body; n > 1 && heights[e] < room {
			return fmt.Errorf("entry %d is in %d parts, though it is only %.1f high", e, n, heights[e])
		}
	}
	return nil
}

func TestLayout(t *testing.T) {
	each(t, func(t *testing.T, b Booklet, f Format, _ *paper) {
		if err := b.layOut(f).sound(); err != nil {
			t.Error(err)
		}
	})
}

// However entries of different heights fall, none is parted.
func TestNoEntryIsParted(t *testing.T) {
	for size, f := range formats {
		for rows := range 20 {
			b := theGuide()
			for i := range b.Sections {
				for j := range b.Sections[i].Entries {
					e := &b.Sections[i].Entries[j]
					e.Summary = strings.Repeat("More is said of it. ", (i*7+j*5+rows)%30)
				}
			}
			l := b.layOut(f)
			if err := l.sound(); err != nil {
				t.Fatalf("%s, %d: %v", size, rows, err)
			}
			for i, p := range l.pages {
				for _, s := range p.placed {
					if len(s.spans) > 0 && strings.HasSuffix(s.spans[0].text, "(continued)") {
						t.Fatalf("%s, %d: page %d goes on with %q", size, rows, i+1, s.spans[0].text)
					}
				}
			}
		}
	}
}

// An entry that is longer than a column goes on under its name, and page by page under its section.
func TestLongEntry(t *testing.T) {
	for size, f := range formats {
		t.Run(size, func(t *testing.T) {
			b := Booklet{Continued: "parhad", Sections: []Section{{Heading: "Bwyd", Entries: []Entry{
				{Name: "Before"}, {Name: "Banc Bwyd", Number: 4, Summary: strings.Repeat("Mae pob gair yma yn bwysig. ", 400)}, {Name: "After"}}}}}
			l := b.layOut(f)
			if err := l.sound(); err != nil {
				t.Fatal(err)
			}
			var columns, names int
			x := -1.0
			for i, p := range l.pages {
				if i > 0 && l.head[i] != "Bwyd (parhad)" {
					t.Errorf("above page %d is %q", i+1, l.head[i])
				}
				for _, s := range p.placed {
					if s.x != x || s.y == f.top {
						columns++
						if len(s.spans) > 0 && s.spans[0].text == "4. Banc Bwyd (parhad)" {
							names++
						}
					}
					x = s.x
				}
			}
			if names < 2 || columns-names > 3 {
				t.Errorf("of %d columns %d begin with the name", columns, names)
			}
		})
	}
}

// The columns of the last page end at about the same height.
func TestBalance(t *testing.T) {
	b := theGuide()
	l := b.layOut(A4)
	last := l.pages[len(l.pages)-1].placed
	ends := map[float64]float64{}
	for _, s := range last {
		ends[s.x] = s.y + s.height
	}
	if len(ends) != 2 {
		t.Fatalf("the last page has %d columns", len(ends))
	}
	for x, y := range ends {
		for _, other := range ends {
			if y-other > 0.5*(l.floor-A4.top) {
				t.Errorf("the column at %.0f ends at %.0f, the other at %.0f", x, y, other)
			}
		}
	}
}
