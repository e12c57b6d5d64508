package site_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/site"
)

// apart is a town's store, with the counts of searches in another.
type apart struct {
	site.Store
	counts *store.Store
}

func (a apart) AddSearches(ctx context.Context, counts []data.SearchCount) error {
	return a.counts.AddSearches(ctx, counts)
}
func (a apart) Searches(ctx context.Context, from, to data.Date) ([]data.SearchCount, error) {
	return a.counts.Searches(ctx, from, to)
}
func (a apart) ForgetSearches(ctx context.Context, before data.Date) error {
	return a.counts.ForgetSearches(ctx, before)
}

// uncounted is the town before anyone has searched in it.
func uncounted(t *testing.T) *town {
	t.Helper()
	w := theTown()
	kept, err := store.OpenFolder(t.Context(), t.TempDir(), w.config.Now)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { kept.Close() })
	return w.with(func(c *site.Config) { c.Store = apart{c.Store, kept} })
}

// counting is a town whose searches are counted, and whose clock can be put forward.
type counting struct {
	*town
	ahead *atomic.Int64
}

func countingIn(w *town) counting {
	c := counting{ahead: &atomic.Int64{}}
	c.town = w.with(func(config *site.Config) {
		config.Now = func() time.Time { return noon.Add(time.Duration(c.ahead.Load())) }
	})
	return c
}

func (c counting) wait(d time.Duration) { c.ahead.Add(int64(d)) }

// tell has the site tell the store what it has counted, as it does when it stops.
func (w *town) tell() {
	ended, cancel := context.WithCancel(context.Background())
	cancel()
	w.site.KeepCounts(ended, time.Hour)
}

// counted is what the store knows of, as "LS1 devices 2 1": of two searches, one found little.
func (c counting) counted(t *testing.T) []string {
	t.Helper()
	c.tell()
	counts, err := c.config.Store.Searches(t.Context(), date("2020-01-01"), date("2030-12-31"))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, n := range counts {
		out = append(out, fmt.Sprintf("%s %s %d %d", n.Outward, n.Topic, n.Searches, n.Little))
	}
	return out
}

// counts holds what was counted since the last time.
func (c counting) counts(t *testing.T, what string, want ...string) {
	t.Helper()
	if got := c.counted(t); !slices.Equal(got, want) {
		t.Errorf("%s: counted %q, not %q", what, got, want)
	}
	if err := c.config.Store.ForgetSearches(t.Context(), date("2030-12-31")); err != nil {
		t.Fatal(err)
	}
	c.wait(11 * time.Minute)
}

// What counts, and as what.
func TestWhatASearchCountsAs(t *testing.T) {
	c := countingIn(uncounted(t))
	for path, want := range map[string]string{
		search("q", "tablet", "near", "LS1 4DY"):                  "LS1 devices 1 0",
		search("q", "tablet near LS1 4DY"):                        "LS1 devices 1 0",
		search("q", "tablet", "near", "LS1"):                      "LS1 devices 1 0",
		search("q", "tablet", "near", "53.797, -1.548"):           "LS1 devices 1 0",
		search("q", "tablet", "near", "Otley"):                    "LS21 devices 1 0", // a town
		search("q", "tablet", "near", "Leeds"):                    " devices 1 0",
		search("q", "tablet", "near", "Yorkshire and the Humber"): " devices 1 0",
		search("q", "tablet"):                                     " devices 1 0",
		search("near", "S1 2HH"):                                  "S1  1 0",
		search("q", "quidditch", "near", "LS1 4DY"):               "LS1  1 1",
		search("topic", "devices", "near", "S1 2HH"):              "S1 devices 1 1", // two by phone or online
		search("topic", "food", "topic", "devices"):               " food 1 0",
		search("q", "tablet", "utm_source", "x"):                  " devices 1 0",
	} {
		if a := c.get(t, path); a.status != http.StatusOK {
			t.Errorf("%s: %d", path, a.status)
		}
		c.counts(t, path, want)
	}
	for _, agent := range []string{"Mozilla/5.0 (Linux; Android 9; CUBOT X19) AppleWebKit/537.36", "", "curl/8"} {
		c.get(t, search("q", "tablet"), "User-Agent", agent)
		c.counts(t, agent, " devices 1 0")
	}
}

