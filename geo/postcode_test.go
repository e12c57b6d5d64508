package geo

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
)

func TestParsePostcode(t *testing.T) {
	for _, test := range []struct {
		in, want string
		level    Level
	}{
		{"LS1 4AP", "LS1 4AP", Unit},
		{"ls14ap", "LS1 4AP", Unit},
		{" Ls1-4aP. ", "LS1 4AP", Unit},
		{"LS1\u00a04AP", "LS1 4AP", Unit},
		{"\ufeffLS1\u200b 4AP", "LS1 4AP", Unit},
		{"LS1–4AP", "LS1 4AP", Unit},
		{"(LS1 4AP)", "LS1 4AP", Unit},
		{"LS1+4AP", "LS1 4AP", Unit},
		{"LS14 AP", "LS1 4AP", Unit},
		{"L S 1 4 A P", "LS1 4AP", Unit},
		{"SW1A0AA", "SW1A 0AA", Unit},
		{"M1 1AE", "M1 1AE", Unit},
		{"B33 8TH", "B33 8TH", Unit},
		{"W1A 0AX", "W1A 0AX", Unit},
		{"CR2 6XH", "CR2 6XH", Unit},
		{"DN55 1PT", "DN55 1PT", Unit},
		{"EC1A 1BB", "EC1A 1BB", Unit},
		{"gir 0aa", "GIR 0AA", Unit},
		{"LS1 4", "LS1 4", Sector},
		{"LS14 4", "LS14 4", Sector},
		{"LS144", "LS14 4", Sector},
		{"sw1a 1", "SW1A 1", Sector},
		{"SW1A1", "SW1A 1", Sector},
		{"LS14", "LS14", Outward},
		{"ls1", "LS1", Outward},
		{"LS 14", "LS14", Outward},
		{"L 1", "L1", Outward},
		{"EC1A", "EC1A", Outward},
	} {
		p, err := ParsePostcode(test.in)
		if err != nil || p.String() != test.want || p.Level() != test.level {
			t.Errorf("%q: %q level %d, %v; want %q level %d", test.in, p, p.Level(), err, test.want, test.level)
		}
	}
}

func TestParsePostcodeRefuses(t *testing.T) {
	for in, want := range map[string]Reason{
		"":                        ReasonEmpty,
		" \t\u00a0":               ReasonEmpty,
		"-.-":                     ReasonEmpty,
		"LS":                      ReasonNotPostcode,
		"1":                       ReasonNotPostcode,
		"Leeds":                   ReasonNotPostcode,
		"LSI 4AP":                 ReasonNotPostcode, // I for 1
		"LS1 4OP":                 ReasonNotPostcode, // inward without CIKMOV
		"LS1 4CP":                 ReasonNotPostcode,
		"Q1 1AA":                  ReasonNotPostcode, // first letter not QVX
		"AI1 1AA":                 ReasonNotPostcode, // second letter not IJZ
		"W1I 1AA":                 ReasonNotPostcode, // third of A9A
		"SW1C 1AA":                ReasonNotPostcode, // fourth of AA9A
		"LS1 4A":                  ReasonNotPostcode,
		"LS1 4APX":                ReasonNotPostcode,
		"NPT 1AA":                 ReasonNotPostcode, // abolished
		"ＬＳ１ 4AP":                 ReasonNotPostcode,
		"LS1\x004AP":              ReasonNotPostcode,
		"LS1 4AP\xff":             ReasonNotPostcode,
		strings.Repeat("LS1", 99): ReasonNotPostcode,
	} {
		p, err := ParsePostcode(in)
		var refused *PostcodeError
		if !errors.As(err, &refused) || refused.Reason != want || refused.Input != in || !p.IsZero() {
			t.Errorf("%q: %q, %v; want %s", in, p, err, want)
		}
	}
}

func TestPostcodeParts(t *testing.T) {
	p, err := ParsePostcode("LS1 4AP")
	if err != nil {
		t.Fatal(err)
	}
	if p.Outward().String() != "LS1" || p.Sector().String() != "LS1 4" || p.Area() != "LS" {
		t.Errorf("parts: %s, %s, %s", p.Outward(), p.Sector(), p.Area())
	}
	if out := p.Outward(); out.Sector() != out || out.Outward() != out || p.Sector().Sector() != p.Sector() {
		t.Error("a part of a part changed")
	}
	var none Postcode
	if !none.IsZero() || none.Level() != 0 || none.Area() != "" || none.Outward() != none || none.Sector() != none {
		t.Error("the zero value has parts")
	}
	if gir, _ := ParsePostcode("GIR 0AA"); gir.Area() != "GIR" {
		t.Errorf("area of GIR 0AA: %q", gir.Area())
	}
}

