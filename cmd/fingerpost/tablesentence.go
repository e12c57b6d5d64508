package main

import (
	"errors"
	"fmt"

	"fingerpost/data/table"
)

// formatNames are the formats in words, those that can be read and those that are only told.
var formatNames = map[table.Format]string{
	table.CSV: "a CSV file", table.XLSX: "an Excel workbook", table.JSON: "a JSON file", table.GeoJSON: "a GeoJSON file",
	table.ArcGIS: "a file of ArcGIS features", table.KML: "a KML map", table.Calendar: "an iCalendar file",
	"xls": "an old Excel workbook (.xls)", "ods": "an OpenDocument file", "pdf": "a PDF", "html": "a web page", "shapefile": "a shapefile",
	"gzip": "a gzip file", "zip": "a zip file", "binary": "no text", "xml": "an XML file, and not KML",
}

// remedies say what to do with a format that cannot be read.
var remedies = map[table.Format]string{
	"xls": "Save it as .xlsx or CSV.", "ods": "Save it as .xlsx or CSV.", "pdf": "Ask the publisher for the table behind it.",
	"html":      "The address may be that of a portal or a login; download the file itself.",
	"shapefile": "Ask the publisher for GeoJSON, or convert it.", "gzip": "Unpack it first.", "zip": "Unpack it first, and import the files in it.",
}

// tableSentence words what can be wrong with a table as a whole.
func tableSentence(err error) string {
	var (
		columns   *table.MissingColumnError
		noMapping *table.NoMappingError
		long      *table.TooLongError
		mapping   *table.MappingError
		format    *table.FormatError
		damaged   *table.DamagedError
		noRows    *table.NoRowsError
		deep      *table.DeepError
		swollen   *table.SwollenError
		grid      *table.GridError
		of        *table.FileError
	)
	file := "the file"
	if errors.As(err, &of) && of.File != "" {
		file = of.File
	}
	switch {
	case errors.As(err, &columns):
		return fmt.Sprintf("the file lacks the columns %s. It has: %s. Use --mapping with a file that names the columns it has. Nothing was taken.", quoted(columns.Columns), quoted(columns.Have))
	case errors.As(err, &noMapping):
		return fmt.Sprintf("no mapping that ships with fingerpost fits %s. It has the columns %s. Write a mapping for it (see CONTRIBUTING.md) and name it with --mapping.", file, quoted(noMapping.Have))
	case errors.As(err, &long) && long.Line > 0:
		return fmt.Sprintf("line %d is longer than any row of a table. The file may lack line ends or a closing quote. What came before it is kept.", long.Line)
	case errors.As(err, &long):
		return fmt.Sprintf("%s is larger than any entry should be. Ask the publisher for the file without it. What came before it is kept.", after("what stands", long.After))
	case errors.As(err, &mapping):
		return fmt.Sprintf("%s:%d: %s: %s.", mapping.File, mapping.Line, mapping.Key, mapping.Reason)
	case errors.As(err, &format) && format.Want != "":
		return fmt.Sprintf("%s is %s, and the mapping is for %s. Name another with --mapping. Nothing was taken.", file, formatNames[format.Found], formatNames[format.Want])
	case errors.As(err, &format):
		remedy := remedies[format.Found]
		if remedy == "" {
			remedy = "What can be read is CSV, XLSX, GeoJSON, KML, KMZ, ArcGIS features, JSON and iCalendar."
		}
		return fmt.Sprintf("%s is %s, which cannot be read. %s", file, formatNames[format.Found], remedy)
	case errors.As(err, &damaged):
		return fmt.Sprintf("%s is damaged or breaks off, %s (%s). Get the file again. What came before is kept.", file, after("somewhere", damaged.After), innermost(damaged.Err))
	case errors.As(err, &noRows) && noRows.Linked:
		return fmt.Sprintf("%s only says where the map is. Open the map, and export it without keeping it up to date by a link.", file)
	case errors.As(err, &noRows):
		return fmt.Sprintf("there is nothing to read in %s: it is %s without entries. Check that it is the right file.", file, formatNames[noRows.Format])
	case errors.As(err, &deep):
		return fmt.Sprintf("%s in %s is nested deeper than any table is. Check that it is the right file. What came before is kept.", after("what stands", deep.After), file)
	case errors.As(err, &swollen):
		return fmt.Sprintf("%s holds more than %d MB, which is not unpacked. Split it, or save it as CSV. Nothing was taken.", file, swollen.Limit>>20)
	case errors.As(err, &grid) && grid.Grid != "":
		return fmt.Sprintf("the coordinates of %s are on the grid %s, which cannot be read. Ask for them in degrees (WGS84, EPSG:4326), or on the British National Grid.", file, grid.Grid)
	case errors.As(err, &grid):
		return fmt.Sprintf("%s does not say on which grid its coordinates are, and they are no degrees. Ask for them in degrees (WGS84, EPSG:4326).", file)
	}
	return ""
}

// after says where in a file.
func after(what, entry string) string {
	if entry == "" {
		return what + " at its beginning"
	}
	return what + " after " + entry
}
