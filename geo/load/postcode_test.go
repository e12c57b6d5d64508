package load

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/geo"
	"fingerpost/geo/internal/box"
	"fingerpost/geo/internal/parts"
	"fingerpost/geo/internal/units"
)

// Rows as the official files have them.
const (
	leedsRow    = `"LS1 4AP",10,429363,433330,"E92000001","E19000001","E18000003","","E08000035","E05011399"` + "\n"
	yorkRow     = `"YO1 7HH",10,460335,452109,"E92000001","E19000001","E18000003","","E06000014","E05010318"` + "\n"
	oxfordRow   = `"OX1 1AA",10,450673,205980,"E92000001","E19000002","E18000009","E10000025","E07000178","E05013111"` + "\n"
	edinburgh   = `"EH1 1YZ",10,325597,673676,"S92000003","","S08000024","","S12000036","S13002929"` + "\n"
	noDistrict  = `"L3 5AG",60,335369,390445,"E92000001","","","","",""` + "\n"
	unplacedRow = `"PO24 1AA",90,0,0,"E92000001","","","","",""` + "\n"
	// A district of before 2023, and a postcode of seven characters.
	harrogate = `"HG1 1AA",10,430161,455388,"E92000001","E19000001","E18000003","E10000023","E07000165","E05014331"` + "\n" +
		`"SW1A1AA",10,529090,179645,"E92000001","E19000003","E18000007","","E09000033","E05013806"` + "\n"

	particulars = "ORDNANCE SURVEY\nPRODUCT: OS CODE-POINT_03.02\nDATASET VERSION NUMBER: 2025.4.0\nCOPYRIGHT DATE: 20251020\n"
	headings    = "PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\nPostcode,Positional_quality_indicator,Eastings,Northings,Country_code,NHS_regional_HA_code,NHS_HA_code,Admin_county_code,Admin_district_code,Admin_ward_code\n"

	lookupHeading = "pcd7,pcd8,pcds,dointr,doterm,usrtypind,east1m,north1m,gridind,oa21cd,cty25cd,ced25cd,lad25cd,wd25cd,nhser24cd,ctry25cd,rgn25cd,pcon24cd,ttwa15cd,itl25cd,npark16cd,lsoa21cd,msoa21cd,wz11cd,sicbl24cd,bua24cd,ruc21ind,oac11ind,lat,long,lep21cd1,lep21cd2,pfa23cd,imd20ind,icb23cd\r\n"
	lookupRows    = `"LS1 4AP","LS1  4AP","LS1 4AP","198001","","1","429363","433330","1","E00187006","E99999999","E99999999","E08000035","E05011399","E40000012","E92000001","E12000003","E14001320","E30000233","TLE42","E65000001","E01033010","E02006875","E33001046","E38000225","E63000429","UN1","2D1",53.795472,-1.555721,"E37000040","","E23000010",9170,"E54000054"` + "\r\n" +
		`"CF101AA","CF10 1AA","CF10 1AA","199610","","1","318371","175936","1","W00010126","W99999999","W99999999","W06000015","W05001269","W99999999","W92000004","W99999999","W07000081","W22000024","TLL52","W31000001","W01001939","W02000423","W35000424","W11000029","W45000013","A1","2D2",51.476001,-3.177001,"","","W15000003",900,"W99999999"` + "\r\n" +
		`"BT1 5GS","BT1  5GS","BT1 5GS","199606","202506","0","333800","374500","1","N00001493","N99999999","N99999999","N09000003","N08000316","N99999999","N92000002","N99999999","N05000002","N12000002","TLN06","N31000001","N21000271","N21000271","N35000001","ZC010","N99999999","N","2D1",54.597269,-5.930147,"","","N24000001",120,"N99999999"` + "\r\n" +
		`"JE1 0BD","JE1  0BD","JE1 0BD","201005","","0","","","9","L99999999","L99999999","L99999999","L99999999","L99999999","L99999999","L93000001","L99999999","L99999999","L99999999","L99999999","L99999999","L99999999","L99999999","L99999999","L99999999","L99999999","","",,0.00000,"","","L99999999",0,"L99999999"` + "\r\n" +
		`"AB1 0AA","AB1  0AA","AB1 0AA","198001","199606","0","","","9","S00137176","S99999999","S99999999","S12000033","S13002843","S99999999","S92000003","S99999999","S14000061","S22000047","TLM50","S99999999","S01013486","S02002536","S34002990","S03000012","S99999999","3","1C3",99.999999,0.000000,"S99999999","","S23000009",6715,"S99999999"` + "\r\n"

	oldDirectory = "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,nhser,ctry,rgn,lat,long,imd,stp\n" +
		"EH1 1YZ,EH1  1YZ,EH1 1YZ,200203,,S99999999,S99999999,S12000036,S13002929,S99999999,0,325597,673676,1,S08000024,S99999999,S92000003,S99999999,55.950327,-3.193012,1234,S99999999\n" +
		"LS1 1AA,LS1  1AA,LS1 1AA,198001,199606,E99999999,E99999999,E08000035,E05011399,E43000144,0,429363,433330,1,E18000003,E40000012,E92000001,E12000003,53.7955,-1.5557,9170,E54000054\n"
	oldLookup = "pcd,pcd2,pcds,dointr,doterm,usertype,oseast1m,osnrth1m,osgrdind,oa21,cty,ced,laua,ward,nhser,ctry,rgn,lat,long,lep1,icb\n" +
		"OX1 1AA,OX1  1AA,OX1 1AA,201801,,1,450673,205980,1,E00145000,E10000025,E58001200,E07000178,E05013111,E40000005,E92000001,E12000008,51.7502,-1.2671,E37000025,E54000044\n"
)