// Nothing else counts.
func TestWhatIsNoSearch(t *testing.T) {
	c := countingIn(uncounted(t))
	for _, path := range []string{"/", "/near/leeds", "/topics/devices", "/near/leeds/devices", "/figures", api("q", "tablet", "near", "LS1 4DY"),
		search(), search("near", "Paris"), search("near", "newport"), search("q", "tablet", "within", "x"), search("topic", "nothing"),
		search("q", "coffee", "near", "S1 2HH", "page", "2"), search("q", "coffee", "sort", "name"), search("q", "coffee", "near", "S1 2HH", "within", "5"),
		search("q", "coffee", "cost", "paid"), search("q", "coffee", "topic", "groups"), search("topic", "groups", "cost", "paid"),
		search("q", "coffee", "from", "2026-12-01")} {
		c.get(t, path)
		c.counts(t, path)
	}
	for _, agent := range []string{"Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "Bingbot", "Baiduspider", "some-crawler"} {
		c.get(t, search("q", "tablet"), "User-Agent", agent)
		c.counts(t, agent)
	}
	c.ask(t, http.MethodHead, search("q", "tablet"), "")
	c.counts(t, "HEAD")
}

// Somebody who searches and then looks at what was found, sorts it, saves some and goes back has searched once.
func TestAVisitIsOneSearch(t *testing.T) {
	c := countingIn(uncounted(t))
	v := c.visitor()
	results := v.send(t, "/search", "q", "tablet near LS1 4DY", "near", "")
	here := v.at
	back := results.page.Find("form[action='/list'] input[name=back]").AttrOr("value", "")
	v.goTo(t, results.page.Find("ol.fp-results a").AttrOr("href", ""))
	v.goTo(t, here)
	v.send(t, "/list", "add", results.page.Find("button[name=add]").AttrOr("value", ""), "back", back)
	v.goTo(t, search("q", "tablet", "near", "LS1 4", "sort", "distance"))
	c.wait(4 * time.Minute)
	c.tell()
	v.goTo(t, here)
	if got := c.counted(t); !slices.Equal(got, []string{"LS1 devices 1 0"}) {
		t.Errorf("%q", got)
	}
	c.wait(11 * time.Minute)
	v.goTo(t, here)
	v.send(t, "/search", "q", "tablet", "near", "S1 2HH")
	c.counts(t, "again, later", "LS1 devices 2 0", "S1 devices 1 1")
}

// Days are those of the United Kingdom, and searches of one evening are of their own days.
func TestDaysOfSearches(t *testing.T) {
	summer := time.Date(2026, time.July, 31, 22, 30, 0, 0, time.UTC) // half past eleven
	c := countingIn(uncounted(t))
	c.ahead.Store(int64(summer.Sub(noon)))
	c.get(t, search("q", "tablet"))
	c.wait(time.Hour)
	c.get(t, search("q", "tablet"))
	c.tell()
	for day, want := range map[string]int{"2026-07-30": 0, "2026-07-31": 1, "2026-08-01": 1, "2026-08-02": 0} {
		counts, err := c.config.Store.Searches(t.Context(), date(day), date(day))
		if err != nil || len(counts) != want {
			t.Errorf("%s: %v %v", day, counts, err)
		}
	}
}

// What was counted more than three years ago is removed.
func TestOldCountsAreRemoved(t *testing.T) {
	c := countingIn(uncounted(t))
	if err := c.config.Store.AddSearches(t.Context(), []data.SearchCount{{Day: date("2023-11-24"), Outward: "LS1", Searches: 1}, {Day: date("2023-11-25"), Outward: "LS2", Searches: 1}}); err != nil {
		t.Fatal(err)
	}
	if got := c.counted(t); !slices.Equal(got, []string{"LS2  1 0"}) {
		t.Errorf("%q", got)
	}
}

// fullStore cannot be written to while it is full.
type fullStore struct {
	site.Store
	full, asked atomic.Int64
}

func (f *fullStore) AddSearches(ctx context.Context, counts []data.SearchCount) error {
	f.asked.Add(1)
	if f.full.Load() > 0 {
		return errors.New("the disk is full")
	}
	return f.Store.AddSearches(ctx, counts)
}

