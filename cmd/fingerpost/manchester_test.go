package main_test

import (
	"path/filepath"
	"sync"
	"testing"
)

// manchesterTables are the real tables, with the area of each and how many records it has at least.
var manchesterTables = []struct {
	name, file, area string
	least            int
}{
	{"gm-food-banks", "greater-manchester/gm_food_banks.csv", "E47000001", 150},
	{"gm-libraries", "greater-manchester/gm_libraries.csv", "E47000001", 130},
	{"gm-pharmacies", "greater-manchester/gm_pharmacies.csv", "E47000001", 600},
	{"gm-jobcentreplus", "greater-manchester/gm_jobcentreplus.csv", "E47000001", 20},
	{"trafford-charities", "greater-manchester/charities_operating_in_trafford.csv", "E08000009", 700},
	{"trafford-childrens-centres", "greater-manchester/trafford_childrens_centres.csv", "E08000009", 2},
	{"trafford-general-practices", "greater-manchester/trafford_general_practices.csv", "E08000009", 20},
	{"trafford-mental-health", "greater-manchester/trafford_mental_health_services.csv", "E08000009", 50},
	{"libraries-england", "libraries/libraries_england.csv", "E92000001", 3000},
}

var (
	manchesterOnce      sync.Once
	manchesterFolder    string
	manchesterSummaries = map[string]summary{}
)

// manchester is a data folder with all of the tables, and one page of Buckinghamshire, made once. Tests that change
// something work on a copy of it.
func manchester(t testing.TB) string {
	t.Helper()
	buckinghamshire := sharedData(t, "listings/oruk-v1-buckinghamshire")
	manchesterOnce.Do(func() {
		folder := filepath.Join(scratch, "manchester")
		must(t, "import", "open-referral", buckinghamshire, "--area", "E06000060", "--data", folder)
		for _, table := range manchesterTables {
			manchesterSummaries[table.name] = read[summary](t, "import", "csv", sharedData(t, "listings/"+table.file), "--area", table.area,
				"--source", table.name, "--dated", "2020", "--data", folder, "--report", filepath.Join(folder, table.name+".report"))
		}
		must(t, "index", "--data", folder)
		manchesterFolder = folder
	})
	if manchesterFolder == "" {
		t.Fatal("the tables of Greater Manchester could not be imported; see the test that tried first")
	}
	return manchesterFolder
}
