package donotlist

import (
	"encoding/json"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/blank"
)

// listOf is a list of addresses and numbers as people write them; a number begins with a nought.
func listOf(t testing.TB, entries ...string) *List {
	t.Helper()
	var list []data.DoNotList
	for _, written := range entries {
		read := data.DoNotListAddressOf
		if strings.HasPrefix(written, "0") {
			read = data.DoNotListPhoneOf
		}
		entry, err := read(written)
		if err != nil {
			t.Fatalf("%s: %v", written, err)
		}
		list = append(list, entry)
	}
	return New(list)
}

// The refuge of these tests. There is no such place.
const (
	refuge = "Rose Cottage, 12 Acacia Avenue, Leeds LS6 1AB"
	line   = "0113 496 0066"
)

func TestText(t *testing.T) {
	l := listOf(t, refuge, line, "7a St Mary's Road, Bradford, BD5 7XX", "Ivy House, Heol Tŷ Gwyn, CF14 3NP", "4-8 Mill & Wharf Lane, Leeds, LS2 7EW")
	for in, want := range map[string]string{
		// The number and the street, however they are written.
		"at 12 Acacia Avenue":                         "at [withheld]",
		"at 12 Acacia Ave":                            "at [withheld]",
		"at 12, Acacia Avenue, Leeds":                 "at [withheld], Leeds",
		"at 12 ACACIA AVENUE.":                        "at [withheld].",
		"at No. 12 Acacia Av.":                        "at [withheld].",
		"at no 12, acacia av":                         "at [withheld]",
		"at number 12 Acacia Avenue now":              "at [withheld] now",
		"Acacia Avenue 12":                            "[withheld]",
		"Acacia Avenue, no. 12, is it":                "[withheld], is it",
		"Acacia Ave. 12, Leeds":                       "[withheld], Leeds",
		"12\nAcacia\nAvenue":                          "[withheld]",
		"12 Acacia-Avenue":                            "[withheld]",
		"#12AcaciaAvenue":                             "#[withheld]",
		"12acaciaavenue":                              "[withheld]",
		"12  Acacia   Ave":                            "[withheld]",
		"Twelve Acacia Avenue":                        "[withheld]",
		"Flat 3, 12 Acacia Avenue":                    "Flat 3, [withheld]",
		"10-14 Acacia Avenue":                         "[withheld]",
		"10, 12 and 14 Acacia Avenue":                 "[withheld]",
		"12/14 Acacia Avenue":                         "[withheld]",
		"12 Acacia, Leeds":                            "[withheld], Leeds",
		"12 Acácia Avenue":                            "[withheld]",
		"１２ Acacia Avenue":                            "[withheld]",
		"12&nbsp;Acacia&nbsp;Avenue":                  "[withheld]",
		"12 <b>Acacia</b> Avenue":                     "[withheld]",
		"7A Saint Marys Rd":                           "[withheld]",
		"7 a St. Mary’s Road":                         "[withheld]",
		"6 Mill and Wharf Ln":                         "[withheld]",
		"4 to 8 Mill & Wharf Lane":                    "[withheld]",
		"Rose Cottage, Acacia Avenue":                 "[withheld]",
		"Rose Cottage (Acacia Avenue)":                "[withheld])",
		"Rose Cottage on Acacia Ave, Leeds":           "[withheld], Leeds",
		"Acacia Avenue, Rose Cottage":                 "[withheld]",
		"Rose Cottage, 12 Acacia Avenue, Leeds":       "[withheld], Leeds",
		"Ivy House, Heol Ty Gwyn":                     "[withheld]",
		"Ivy House, HEOL TŶ GWYN":                     "[withheld]",
		"12 Acacia Avenue or 12 Acacia Ave":           "[withheld] or [withheld]",
		"12 Acacia Avenue, LS6 1AB":                   "[withheld]",
		"12 Acacia Avenue, Leeds LS6 1AB":             "[withheld], Leeds [withheld]",
		"12 Acacia Avenue, Leeds LS6 2BB":             "[withheld], Leeds LS6 2BB",
		"Rose Cottage, Leeds, LS6 1AB":                "[withheld]",
		"see https://x.org/12-acacia-avenue/a?b":      "see [withheld]",
		"see www.x.org/ls61ab.":                       "see [withheld].",
		"(https://maps.org/?q=12%20Acacia%20Avenue).": "([withheld]).",
		"write to 12acaciaavenue@x.org":               "write to [withheld]",
		// The postcode.
		"LS6 1AB": "[withheld]", "ls6 1ab": "[withheld]", "LS61AB": "[withheld]", "Ls6-1Ab": "[withheld]", "LS6\u00a01AB.": "[withheld].",
		"LS6 – 1AB": "[withheld]", "L S 6 1 A B": "[withheld]", "LS6.1AB": "[withheld]", "LS6\n1AB": "[withheld]", "LSG 1AB": "LSG 1AB",
		"LS6 IAB": "[withheld]", "LeedsLS6 1ABTel": "Leeds[withheld]Tel", "LS6&nbsp;1AB": "[withheld]",
		// The number.
		"Ring 0113 496 0066.": "Ring [withheld].", "01134960066": "[withheld]", "+44 113 496 0066": "[withheld]", "+44 (0)113 4960066": "[withheld]",
		"(0113) 496-0066": "[withheld]", "0044 113 496 0066": "[withheld]", "0113.496.00.66": "[withheld]", "tel:+441134960066": "tel:[withheld]",
		"113 496 0066": "[withheld]", "0113 496 0066 / 0113 496 0067": "[withheld] / 0113 496 0067",
		// What is none of it.
		"at 14 Acacia Avenue": "at 14 Acacia Avenue", "112 Acacia Avenue": "112 Acacia Avenue", "12a Acacia Avenue": "12a Acacia Avenue", "1.12 Acacia Avenue": "1.12 Acacia Avenue",
		"12 Birch Avenue": "12 Birch Avenue", "12 Acacia Road": "12 Acacia Road", "Acacia Avenue": "Acacia Avenue", "Rose Cottage": "Rose Cottage", "12 acacia trees": "12 acacia trees",
		"Rose Cottages, Acacia Avenue": "Rose Cottages, Acacia Avenue", "Acacia Avenue, 12 High Street": "Acacia Avenue, 12 High Street", "Acacia Avenue. 12 people came": "Acacia Avenue. 12 people came",
		"Acacia Avenue 12 noon": "Acacia Avenue 12 noon", "Acacia Avenue 12:30": "Acacia Avenue 12:30", "Acacia Avenue, 12 March": "Acacia Avenue, 12 March", "Acacia Avenue 12pm": "Acacia Avenue 12pm",
		"Twenty-two Acacia Avenue": "Twenty-two Acacia Avenue", "11-15 Acacia Avenue": "11-15 Acacia Avenue", "£12 Acacia Avenue": "£12 Acacia Avenue",
		"12 Acacia Avenue, York YO1 7HY": "12 Acacia Avenue, York YO1 7HY", "7 St Mary's Road": "7 St Mary's Road", "5 Mill and Wharf Lane": "5 Mill and Wharf Lane",
		"ALS6 1AB": "ALS6 1AB", "LS6 1ABC": "LS6 1ABC", "LS16 1AB": "LS16 1AB", "S6 1AB": "S6 1AB", "LS6 2AB": "LS6 2AB", "LS6 and 1 AB": "LS6 and 1 AB",
		"0113 496 0067": "0113 496 0067", "0113 496 006": "0113 496 006", "": "", "no": "no", "12": "12", "the 12": "the 12",
	} {
		if got := l.Text(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
		if service := (&data.Service{Description: in}); in != want && !isTraced(l, service) {
			t.Errorf("%q is not found by its traces %q", in, Traces(service))
		}
	}
}

// A text is about the place where a listing is: then its street alone tells where.
func TestTextOfTheHouseItself(t *testing.T) {
	l := listOf(t, refuge)
	_, near := l.Place(data.Location{Address: data.Address{Line1: "12 Acacia Avenue", Postcode: "LS6 1AB"}})
	if len(near) != 1 {
		t.Fatalf("the house is at %d addresses", len(near))
	}
	for in, want := range map[string]string{
		"Acacia Avenue Refuge": "[withheld] Refuge", "off Acacia Ave": "off [withheld]", "At Rose Cottage": "At [withheld]", "14 Acacia Avenue": "14 [withheld]", "12 Acacia Avenue, York YO1 7HY": "[withheld], York YO1 7HY",
		"Birch Avenue": "Birch Avenue",
	} {
		if got := l.blank(in, near); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// A house of which nothing but its name is known is known by that, in its town.
func TestTextOfHousesByName(t *testing.T) {
	l := listOf(t, "Rose Cottage, Leeds", "Ivy House")
	for in, want := range map[string]string{
		"Rose Cottage, Leeds": "[withheld]", "Rose Cottage, York": "Rose Cottage, York", "at Ivy House, York": "at [withheld], York", "Ivy Houses": "Ivy Houses",
	} {
		if got := l.Text(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestNothingOnTheList(t *testing.T) {
	for _, l := range []*List{nil, New(nil), New([]data.DoNotList{{Kind: data.DoNotListPhone, Phone: line, Lifted: true}})} {
		if got := l.Text("Ring " + line); got != "Ring "+line || l != nil {
			t.Errorf("%q", got)
		}
	}
}

func TestTellsJSON(t *testing.T) {
	l := listOf(t, refuge, line)
	for doc, want := range map[string]bool{
		`{"description":"at 12\nAcacia Avenue"}`: true, `{"a":"LS6\u0026nbsp;1AB"}`: true, `{"n":"0113 496 0066"}`: true,
		`{"a":"14\nAcacia Avenue","n":"0113 496 0067"}`: false, `{}`: false,
	} {
		if got := l.TellsJSON(doc); got != want {
			t.Errorf("%s: %t", doc, got)
		}
	}
}

// Whatever stands around it, the exact address is gone, nothing else is, and a text that has been blanked stays as it is.
func FuzzText(f *testing.F) {
	f.Add("We are at ", " in Leeds", byte(0))
	f.Add("<b>", "</b> 12", byte(1))
	f.Add("12 Acacia ", "&nbsp;Ave %20", byte(2))
	f.Add("\xff1", "ŁÓİß\u0301", byte(3))
	f.Add("http://", "//@", byte(4))
	l := listOf(f, refuge, line)
	spellings := []string{"12 Acacia Avenue", "LS6 1AB", line, "Rose Cottage, Acacia Avenue", ""}
	f.Fuzz(func(t *testing.T, before, after string, which byte) {
		secret := spellings[int(which)%len(spellings)]
		text := before + " " + secret + " " + after
		got := l.Text(text)
		if secret != "" && !swallowed(before) && strings.Contains(got, secret) {
			t.Errorf("%q is still in %q", secret, got)
		}
		if !l.tells(text, nil) && got != text {
			t.Errorf("nothing is found in %q, which became %q", text, got)
		}
		if again := l.Text(got); strings.Contains(again, secret) && secret != "" && !swallowed(before) {
			t.Errorf("%q became %q", got, again)
		}
		for _, one := range []any{&data.Service{AlternateNames: []string{before, text}}, &data.Location{Name: before, Address: data.Address{Line1: text, Line2: after}},
			&data.Organization{Addresses: []data.Address{{Line1: before, Line2: text, City: after}}}} {
			if l.MayHide(one) && !isTraced(l, one) {
				t.Errorf("%+v is not found by its traces %q", one, Traces(one))
			}
		}
		doc, err := json.Marshal(map[string]string{"text": data.PlainText(text, 1000)})
		if err != nil {
			t.Fatal(err)
		}
		if plain := data.PlainText(text, 1000); l.tells(plain, nil) && !l.TellsJSON(string(doc)) {
			t.Errorf("%q tells, and %s does not", plain, doc)
		}
	})
}

// swallowed reports whether what stands behind a text may be part of something else than of the text: of a tag, of a number
// or of money.
func swallowed(before string) bool {
	folded := blank.Fold(before + " x").Text
	return len(folded) == 0 || folded[len(folded)-1] != 'x' || strings.ContainsAny(before, "<&£0123456789.:-")
}
