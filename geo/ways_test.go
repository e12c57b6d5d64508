package geo

import (
	"errors"
	"fmt"
	"strings"
	"testing"
)

// waysOfWriting are ways in which people write where they are, and what is
// understood. The right side is, of an answer, its label, its precision and its
// district; of an error, its kind and what is offered or said.
var waysOfWriting = []struct{ text, want string }{
	// Postcodes, in any case and spacing.
	{"LS1 4AP", "LS1 4 sector E08000035"},
	{"ls14ap", "LS1 4 sector E08000035"},
	{"LS1-4AP", "LS1 4 sector E08000035"},
	{"Ls1 4aP", "LS1 4 sector E08000035"},
	{" LS1  4AP ", "LS1 4 sector E08000035"},
	{"LS1.4AP", "LS1 4 sector E08000035"},
	{"LS14 AP", "LS1 4 sector E08000035"},
	{"L S 1 4 A P", "LS1 4 sector E08000035"},
	{"(LS1 4AP)", "LS1 4 sector E08000035"},
	{"\"LS1 4AP\"", "LS1 4 sector E08000035"},
	{"LS1\u00a04AP", "LS1 4 sector E08000035"},
	{"\u200fLS1 4AP\u200e", "LS1 4 sector E08000035"},
	{"\ufeffLS1\u200b4AP", "LS1 4 sector E08000035"},
	{"LS1\t4AP\n", "LS1 4 sector E08000035"},
	{"SW1A0AA", "SW1A 0 sector E09000033"},
	{"sw1a 1aa", "SW1A 1 sector E09000033"},
	{"EC1A 1BB", "EC1A 1 sector E09000019"},
	{"W1A 0AX", "W1A 0 sector E09000019"},
	{"M1 1AE", "M1 1 sector E08000003"},
	{"B33 8TH", "B33 8 sector E08000025"},
	{"CR2 6XH", "CR2 6 sector E09000008"},
	{"EH1 1YZ", "EH1 1 sector S12000036"},
	{"CF10 1EP", "CF10 1 sector W06000015"},
	{"ZE1 0AA", "ZE1 0 sector S12000027"},
	{"TR21 0PL", "TR21 0 sector E06000053"},
	{"HS1 2XB", "HS1 2 sector S12000013"},
	{"KW15 1NX", "KW15 1 sector S12000023"},
	{"BT1 5GS", "BT1 outward N09000003"},
	{"bt48 6db", "BT48 outward N09000005"},
	{"JE2 3AB", "JE2 outward -"},
	{"GY1 1WR", "GY1 outward -"},
	{"GY9 3AA", "GY9 outward -"},
	{"IM1 1AG", "IM1 outward -"},
	// Parts of postcodes.
	{"AB10", "AB10 outward S12000033"},
	{"ab10", "AB10 outward S12000033"},
	{"LS1", "LS1 outward E08000035"},
	{"ls1 4", "LS1 4 sector E08000035"},
	{"LS14", "LS14 outward E08000035"},
	{"LS 14", "LS14 outward E08000035"},
	{"M1", "M1 outward E08000003"},
	{"SW1", "SW1 outward E09000033"},
	{"W1", "W1 outward E09000033"},
	{"EC1", "EC1 outward E09000019"},
	{"BT1", "BT1 outward N09000003"},
	{"IM9", "IM9 outward -"},
	{"LS1 0ZZ", "LS1 outward E08000035"}, // no such sector
	{"near LS1", "LS1 outward E08000035"},
	{"in LS1 4", "LS1 4 sector E08000035"},
	// Slips: offered, and not taken.
	{"LSI 4AP", "slip LS1 4AP"},
	{"lsi4ap", "slip LS1 4AP"},
	{"LS1 4A", "slip LS1 4"},
	{"LSl 4AP", "slip LS1 4AP"},
	{"M1S 5JB", "slip M15 5JB"},
	{"SWIA 1AA", "slip SW1A 1AA"},
	{"S0l4 3AA", "slip SO14 3AA"},
	{"EHI IYZ", "not-place"},
	{"LS1 4OP", "not-postcode"},
	{"LS1 4CK", "not-postcode"},
	{"NPT 1AA", "not-postcode"},
	{"LS1 4APX", "not-postcode"},
	// Well formed and not in use.
	{"AA1 1AA", "unknown AA1"},
	{"M62", "unknown M62"},
	{"my postcode is AA1 1AA", "unknown AA1"},
	{"Leeds AA1 1AA", "Leeds settlement E08000035"},
	{"LS99 9ZZ", "LS99 outward E08000035"},
	// In a sentence.
	{"12 High St, Leeds LS1 4AP.", "LS1 4 sector E08000035"},
	{"my postcode is ls1 4ap", "LS1 4 sector E08000035"},
	{"I live at 7 Elm Road, M15 5JB, Manchester", "M15 5 sector E08000003"},
	{"Flat 2\n7 Elm Road\nLeeds\nLS6 3HN", "LS6 3 sector E08000035"},
	{"Headingley LS6", "LS6 outward E08000035"},
	{"London SE15", "SE15 outward E09000028"},
	{"South London", "guess London"},
	{"Isle of Skye", "Isle of Skye settlement S12000017"},
	{"Skye", "Skye settlement S12000017"},
	{"the Lake District", "Lake District area E06000063"},
	{"near me", "not-place"},
	{"home", "not-place"},
	{"Leeds LS6", "LS6 outward E08000035"},
	// Towns and cities.
	{"Leeds", "Leeds settlement E08000035"},
	{"leeds", "Leeds settlement E08000035"},
	{"LEEDS", "Leeds settlement E08000035"},
	{"near Barnsley", "Barnsley settlement E08000038"},
	{"Barnsley, South Yorkshire", "Barnsley settlement E08000038"},
	{"barnsley south yorkshire", "Barnsley settlement E08000038"},
	{"Barnsley S Yorks", "Barnsley settlement E08000038"},
	{"Barnsley, England", "Barnsley settlement E08000038"},
	{"Barnsley UK", "Barnsley settlement E08000038"},
	{"Barnsley, Yorkshire", "Barnsley settlement E08000038"},
	{"somewhere near Barnsley please", "Barnsley settlement E08000038"},
	{"I live in Barnsley", "Barnsley settlement E08000038"},
	{"Barnsley town centre", "Barnsley settlement E08000038"},
	{"Barnsley area", "Barnsley settlement E08000038"},
	{"Otley Road, Headingley, Leeds", "Leeds settlement E08000035"},
	{"12 High Street, Skipton, North Yorkshire", "Skipton settlement E06000065"},
	{"St Helens", "St Helens settlement E08000013"},
	{"Saint Helens", "St Helens settlement E08000013"},
	{"St. Helens", "St Helens settlement E08000013"},
	{"st helens merseyside", "St Helens settlement E08000013"},
	{"King's Lynn", "King's Lynn settlement E07000146"},
	{"Kings Lynn", "King's Lynn settlement E07000146"},
	{"Stockton on Tees", "Stockton-on-Tees settlement E06000004"},
	{"Stockton-on-Tees", "Stockton-on-Tees settlement E06000004"},
	{"Stockton", "Stockton-on-Tees settlement E06000004"},
	{"Hull", "Hull settlement E06000010"},
	{"Kingston upon Hull", "Kingston upon Hull settlement E06000010"},
	{"Newcastle upon Tyne", "Newcastle upon Tyne settlement E08000021"},
	{"Berwick", "Berwick-upon-Tweed settlement E06000057"},
	{"Bradford", "Bradford settlement E08000032"},
	{"Bolton, Lancashire", "Bolton settlement E08000001"},
	{"Croydon, Surrey", "Croydon settlement E09000008"},
	{"croydon", "Croydon settlement E09000008"},
	{"Peckham", "Peckham settlement E09000028"},
	{"Kingston", "?2 Kingston upon Hull | Kingston upon Thames"},
	{"Edinburgh", "Edinburgh settlement S12000036"},
	{"Glasgow", "Glasgow settlement S12000049"},
	{"Inverness", "Inverness settlement S12000017"},
	{"Stornoway", "Stornoway settlement S12000013"},
	{"Kirkwall", "Kirkwall settlement S12000023"},
	{"Lerwick", "Lerwick settlement S12000027"},
	{"Belfast", "Belfast settlement N09000003"},
	{"Derry", "Derry settlement N09000005"},
	{"Londonderry", "Londonderry settlement N09000005"},
	{"Enniskillen", "Enniskillen settlement N09000006"},
	{"Douglas", "Douglas settlement -"},
	{"Douglas, Isle of Man", "Douglas settlement -"},
	{"St Helier", "?2 St Helier | St Helier"},
	{"Saint Peter Port", "St Peter Port settlement -"},
	// Welsh and English names.
	{"Cardiff", "Cardiff settlement W06000015"},
	{"Caerdydd", "Caerdydd settlement W06000015"},
	{"Abertawe", "Abertawe settlement W06000011"},
	{"Swansea", "Swansea settlement W06000011"},
	{"Brecon", "Brecon settlement W06000023"},
	{"Aberhonddu", "Aberhonddu settlement W06000023"},
	{"ger Caerdydd", "Caerdydd settlement W06000015"},
	{"yng Nghaerdydd", "Caerdydd settlement W06000015"},
	{"yn Gaerdydd", "Caerdydd settlement W06000015"},
	{"Nghaerdydd", "Caerdydd settlement W06000015"},
	{"Dw i’n byw yn Abertawe", "Abertawe settlement W06000011"},
	{"yn agos at Bontypridd", "Pontypridd settlement W06000016"},
	{"ym Mhontypridd", "Pontypridd settlement W06000016"},
	{"yn Nhredegar", "Tredegar settlement W06000019"},
	{"yn Nolgellau", "Dolgellau settlement W06000002"},
	{"yng Ngheredigion", "Ceredigion area W06000008"},
	{"ym Mhowys", "Powys area W06000023"},
	{"ym Merthyr Tudful", "Merthyr Tudful settlement W06000024"},
	{"yng Nghymru", "Wales area -"},
	{"ym Mangor", "Bangor settlement W06000002"}, // not the one in Northern Ireland
	{"ger Caerdyd", "guess Caerdydd"},
	{"yn Leeds", "Leeds settlement E08000035"},
	{"yn unig", "not-place"},
	{"yn fy nhŷ", "not-place"},
	{"Aberteifi", "Aberteifi settlement W06000008"},
	{"Cardigan", "Cardigan settlement W06000008"},
	{"Yr Wyddgrug", "Yr Wyddgrug settlement W06000005"},
	{"Mold", "Mold settlement W06000005"},
	{"Caernarfon", "Caernarfon settlement W06000002"},
	{"y bala", "Y Bala settlement W06000002"},
	// Ambiguous.
	{"Newport", "?4 Newport | Newport | Newport | Newport"},
	{"Newport, Wales", "?2 Newport | Newport"},
	{"Newport, Isle of Wight", "Newport settlement E06000046"},
	{"newport isle of wight", "Newport settlement E06000046"},
	{"Newport, Shropshire", "Newport settlement E06000020"},
	{"Ashford", "?2 Ashford | Ashford"},
	{"Ashford, Kent", "Ashford settlement E07000105"},
	{"Ashford Kent", "Ashford settlement E07000105"},
	{"Ashford, Surrey", "Ashford settlement E07000213"},
	{"Ashford TW15", "TW15 outward E07000213"},
	{"Ashford, TW15", "Ashford settlement E07000213"},
	{"Gillingham", "?2 Gillingham | Gillingham"},
	{"Gillingham, Dorset", "Gillingham settlement E06000059"},
	{"Gillingham in Kent", "Gillingham settlement E06000035"},
	{"Newcastle", "?3 "},
	{"Richmond", "?2 "},
	{"Bangor", "?2 "},
	{"Bangor, County Down", "Bangor settlement N09000011"},
	{"Bangor, Gwynedd", "Bangor settlement W06000002"},
	{"West Midlands", "?2 West Midlands E47000007 | West Midlands E12000005"},
	{"Barnsley, Kent", "guess Barnsley"},
	// Misspelt: offered, and not taken.
	{"Barnsly", "guess Barnsley"},
	{"Manchseter", "guess Manchester"},
	{"Edinburg", "guess Edinburgh"},
	{"Brimingham", "guess Birmingham"},
	{"Loughbrough", "guess Loughborough"},
	{"Shefield", "guess Sheffield"},
	// Councils, counties, regions, nations.
	{"Leeds City Council", "Leeds area E08000035"},
	{"leeds council", "Leeds area E08000035"},
	{"London Borough of Camden", "Camden area E09000007"},
	{"Camden Council", "Camden area E09000007"},
	{"Kirklees", "Kirklees area E08000034"},
	{"Kent", "Kent area -"},
	{"Kent County Council", "Kent area -"},
	{"County Durham", "County Durham area E06000047"},
	{"Durham", "Durham settlement E06000047"},
	{"Cornwall", "Cornwall area E06000052"},
	{"West Yorkshire", "West Yorkshire area -"},
	{"Cumbria", "Cumbria area -"},
	{"Berkshire", "Berkshire area E06000036"},
	{"London", "London area -"},
	{"Greater London", "London area -"},
	{"Yorkshire and the Humber", "Yorkshire and The Humber area -"},
	{"South East England", "South East area -"},
	{"Wales", "Wales area -"},
	{"Cymru", "Wales area -"},
	{"all of Wales", "Wales area -"},
	{"Ynys Môn", "Isle of Anglesey area W06000001"},
	{"Sir Benfro", "Pembrokeshire area W06000009"},
	{"Scotland", "Scotland area -"},
	{"Northern Ireland", "Northern Ireland area -"},
	{"uk", "United Kingdom area -"},
	{"Isle of Wight", "Isle of Wight area E06000046"},
	{"Western Isles", "Na h-Eileanan Siar area S12000013"},
	{"Isle of Man", "Isle of Man area -"},
	{"Jersey", "Jersey settlement -"},
	{"E08000035", "Leeds area E08000035"},
	{"E07000165", "North Yorkshire area E06000065"}, // Harrogate, abolished
	{"E08000019", "Sheffield area E08000039"},       // coded anew
	// Coordinates and the national grid.
	{"51.5,-0.1", "SE1 0 point E09000028"},
	{"53.79547, -1.55572", "LS1 4 point E08000035"},
	{"53.8008° N, 1.5491° W", "LS1 3 point E08000035"},
	{"geo:53.8,-1.55", "LS1 3 point E08000035"},
	{"lat 53.8 long -1.55", "LS1 3 point E08000035"},
	{"SE 298 338", "LS1 3 point E08000035"},
	{"TQ 30 80", "WC2N 6 point E09000033"},
	{"-0.1, 51.5", "coordinates swapped"},
	{"48.85, 2.35", "coordinates outside"},
	{"53.35, -6.26", "coordinates outside"}, // Dublin
	{"0,0.0", "coordinates zero"},
	{"99.999999, 0.0", "coordinates outside"},
	{"40.7 -74.0", "coordinates outside"},
	// What is no place in the United Kingdom.
	{"filled.count.soap", "elsewhere three-words"},
	{"///filled.count.soap", "elsewhere three-words"},
	{"https://w3w.co/filled.count.soap", "elsewhere three-words"},
	{"9C3XGV2C+2R", "elsewhere plus-code"},
	{"Dublin", "elsewhere abroad Ireland"},
	{"Cork, Ireland", "elsewhere abroad Ireland"},
	{"Paris", "elsewhere abroad France"},
	{"Paris, France", "elsewhere abroad France"},
	{"New York", "elsewhere abroad United States"},
	{"Spain", "elsewhere abroad Spain"},
	{"D02 X285", "elsewhere abroad Ireland"},
	{"90210", "elsewhere foreign-code"},
	{"BFPO 57", "elsewhere forces"},
	{"BF1 2AT", "elsewhere forces"},
	{"https://www.google.com/maps/place/Leeds", "elsewhere link"},
	// Nothing that can be understood.
	{"", "empty"},
	{"   ", "empty"},
	{"\u200b\u200f", "empty"},
	{"-", "empty"},
	{"Narnia", "not-place"},
	{"7 Elm Rd", "not-place"},
	{"0113 496 0000", "not-place"},
	{"££", "not-place"},
	{"🏠", "not-place"},
	{"asdfghjkl", "not-place"},
	{"my house", "not-place"},
	{"<script>alert(1)</script>", "not-place"},
	{"' OR 1=1 --", "unknown OR1"},
	{"LS1\x004AP", "not-place"},
	{"\xff\xfe", "not-place"},
	{strings.Repeat("LS1 4AP ", 1250), "not-place"}, // 10,000 characters
}

