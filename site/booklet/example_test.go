package booklet_test

import (
	"bytes"
	"fmt"

	"fingerpost/site/booklet"
)

func ExampleBooklet_Write() {
	list := booklet.Booklet{
		Lang:  "en-GB",
		Title: "My list",
		Made:  "Made on 22 November 2026 by Fingerpost",
		Crisis: booklet.Section{Heading: "Help now", Entries: []booklet.Entry{
			{Name: "Emergency", Phones: []string{"999"}},
			{Name: "Samaritans", Phones: []string{"116 123"}, Summary: "Day and night."},
		}},
		Sections: []booklet.Section{{Entries: []booklet.Entry{{
			Number:       1,
			Name:         "Computer Mondays",
			Organization: "Headingley Library",
			Phones:       []string{"0113 496 0042"},
			Rows: []booklet.Row{
				{Label: "Address", Text: "North Lane, Leeds LS6 3HG"},
				{Label: "When", Text: "Mondays, 10am to 12 noon"},
			},
			Source: "Seen on leeds.example on 12 November 2026",
		}}}},
		Footer: "In danger: 999. Samaritans: 116 123",
		Page:   func(n, of int) string { return fmt.Sprintf("Page %d of %d", n, of) },
	}
	var file bytes.Buffer
	if err := list.Write(&file, booklet.Large); err != nil {
		fmt.Println(err)
		return
	}
	fmt.Printf("%s\n", file.Bytes()[:8])
	// Output: %PDF-1.7
}
