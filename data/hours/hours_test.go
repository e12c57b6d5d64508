package hours_test

import (
	"os"
	"testing"
	"time"

	"go.yaml.in/yaml/v3"

	"fingerpost/data"
	"fingerpost/data/hours"
)

// holidays are those that ship with Fingerpost: 2026 to 2028.
func holidays(t testing.TB) hours.Holidays {
	t.Helper()
	b, err := os.ReadFile("../content/bank-holidays.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Holidays map[string][]struct{ Date, Name string }
	}
	if err := yaml.Unmarshal(b, &file); err != nil {
		t.Fatal(err)
	}
	byNation := map[string]map[data.Date]string{}
	for nation, days := range file.Holidays {
		byNation[nation] = map[data.Date]string{}
		for _, day := range days {
			byNation[nation][date(t, day.Date)] = day.Name
		}
	}
	return hours.NewHolidays(byNation)
}

func date(t testing.TB, s string) data.Date {
	t.Helper()
	if s == "" {
		return data.Date{}
	}
	d, err := data.ParseDate(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// london reads "2026-03-14 09:00" by London's clocks, or with an offset: "2026-10-25 01:30 +0000".
func london(t testing.TB, s string) time.Time {
	t.Helper()
	if s == "" {
		return time.Time{}
	}
	if len(s) > 16 {
		at, err := time.Parse("2006-01-02 15:04 -0700", s)
		if err != nil {
			t.Fatal(err)
		}
		return at
	}
	at, err := time.ParseInLocation("2006-01-02 15:04", s, data.London)
	if err != nil {
		t.Fatal(err)
	}
	return at
}

func parse(t testing.TB, notation string) []data.Schedule {
	t.Helper()
	schedules, err := hours.Parse(notation, "service-1", "test")
	if err != nil {
		t.Fatal(err)
	}
	return schedules
}
