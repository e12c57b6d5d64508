package site_test

import (
	"compress/gzip"
	"context"
	"io"
	"net/http"
	"os"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
	"fingerpost/index"
	"fingerpost/site"
)

// watched is a town with a clock that can be put forward, in which searches are seen.
type watched struct {
	counting
	searches *atomic.Int64
}

func watch(w *town) watched {
	c := watched{countingIn(w), &atomic.Int64{}}
	c.site.Answering(func(ctx context.Context, r index.Request) (index.Answer, error) {
		c.searches.Add(1)
		return c.config.Index.Search(ctx, r)
	})
	return c
}

// runs holds how many searches asking for some addresses takes.
func (c watched) runs(t *testing.T, what string, want int64, ask ...func() answer) {
	t.Helper()
	before := c.searches.Load()
	for _, a := range ask {
		a()
	}
	if got := c.searches.Load() - before; got != want {
		t.Errorf("%s: %d searches, want %d", what, got, want)
	}
}

func (c watched) asking(t *testing.T, path string, headers ...string) func() answer {
	return func() answer {
		t.Helper()
		return c.get(t, path, headers...)
	}
}

// The same question in the same minute is answered without another search; any other question, and the next minute, is not.
func TestKeptForAMinute(t *testing.T) {
	c := watch(theTown())
	first := search("q", "tablet", "near", "LS1 4")
	c.runs(t, "the first", 1, c.asking(t, first))
	c.runs(t, "the same again", 0, c.asking(t, first), c.asking(t, "/search?q=tablet&near=LS1+4"), c.asking(t, first+"&utm_source=x"),
		c.asking(t, first, "User-Agent", "Somebody", "Cookie", "theirs=1"))
	for _, other := range []string{search("q", "tablets", "near", "LS1 4"), search("q", "tablet", "near", "LS1 5"), first + "&within=3", first + "&sort=name", "/cy" + first, api("q", "tablet", "near", "LS1 4"),
		onMap("q", "tablet", "near", "LS1 4"), "/near/leeds", "/topics/devices", "/cy/topics/devices"} {
		c.runs(t, other, 1, c.asking(t, other))
		c.runs(t, other+" again", 0, c.asking(t, other))
	}
	l := c.listen(t) // under another name than the one that the tests ask for
	if a := l.ask(t, http.MethodGet, "/topics/devices", ""); !strings.Contains(a.body, "http://"+l.address+"/topics/devices") || strings.Contains(a.body, "help.example") {
		t.Error("the page of one host is given for that of another")
	}
	c.wait(59 * time.Second)
	c.runs(t, "in the same minute", 0, c.asking(t, first))
	c.wait(time.Second)
	c.runs(t, "in the next", 1, c.asking(t, first))
}

// A whole postcode is kept by nobody, nor is the answer to one.
func TestExactPlacesAreNotKept(t *testing.T) {
	c := watch(theTown())
	for _, path := range []string{search("q", "tablet", "near", "LS1 4DY"), search("q", "tablet near LS1 4DY"), api("q", "tablet", "near", "LS1 4DY"), onMap("q", "tablet", "near", "53.797, -1.548")} {
		c.runs(t, path, 2, c.asking(t, path), c.asking(t, path))
		if a := c.get(t, path); a.header.Get("ETag") != "" {
			t.Errorf("%s has the tag %s", path, a.header.Get("ETag"))
		}
	}
}

