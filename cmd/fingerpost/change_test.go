package main_test

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"
	"testing"

	"fingerpost/data"
	"fingerpost/data/store"
)

// club is one service as a small feed of Open Referral UK 3.0 says it.
type club struct {
	id, name, description, phone, email string
}

var larkspur = club{id: "a1", name: "Larkspur Lunch Club", description: "Hot lunch on Tuesdays.", phone: "0113 496 0001", email: "hello@larkspur.example.org"}

// feed writes clubs as a feed. The ids of a source are its own, so that two sources never share one by chance.
func feed(t testing.TB, source string, clubs ...club) string {
	t.Helper()
	var contents []any
	for i, c := range clubs {
		id := func(kind string) string { return source + "-" + kind + "-" + c.id }
		contents = append(contents, map[string]any{
			"id": id("service"), "name": c.name, "description": c.description, "status": "active", "email": c.email,
			"organization": map[string]any{"id": id("organization"), "name": "Larkspur Trust", "website": "https://larkspur.example.org"},
			"phones":       []any{map[string]any{"id": id("phone"), "number": c.phone}},
			"service_at_locations": []any{map[string]any{"id": id("at"), "location": map[string]any{
				"id": id("location"), "name": "Larkspur Hall", "location_type": "physical", "latitude": 53.7953, "longitude": -1.5533,
				"addresses": []any{map[string]any{"id": id("address"), "address_1": fmt.Sprintf("%d Wisteria Lane", 12+i), "city": "Leeds",
					"state_province": "West Yorkshire", "postal_code": "LS1 4AP", "country": "GB", "address_type": "physical"}},
			}}},
		})
	}
	b, err := json.Marshal(map[string]any{"total_items": len(clubs), "total_pages": 1, "page_number": 1, "size": 50, "first_page": true,
		"last_page": true, "empty": false, "contents": contents})
	if err != nil {
		t.Fatal(err)
	}
	return write(t, t.TempDir(), source+".json", string(b))
}

// take imports clubs from a source.
func take(t testing.TB, folder, source string, clubs ...club) summary {
	t.Helper()
	return takeAs(t, folder, source, nil, clubs...)
}

// keep takes what those who run clubs say of them.
func keep(t testing.TB, folder, source string, clubs ...club) summary {
	t.Helper()
	return takeAs(t, folder, source, []string{"--trust", "owner"}, clubs...)
}

func takeAs(t testing.TB, folder, source string, flags []string, clubs ...club) summary {
	t.Helper()
	got := read[summary](t, append([]string{"import", "open-referral", feed(t, source, clubs...), "--area", "E08000035", "--source", source, "--dated", "2026-05-01",
		"--data", folder}, flags...)...)
	got.check(t)
	if got.Rejected > 0 {
		t.Fatalf("%s: a club was rejected: %+v", source, got.Rejections)
	}
	return got
}

// only is the one result of a search that finds one service of a name.
func (s *server) only(t testing.TB, q query, name string) found {
	t.Helper()
	r, ok := s.api(t, q).named(name)
	if !ok {
		t.Fatalf("%s does not find %s", q, name)
	}
	return r
}

var lunch = query{"larkspur lunch", "LS1 4AP"}

// Must show 7: a record with a changed phone makes one revision, which names that field.
func TestChangedPhone(t *testing.T) {
	folder := empty(t)
	take(t, folder, "alpha", larkspur)
	s := serve(t, folder)
	id := s.only(t, lunch, larkspur.name).ServiceID
	before := read[status](t, "status", "--data", folder)

	changed := larkspur
	changed.phone = "0113 496 0777"
	if got := take(t, folder, "alpha", changed); got.Updated != 1 || got.Pending != 0 {
		t.Errorf("summary %+v, want one updated and none waiting", got)
	}
	eventually(t, "the new number is found", func() bool { return s.only(t, lunch, larkspur.name).Phone == "0113 496 0777" })
	after := read[status](t, "status", "--data", folder)
	if after.Counts.Log != before.Counts.Log+1 {
		t.Errorf("the log went from %d to %d, want one revision more", before.Counts.Log, after.Counts.Log)
	}
	s.stop(t)
	withStore(t, folder, func(ctx context.Context, kept *store.Store) error {
		history, err := kept.History(ctx, data.LevelService, id)
		if err != nil || len(history) != 2 {
			t.Errorf("%d revisions of the service, want 2; %v", len(history), err)
			return err
		}
		for _, change := range history[0].Changes {
			if !strings.HasPrefix(change.Path, "phones/") || !strings.HasSuffix(change.Path, "/number") {
				t.Errorf("the revision names %s, want only the number of the phone", change.Path)
			}
		}
		return nil
	})
	if got := take(t, folder, "alpha", changed); got.Unchanged != 1 {
		t.Errorf("the same again: %+v, want unchanged", got)
	}
	if again := read[status](t, "status", "--data", folder); again.Counts.Log != after.Counts.Log {
		t.Errorf("the same again made a revision: log %d, then %d", after.Counts.Log, again.Counts.Log)
	}
}

