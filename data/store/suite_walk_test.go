package store

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"time"

	"fingerpost/data"
)

// walk is the names of the services that a walk comes by, in its order.
func (b *bench) walk(w Walk, step func(data.Exported)) (names []string) {
	b.Helper()
	w.atOnce = 2
	counted := 0
	b.must(b.s.Walk(b.ctx, w, func(some []data.Exported, total int) error {
		counted = total
		for _, l := range some {
			names = append(names, l.Service.Name)
			if step != nil {
				step(l)
			}
		}
		return nil
	}))
	if counted != len(names) {
		b.Errorf("%d are counted and %d come by", counted, len(names))
	}
	return names
}

// A walk sees the directory as it was at its start, however long it takes and whatever is written meanwhile.
func walkingIsOneView(b *bench) {
	ids := map[string]data.ServiceID{}
	for i := range 5 {
		name := fmt.Sprint("Club ", i)
		ids[name] = b.submit(offer(council, fmt.Sprint(i), called(name), number(fmt.Sprintf("0113 496 000%d", i)))).Service
	}
	first := true
	names := b.walk(Walk{}, func(l data.Exported) {
		if l.Service.Description != "Help with tablets." {
			b.Errorf("%s: a change made meanwhile is in it: %q", l.Service.Name, l.Service.Description)
		}
		if !first {
			return
		}
		first = false
		for i := range 6 {
			b.submit(offer(council, fmt.Sprint(i), called(fmt.Sprint("Club ", i)), number(fmt.Sprintf("0113 496 000%d", i)), describe("New words.")))
		}
	})
	if len(names) != 5 {
		b.Errorf("%v", names)
	}
	for i := 1; i < len(names); i++ {
		if ids[names[i-1]] >= ids[names[i]] {
			b.Errorf("%s does not come before %s", names[i-1], names[i])
		}
	}
	enough := errors.New("enough")
	if err := b.s.Walk(b.ctx, Walk{}, func([]data.Exported, int) error { return enough }); err != enough {
		b.Errorf("a walk that was ended gives %v", err)
	}
}

// What two sources say of one service is found by either, and a state is that of the service and not of what was proposed.
func walkingFindsWhatIsAskedFor(b *bench) {
	b.submit(offer(council, "1"))
	b.submit(offer(charity, "x"))
	b.submit(offer(council, "2", called("Lunch Club"), number("0113 496 0002"), func(s *data.Submission) { s.Service.Doc.Status = data.Inactive }))
	for _, c := range []struct {
		walk Walk
		want []string
	}{
		{Walk{}, []string{"Digital Buddies", "Lunch Club"}}, {Walk{Source: charity.Key}, []string{"Digital Buddies"}},
		{Walk{Source: council.Key}, []string{"Digital Buddies", "Lunch Club"}}, {Walk{Source: "nobody"}, nil},
		{Walk{Status: data.Active}, []string{"Digital Buddies"}}, {Walk{Status: data.Inactive, Source: council.Key}, []string{"Lunch Club"}},
	} {
		got := b.walk(c.walk, nil)
		slices.Sort(got)
		if !slices.Equal(got, c.want) {
			b.Errorf("%+v finds %v, want %v", c.walk, got, c.want)
		}
	}
}

func walkingTellsWhereFactsWereFound(b *bench) {
	how := json.RawMessage(`{"how":{"name":{"where":"selector h1","sure":"stated"},"phone":{"where":"link tel:"}}}`)
	onPage := func(s *data.Submission) { s.Records[0].Payload = how }
	b.submit(offer(charity, "x", onPage))
	b.submit(offer(council, "1", onPage, called("Lunch Club"), number("0113 496 0002")))
	var changed time.Time
	look := func(l data.Exported) {
		if len(l.Readings) == 0 || l.Sources[charity.Key].Name != charity.Name {
			b.Errorf("%+v %+v", l.Readings, l.Sources)
		}
		for id, o := range l.Origins {
			reading := l.Readings[id]
			if reading.ReadAt.IsZero() {
				b.Errorf("%s: it is not said when it was read", id)
			}
			if page := o.Source == charity.Key; page != (reading.Found["name"].Where == "selector h1") {
				b.Errorf("%s: %+v", o.Source, reading)
			}
		}
		if l.Service.Name == "Digital Buddies" {
			if !l.Changed.After(changed) {
				b.Errorf("changed at %s, after %s", l.Changed, changed)
			}
			changed = l.Changed
		}
	}
	b.walk(Walk{Readings: true}, look)
	b.submit(offer(charity, "x", onPage, func(s *data.Submission) { s.Organization.Doc.Email = "hello@digitalfriends.example.org" }))
	b.walk(Walk{Readings: true}, look) // what belongs to a service changes it
	b.walk(Walk{}, func(l data.Exported) {
		if l.Readings != nil {
			b.Errorf("%+v were read and not asked for", l.Readings)
		}
	})
}
