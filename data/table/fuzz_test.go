package table_test

import (
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/table"
)

func FuzzRead(f *testing.F) {
	mappings := shipped(f)
	for _, s := range []string{
		"name,about\nA,b\n", "sep=;\nname;about\n", "\xef\xbb\xbfname,address,postcode,telephone,lon,lat\nA,\"B, C\",M1 1AA,0161,-2,53\n",
		"\xff\xfen\x00a\x00", "name,about\n\"A\n", "Name,Referral method,Opening times,Address,Postcode,Contact,Website,Area name,Area code\nA,b,Mon 1-2pm,d,e,f@g.h 0161 496 0000,i,j,k\n",
	} {
		f.Add([]byte(s))
	}
	m := mapping(f, plain)
	f.Fuzz(func(t *testing.T, b []byte) {
		header, rest, err := table.Header(strings.NewReader(string(b)))
		if err != nil {
			return
		}
		chosen, ok := table.Match(header, mappings)
		if !ok {
			chosen = m
		}
		for item, err := range table.Read(rest, "fuzz.csv", chosen, reading(data.Topics{})) {
			if err != nil {
				return
			}
			if item.Refused() {
				continue
			}
			item.Submission.Tidy(item.Where, now)
			if _, err := item.Submission.Digest(); err != nil {
				t.Fatal(err)
			}
		}
	})
}