// A store that cannot be written to loses no count and fails no page, and the log says so once.
func TestCountsThatCannotBeKept(t *testing.T) {
	c := countingIn(uncounted(t))
	full := &fullStore{Store: c.config.Store}
	full.full.Store(1)
	log := &lockedBuffer{}
	c.town = c.with(func(config *site.Config) { config.Store, config.Log = full, slog.New(slog.NewTextHandler(log, nil)) })
	ctx, cancel := context.WithCancel(t.Context())
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		c.site.KeepCounts(ctx, time.Millisecond)
	}()
	until := func(what string, holds func() bool) {
		t.Helper()
		for start := time.Now(); !holds(); time.Sleep(time.Millisecond) {
			if time.Since(start) > 10*time.Second {
				t.Fatal("not within 10 seconds: " + what)
			}
		}
	}
	for _, q := range []string{"tablet", "coffee"} {
		if a := c.get(t, search("q", q, "near", "LS1 4")); a.status != http.StatusOK {
			t.Error(a.status)
		}
		asked := full.asked.Load()
		until("it tries again", func() bool { return full.asked.Load() > asked+3 })
	}
	if said := log.String(); strings.Count(said, "could not be kept") != 1 || strings.Contains(said, "kept again") {
		t.Errorf("the log says %q", said)
	}
	full.full.Store(0)
	until("the counts are kept", func() bool { return strings.Contains(log.String(), "kept again") })
	cancel()
	<-ended
	c.counts(t, "in the end", "LS1  1 1", "LS1 devices 1 0")
}

// Everyone's searches are counted, while the store is told of them all the time.
func TestManySearchAtOnce(t *testing.T) {
	c := countingIn(uncounted(t))
	ctx, cancel := context.WithCancel(t.Context())
	var kept, people sync.WaitGroup
	kept.Go(func() { c.site.KeepCounts(ctx, time.Millisecond) })
	for person := range 4 {
		people.Go(func() {
			for n := range 25 {
				c.get(t, search("q", fmt.Sprintf("tablet quidditch%dx%d", person, n), "near", "LS1 4"))
			}
		})
	}
	people.Wait()
	cancel()
	kept.Wait()
	if got := c.counted(t); len(got) != 1 || !strings.HasPrefix(got[0], "LS1 devices 100 ") {
		t.Errorf("%q", got)
	}
}

// Whatever people search for, and however, nothing stays of it but where they were to the first half of a postcode, what
// topic it was and on which day: not in any file of the store, nor in the log.
func TestNothingElseStaysOfASearch(t *testing.T) {
	c := countingIn(newTown("traces", theTown().config.Now, townsfolk()[:9]))
	v := c.visitor()
	v.cookies["__Host-secretcookie"] = "wibblecookie"
	secrets := []string{"wibble", "quackenbush", "hx7 8", "hx78", "hx7+8", "hx7%208", "8wd", "westgate", "203.0.113", "2001:db8", "secret-agent", "53.74", "-2.01"}
	for _, words := range []string{"wibblewick tablets for Ottoline Quackenbush", "i am Ottoline Quackenbush, 12 Westgate HX7 8WD and i cant sleep", "quackenbush@example.org 07700 900123", "food bank wibble"} {
		for _, near := range []string{"HX7 8WD", "hx78wd", "HX7 8", "12 Westgate, Hebden Bridge HX7 8WD", "53.7413, -2.0132", ""} {
			v.send(t, "/search", "q", words, "near", near)
			headers := append(v.headers(), "X-Forwarded-For", "203.0.113.77, 2001:db8::77", "X-Real-Ip", "203.0.113.77", "Forwarded", "for=203.0.113.77",
				"User-Agent", "Secret-Agent/7", "Referer", "https://wibble.example/", "From", "quackenbush@example.org")
			c.get(t, search("q", words+"s", "near", near), headers...)
			c.get(t, api("q", words, "near", near), headers...)
		}
	}
	for name, value := range v.cookies {
		secrets = append(secrets, strings.ToLower(name), strings.ToLower(value))
	}
	kept := c.counted(t)
	for _, n := range kept {
		outward, rest, _ := strings.Cut(n, " ")
		topic, _, _ := strings.Cut(rest, " ")
		if _, known := c.config.Lexicon.Topics.Get(data.TopicID(topic)); outward != "" && outward != "HX7" || topic != "" && !known {
			t.Errorf("it is kept that there was %q", n)
		}
	}
	if len(kept) < 4 {
		t.Errorf("only %q is counted, which proves little", kept)
	}
	files, err := filepath.Glob(filepath.Join(scratch, "traces*", "*"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	all := map[string][]byte{"the log": []byte(c.log.String())}
	for _, file := range files {
		if all[filepath.Base(file)], err = os.ReadFile(file); err != nil {
			t.Fatal(err)
		}
	}
	found := 0
	for file, b := range all {
		found += bytes.Count(b, []byte("HX7"))
		b = bytes.ToLower(b)
		for _, secret := range secrets {
			if i := bytes.Index(b, []byte(secret)); i >= 0 {
				t.Errorf("%s holds %q: %q", file, secret, b[max(0, i-40):min(len(b), i+40)])
			}
		}
	}
	if found == 0 {
		t.Error("the counts are in none of these files, which proves nothing")
	}
}
