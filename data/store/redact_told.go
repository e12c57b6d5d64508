package store

// blankReports blanks the values in what people have told of the services that the aggregate has to do with, and in what
// was found.
func (r *redaction) blankReports() error {
	services, err := r.servicesOf(r.level, r.id)
	if err != nil {
		return err
	}
	for _, service := range services {
		reports, err := r.reports(`service = ?`, service)
		if err != nil {
			return err
		}
		for _, report := range reports {
			words, inWords := blankText(report.Text, r.texts)
			note, inNote := blankText(report.Note, r.texts)
			if inWords+inNote == 0 {
				continue
			}
			if _, err := r.exec(`UPDATE reports SET text = ?, note = ? WHERE id = ?`, words, note, string(report.ID)); err != nil {
				return err
			}
		}
	}
	return nil
}

// removeSuggesters removes an address that is among the values also where it is kept to ask about a suggestion.
func (r *redaction) removeSuggesters() error {
	records, err := r.recordsOf()
	if err != nil {
		return err
	}
	for _, record := range records {
		rows, err := r.rows(`SELECT email FROM suggesters WHERE record = ?`, record)
		emails, err := collect(rows, err, scanString)
		if err != nil {
			return err
		}
		for _, email := range emails {
			if _, n := blankText(email, r.texts); n == 0 {
				continue
			}
			if _, err := r.exec(`DELETE FROM suggesters WHERE record = ?`, record); err != nil {
				return err
			}
		}
	}
	return nil
}
