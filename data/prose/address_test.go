package prose

import (
	"strings"
	"testing"
)

func TestAddresses(t *testing.T) {
	check(t, []phrase{
		{"We meet at St Mark's Hall, Chapel Lane, LS12 3AB every Tuesday", "St Mark's Hall|Chapel Lane|LS12 3AB plain"},
		{"We are at St Mark’s Hall, 12 Chapel Lane, Leeds LS12 3AB.", "St Mark's Hall|12 Chapel Lane|Leeds|LS12 3AB plain"},
		{"St Mark's Hall\n12 Chapel Lane\nLeeds\nLS12 3AB", "St Mark's Hall|12 Chapel Lane|Leeds|LS12 3AB plain"},
		{"Contact us\nSt Mark's Hall\n12 Chapel Lane\nLeeds LS12 3AB", "St Mark's Hall|12 Chapel Lane|Leeds|LS12 3AB plain"},
		{"Address: 12 Chapel Lane, Leeds, LS12 3AB", "12 Chapel Lane|Leeds|LS12 3AB plain"},
		{"12 Chapel Lane, Leeds, ls12 3ab", "12 Chapel Lane|Leeds|LS12 3AB plain"},
		{"Venue: Oak Centre, LS123AB", "Oak Centre|LS12 3AB plain"},
		{"Unit 4, Oak Mill, Mill Street, Leeds, LS12 3AB", "Unit 4|Oak Mill, Mill Street|Leeds|LS12 3AB plain"},
		{"The club runs from the Oak Library, 3-5 High Street, Leeds LS12 3AB (by the bus stop)", "Oak Library|3-5 High Street|Leeds|LS12 3AB plain"},
		{"Write to us at PO Box 12, Leeds, LS12 3AB", "PO Box 12|Leeds|LS12 3AB plain postal"},
		{"Registered office: 12 Chapel Lane, Leeds LS12 3AB", "12 Chapel Lane|Leeds|LS12 3AB plain postal"},
		{"Postal address\n12 Chapel Lane\nLeeds\nLS12 3AB", "12 Chapel Lane|Leeds|LS12 3AB plain postal"},
		{"Our sat nav postcode is LS12 3AB", "LS12 3AB bare maps"},
		{"Come to Leeds, LS12 3AB", "Leeds|LS12 3AB likely"},
		{"We meet at St Mark's Hall, Chapel Lane every Tuesday", "St Mark's Hall|Chapel Lane likely"},
		{"The group is held at 12 Chapel Lane, Leeds", "12 Chapel Lane|Leeds likely"},
		{"Oak House, 1 High Road, Leeds LS12 3AB and Elm House, 2 Low Road, Leeds LS12 3AD", "Oak House|1 High Road|Leeds|LS12 3AB plain; Elm House|2 Low Road|Leeds|LS12 3AD plain"},
		{"Our home is in Halifax; 3 Queens Street, LS12 3AB", "3 Queens Street|LS12 3AB plain"},
		{"Sewing Friends - Oak High Street, Leeds, LS12 3AB", "Oak High Street|Leeds|LS12 3AB plain"},
		{"See us face to face on the second floor of Harbour Chambers, 22 Bute Crescent, Cardiff CF10 5AN", "Harbour Chambers|22 Bute Crescent|Cardiff|CF10 5AN plain"},
		{"We start from the gates of Roath Park, Lake Road West, Cardiff CF23 5PG", "Roath Park|Lake Road West|Cardiff|CF23 5PG plain"},
		{"We moved. The Beacon, 5 Station Road, Blyth NE24 2AX.", "The Beacon|5 Station Road|Blyth|NE24 2AX plain"},
		{"It is in the old vestry (use the side door in Wake Street, LS12 3AB).", "Wake Street|LS12 3AB plain"},
		{"The fridge lives in the bus shelter beside the Reading Room, Church Lane, LS12 3AB.", "Reading Room|Church Lane|LS12 3AB plain"},
		{"A hot meal in the church hall, Tavistock Place, Stoke, LS12 3AB.", "Tavistock Place|Stoke|LS12 3AB plain"},
		{"We meet at the Scout Hut, next to the Church, 3 Chapel Lane, Leeds LS12 3AB.", "Scout Hut|3 Chapel Lane|Leeds|LS12 3AB plain"},
		{"St Mark's Hall, behind the Church, Chapel Lane, Leeds LS12 3AB", "St Mark's Hall|Chapel Lane|Leeds|LS12 3AB plain"},
		{"All at the Village Hall, Church Lane, Leeds LS12 3AB", "Village Hall|Church Lane|Leeds|LS12 3AB plain"},
		{"yn Festri Capel Salem, Heol y Farchnad, Caerdydd CF5 1QE", "Festri Capel Salem|Heol y Farchnad|Caerdydd|CF5 1QE plain"},
		{"You will find The Larder in the Undercroft, Chesterfield Road, Leeds, LS12 3AB. It is opposite the library.", "Undercroft|Chesterfield Road|Leeds|LS12 3AB plain"},
		{"Yoker Community Kitchen is at 2 Mill Road, Yoker, Glasgow.", "Yoker Community Kitchen|2 Mill Road, Yoker|Glasgow likely"},
		{"The Oak Centre is at 2 Mill Road, Leeds LS12 3AB", "Oak Centre|2 Mill Road|Leeds|LS12 3AB plain"},
		{"Side door, Bloomfield Road, Leeds (beside the chip shop)\nLS12 3AB", "Bloomfield Road|Leeds|LS12 3AB plain"},
		{"St Mark's Hall (behind the church), Chapel Lane, Leeds LS12 3AB", "St Mark's Hall|Chapel Lane|Leeds|LS12 3AB plain"},
		{"Langley Park car park, Quebec Street, Langley\nPostcode: DH7 9XA", "Langley Park car park|Quebec Street|Langley|DH7 9XA plain"},
		{"Afterwards we go to the Bridge Inn, 40 Chapel Lane, Leeds LS12 3AB", "Bridge Inn|40 Chapel Lane|Leeds|LS12 3AB plain elsewhere"},
		{"The van is kept at the Depot, Mill Road, Leeds LS12 3AB. There is no public access.", "Depot|Mill Road|Leeds|LS12 3AB plain elsewhere"},
		{"Podiatry Hub, Mill House, Mill Road, Leeds LS12 3AB. This is not a clinic and we cannot see you here.", "Podiatry Hub|Mill House, Mill Road|Leeds|LS12 3AB plain elsewhere"},
		{"Secretary: Keith Barraclough, 11 Park House Road, Leeds, LS12 3AB", "Secretary: Keith Barraclough|11 Park House Road|Leeds|LS12 3AB plain elsewhere"},
		{"We play at the green in Harold Park, Park Road, Leeds (go in by the top gate).", "Harold Park|Park Road|Leeds likely"},
		{"Outside the Post Office, 12 Mill Road, Leeds LS12 3AB", "Post Office|12 Mill Road|Leeds|LS12 3AB plain"},
		{"The group meets on the first floor of the Quaker House on Mount Street in Leeds (LS12 3AB).", "Quaker House|Mount Street|Leeds|LS12 3AB plain"},
		{"The clinic is held at Elm Health Centre (Elm Lane, Leeds, LS12 3AB) on Mondays.", "Elm Health Centre|Elm Lane|Leeds|LS12 3AB plain"},
		{"Ground Floor, Civic Hall, Oak Lane, Leeds. LS12 3AB", "Ground Floor|Civic Hall, Oak Lane|Leeds|LS12 3AB plain"},
		{"Every Monday at the Salvation Army, Oak Lane, Leeds LS12 3AB", "Salvation Army|Oak Lane|Leeds|LS12 3AB plain"},
		{"at St. Mary's R.C. Church Hall, Elm Lane, Leeds LS12 3AB", "St. Mary's R.C. Church Hall|Elm Lane|Leeds|LS12 3AB plain"},
		{"📍 The Hive, 12 Chapel Lane, Leeds, LS12 3AB", "The Hive|12 Chapel Lane|Leeds|LS12 3AB plain"},
		{"Tŷ Elm, Heol y Parc, Caerdydd CF5 1QE", "Tŷ Elm|Heol y Parc|Caerdydd|CF5 1QE plain"},
		{"For sat navs: LS12 3AB gets you to the gates", "LS12 3AB bare maps"},
		{"The postcode is LS12 3AB", "LS12 3AB bare maps"},
		// not to be read
		{"The nearest stop is on Mill Road", ""},
		{"Our number is on the door of 2 Mill", ""},
		{"Enter your postcode, e.g. LS12 3AB", ""},
		{"Room B12 3rd floor", ""},
		{"ZZ99 9ZZ", ""},
		{"The hall is nice", ""},
		{"We meet in Leeds every week", ""},
		{"We are based in the Chapel Allerton ward", ""},
		{"Held at various venues", ""},
		{"We meet at the Oak Centre", ""},
		{"Our hall was built by John Street, an architect", ""},
		{"Is the club held at 12 Chapel Lane, Leeds?", ""},
		{"We covered LS12 and LS13", ""},
		{"A2 1 in 5 people", ""},
		{"We meet on 12 May, in Leeds", ""},
	}, func(text *Text) (string, []Span) {
		var got []string
		var spans []Span
		for _, a := range text.Addresses() {
			s := strings.Join(a.Address.Lines(), "|") + " " + string(a.Sure)
			if a.Postal {
				s += " postal"
			}
			if a.Elsewhere {
				s += " elsewhere"
			}
			if a.ForMaps {
				s += " maps"
			}
			got, spans = append(got, s), append(spans, a.Span)
		}
		return strings.Join(got, "; "), spans
	})
}
