package prose

import (
	"strings"
	"testing"
)

func TestAreas(t *testing.T) {
	check(t, []phrase{
		{"You must live in Calderdale.", "E08000033"},
		{"You must live in the borough of Gateshead.", "E08000037"},
		{"For anybody in Wales who is lonely or cannot sleep", "W92000004"},
		{"It is for people of 60 and over who live alone in Haringey or Enfield", "E09000014; E09000010"},
		{"People living in Leeds cannot use it.", ""},
		{"You must live in Calderdale to use this service.", "E08000033"},
		{"This is for residents of Leeds", "E08000035"},
		{"Available to anyone living in Kirklees or Wakefield", "E08000034; E08000036"},
		{"Serving the whole of Cornwall", "E06000052"},
		{"Covers Leeds postcodes LS6 and LS7", "LS6; LS7"},
		{"You must live in the LS6 or LS7 postcode area", "LS6; LS7"},
		{"We work across England and Wales", "K04000001"},
		{"UK-wide", "K02000001"},
		{"A UK-wide helpline", "K02000001"},
		{"Scotland only", "S92000003"},
		{"Support for people who live in Bath and North East Somerset", "E06000022"},
		{"We help people living in Leeds City Centre", "(Leeds City Centre)"},
		{"Open to adults aged 18 and over who live in Halifax", "(Halifax)"},
		{"Area covered: Bradford, Leeds", "E08000032; E08000035"},
		{"Available throughout Northern Ireland", "N92000002"},
		{"We cover Kirklees", "E08000034"},
		{"Support available across the UK", "K02000001"},
		{"For people in Wakefield", "E08000036"},
		{"Leeds residents only", "E08000035"},
		{"If you live in Leeds, you can borrow a tablet; for people living in Leeds", "E08000035"},
		{"You must be 16 or over, live in Breckland and be referred by your GP", "E07000143"},
		{"Open to anyone who lives, works or studies in West Berkshire", "E06000037"},
		{"You are registered with a GP practice in Plymouth.", "E06000026"},
		{"Patients registered with a Bristol GP", "E06000023"},
		{"You must be over 16 and live in the borough of Gateshead or in South Tyneside.", "E08000037; E08000023"},
		{"Refugees and migrants, aged 16 upwards, living in Suffolk", "E10000029"},
		{"Adults who are refugees, wherever in London you live.", "E12000007"},
		{"For Kirklees residents aged 18 and over", "E08000034"},
		{"For unpaid carers in Kirklees", "E08000034"},
		{"We work in Kirklees and Calderdale", "E08000034; E08000033"},
		{"Dave, who lives in Kirklees, joined last year", ""},
		{"For people who have come to live in the UK", ""},
		{"The hub is near. If you live in Calderdale, ask the council about support.", ""},
		// not to be read
		{"We are based in Leeds", ""},
		{"We help people living in poverty", ""},
		{"This is not available in Scotland", ""},
		{"If you live outside Leeds, ask your council", ""},
		{"One in five people living in Leeds is lonely", ""},
		{"Our insurance covers Public Liability", ""},
		{"She grew up and lived in Bradford", ""},
		{"The course covers Reading and Writing", ""},
		{"Walk across Trafalgar Square", ""},
		{"Members only", ""},
		{"Do you live in Leeds?", ""},
		{"You must live independently", ""},
		{"The Leeds office is open", ""},
		{"Serving tea and coffee", ""},
		{"Freephone (UK only): 0808 157 0123", ""},
		{"A centre for adults based in Halifax", ""},
		{"Anyone is welcome, wherever they live in Kent", ""},
		{"people with 3 children living in Flat 2", ""},
	}, func(text *Text) (string, []Span) {
		var got []string
		var spans []Span
		for _, a := range text.Areas() {
			switch {
			case a.Code != "":
				got = append(got, string(a.Code))
			case !a.Postcode.IsZero():
				got = append(got, a.Postcode.String())
			default:
				got = append(got, "("+a.Name+")")
			}
			spans = append(spans, a.Span)
		}
		return strings.Join(got, "; "), spans
	})
}
