package data

import (
	"regexp"
	"strings"
)

// street is what the last part of an address has when it is no town.
var street = regexp.MustCompile(`(?i)\d|\b(?:road|rd|street|st|lane|ln|avenue|ave|drive|close|way|place|court|crescent|terrace|centre|hall|house|estate|park)$|.{40}`)

// SetParts puts the parts of an address, from the building on, into its lines. The last is the town, where none is known
// and it does not look like a street.
func (a *Address) SetParts(parts []string) {
	if last := len(parts) - 1; a.City == "" && last > 0 && !street.MatchString(parts[last]) {
		a.City, parts = parts[last], parts[:last]
	}
	a.SetLines(parts)
}

// SetLines puts parts of an address of which none is its town into the lines. A house's number that stands alone belongs
// to the street behind it.
func (a *Address) SetLines(parts []string) {
	if len(parts) > 1 && isHouseNumber(parts[0]) {
		parts = append([]string{parts[0] + " " + parts[1]}, parts[2:]...)
	}
	if len(parts) > 0 {
		a.Line1, a.Line2 = parts[0], strings.Join(parts[1:], ", ")
	}
}

func isHouseNumber(s string) bool {
	return len(s) <= 5 && strings.Trim(s, "0123456789") != s && !strings.Contains(s, " ")
}
