package openreferral

import (
	"encoding/json"
	"fmt"
	"net/mail"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fingerpost/data"
)

// schema is as much of a JSON schema as those of Open Referral UK use.
type schema struct {
	Ref        string `json:"$ref"`
	Type       string
	Format     string
	Enum       []string
	Required   []string
	Properties map[string]*schema
	Items      *schema
}

// schemas are those of a folder, by file name.
type schemas map[string]*schema

func officialSchemas(t *testing.T, folder string) schemas {
	t.Helper()
	files, _ := filepath.Glob(filepath.Join(shared(t, folder), "*.json"))
	all := schemas{}
	for _, file := range files {
		body, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var s schema
		if err := json.Unmarshal(body, &s); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		all[filepath.Base(file)] = &s
	}
	if all["service.json"] == nil || len(all["address.json"].Required) != 7 {
		t.Fatal("these are not the official schemas")
	}
	return all
}

// validate lists what in a value is against a schema: required, type, enum and format.
func (all schemas) validate(at string, value any, s *schema) (wrong []string) {
	if s.Ref != "" {
		if s = all[path.Base(s.Ref)]; s == nil {
			return []string{at + ": no schema"}
		}
	}
	say := func(format string, args ...any) { wrong = append(wrong, at+": "+fmt.Sprintf(format, args...)) }
	switch v := value.(type) {
	case map[string]any:
		for _, name := range s.Required {
			if _, ok := v[name]; !ok {
				say("no %s", name)
			}
		}
		for name, x := range v {
			if property := s.Properties[name]; property != nil {
				wrong = append(wrong, all.validate(at+"."+name, x, property)...)
			}
		}
	case []any:
		if s.Type != "array" {
			say("a list")
		}
		for i, x := range v {
			if s.Items != nil {
				wrong = append(wrong, all.validate(fmt.Sprintf("%s[%d]", at, i), x, s.Items)...)
			}
		}
	case string:
		if s.Type != "" && s.Type != "string" || v == "" || len(s.Enum) > 0 && !slices.Contains(s.Enum, v) || !hasFormat(v, s.Format) {
			say("%q is no %s %s %v", v, s.Type, s.Format, s.Enum)
		}
	case float64:
		if s.Type != "number" {
			say("%v is no %s", v, s.Type)
		}
	default:
		say("%v", v)
	}
	return wrong
}

func hasFormat(s, format string) bool {
	var err error
	switch format {
	case "uuid":
		return data.ValidID(s)
	case "uri":
		u, bad := url.Parse(s)
		return bad == nil && u.IsAbs()
	case "email":
		_, err = mail.ParseAddress(s)
	case "date-time":
		_, err = time.Parse(time.RFC3339, s)
	case "date":
		_, err = time.Parse(time.DateOnly, s)
	}
	return err == nil
}

// Both official sets hold: the profile of Open Referral UK, and HSDS 3.0, which knows the fields beyond it.
func TestOfficialSchemas(t *testing.T) {
	listings := []data.Listing{full(), {Service: data.Service{ID: data.ServiceID(testID("s")), Name: "A", Cost: data.Free}}}
	for _, page := range feed(t, "listings/oruk-v1-buckinghamshire") {
		for _, item := range page.Items {
			listings = append(listings, listingOf(item.Submission))
		}
	}
	for _, page := range feed(t, "listings/oruk-v1-north-lincolnshire") {
		for _, item := range page.Items {
			listings = append(listings, listingOf(item.Submission))
		}
	}
	for _, folder := range []string{"oruk/schemas/oruk-3.0", "oruk/schemas/hsds-3.0"} {
		all := officialSchemas(t, folder)
		var example any
		if err := json.Unmarshal(encode(t, exportFull(t)), &example); err != nil {
			t.Fatal(err)
		}
		for _, wrong := range all.validate("example", example, all["service.json"]) {
			t.Errorf("%s: %s", folder, wrong)
		}
		for _, listing := range listings {
			out := Service(listing)
			out.LastModified = Instant(testReading().ReadAt)
			var value any
			if err := json.Unmarshal(encode(t, out), &value); err != nil {
				t.Fatal(err)
			}
			for _, wrong := range all.validate("service", value, all["service.json"]) {
				t.Errorf("%s: %s: %s", folder, listing.Service.Name, wrong)
			}
		}
	}
}

// listingOf shows what a source says as the public would see it.
func listingOf(s data.Submission) data.Listing {
	s.Tidy("", testReading().ReadAt)
	listing := data.Listing{Service: s.Service.Doc}
	if s.Organization != nil {
		listing.Organization = s.Organization.Doc
	}
	for _, place := range s.Locations {
		listing.Locations = append(listing.Locations, place.Doc.Public())
	}
	return listing
}
