package views

// describedBy lists the ids that describe a field: its error, if it has one, and its hint.
func describedBy(field, problem string) string {
	if problem != "" {
		return field + "-error " + field + "-hint"
	}
	return field + "-hint"
}
