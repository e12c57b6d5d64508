package extract

import (
	"strings"
	"testing"
)

// People go where a listing says that it is: not to its postbox, nor to the depot.
func TestWhereItIs(t *testing.T) {
	for markup, want := range map[string]string{
		`<dl><dt>Meeting point</dt><dd>Langley Park car park, Quebec Street, Langley (by the recycling banks, across from the shop and the doctor's)</dd><dt>Postcode</dt><dd>DH7 9XA</dd></dl>`: "Langley Park car park, Quebec Street, Langley, DH7 9XA",
		`<p>We meet in Cliffe Park, Mill Road, Leeds. For sat navs: LS12 3AB gets you to the gates.</p>`:                                                                                         "Cliffe Park, Mill Road, Leeds, LS12 3AB",
		`<dl><dt>Visiting address</dt><dd>Level 2<br>North Block<br>Mill Road<br>Leeds<br>LS12 3AB</dd><dt>Letters</dt><dd>Box 31, Mill House, High Street, Leeds, LS1 4AP</dd></dl>`:            "Level 2, North Block, Mill Road, Leeds, LS12 3AB",
		`<p><b>Venue:</b> Yoker Kitchen</p><p>Yoker Kitchen is at 2 Mill Road, Yoker, Leeds. The postcode is LS12 3AB.</p>`:                                                                      "Yoker Kitchen, 2 Mill Road, Yoker, Leeds, LS12 3AB",
		`<p><b>Venue:</b> Peel Room (B)</p><p>A: Old Mill, 3 Mill Road, Leeds LS12 3AD</p><p>B: Peel Room, 2 Mill Road, Leeds LS12 3AB</p>`:                                                      "Peel Room, 2 Mill Road, Leeds, LS12 3AB",
		`<p>The van is kept at the Depot, Mill Road, Leeds LS12 3AB. There is no public access.</p>`:                                                                                             "",
		`<p>We never say where the house is. Post: PO Box 11, Leeds LS12 3AB</p>`:                                                                                                                "withheld",
	} {
		page := `<main><h1>Tea and Toast</h1><p>Tea on Mondays, 10am to 12 noon. Ring us on 0113 496 0123.</p>` + markup + `</main>`
		var got []string
		for _, p := range one(t, page, Rules{}).Places {
			got = append(got, strings.Join(p.Address.Lines(), ", "))
			if p.Withheld {
				got = append(got, "withheld")
			}
		}
		if said := strings.Trim(strings.Join(got, "; "), "; "); said != want {
			t.Errorf("%s:\n%q, wanted\n%q", markup, said, want)
		}
	}
}

// What stands in brackets behind an address is said of that place, and not of the other.
func TestAccessBehindAnAddress(t *testing.T) {
	found := one(t, `<main><h1>Tea and Toast</h1><p>Tea on Mondays, 10am to 12 noon. Ring us on 0113 496 0123.</p><p>Find us at the Boathouse, 5 Mill Road, Leeds LS12 3AB (ring
		the bell; there’s a lift), and at the Old Mill, 3 High Street, Leeds LS12 3AD.</p></main>`, Rules{})
	var got []string
	for _, p := range found.Places {
		got = append(got, p.Address.Postcode+" "+strings.Join(p.Access, ", "))
	}
	if want := "LS12 3AB lift; LS12 3AD "; strings.Join(got, "; ") != want {
		t.Errorf("%q, wanted %q", got, want)
	}
}

// A table may name its rooms by one word each, and say below where they are.
func TestVenuesBelowATable(t *testing.T) {
	found := read(t, `<main><h1>Our groups</h1><table><tr><th>Group</th><th>When</th><th>Place</th><th>Phone</th></tr>
		<tr><td>Stitch and Chatter</td><td>Mondays 10am-12 noon</td><td>Peel Room (A)</td><td>0113 496 0123</td></tr>
		<tr><td>Men in Sheds</td><td>Fridays 10am-12 noon</td><td>Old Fire Station (B)</td><td>0113 496 0124</td></tr></table>
		<p>A: Peel Room, Cliffe House, 12 High Street, Leeds, LS12 3AB. There is a lift.</p><p>B: Old Fire Station, Mill Road, Leeds, LS12 3AD.</p></main>`, Rules{})
	var got []string
	for _, f := range found {
		for _, p := range f.Places {
			got = append(got, f.Name+": "+p.Address.Postcode)
		}
	}
	if want := "Stitch and Chatter: LS12 3AB; Men in Sheds: LS12 3AD"; strings.Join(got, "; ") != want {
		t.Errorf("%q, wanted %q", got, want)
	}
}
