package extract

import (
	"testing"

	"fingerpost/data"
)

// What it costs is not said twice.
func TestFees(t *testing.T) {
	for fees, want := range map[string]string{"£6": "", "6.00": "", "£6 a session": "£6 a session", "£5": "£5", "Free": "", "": ""} {
		f := Found{Name: "Lunch", Fees: fees, Prices: []Price{{Pence: 600}}}
		got, err := f.Submission(About{OwnID: "x"}, data.Reading{Source: data.Source{Key: "s"}})
		if err != nil {
			t.Fatal(err)
		}
		if said := got.Service.Doc.FeesDescription; said != want {
			t.Errorf("%q: %q, want %q", fees, said, want)
		}
	}
}