var now = time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)

// imported imports and opens the table that was written.
func imported(t testing.TB, input, dir string, o Options) (Report, box.File, *units.Table) {
	t.Helper()
	o.Now = now
	report, err := Postcodes(t.Context(), input, dir, o)
	if err != nil {
		t.Fatal(err)
	}
	file, err := box.Read(dir, box.Postcodes)
	if err != nil {
		t.Fatal(err)
	}
	table, err := units.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	return report, file, table
}

type placed struct {
	outward, inward string
	lat, lon        float64
	ended           int
	areas           string
}

var (
	leeds = placed{"LS1", "4AP", 53.79547, -1.55572, 0, "E05011399 E08000035"}
	scots = placed{"EH1", "1YZ", 55.95032, -3.19301, 0, "S13002929 S12000036 S08000024"}
)

func TestPostcodes(t *testing.T) {
	lookup := lookupHeading + lookupRows
	leedsByICB := leeds
	leedsByICB.areas += " E54000054"
	belfast := placed{"BT1", "5GS", 54.597269, -5.930147, 202506, "N08000316 N09000003"}
	cardiff := placed{"CF10", "1AA", 51.476001, -3.177001, 0, "W05001269 W06000015 W11000029"}
	codePoint := []string{
		"Doc/metadata.txt", particulars, "Doc/Code-Point_Open_Column_Headers.csv", headings, "Doc/licence.txt", "Open Government Licence\n",
		"Data/CSV/ls.csv", strings.Repeat(leedsRow, 12) + unplacedRow, "Data/CSV/eh.csv", edinburgh,
	}
	for name, test := range map[string]struct {
		input  string
		want   Report // of which Kind and Bytes are known
		placed []placed
	}{
		"Code-Point Open": {
			filed(t, "x.zip", zipped(t, codePoint...)),
			Report{Source: "Code-Point Open", Dated: "2025-10-20", Records: 14, Usable: 2},
			[]placed{leeds, scots},
		},
		"Code-Point Open, unpacked": {
			foldered(t, codePoint...),
			Report{Source: "Code-Point Open", Dated: "2025-10-20", Records: 14, Usable: 2},
			[]placed{leeds, scots},
		},
		"Code-Point Open, one file with a mark, CRLF, a heading and blank lines": {
			filed(t, "x.txt", []byte("\ufeff"+strings.ReplaceAll(headings[len("PC,PQ,EA,NO,CY,RH,LH,CC,DC,WC\n"):]+"\n"+strings.Repeat(leedsRow, 12)+"\n"+edinburgh, "\n", "\r\n"))),
			Report{Source: "Code-Point Open", Records: 14, Usable: 2},
			[]placed{leeds, scots},
		},
		"Code-Point Open, other areas": {
			filed(t, "x.csv", []byte(harrogate+oxfordRow+noDistrict)),
			Report{Source: "Code-Point Open", Records: 4, Usable: 4},
			[]placed{
				{"HG1", "1AA", 53.9937, -1.5415, 0, "E05014331 E06000065 E10000023"},
				{"SW1A", "1AA", 51.50101, -0.14156, 0, "E05013806 E09000033"},
				{"OX1", "1AA", 51.7502, -1.2674, 0, "E05013111 E07000178 E10000025"},
				{"L3", "5AG", 53.4069, -2.9738, 0, "E92000001"},
			},
		},
		"lookup": {
			filed(t, "x.csv", []byte(lookup+strings.Repeat(strings.SplitAfter(lookupRows, "\n")[0], 20))),
			Report{Source: "National Statistics Postcode Lookup", Dated: "2025-06", Records: 25, Usable: 3, Ended: 1},
			[]placed{leedsByICB, cardiff, belfast},
		},
		"lookup of next year, in capitals": {
			filed(t, "x.csv", []byte("\ufeff"+strings.ToUpper(strings.NewReplacer("25cd", "26cd", "icb23", "icb26").Replace(lookupHeading))+strings.SplitAfter(lookupRows, "\n")[0])),
			Report{Source: "National Statistics Postcode Lookup", Dated: "1980-01", Records: 1, Usable: 1},
			[]placed{leedsByICB},
		},
		"lookup of old": {
			filed(t, "x.csv", []byte(oldLookup)),
			Report{Source: "National Statistics Postcode Lookup", Dated: "2018-01", Records: 1, Usable: 1},
			[]placed{{"OX1", "1AA", 51.7502, -1.2671, 0, "E05013111 E07000178 E10000025 E54000044"}},
		},
		"directory of old": {
			filed(t, "x.csv", []byte(oldDirectory)),
			Report{Source: "ONS Postcode Directory", Dated: "2002-03", Records: 2, Usable: 2, Ended: 1},
			[]placed{scots, {"LS1", "1AA", 53.7955, -1.5557, 199606, "E05011399 E08000035 E54000054"}},
		},
		"whole and parts": {
			filed(t, "x.zip", zipped(t, "Data/NSPL.csv", oldLookup+strings.Replace(oldLookup, "1AA", "1AB", 3)[strings.Index(oldLookup, "\n")+1:],
				"Data/multi_csv/NSPL_OX.csv", oldLookup, "Documents/LAD names.csv", "LAD25CD,LAD25NM\nE08000035,Leeds\n", "User Guide/guide.pdf", "%PDF-1.7\n")),
			Report{Source: "National Statistics Postcode Lookup", Dated: "2018-01", Records: 2, Usable: 2},
			nil,
		},
		"parts": {
			filed(t, "x.zip", zipped(t, "Data/multi_csv/ONSPD_EH.csv", oldDirectory, "Data/multi_csv/ONSPD_LS.csv", strings.ReplaceAll(oldDirectory, "1YZ", "1YY"))),
			Report{Source: "ONS Postcode Directory", Dated: "2002-03", Records: 4, Usable: 3, Ended: 1},
			[]placed{scots},
		},
	} {
		t.Run(name, func(t *testing.T) {
			report, file, table := imported(t, test.input, t.TempDir(), Options{Replace: true})
			if report.Source != test.want.Source || report.Dated != test.want.Dated || report.Records != test.want.Records ||
				report.Usable != test.want.Usable || report.Ended != test.want.Ended || report.Kind != box.Postcodes || report.Bytes == 0 {
				t.Errorf("%+v, want %+v", report, test.want)
			}
			want := box.Meta{Source: report.Source, Dated: report.Dated, Made: now, Rows: report.Usable}
			if file.Meta != want {
				t.Errorf("%+v, want %+v", file.Meta, want)
			}
			for _, p := range test.placed {
				holds(t, table, p)
			}
		})
	}
}