// A tag is answered without a search for as long as the answer would be the same.
func TestTags(t *testing.T) {
	c := watch(theTown())
	for path, vary := range map[string]string{search("q", "tablet", "near", "LS1 4"): "Accept-Encoding, Cookie", api("q", "tablet", "near", "LS1 4"): "Accept-Encoding", "/topics/devices": "Accept-Encoding, Cookie"} {
		full := c.get(t, path)
		tag := full.header.Get("ETag")
		if !strings.HasPrefix(tag, `W/"`) || full.header.Get("Vary") != vary {
			t.Fatalf("%s: tag %q, Vary %q", path, tag, full.header.Get("Vary"))
		}
		for _, sent := range []string{tag, `"other", ` + tag, strings.TrimPrefix(tag, "W/")} {
			for _, method := range []string{http.MethodGet, http.MethodHead} {
				c.runs(t, method+" "+sent, 0, func() answer {
					a := c.ask(t, method, path, "", "If-None-Match", sent)
					if a.status != http.StatusNotModified || a.body != "" || a.header.Get("ETag") != tag || a.header.Get("Vary") != vary ||
						a.header.Get("Cache-Control") != full.header.Get("Cache-Control") || a.header.Get("Content-Encoding") != "" {
						t.Errorf("%s with %s: %d %v %.100q", path, sent, a.status, a.header, a.body)
					}
					return a
				})
			}
		}
		for _, sent := range []string{`W/"other"`, `"`, "*", tag[:len(tag)-2] + `"`, c.get(t, search("q", "coffee", "near", "S1 2")).header.Get("ETag")} {
			if a := c.get(t, path, "If-None-Match", sent); a.status != http.StatusOK || a.body != full.body || a.header.Get("ETag") != tag {
				t.Errorf("%s with %s: %d", path, sent, a.status)
			}
		}
		c.wait(time.Minute)
		if a := c.get(t, path, "If-None-Match", tag); a.status != http.StatusOK || a.header.Get("ETag") == tag {
			t.Errorf("%s is taken for the same in the next minute: %d", path, a.status)
		}
	}
	other := watch(theTown().with(func(config *site.Config) { config.Now = func() time.Time { return noon.Add(time.Second) } }))
	if c.get(t, "/topics/devices").header.Get("ETag") == other.get(t, "/topics/devices").header.Get("ETag") {
		t.Error("a program that was started anew, perhaps with other words, gives the same tag")
	}
}

// What cannot be answered is neither kept nor tagged.
func TestFailuresAreNotKept(t *testing.T) {
	c := watch(theTown())
	for path, status := range map[string]int{search("within", "x"): 400, search("near", "Paris"): 200, search("near", "LSI 4AP"): 200, "/search": 303, "/near/LS1-4": 301, "/topics/none": 404, api("near", "x", "colour", "red"): 400} {
		for range 2 {
			if a := c.get(t, path); a.header.Get("ETag") != "" || a.status/100 != status/100 {
				t.Errorf("%s: %d, tag %q", path, a.status, a.header.Get("ETag"))
			}
		}
	}
	c.site.Answering(func(context.Context, index.Request) (index.Answer, error) {
		return index.Answer{}, context.DeadlineExceeded
	})
	if a := c.get(t, search("q", "coffee", "near", "S1 2")); a.status != http.StatusServiceUnavailable || a.header.Get("ETag") != "" {
		t.Errorf("a search that fails: %d, tag %q", a.status, a.header.Get("ETag"))
	}
	c.site.Answering(c.config.Index.Search)
	if a := c.get(t, search("q", "coffee", "near", "S1 2")); a.status != http.StatusOK {
		t.Errorf("the failure is kept: %d", a.status)
	}
}

// Packed or not, kept or not, asked for whole or in part: it is the same page.
func TestOnePageInEveryForm(t *testing.T) {
	for _, path := range []string{search("q", "tablet", "near", "LS1 4"), "/cy" + search("q", "tablet", "near", "LS1 4"), api("q", "tablet", "near", "LS1 4"), search("within", "x")} {
		for name, headers := range map[string][]string{"plain first": nil, "packed first": {"Accept-Encoding", "br, gzip;q=0.5"}} {
			c := watch(theTown())
			c.get(t, path, headers...)
			plain := c.get(t, path)
			if plain.header.Get("Content-Encoding") != "" {
				t.Fatalf("%s: packed for who does not take it", path)
			}
			for _, accept := range []string{"gzip", "br, gzip;q=0.5", "GZIP ; q=1"} {
				a := c.get(t, path, "Accept-Encoding", accept, "Range", "bytes=0-9")
				if a.status != plain.status || a.header.Get("Content-Encoding") != "gzip" || unpacked(t, a.body) != plain.body || a.header.Get("ETag") != plain.header.Get("ETag") {
					t.Errorf("%s, %s, %s: %d %v", path, name, accept, a.status, a.header)
				}
			}
			for _, accept := range []string{"", "br", "identity", "gzip;q=0", "deflate, gzip; q=0.0"} {
				if a := c.get(t, path, "Accept-Encoding", accept); a.header.Get("Content-Encoding") != "" || a.body != plain.body {
					t.Errorf("%s, %s, %q: %v", path, name, accept, a.header)
				}
			}
			head := c.ask(t, http.MethodHead, path, "", "Accept-Encoding", "gzip")
			if head.body != "" || head.header.Get("ETag") != plain.header.Get("ETag") || head.header.Get("Content-Type") != plain.header.Get("Content-Type") {
				t.Errorf("HEAD %s: %v", path, head.header)
			}
		}
	}
}