func TestWaysOfWriting(t *testing.T) {
	if len(waysOfWriting) < 150 {
		t.Fatalf("only %d ways", len(waysOfWriting))
	}
	for _, way := range waysOfWriting {
		place, err := Find(way.text)
		got := understood(place, err)
		if strings.HasSuffix(way.want, " ") { // a choice whose places do not matter here
			got, _, _ = strings.Cut(got, " ")
			got += " "
		}
		if got != way.want {
			t.Errorf("%.60q: %s, want %s", way.text, got, way.want)
		}
	}
}

// understood writes what came of a text.
func understood(place Place, err error) string {
	var (
		slip      *SlipError
		ambiguous *AmbiguousError
		unknown   *UnknownPostcodeError
		postcode  *PostcodeError
		point     *CoordinateError
		elsewhere *ElsewhereError
		notPlace  *NotPlaceError
	)
	switch {
	case err == nil:
		district := AreaCode("-")
		if d := districtOf(place.Areas); d != "" {
			district = d
		}
		return fmt.Sprintf("%s %s %s", place.Label, place.Precision, district)
	case errors.As(err, &slip):
		return "slip " + slip.Suggestion.String()
	case errors.As(err, &ambiguous) && ambiguous.Guessed:
		return "guess " + ambiguous.Choices[0].Label
	case errors.As(err, &ambiguous):
		var labels []string
		for _, c := range ambiguous.Choices {
			label := c.Label
			if c.area != "" {
				label += " " + string(c.area)
			}
			labels = append(labels, label)
		}
		return fmt.Sprintf("?%d %s", len(labels), strings.Join(labels, " | "))
	case errors.As(err, &unknown):
		return "unknown " + unknown.Postcode.Outward().String()
	case errors.As(err, &postcode):
		return string(postcode.Reason)
	case errors.As(err, &point):
		return "coordinates " + string(point.Reason)
	case errors.As(err, &elsewhere):
		return strings.TrimSpace("elsewhere " + string(elsewhere.Reason) + " " + elsewhere.Country)
	case errors.As(err, &notPlace):
		return "not-place"
	}
	return err.Error()
}