// Must show 7: a redaction reaches page, API, index and export, and what was redacted does not come back.
func TestRedaction(t *testing.T) {
	t.Parallel()
	made, _ := large(t)
	folder := copyFolder(t, made) // a large index, in which what is deleted lingers
	secret := larkspur
	secret.phone, secret.description = "0113 496 0999", "Ask for Wilhelmina Quackenbush at the door."
	other := club{id: "a2", name: "Larkspur Choir", description: "Singing.", phone: "0113 496 0005", email: "choir@larkspur.example.org"}
	take(t, folder, "alpha", secret, other)
	s := serve(t, folder)
	listing := s.only(t, lunch, secret.name)
	if page := s.page(t, listing.URL); !strings.Contains(page, "0999") || !strings.Contains(page, "Quackenbush") {
		t.Fatal("the page does not show what is to be redacted, so that nothing would be proved")
	}
	for _, field := range []string{"phones", "description"} {
		must(t, "review", "redact", "service", listing.ServiceID, field, "--why", "a private number", "--data", folder)
	}
	words := []string{"4960999", "496 0999", "Quackenbush", "quackenbush", "Wilhelmina", "wilhelmina"}
	clean := func(where, text string) {
		t.Helper()
		for _, word := range words {
			if strings.Contains(text, word) {
				t.Errorf("%s still holds %q", where, word)
			}
		}
	}
	eventually(t, "a search for the redacted name finds nothing", func() bool {
		_, found := s.api(t, query{"Quackenbush", ""}).named(secret.name)
		return !found
	})
	eventually(t, "the page and the API no longer show it", func() bool {
		return s.only(t, lunch, secret.name).Phone == "" && !strings.Contains(s.page(t, listing.URL), "0999")
	})
	everywhere := func() {
		t.Helper()
		clean("the page", s.page(t, listing.URL))
		clean("the results", s.page(t, "/search?"+lunch.encode()))
		_, api := s.get(t, "/api/search?"+lunch.encode())
		clean("the API", api)
		clean("the export", must(t, "export", "ndjson", "--data", folder).out)
	}
	everywhere()
	clean("the review", must(t, "review", "--json", "--data", folder).out)
	if r := s.only(t, query{"larkspur choir", "LS1 4AP"}, other.name); r.Phone != other.phone {
		t.Errorf("the other club's number went too: %+v", r)
	}

	s.stop(t)
	cleanFiles(t, folder, words...)
	cleanIndex(t, folder, words...)

	s = serve(t, folder)
	again := secret
	again.email = "new@larkspur.example.org" // so that the record is not the same as before
	take(t, folder, "alpha", again, other)
	take(t, folder, "beta", again)
	eventually(t, "the record that came after is found", func() bool { return strings.Contains(s.page(t, listing.URL), "new@larkspur") })
	everywhere()
	s.stop(t)
	sound(t, folder)
	cleanFiles(t, filepath.Join(folder, "index"), words...)
	cleanIndex(t, folder, words...)
}

// waiting is a change that waits for a person, as review --json lists it.
type waiting struct {
	ID, Level, Of, Name, Source, Status string
	Changes                             []struct {
		Field       string
		Known, Said json.RawMessage
	}
}

