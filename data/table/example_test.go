package table_test

import (
	"fmt"
	"strings"

	"fingerpost/data"
	"fingerpost/data/table"
)

func ExampleRead() {
	mapping, err := table.ReadMapping("clubs.yaml", []byte(`
name: clubs
id: "{Club}"
service: {name: "{Club}", kind: group, hours: "{When}"}
`))
	if err != nil {
		fmt.Println(err)
		return
	}
	file := strings.NewReader("Club;When\nChess;Tue 7pm - 9pm\n;Mon 7pm - 9pm\n")
	for item, err := range table.Read(file, "clubs.csv", mapping, data.Reading{Source: data.Source{Key: "leeds"}}) {
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, p := range item.Problems {
			fmt.Println(item.Where, p.Kind)
		}
		for _, s := range item.Submission.Service.Doc.Schedules {
			fmt.Println(item.Where, item.Submission.Service.Doc.Name, s.ByDay, s.OpensAt, s.ClosesAt)
		}
	}
	// Output:
	// row 2 Chess TU 19:00 21:00
	// row 3 no-name
}
