package load_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"fingerpost/geo/load"
)

// What cannot be used is counted and named by its line, never by its postcode.
func ExamplePostcodes() {
	dir, err := os.MkdirTemp("", "")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	input := filepath.Join(dir, "ls.csv")
	var rows []byte
	for _, unit := range []string{"1BA", "1BL", "1DH", "1EQ", "1JS", "1LS", "1PJ", "1PW", "1RS", "1SX"} {
		rows = fmt.Appendf(rows, "\"LS1 %s\",10,429317,433507,\"E92000001\",\"E19000001\",\"E18000003\",\"\",\"E08000035\",\"E05011403\"\n", unit)
	}
	rows = append(rows, "\"LS1 9ZZ\",90,0,0,\"E92000001\",\"\",\"\",\"\",\"\",\"\"\n"...)
	if err := os.WriteFile(input, rows, 0o644); err != nil {
		fmt.Println(err)
		return
	}
	report, err := load.Postcodes(context.Background(), input, dir, load.Options{Dated: "2025-10"})
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(report.Source, report.Dated)
	fmt.Println(report.Usable, "of", report.Records, report.Refused, report.Examples)
	// Output:
	// Code-Point Open 2025-10
	// 10 of 11 map[no-position:1] [{ls.csv line 11 no-position}]
}
