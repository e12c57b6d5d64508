package units

import (
	"bytes"
	"encoding/binary"
	"errors"
	"math/rand/v2"
	"strings"
	"testing"

	"fingerpost/geo/internal/box"

	"github.com/paulmach/orb"
	sphere "github.com/paulmach/orb/geo"
)

// altered are the sections of a small table, one of them changed.
func altered(t testing.TB, name string, change func([]byte) []byte) box.File {
	t.Helper()
	sections := build(t, some).Sections()
	for i, s := range sections {
		if s.Name == name {
			sections[i].Data = change(bytes.Clone(s.Data))
			return filed(t, sections)
		}
	}
	t.Fatalf("no section %q", name)
	return box.File{}
}

func TestDamagedIsRefused(t *testing.T) {
	put16 := func(at int, v uint16) func([]byte) []byte {
		return func(b []byte) []byte { binary.LittleEndian.PutUint16(b[at:], v); return b }
	}
	put32 := func(at int, v uint32) func([]byte) []byte {
		return func(b []byte) []byte { binary.LittleEndian.PutUint32(b[at:], v); return b }
	}
	text := func(at int, s string) func([]byte) []byte {
		return func(b []byte) []byte { copy(b[at:], s); return b }
	}
	const around, pairs, second = codeSize, codeSize + 16, sectorSize // in the sectors
	// In use, by sector: LS1 4 (AP and AQ), SW1A 1, TR21 0, ZE1 0.
	for name, c := range map[string]struct {
		section string
		change  func([]byte) []byte
	}{
		"codes out of order":      {"live.sectors", text(0, "ZZ1\x00")},
		"digits out of order":     {"ended.sectors", text(second, "LS1\x000")},
		"a sector twice":          {"live.sectors", text(second, "LS1\x004")},
		"no code":                 {"live.sectors", text(0, "\x00\x00\x00\x00")},
		"a code with a gap":       {"live.sectors", text(0, "L\x001\x00")},
		"a small letter":          {"live.sectors", text(0, "Ls1\x00")},
		"no digit":                {"live.sectors", text(4, "A")},
		"a digit below 0":         {"live.sectors", text(4, "/")},
		"no postcodes":            {"live.sectors", text(pairs, "\x00\x00")},
		"fewer postcodes":         {"live.sectors", text(pairs, "\x00\x20")},
		"more postcodes":          {"live.sectors", text(pairs, "\x01")},
		"very many postcodes":     {"live.sectors", text(pairs, strings.Repeat("\xff", pairsSize))},
		"west of the frame":       {"live.sectors", put32(around, 1<<31)},
		"north of the frame":      {"live.sectors", put32(around+12, 1<<31-1)},
		"west is east":            {"live.sectors", put32(around+8, 1<<32-14e7)},
		"half a sector":           {"live.sectors", func(b []byte) []byte { return b[:len(b)-1] }},
		"a sector less":           {"live.sectors", func(b []byte) []byte { return b[:len(b)-sectorSize] }},
		"a row less":              {"live.rows", func(b []byte) []byte { return b[:len(b)-liveSize] }},
		"a row more":              {"live.rows", func(b []byte) []byte { return append(b, b[:liveSize]...) }},
		"half a row more":         {"live.rows", func(b []byte) []byte { return append(b, 0) }},
		"a set that is not there": {"live.rows", put16(4, 5)},
		"an ended row less":       {"ended.rows", func(b []byte) []byte { return b[:len(b)-endedSize] }},
		"an ended set not there":  {"ended.rows", put16(4, 9)},
		"no month":                {"ended.rows", put16(6, 11)},
		"near a row less":         {"live.near", func(b []byte) []byte { return b[:len(b)-nearSize] }},
		"near a row more":         {"live.near", func(b []byte) []byte { return append(b, b[:nearSize]...) }},
		"near half a row less":    {"live.near", func(b []byte) []byte { return b[:len(b)-1] }},
		"near a row not there":    {"live.near", put32(0, 5)},
		"near a row far off":      {"live.near", put32(0, 1<<32-1)},
		"near a row twice":        {"live.near", func(b []byte) []byte { copy(b, b[nearSize:2*nearSize]); return b }},
		"no sets":                 {"sets", func([]byte) []byte { return nil }},
		"half a set":              {"sets", func(b []byte) []byte { return b[:len(b)-1] }},
		"an area not there":       {"sets", func(b []byte) []byte { copy(b[len(b)-2:], "\xff\xff"); return b }},
		"half a code":             {"codes", func(b []byte) []byte { return b[:len(b)-1] }},
		"a code with a comma":     {"codes", text(1, ",")},
		"an empty code":           {"codes", func(b []byte) []byte { return append(b, '\n') }},
	} {
		table, err := Open(altered(t, c.section, c.change))
		if !errors.As(err, new(*box.DamagedError)) || table != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	sections := build(t, some).Sections()
	for i := range sections {
		var fewer []box.Section
		fewer = append(append(fewer, sections[:i]...), sections[i+1:]...)
		if _, err := Open(filed(t, fewer)); !errors.As(err, new(*box.DamagedError)) {
			t.Errorf("without %s: %v", sections[i].Name, err)
		}
	}
}

// TestAnyOrderIsSearched: a tree whose rows are in another order finds the same.
func TestAnyOrderIsSearched(t *testing.T) {
	random := rand.New(rand.NewPCG(7, 8))
	var rows []Row
	for pair := range perSector {
		at := orb.Point{-2 + random.Float64(), 53 + random.Float64()}
		rows = append(rows, Row{Outward: "LS1", Inward: newInward(4, pair).String(), Point: at})
	}
	sections := build(t, rows).Sections()
	table, err := Open(filed(t, sections))
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range sections {
		if s.Name != sectionNear {
			continue
		}
		var shuffled []byte
		for _, row := range random.Perm(len(rows)) {
			shuffled = binary.LittleEndian.AppendUint32(shuffled, uint32(row))
		}
		sections[i].Data = shuffled
	}
	other, err := Open(filed(t, sections))
	if err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		p := orb.Point{-2.2 + 1.4*random.Float64(), 52.8 + 1.4*random.Float64()}
		want, ok := table.Nearest(p)
		if got, found := other.Nearest(p); found != ok || got.Inward != want.Inward {
			t.Errorf("near %v: %v, %v, want %v, %v", p, got, found, want, ok)
		}
	}
}

