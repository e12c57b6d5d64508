package openreferral

import (
	"encoding/json"
	"testing"
)

// FuzzReadPage holds for any bytes: no panic, and what is read can be kept, has valid ids, and can be written.
func FuzzReadPage(f *testing.F) {
	for _, seed := range []string{
		``, `null`, `[]`, "\xff\xfe", `<html>`, `{"content":[{"id":1,"name":"A"}]}`,
		`{"total_pages":"2","contents":[{"id":"a","name":"A","organization":{"name":"O","organization_identifiers":[{"identifier_scheme":"GB-CHC","identifier":"1"}]},
		"schedules":[{"id":"x","freq":"WEEKLY","byday":"2MO,FR","opens_at":"9.30pm","interval":3,"dtstart":"2024-01-01"}],
		"cost_options":[{"amount":"£1.5"}],"service_areas":[{"name":"Leeds","uri":"x/E08000035"}],"languages":["Welsh"],"minimum_age":"-1",
		"contacts":[{"name":"Jo","phones":[{"number":"1"}]},{"name":"Reception","phone":"0113 496 0000 / 999"}],"attributes":[{"link_type":"kind","value":"app"}],
		"service_at_locations":[{"id":"l","location":{"id":2,"latitude":"x","longitude":0,"addresses":[{"address_1":"1 High St LS1 4AP"}],"accessibility":["ramp"]}}]}]}`,
		`[{"id":1,"name":"B","organisation":"x","meta":[{"key":"Contact Name","value":"J"}],"free":true,"age_band_8_plus":true,
		"locations":[{"name":"Online"},{"geometry":{"type":"Point","coordinates":["1",null]},"mask_exact_address":1}],
		"regular_schedules":[{"weekday":"Monday"}],"eligibilitys":[{"minimum_age":1e99,"eligibility":"<i>"}],"pc_targetAudience":[{"audienceType":"A>B"}]}]`,
		`{"id":"\u0000","name":"\ud800","url":["x"],"status":{},"phones":[[{"number":5}]]}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, body []byte) {
		page, err := ReadPage(body, "fuzz", testReading())
		if err != nil {
			if len(page.Items) > 0 {
				t.Fatal("items beside an error")
			}
			return
		}
		for _, item := range page.Items {
			if item.Refused() {
				continue
			}
			submission := item.Submission
			submission.Tidy(item.Where, testReading().ReadAt)
			check(t, submission)
			if !json.Valid(submission.Records[0].Payload) {
				t.Fatal("the payload is no JSON")
			}
			encode(t, Service(listingOf(submission)))
		}
	})
}
