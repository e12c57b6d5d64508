package data

import (
	"encoding/json"
	"testing"
)

// TestAddressesAgree: of one building, only a postcode or a number that differs is a disagreement. Spelling is not.
func TestAddressesAgree(t *testing.T) {
	for _, c := range []struct {
		name       string
		have, says Address
		want       bool
	}{
		{"other words", Address{Line1: "12 High Street", City: "Leeds", Postcode: "LS1 4AP"}, Address{Line1: "12 High St, Leeds", Postcode: "LS1 4AP"}, true},
		{"less detail", Address{Line1: "Central Library, 12 High Street", Postcode: "LS1 4AP"}, Address{Line1: "Central Library", Postcode: "LS1 4AP"}, true},
		{"moved along the street", Address{Line1: "12 High Street", Postcode: "LS1 4AP"}, Address{Line1: "40 High Street", Postcode: "LS1 4AP"}, false},
		{"another postcode", Address{Line1: "12 High Street", Postcode: "LS1 4AP"}, Address{Line1: "12 High Street", Postcode: "LS2 7EW"}, false},
		{"no postcode, other words", Address{Line1: "12 High Street"}, Address{Line1: "Village Hall"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := agrees(addressLeaves(t, c.have), addressLeaves(t, c.says)); got != c.want {
				t.Errorf("agrees = %t, want %t", got, c.want)
			}
		})
	}
}

func addressLeaves(t *testing.T, a Address) []leaf {
	t.Helper()
	doc, err := json.Marshal(Location{Address: a})
	if err != nil {
		t.Fatal(err)
	}
	leaves, err := flatten(json.RawMessage(doc))
	if err != nil {
		t.Fatal(err)
	}
	return byGroup(leaves)["address"]
}
