package names

import "testing"

func TestKey(t *testing.T) {
	for text, want := range map[string]string{
		"Leeds":                       "leeds",
		"  Stockton-on-Tees ":         "stockton on tees",
		"St. Albans":                  "st albans",
		"Saint Albans":                "st albans",
		"ST ALBAN'S":                  "st albans",
		"King’s Lynn":                 "kings lynn",
		"Pont-y-pŵl":                  "pont y pwl",
		"Steòrnabhagh":                "steornabhagh",
		"Cwmbra\u0302n":               "cwmbran",
		"The Vale of Glamorgan":       "vale of glamorgan",
		"Tyne & Wear":                 "tyne and wear",
		"Westward Ho!":                "westward ho",
		"Bournemouth, Christchurch":   "bournemouth christchurch",
		"Tórshavn/Ødegård":            "torshavn odegard",
		"Brighton–Hove":               "brighton hove",
		"":                            "",
		"...":                         "",
		"The":                         "",
		string(make([]byte, 201)):     "",
		"\xff\xfe":                    "",
		"Stoke\u00a0on\u2011Trent":    "stoke on trent",
		"Ste.-Marie, 4 Mile Bottom\n": "ste marie 4 mile bottom",
	} {
		if got := Key(text); got != want {
			t.Errorf("Key(%q) = %q, want %q", text, got, want)
		}
	}
}

func TestShortForm(t *testing.T) {
	for name, want := range map[string]string{
		"Newcastle upon Tyne":       "newcastle",
		"Stockton-on-Tees":          "stockton",
		"Wells-next-the-Sea":        "wells",
		"Ashby-de-la-Zouch":         "ashby",
		"Chester-le-Street":         "chester",
		"Barrow-in-Furness":         "barrow",
		"Newton St Cyres":           "",
		"Bridge of Allan":           "",
		"Upon Tyne":                 "",
		"Newcastle upon":            "",
		"Brighton and Hove":         "",
		"Ab in Cd":                  "",
		"Stoke sub Hamdon by Water": "stoke",
	} {
		if got := shortForm(Key(name)); got != want {
			t.Errorf("short form of %q = %q, want %q", name, got, want)
		}
	}
}

// FuzzKey: a key is the key of itself, and holds nothing that a table could not.
func FuzzKey(f *testing.F) {
	for _, text := range []string{"St. Albans", "Pont-y-pŵl", "The the & Saint S.t", "\xff", "\xf5Ё", "ﬁ İ ẞ ½", "'t' Harde"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		key := Key(text)
		if again := Key(key); again != key && len(key) <= longestText {
			t.Errorf("Key(%q) = %q, whose key is %q", text, key, again)
		}
	})
}
