package table

import (
	"bytes"
	"mime"
	"path"
	"regexp"
	"strings"
)

// Format is how a file holds its rows.
type Format string

// The formats that can be read.
const (
	CSV      Format = "csv"
	XLSX     Format = "xlsx"
	JSON     Format = "json"
	GeoJSON  Format = "geojson"
	ArcGIS   Format = "arcgis"
	KML      Format = "kml" // and KMZ, which is KML in a zip
	Calendar Format = "icalendar"
)

// Formats are all of them.
var Formats = []Format{CSV, XLSX, JSON, GeoJSON, ArcGIS, KML, Calendar}

// Kinds of files that are told so that people can be told what to do with them.
const (
	oldExcel     Format = "xls"
	openDocument Format = "ods"
	pdf          Format = "pdf"
	webPage      Format = "html"
	shapefile    Format = "shapefile"
	gzipped      Format = "gzip"
	otherZip     Format = "zip"
	binary       Format = "binary"
	otherXML     Format = "xml"
)

// magic are the first bytes of files that no name and no content type can make anything else.
var magic = []struct {
	bytes  string
	format Format
}{
	{"PK\x03\x04", otherZip}, {"PK\x05\x06", otherZip}, // which of them its list of files tells
	{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", oldExcel}, {"%PDF-", pdf}, {"\x1f\x8b", gzipped}, {"\x00\x00\x27\x0a", shapefile},
}

// Tell tells the format of a file from its first bytes and, where these leave it open, from what it is said to be: its
// name, and the content type that came with a download. A comma-separated file may begin with anything; all else begins
// in one way.
func Tell(name, contentType string, head []byte) Format {
	for _, m := range magic {
		if bytes.HasPrefix(head, []byte(m.bytes)) {
			return m.format
		}
	}
	text := strings.TrimLeft(strings.TrimPrefix(strings.TrimLeft(string(plainHead(head)), "\ufeff"), "\ufeff"), " \t\r\n")
	lower := strings.ToLower(text[:min(len(text), 2048)])
	switch {
	case strings.ContainsRune(text, 0):
		return binary
	case strings.HasPrefix(lower, "begin:vcalendar"):
		return Calendar
	case strings.HasPrefix(lower, "<"):
		return markup(lower)
	case beginsObject.MatchString(text):
		return JSON // GeoJSON and ArcGIS are told from their rows
	case saidCSV(name, contentType):
		return CSV
	case strings.HasPrefix(text, "{"), strings.HasPrefix(text, "["):
		return JSON
	}
	return CSV
}

// beginsObject is how JSON begins and no row of cells does.
var beginsObject = regexp.MustCompile(`^\[?\s*\{\s*["}]`)

// plainHead is the head in UTF-8, as far as telling needs it: of UTF-16, every other byte.
func plainHead(head []byte) []byte {
	first := -1
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")):
		first = 2
	case bytes.HasPrefix(head, []byte("\xfe\xff")):
		first = 3
	default:
		return head
	}
	var out []byte
	for i := first; i < len(head); i += 2 {
		if head[i] != 0 {
			out = append(out, head[i])
		}
	}
	return out
}

func markup(lower string) Format {
	switch {
	case strings.Contains(lower, "<kml"):
		return KML
	case strings.Contains(lower, "<!doctype html"), strings.Contains(lower, "<html"):
		return webPage
	case strings.HasPrefix(lower, "<?xml"), strings.HasPrefix(lower, "<!"):
		return KML // its root element comes later, or it is refused there
	}
	return otherXML
}

func saidCSV(name, contentType string) bool {
	kind, _, err := mime.ParseMediaType(contentType)
	ext := strings.ToLower(path.Ext(name))
	return err == nil && kind == "text/csv" || ext == ".csv" || ext == ".tsv"
}
