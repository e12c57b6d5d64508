package main

import (
	"errors"
	"fmt"

	"fingerpost/geo"
	"fingerpost/geo/load"
)

// warnOfTables logs what is wrong with the tables of the data folder. Nothing stops on account of them: what was in use
// before, or is part of the program, answers meanwhile.
func (a *app) warnOfTables(err error) {
	if several, ok := err.(interface{ Unwrap() []error }); ok {
		for _, one := range several.Unwrap() {
			a.warnOfTables(one)
		}
		return
	}
	var damaged *geo.DamagedError
	if errors.As(err, &damaged) {
		a.log.Warn(fmt.Sprintf("the table of %s in %s cannot be used (%s). What was in use before, or is part of the program, answers. %s",
			damaged.Kind, a.config.Data, damaged.Why, importAgain(damaged)))
		return
	}
	a.log.Warn("a table of postcodes, places or areas cannot be read; what was in use before, or is part of the program, answers", "error", err)
}

// importAgain says how a damaged table is mended. Imports of areas add to what is there, which is lost with a damaged one.
func importAgain(e *geo.DamagedError) string {
	if e.Kind == "areas" {
		return `Run "fingerpost import areas --replace" for each file of areas that was imported.`
	}
	return fmt.Sprintf("Run \"fingerpost import %s\" again.", e.Kind)
}

// unusableTable is a table in the data folder that an import would add to, and that cannot be read.
type unusableTable struct{ damaged *geo.DamagedError }

func (e *unusableTable) Error() string {
	return fmt.Sprintf("the table of %s that is there cannot be read (%s), so nothing can be added to it. Use --replace to begin a new one.",
		e.damaged.Kind, e.damaged.Why)
}

func (e *unusableTable) Unwrap() error { return e.damaged }

// refusedSentences say why a record of a table was left out.
var refusedSentences = map[load.Reason]string{
	load.NotRecord:      "the line or feature lacks the parts of a record",
	load.NotPostcode:    "not a postcode",
	load.NoPosition:     "no position",
	load.Outside:        "a position that is not in the UK",
	load.Misplaced:      "a position far from others of its kind",
	load.Duplicate:      "the same record again; the first one stays",
	load.NoName:         "no name",
	load.NoCode:         "no code of an area",
	load.NoRing:         "no outline",
	load.CrossesItself:  "an outline that crosses itself",
	load.TooManyPoints:  "an outline with more points than can be kept",
	load.UnknownKind:    "of a kind that is not kept",
	load.TooManyForFile: "more than the table can hold",
}

// loadSentence words why an input of postcodes, places or areas cannot be used.
func loadSentence(e *load.InputError) string {
	const untouched = " The table that was there is untouched."
	switch e.Reason {
	case load.NotFound:
		return fmt.Sprintf("there is no file or folder %s. Check the path.", e.Where)
	case load.Unreadable:
		return fmt.Sprintf("%s cannot be read (%s). Check that you may read it.", e.Where, innermost(e))
	case load.NotRecognised:
		return fmt.Sprintf("%s is not in a format that is known for this. Run the command with --help to see which are.", e.Where) + untouched
	case load.Damaged:
		return fmt.Sprintf("%s is cut short or damaged. Download it again.", e.Where) + untouched
	case load.ClimbsOut:
		return fmt.Sprintf("%s holds a path that leads out of the archive, which no genuine file does. Download it again from its publisher.", e.Where) + untouched
	case load.TooLarge:
		return fmt.Sprintf("%s unpacks to far more than such a file has. Download it again from its publisher.", e.Where) + untouched
	case load.Empty:
		return fmt.Sprintf("there is no data in %s. Check that it is the right file.", e.Where) + untouched
	case load.Mixed:
		return fmt.Sprintf("%s holds two kinds of data. Put the one that you want in a folder of its own.", e.Where) + untouched
	case load.MostlyRefused:
		return fmt.Sprintf("more than a tenth of %s could not be used (%s). Its columns may be in another order, or it is another file than it seems.", e.Where, innermost(e)) + untouched
	case load.Shrinks:
		return fmt.Sprintf("%s has less than half of what there is now. Use --replace if that is meant.", e.Where) + untouched
	case load.NotWGS84:
		return fmt.Sprintf("%s is not in degrees of WGS84. Download it as GeoJSON in WGS84 (EPSG:4326).", e.Where) + untouched
	}
	return fmt.Sprintf("%s cannot be used: %s.", e.Where, e.Reason) + untouched
}