// holds checks one postcode of a table. Positions come within 12 metres.
func holds(t testing.TB, table *units.Table, p placed) {
	t.Helper()
	found, ok := table.Find(p.outward, p.inward)
	if !ok {
		t.Errorf("%s %s is not there", p.outward, p.inward)
		return
	}
	if math.Abs(found.Point.Lat()-p.lat) > 1e-4 || math.Abs(found.Point.Lon()-p.lon) > 2e-4 || found.Ended != p.ended {
		t.Errorf("%s %s: %v, ended %d", p.outward, p.inward, found.Point, found.Ended)
	}
	if got := strings.Join(table.Areas(found.Set), " "); got != p.areas {
		t.Errorf("%s %s lies in %s, want %s", p.outward, p.inward, got, p.areas)
	}
}

func TestPostcodesHaveParts(t *testing.T) {
	_, file, _ := imported(t, filed(t, "x.csv", []byte(leedsRow+strings.Replace(leedsRow, "4AP", "4AQ", 1)+noDistrict)), t.TempDir(), Options{})
	found, err := parts.Decode(file.Section(parts.Section))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range found {
		got = append(got, fmt.Sprint(p.Code, " ", p.Units, p.Areas))
		if geo.CheckUK(p.Point.Lat(), p.Point.Lon()) != nil {
			t.Errorf("%+v", p)
		}
	}
	want := []string{"L3 1 [E92000001]", "L3 5 1 [E92000001]", "LS1 2 [E08000035]", "LS1 4 2 [E08000035]"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestDatedByTheOptions(t *testing.T) {
	report, file, _ := imported(t, filed(t, "x.csv", []byte(oldLookup)), t.TempDir(), Options{Dated: "2024-05"})
	if report.Dated != "2024-05" || file.Dated != "2024-05" {
		t.Errorf("report %q, file %q", report.Dated, file.Dated)
	}
}

func TestMovedPostcodesAreCounted(t *testing.T) {
	dir := t.TempDir()
	report, _, _ := imported(t, filed(t, "x.csv", []byte(leedsRow+yorkRow+edinburgh)), dir, Options{})
	if report.Moved != 0 {
		t.Errorf("%d moved from nowhere", report.Moved)
	}
	farther := strings.Replace(leedsRow, "433330", "434430", 1) // by 1,100 m
	nearer := strings.Replace(yorkRow, "452109", "453009", 1)   // by 900 m
	if report, _, _ = imported(t, filed(t, "x.csv", []byte(farther+nearer+edinburgh)), dir, Options{}); report.Moved != 1 {
		t.Errorf("%d moved, want 1", report.Moved)
	}
}

func TestShrinkingIsRefusedUnlessAskedFor(t *testing.T) {
	dir := t.TempDir()
	imported(t, filed(t, "x.csv", []byte(leedsRow+yorkRow+edinburgh)), dir, Options{})
	small := filed(t, "x.csv", []byte(leedsRow))
	_, err := Postcodes(t.Context(), small, dir, Options{})
	var refused *InputError
	if !errors.As(err, &refused) || refused.Reason != Shrinks {
		t.Errorf("%v", err)
	}
	if report, _, _ := imported(t, small, dir, Options{Replace: true}); report.Usable != 1 {
		t.Errorf("%d usable", report.Usable)
	}
	if _, err := Postcodes(t.Context(), filed(t, "x.csv", []byte(yorkRow+edinburgh)), dir, Options{}); err != nil {
		t.Errorf("a table that grows: %v", err)
	}
}

func TestProgressReachesTheWhole(t *testing.T) {
	var last, total int64
	fall := false
	tell := func(done, of int64) {
		fall = fall || done < last || done > of || total != 0 && of != total
		last, total = done, of
	}
	input := filed(t, "x.zip", zipped(t, "a.csv", strings.Repeat(leedsRow, 2000), "b.csv", strings.Repeat(edinburgh, 2000)))
	imported(t, input, t.TempDir(), Options{Progress: tell})
	if fall || last != total || total == 0 {
		t.Errorf("%d of %d; fell %v", last, total, fall)
	}
}
