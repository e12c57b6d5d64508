package openreferral

import (
	"math"
	"strconv"

	"fingerpost/data"
)

// ages are whole years. 3.0 states them on the service, Outpost as min_age and max_age or by bands of childcare, 1.0 once
// for each eligibility: then the widest holds, and a limit that one of them does not state is none.
func (r *reader) ages(s *data.Service) {
	o := r.service
	s.MinimumAge = r.age(o, "minimum_age", "min_age", "minimumAge")
	s.MaximumAge = r.age(o, "maximum_age", "max_age", "maximumAge")
	if s.MinimumAge == nil && s.MaximumAge == nil {
		ages := r.eligibleAges()
		s.MinimumAge, s.MaximumAge = ages.Minimum, ages.Maximum
	}
	if s.MinimumAge == nil && s.MaximumAge == nil {
		s.MinimumAge, s.MaximumAge = bandAges(o)
	}
	if s.MaximumAge != nil && *s.MaximumAge == 0 { // software writes 0 to 0 for no limit
		r.note("maximum_age", data.BadAge, "0")
		s.MaximumAge = nil
		if s.MinimumAge != nil && *s.MinimumAge == 0 {
			s.MinimumAge = nil
		}
	}
}

func (r *reader) age(o object, names ...string) *int {
	n, ok, said := o.number(names...)
	if !said {
		return nil
	}
	if !ok || math.Abs(n) > 1e6 {
		r.note(names[0], data.BadAge, o.text(names...))
		return nil
	}
	return new(int(math.Floor(n)))
}

// eligibilities are the groups of people of 1.0.
func (r *reader) eligibilities() []object {
	return r.service.objects("eligibilitys", "eligibilities", "eligibility")
}

func (r *reader) eligibleAges() data.Ages {
	var groups []data.Ages
	for _, group := range r.eligibilities() {
		groups = append(groups, data.Ages{Minimum: r.age(group, "minimum_age", "min_age"), Maximum: r.age(group, "maximum_age", "max_age")})
	}
	return data.WidestAges(groups)
}

// bandAges reads the bands of Outpost.
func bandAges(o object) (youngest, oldest *int) {
	if o.isTrue("age_band_all") {
		return nil, nil
	}
	for _, band := range []struct {
		name     string
		from, to int
	}{{"under_2", 0, 1}, {"2", 2, 2}, {"3_4", 3, 4}, {"5_7", 5, 7}, {"8_plus", 8, -1}} {
		if !o.isTrue("age_band_" + band.name) {
			continue
		}
		if youngest == nil {
			youngest = new(band.from)
		}
		oldest = new(band.to)
		if band.to < 0 {
			oldest = nil
		}
	}
	return youngest, oldest
}

// flag is a yes or no in an attribute's text.
func flag(s string) *bool {
	if v, err := strconv.ParseBool(s); err == nil {
		return &v
	}
	return nil
}
