package main_test

import (
	"bufio"
	"os"
	"path"
	"path/filepath"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

// officialSchemas are the service schemas of the two standards, as they are published: Open Referral UK 3.0, and HSDS 3.0.
func officialSchemas(t *testing.T) map[string]*jsonschema.Schema {
	t.Helper()
	out := map[string]*jsonschema.Schema{}
	for standard, base := range map[string]string{
		"oruk-3.0": "https://openreferraluk.org/specifications/3.0/schema/",
		"hsds-3.0": "https://docs.openreferral.org/hsds-3.0/",
	} {
		files, err := filepath.Glob(filepath.Join(sharedData(t, "oruk/schemas/"+standard), "*.json"))
		if err != nil || len(files) < 20 {
			t.Fatalf("%s: %d files, %v", standard, len(files), err)
		}
		compiler := jsonschema.NewCompiler()
		compiler.AssertFormat()
		for _, file := range files {
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			schema, err := jsonschema.UnmarshalJSON(f)
			f.Close()
			if err != nil {
				t.Fatalf("%s: %v", file, err)
			}
			if err := compiler.AddResource(base+path.Base(file), schema); err != nil {
				t.Fatal(err)
			}
		}
		if out[standard], err = compiler.Compile(base + "service.json"); err != nil {
			t.Fatal(err)
		}
	}
	return out
}

// linesOf are the lines of a file that an export wrote.
func linesOf(t testing.TB, file string) []string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var lines []string
	scanner := bufio.NewScanner(f)
	scanner.Buffer(nil, 16<<20)
	for scanner.Scan() {
		lines = append(lines, scanner.Text())
	}
	if err := scanner.Err(); err != nil {
		t.Fatal(err)
	}
	return lines
}

// exported writes an export to a file and gives its name.
func exported(t testing.TB, folder string, args ...string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "services.ndjson")
	must(t, append([]string{"export", "ndjson", "--output", file, "--data", folder}, args...)...)
	return file
}

// realImports are inputs of every kind with the number of services that is kept of them.
var realImports = []struct {
	name     string
	args     []string // after import
	services int
}{
	{"default listings", []string{"listings"}, 404},
	{"North Lincolnshire", []string{"open-referral", "listings/oruk-v1-north-lincolnshire", "--area", "E06000013"}, 738},
	{"Buckinghamshire", []string{"open-referral", "listings/oruk-v1-buckinghamshire", "--area", "E06000060"}, 50},
	{"food banks", []string{"table", "listings/greater-manchester/gm_food_banks.csv", "--area", "E47000001"}, 0},
	{"charities", []string{"table", "listings/greater-manchester/charities_operating_in_trafford.csv", "--area", "E08000009"}, 0},
	{"mental health", []string{"table", "listings/greater-manchester/trafford_mental_health_services.csv", "--area", "E08000009"}, 0},
	{"pharmacies", []string{"table", "listings/greater-manchester/gm_pharmacies.csv", "--area", "E47000001"}, 0},
}

// imported takes one of them into a new folder.
func imported(t testing.TB, i int) (folder string) {
	t.Helper()
	folder = empty(t)
	args := []string{"import"}
	for n, arg := range realImports[i].args {
		if n == 1 {
			arg = sharedData(t, arg)
		}
		args = append(args, arg)
	}
	must(t, append(args, "--data", folder)...)
	return folder
}

// Every line of an export holds by both official schemas, formats too, whatever the directory was made of.
func TestExportIsValid(t *testing.T) {
	t.Parallel()
	schemas := officialSchemas(t)
	for i, input := range realImports {
		t.Run(input.name, func(t *testing.T) {
			folder := imported(t, i)
			for _, flags := range [][]string{nil, {"--provenance"}} {
				lines := linesOf(t, exported(t, folder, flags...))
				if input.services > 0 && len(lines) != input.services {
					t.Errorf("%d services, want %d", len(lines), input.services)
				}
				for _, line := range lines {
					service, err := jsonschema.UnmarshalJSON(strings.NewReader(line))
					if err != nil {
						t.Fatal(err)
					}
					for standard, schema := range schemas {
						if err := schema.Validate(service); err != nil {
							t.Errorf("%s: %v\n%.300s", standard, err, line)
						}
					}
					if strings.Contains(line, ":null") || strings.Contains(line, `:""`) || !strings.HasPrefix(line, `{"id":"`) {
						t.Errorf("something in it is empty, or the service's id is not first: %.300s", line)
					}
				}
				t.Logf("%d services hold by %d schemas %v", len(lines), len(schemas), flags)
			}
		})
	}
}