// FuzzOpen: whatever the sections hold, a table that opens answers all it is asked.
func FuzzOpen(f *testing.F) {
	sections := build(f, some).Sections()
	for i, s := range sections {
		f.Add(uint8(i), uint16(0), s.Data, false)
		f.Add(uint8(i), uint16(len(s.Data)/2), []byte{0xff, 1}, true)
	}
	f.Add(uint8(2), uint16(4), []byte{200}, false)
	f.Add(uint8(4), uint16(0), []byte{4, 0, 0, 0, 3, 0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0}, false) // backwards
	f.Fuzz(func(t *testing.T, which uint8, at uint16, change []byte, cut bool) {
		sections := build(t, some).Sections()
		s := &sections[int(which)%len(sections)]
		s.Data = bytes.Clone(s.Data)
		from := min(int(at), len(s.Data))
		if cut {
			s.Data = append(s.Data[:from], change...)
		} else if n := copy(s.Data[from:], change); n < len(change) {
			s.Data = append(s.Data, change[n:]...)
		}
		table, err := Open(filed(t, sections))
		if err != nil {
			if !errors.As(err, new(*box.DamagedError)) {
				t.Errorf("an error of another type: %v", err)
			}
			return
		}
		for set := range table.Sets() {
			table.Areas(set)
		}
		live, ended := table.Len()
		seen := 0
		for r := range table.All() {
			if seen++; seen > live && r.Ended == 0 || seen <= live && r.Ended != 0 {
				t.Errorf("row %d of %d and %d ended %d", seen, live, ended, r.Ended)
			}
			found, ok := table.Find(r.Outward, r.Inward)
			if !ok || r.Ended == 0 && found.Point != r.Point {
				t.Errorf("%v is %+v, %v", r, found, ok)
			}
			if r.Ended != 0 {
				table.Nearest(r.Point)
				continue
			}
			nearest, ok := table.Nearest(r.Point)
			if !ok || !(sphere.DistanceHaversine(nearest.Point, r.Point) < 0.1) {
				t.Errorf("nearest to %v is %v, %v", r, nearest, ok)
			}
		}
		if seen != live+ended {
			t.Errorf("%d rows, want %d and %d", seen, live, ended)
		}
		table.Nearest(orb.Point{-3, 55})
	})
}

func FuzzAdd(f *testing.F) {
	for _, r := range some {
		f.Add(r.Outward, r.Inward, r.Point[0], r.Point[1], "E05012649", "E08000035", r.Ended)
	}
	f.Fuzz(func(t *testing.T, outward, inward string, lon, lat float64, ward, district string, ended int) {
		b := build(t, []Row{leeds})
		r := Row{outward, inward, orb.Point{lon, lat}, []string{ward, district}, ended}
		if err := b.Add(r); err != nil {
			if !errors.As(err, new(*UnfitError)) && !errors.As(err, new(*DuplicateError)) {
				t.Errorf("an error of another type: %v", err)
			}
			return
		}
		table, err := Open(filed(t, b.Sections()))
		if err != nil {
			t.Fatalf("%+v: %v", r, err)
		}
		got, ok := table.Find(outward, inward)
		areas := table.Areas(got.Set)
		if ok && outward == leeds.Outward && inward == leeds.Inward {
			return // the one that is in use answers
		}
		if !ok || got.Ended != ended || areas[0] != ward || areas[1] != district {
			t.Errorf("%+v is %+v in %v, %v", r, got, areas, ok)
		}
		if off := sphere.DistanceHaversine(got.Point, r.Point); !(off < 25) { // two points may be the frame apart
			t.Errorf("%+v was moved by %v m", r, off)
		}
	})
}