func unpacked(t *testing.T, packed string) string {
	t.Helper()
	r, err := gzip.NewReader(strings.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// What somebody has saved shows to them alone, whoever asked first.
func TestSavedListsAreNotKept(t *testing.T) {
	c := watch(theTown())
	path := search("q", "tablet", "near", "LS1 4")
	id := string(c.ids["tablets"])
	for _, theyCameFirst := range []bool{true, false} {
		v := c.visitor()
		v.send(t, "/list", "add", id)
		if !theyCameFirst {
			c.get(t, path)
		}
		mine := v.goTo(t, path)
		mine.must(t, in("#s-"+id+" .fp-saved"), in(".fp-header__saved", reads("Your list (1)")))
		if mine.header.Get("ETag") != "" {
			t.Error("a page with somebody's list has a tag")
		}
		c.get(t, path).must(t, notIn(".fp-saved"), in("#s-"+id+" button[name=add]"), notIn("button[name=remove]"))
		tag := c.get(t, path).header.Get("ETag")
		if a := c.get(t, path, append(v.headers(), "If-None-Match", tag)...); a.status != http.StatusOK || !strings.Contains(a.body, "fp-saved\"") {
			t.Errorf("whoever has a list is told that the page without it is theirs: %d", a.status)
		}
		c.wait(time.Minute)
	}
	exact, cookie := c.searchNear(t, "tablet", "LS1 4DY")
	kept := c.get(t, exact)
	mine := c.get(t, exact, "Cookie", originCookie+"="+cookie.Value)
	if again := c.get(t, exact); mine.body == kept.body || again.body != kept.body || strings.Contains(again.body, "4DY") {
		t.Error("the exact place of one shows in the page of another")
	}
}

// Answers that are kept count as searches as others do.
func TestKeptAnswersCount(t *testing.T) {
	c := watch(uncounted(t))
	path := search("q", "tablet", "near", "LS1 4")
	c.get(t, path, "User-Agent", "Googlebot/2.1")
	c.ask(t, http.MethodHead, path, "")
	c.counts(t, "a crawler, and nobody") // and the clock goes on
	c.get(t, path, "User-Agent", "Googlebot/2.1")
	c.runs(t, "a person after a crawler", 0, c.asking(t, path), c.asking(t, path))
	if got := c.counted(t); len(got) != 1 || got[0] != "LS1 devices 1 0" {
		t.Errorf("counted %q", got)
	}
}

// livingTown is a town of its own with a choir, whose index follows as that of a server does.
func livingTown(t *testing.T) (*town, *store.Store) {
	t.Helper()
	now := func() time.Time { return noon }
	folder, err := os.MkdirTemp(scratch, "living")
	must(err)
	kept, err := store.OpenFolder(t.Context(), folder, now)
	must(err)
	t.Cleanup(func() { kept.Close() })
	must(kept.PutSource(t.Context(), townSource))
	town := &town{ids: map[string]data.ServiceID{}}
	for _, sub := range []data.Submission{service("choir", "Brassbell Choir", at(postcode("LS1 4AP"))), service("other", "Brassbell Band", at(postcode("LS1 4DY")), func(s *data.Submission) { s.Records[0].Title = "" })} {
		out, err := kept.Submit(t.Context(), sub, sub.Service.OwnID)
		must(err)
		town.ids[sub.Service.OwnID] = out.Service
	}
	town.open(now, kept, kept)
	ctx, cancel := context.WithCancel(t.Context())
	following := make(chan struct{})
	go func() {
		defer close(following)
		town.config.Index.FollowEvery(ctx, kept, 250*time.Millisecond)
	}()
	t.Cleanup(func() { cancel(); <-following })
	return town, kept
}

// becomes holds that an address shows something within a second, or no more.
func (w *town) becomes(t *testing.T, path, text string, shows bool) {
	t.Helper()
	const patience = time.Second
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		if strings.Contains(w.get(t, path).body, text) == shows {
			return
		}
		if time.Since(began) > patience {
			t.Fatalf("%s: after %s, that it shows %q is still not %t", path, patience, text, shows)
		}
	}
}

// What is changed, hidden or redacted is so on pages that were kept as well, also where another process did it.
func TestChangesReachKeptPages(t *testing.T) {
	w, kept := livingTown(t)
	path := search("q", "brassbell", "near", "LS1 4")
	lists := []string{path, "/cy" + path, api("q", "brassbell", "near", "LS1 4"), "/near/leeds"}
	paths := lists
	all := func(text string, shows bool) {
		t.Helper()
		for _, path := range paths {
			w.becomes(t, path, text, shows)
		}
	}
	all("Brassbell Choir", true)
	changed := service("choir", "Brassbell Chorus", at(postcode("LS1 4AP")), says(func(s *data.Service) { s.Summary = "Ask for Fernanda." }))
	_, err := kept.Submit(t.Context(), changed, "choir")
	must(err)
	all("Brassbell Chorus", true)
	all("Brassbell Choir", false)
	all("Fernanda", true)
	renamed := townSource
	renamed.Name = "The city's list"
	must(kept.PutSource(t.Context(), renamed))
	w.becomes(t, path, "The city&#39;s list", true)
	_, err = kept.Redact(t.Context(), data.LevelService, string(w.ids["choir"]), "summary", "Sam", "they asked")
	must(err)
	all("Fernanda", false)
	paths = append(lists, onMap("q", "brassbell", "near", "LS1 4"))
	all("Brassbell Band", true)
	entry, err := data.DoNotListNamed("Friends of Brassbell Band")
	must(err)
	_, _, err = kept.DoNotList(t.Context(), entry, "Sam", "they asked")
	must(err)
	all("Brassbell Band", false)
}

// The do-not-list empties what is kept at once, long before the index has followed.
func TestDoNotListEmptiesWhatIsKept(t *testing.T) {
	w, kept := livingTown(t)
	c := watch(w.with(func(config *site.Config) {
		var err error
		config.Index, err = index.InMemory(context.Background(), w.config.IndexSetting())
		must(err)
		_, err = config.Index.Follow(context.Background(), kept, nil) // and never again
		must(err)
	}))
	path := search("q", "brassbell", "near", "LS1 4")
	if !strings.Contains(c.get(t, path).body, "Brassbell Band") {
		t.Fatal("it is not there before")
	}
	tag := c.get(t, path).header.Get("ETag")
	entry, err := data.DoNotListNamed("Friends of Brassbell Band")
	must(err)
	_, _, err = kept.DoNotList(t.Context(), entry, "Sam", "they asked")
	must(err)
	time.Sleep(10 * time.Millisecond) // for so long nothing is looked at again
	a := c.get(t, path, "If-None-Match", tag)
	if a.status != http.StatusOK || strings.Contains(a.body, "Brassbell Band") || !strings.Contains(a.body, "Brassbell Choir") {
		t.Errorf("%d %s", a.status, a.all("h3.fp-result__name"))
	}
	if strings.Contains(c.get(t, path, "Cookie", "__Host-list=x").body, "Brassbell Band") {
		t.Error("a card that was kept shows it")
	}
}

// Why a result is there is worked out from what is kept of its listing: it changes with it, also for whom no answer is kept.
func TestReasonsChangeWithTheListing(t *testing.T) {
	w, kept := livingTown(t)
	c := watch(w)
	why := func() string {
		return strings.Join(c.get(t, search("q", "choir", "near", "LS1 4"), "Cookie", "__Host-list=x").all(".fp-result__why"), "\n")
	}
	const inName, inSummary = "“choir” is in its name", "“choir” is in its summary"
	if got := why(); !strings.Contains(got, inName) {
		t.Fatalf("it says %q", got)
	}
	_, err := kept.Submit(t.Context(), service("choir", "Brassbell Voices", at(postcode("LS1 4AP")), says(func(s *data.Service) { s.Summary = "A choir." })), "choir")
	must(err)
	w.becomes(t, search("q", "voices", "near", "LS1 4"), "Brassbell Voices", true)
	if got := why(); strings.Contains(got, inName) || !strings.Contains(got, inSummary) {
		t.Errorf("it says %q", got)
	}
}

// What the form says of a value is made once for each language, and ticked or not.
func TestChoicesKeepApart(t *testing.T) {
	path := search("near", "LS1 4", "cost", "free")
	for range 2 {
		for address, says := range map[string]string{path: "Free", "/cy" + path: "Am ddim", search("near", "LS1 4"): "Free"} {
			p := theTown().get(t, address).page
			box := p.Find("#cost-free")
			_, ticked := box.Attr("checked")
			if label := p.Find("label[for=cost-free]").Text(); box.Length() != 1 || ticked != strings.Contains(address, "cost=") || !strings.HasPrefix(label, says) {
				t.Errorf("%s: %q, ticked: %t", address, label, ticked)
			}
		}
	}
}
