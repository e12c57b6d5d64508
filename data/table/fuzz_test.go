package table_test

import (
	"os"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"fingerpost/data"
	"fingerpost/data/table"
)

// take reads bytes to their end, with the shipped mapping that fits or else with one that fits much; what comes out must
// pass the gate that all submissions pass.
func take(t *testing.T, name string, b []byte, mappings []table.Mapping, other table.Mapping) {
	t.Helper()
	file, err := table.Open(strings.NewReader(string(b)), table.Input{Name: name}, mappings...)
	if err != nil {
		if file, err = table.Open(strings.NewReader(string(b)), table.Input{Name: name}, other); err != nil {
			return
		}
	}
	defer file.Close()
	for item, err := range file.Items(reading(data.Topics{})) {
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
}

// seeds are the test files of some formats.
func seeds(f *testing.F, names ...string) {
	for _, name := range names {
		b, err := os.ReadFile("testdata/formats/" + name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(b)
	}
}

func FuzzRead(f *testing.F) {
	mappings, m := shipped(f), mapping(f, plain)
	for _, s := range []string{
		"name,about\nA,b\n", "sep=;\nname;about\n", "\xef\xbb\xbfname,address,postcode,telephone,lon,lat\nA,\"B, C\",M1 1AA,0161,-2,53\n",
		"\xff\xfen\x00a\x00", "name,about\n\"A\n", "Name,Referral method,Opening times,Address,Postcode,Contact,Website,Area name,Area code\nA,b,Mon 1-2pm,d,e,f@g.h 0161 496 0000,i,j,k\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) { take(t, "fuzz.csv", b, mappings, m) })
}

func FuzzJSON(f *testing.F) {
	mappings, m := shipped(f), mapping(f, "name: a\nid: \"{name}\"\nservice: {name: \"{name}\"}\nplace: {latitude: \"{latitude}\", longitude: \"{longitude}\"}\noptional: [latitude, longitude]\n")
	seeds(f, "places.geojson", "grid.json", "nested.json")
	f.Add([]byte(`{"a":{"":"name","b":[[1],{"name":"x"}]},"c":[{"name":{"name":[1,{"name":null}]}},NaN]}`))
	f.Fuzz(func(t *testing.T, b []byte) { take(t, "fuzz.json", b, mappings, m) })
}

func FuzzKML(f *testing.F) {
	mappings, m := shipped(f), mapping(f, "name: a\nid: \"{name}\"\nservice: {name: \"{name}\"}\n")
	seeds(f, "map.kml")
	f.Fuzz(func(t *testing.T, b []byte) { take(t, "fuzz.kml", b, mappings, m) })
}

func FuzzCalendar(f *testing.F) {
	mappings, m := shipped(f), mapping(f, "name: a\nid: \"{uid}\"\nservice: {name: \"{summary}\"}\n")
	seeds(f, "sessions.ics")
	f.Fuzz(func(t *testing.T, b []byte) { take(t, "fuzz.ics", b, mappings, m) })
}

// FuzzRule is for what stands behind the times of an event, where most of a calendar's sense is.
func FuzzRule(f *testing.F) {
	m := mapping(f, "name: a\nid: \"{uid}\"\nservice: {name: \"{summary}\"}\n")
	for _, s := range []string{"FREQ=WEEKLY;BYDAY=MO,WE", "FREQ=MONTHLY;BYDAY=TH;BYSETPOS=-1;COUNT=5", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=3;UNTIL=20270101T000000Z"} {
		f.Add(s, "20260601T100000", "20260608T100000")
	}
	f.Fuzz(func(t *testing.T, rule, start, except string) {
		take(t, "fuzz.ics", []byte("BEGIN:VCALENDAR\nBEGIN:VEVENT\nUID:1\nSUMMARY:A\nDTSTART:"+start+"\nDURATION:PT1H\nRRULE:"+rule+
			"\nEXDATE:"+except+"\nEND:VEVENT\nEND:VCALENDAR\n"), nil, m)
	})
}

// FuzzWorkbook puts the bytes into the sheet and the texts of a workbook: a zip that is changed is hardly ever one.
func FuzzWorkbook(f *testing.F) {
	mappings, m := shipped(f), mapping(f, "name: a\nid: \"{name}\"\nservice: {name: \"{name}\"}\n")
	f.Add(`<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>name</t></is></c></row><row r="2"><c r="A2" t="s"><v>0</v></c></row></sheetData></worksheet>`,
		`<sst><si><t>A</t></si></sst>`)
	f.Add(`<worksheet><sheetData><row r="9"><c r="XFD9" s="7"><v>1e9</v></c></row></sheetData></worksheet>`, ``)
	f.Fuzz(func(t *testing.T, sheet, texts string) {
		packed := archive(t, map[string]string{
			"[Content_Types].xml":        `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
			"xl/workbook.xml":            `<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
			"xl/worksheets/sheet1.xml":   sheet, "xl/sharedStrings.xml": texts,
		})
		take(t, "fuzz.xlsx", []byte(packed), mappings, m)
	})
}

// FuzzZip changes a whole workbook.
func FuzzZip(f *testing.F) {
	mappings, m := shipped(f), mapping(f, plain)
	book := excelize.NewFile()
	defer book.Close()
	if err := book.SetSheetRow("Sheet1", "A1", &[]any{"name", "about"}); err != nil {
		f.Fatal(err)
	}
	packed, err := book.WriteToBuffer()
	if err != nil {
		f.Fatal(err)
	}
	f.Add(packed.Bytes())
	f.Add([]byte(archive(f, map[string]string{"doc.kml": oneKML + "</Document></kml>"})))
	f.Fuzz(func(t *testing.T, b []byte) { take(t, "fuzz.zip", b, mappings, m) })
}