// Must show 7: a source that disagrees with those who keep a listing makes a pending revision, which review shows and settles.
func TestDisagreement(t *testing.T) {
	t.Parallel()
	for _, accept := range []bool{true, false} {
		t.Run(fmt.Sprintf("accept %v", accept), func(t *testing.T) {
			folder := empty(t)
			keep(t, folder, "alpha", larkspur)
			s := serve(t, folder)
			says := larkspur
			says.phone = "0113 496 0002"
			if got := take(t, folder, "beta", says); got.Pending != 1 || got.Created != 0 {
				t.Fatalf("summary of the second source %+v, want the same service and one change waiting", got)
			}
			one := theOneWaiting(t, folder)
			checkSides(t, one, larkspur.phone, says.phone)
			if shown := s.only(t, lunch, larkspur.name).Phone; shown != larkspur.phone {
				t.Errorf("the number is %s before anybody has decided", shown)
			}
			explained := must(t, "review", "show", one.ID[:30], "--data", folder).out
			for _, part := range []string{larkspur.name, larkspur.phone, says.phone, "alpha", "beta", "pending"} {
				if !strings.Contains(explained, part) {
					t.Errorf("review show does not speak of %q:\n%s", part, explained)
				}
			}
			checkSides(t, read[waiting](t, "review", "show", one.ID, "--data", folder), larkspur.phone, says.phone)

			want, loser := says.phone, "alpha"
			if accept {
				must(t, "review", "accept", one.ID, "--data", folder)
			} else {
				want, loser = larkspur.phone, "beta"
				refused(t, 2, "--why", "review", "refuse", one.ID, "--data", folder)
				must(t, "review", "refuse", one.ID, "--why", "rang them", "--data", folder)
			}
			eventually(t, "the number that was decided for is shown", func() bool { return s.only(t, lunch, larkspur.name).Phone == want })
			refused(t, 1, "already", "review", "accept", one.ID, "--data", folder)

			for source, c := range map[string]club{"alpha": larkspur, "beta": says} {
				take(t, folder, source, c)
				c.email = source + "@larkspur.example.org"
				c.description += " Said again in other words."
				if source != loser {
					continue
				}
				c.email = larkspur.email
				if got := take(t, folder, source, c); got.Pending != 0 {
					t.Errorf("%s repeats what was decided against, and it is asked about again: %+v", source, got)
				}
			}
			if list := read[[]waiting](t, "review", "--data", folder); len(list) != 0 {
				t.Errorf("%d changes wait after all was decided: %+v", len(list), list)
			}
			if shown := s.only(t, lunch, larkspur.name).Phone; shown != want {
				t.Errorf("the number is %s after both said the same again, want %s", shown, want)
			}
			s.stop(t)
			sound(t, folder)
		})
	}
}

func theOneWaiting(t *testing.T, folder string) waiting {
	t.Helper()
	list := read[[]waiting](t, "review", "--data", folder)
	if len(list) != 1 {
		t.Fatalf("%d changes wait, want 1: %+v", len(list), list)
	}
	return list[0]
}

// checkSides wants a change of a phone's number from what is known to what is said.
func checkSides(t *testing.T, w waiting, known, said string) {
	t.Helper()
	var was, is string
	for _, c := range w.Changes {
		if c.Field != "phones.number" {
			t.Errorf("the change is of %s, want phones.number", c.Field)
		}
		if c.Known != nil {
			was = decode[string](t, string(c.Known))
		}
		if c.Said != nil {
			is = decode[string](t, string(c.Said))
		}
	}
	if was != known || is != said || w.Source != "beta" || w.Name != larkspur.name || w.Level != "service" {
		t.Errorf("waiting: %+v; want beta to say %s where %s is known", w, said, known)
	}
}

// What a running server has taken in is found by it and by the command alike, and is in the store of a backup.
func TestImportBesideServer(t *testing.T) {
	folder := empty(t)
	s := serve(t, folder)
	take(t, folder, "alpha", larkspur)
	eventually(t, "a club that was imported beside the server is found", func() bool { return s.api(t, lunch).shown() != nil && s.hasClub(t) })
	backup := filepath.Join(t.TempDir(), "backup.db")
	must(t, "backup", backup, "--data", folder)
	restored := empty(t)
	must(t, "restore", backup, "--data", restored)
	if _, ok := cli(t, restored, lunch).named(larkspur.name); !ok {
		t.Error("the restored backup does not hold what was imported before it")
	}
}

func (s *server) hasClub(t *testing.T) bool {
	_, ok := s.api(t, lunch).named(larkspur.name)
	return ok
}