func TestPostcodeCovers(t *testing.T) {
	for _, test := range []struct {
		p, other string
		want     bool
	}{
		{"LS1", "LS1", true}, {"LS1", "LS1 4", true}, {"LS1", "LS1 4AP", true},
		{"LS1", "LS14", false}, {"LS1", "LS14 4AP", false},
		{"LS1 4", "LS1 4AP", true}, {"LS1 4", "LS1 5AP", false}, {"LS1 4", "LS1", false},
		{"LS1 4AP", "LS1 4AP", true}, {"LS1 4AP", "LS1 4", false},
	} {
		p, other := mustParse(t, test.p), mustParse(t, test.other)
		if p.Covers(other) != test.want {
			t.Errorf("%s covers %s: %v", p, other, !test.want)
		}
	}
	ls1 := mustParse(t, "LS1")
	if ls1.Covers(Postcode{}) || (Postcode{}).Covers(ls1) || (Postcode{}).Covers(Postcode{}) {
		t.Error("the zero value covers or is covered")
	}
}

func TestPostcodeText(t *testing.T) {
	type record struct{ Postcode Postcode }
	var r record
	if err := json.Unmarshal([]byte(`{"Postcode":"ls14ap"}`), &r); err != nil {
		t.Fatal(err)
	}
	out, err := json.Marshal(r)
	if err != nil || string(out) != `{"Postcode":"LS1 4AP"}` {
		t.Errorf("%s, %v", out, err)
	}
	if err := json.Unmarshal([]byte(`{"Postcode":""}`), &r); err != nil || !r.Postcode.IsZero() {
		t.Errorf("empty: %v, %v", r.Postcode, err)
	}
	var refused *PostcodeError
	if err := json.Unmarshal([]byte(`{"Postcode":"Leeds"}`), &r); !errors.As(err, &refused) {
		t.Errorf("a name: %v", err)
	}
}

func TestMendPostcode(t *testing.T) {
	for in, want := range map[string]string{
		"LSI 4AP":  "LS1 4AP",
		"lsl 4ap":  "LS1 4AP",
		"L51 4AP":  "LS1 4AP", // L51 is no outward code
		"LS1 4A5":  "LS1 4AS",
		"LSI 4":    "LS1 4",
		"M1S 5JB":  "M15 5JB", // of the right shape, and in no use
		"M1 IAE":   "M1 1AE",
		"0X1 2JD":  "OX1 2JD",
		"1P1 2JD":  "IP1 2JD",
		"SWIA OAA": "", // no digit at all
		"SW1A OAA": "SW1A 0AA",
		"LS1 4OP":  "", // O is no inward letter, nor is its twin a letter
		"LS1 4AP":  "", // needs none
		"AA1 1AA":  "",
		"Bio":      "",
		"Leeds":    "",
		"":         "",
		"é":        "",
	} {
		p, ok := MendPostcode(in)
		if p.String() != want || ok != (want != "") {
			t.Errorf("%q: %q, %v; want %q", in, p, ok, want)
		}
	}
}

func TestFindPostcode(t *testing.T) {
	for text, want := range map[string]string{
		"12 High St, Leeds LS1 4AP.":           "LS1 4AP",
		"LS1 4AP":                              "LS1 4AP",
		"at ls14ap tonight":                    "LS1 4AP",
		"Leeds\nLS1\n4AP":                      "LS1 4AP",
		"Leeds (LS1 - 4AP)":                    "LS1 4AP",
		"?near=LS1+4AP&within=5":               "LS1 4AP",
		"LS1\u00a04AP":                         "LS1 4AP",
		"S1 2HE or LS1 4AP":                    "S1 2HE",
		"Room B12 3rd floor, EH1 1YZ":          "EH1 1YZ",
		"we are at e1 1st":                     "E1 1ST",
		"XLS1 4AP":                             "",
		"LS1 4APs":                             "",
		"éLS14AP":                              "",
		"LS1, 4AP":                             "",
		"LS1     4AP":                          "",
		"call 0113 496 0000":                   "",
		"LS1 4":                                "",
		"":                                     "",
		"\xff\xfeLS1 4AP":                      "LS1 4AP",
		strings.Repeat("a ", 5000) + "LS1 4AP": "LS1 4AP",
	} {
		p, ok := FindPostcode(text)
		if p.String() != want || ok != (want != "") {
			t.Errorf("%.40q: %q, %v; want %q", text, p, ok, want)
		}
	}
}

func mustParse(t testing.TB, s string) Postcode {
	t.Helper()
	p, err := ParsePostcode(s)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
