package data

// Ages are whom a service is for by age, in whole years, inclusive. A limit that is not said is nil.
type Ages struct{ Minimum, Maximum *int }

// WidestAges are the ages that several groups have together: a limit that one of them does not state is none.
func WidestAges(groups []Ages) Ages {
	var widest Ages
	for i, group := range groups {
		if i == 0 {
			widest = group
			continue
		}
		if group.Minimum == nil || widest.Minimum != nil && *group.Minimum < *widest.Minimum {
			widest.Minimum = group.Minimum
		}
		if group.Maximum == nil || widest.Maximum != nil && *group.Maximum > *widest.Maximum {
			widest.Maximum = group.Maximum
		}
	}
	return widest
}
