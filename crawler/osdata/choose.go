package osdata

import "strings"

// pick finds the one file that has an area and a format. The API is asked for no others, but what it answers is not taken
// on trust; and of several, such as the tables of Open Linked Identifiers, none is what was meant.
func pick(list []listed, product, area, format string) (listed, error) {
	var fit, plain []listed
	for _, l := range list {
		if !strings.EqualFold(l.Area, area) || !strings.EqualFold(l.Format, format) {
			continue
		}
		fit = append(fit, l)
		if l.Subformat == "" {
			plain = append(plain, l)
		}
	}
	switch {
	case len(fit) == 1:
		return fit[0], nil
	case len(plain) == 1:
		return plain[0], nil
	}
	names := make([]string, len(fit))
	for i, l := range fit {
		names[i] = l.FileName
	}
	return listed{}, &ChoiceError{Product: product, Area: area, Format: format, Files: names}
}
