package names_test

import (
	"fmt"

	"fingerpost/geo/internal/names"

	"github.com/paulmach/orb"
)

func Example() {
	table, err := names.Build([]names.Place{
		{Name: "Stockton-on-Tees", Kind: names.Town, Point: orb.Point{-1.313, 54.564}, District: "E06000004"},
		{Name: "Swansea", Others: []string{"Abertawe"}, Kind: names.City, Point: orb.Point{-3.9414, 51.6201}, District: "W06000011"},
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, m := range table.Named(names.Key("Stockton")) {
		fmt.Println(m.Name, m.Short)
	}
	for _, m := range table.Like(names.Key("Swanaea"), 3) {
		fmt.Println(m.Name, m.Edits)
	}
	for _, m := range table.Starting(names.Key("aber"), 3) {
		fmt.Println(m.Name, "as", m.As)
	}
	// Output:
	// Stockton-on-Tees true
	// Swansea 1
	// Swansea as Abertawe
}
