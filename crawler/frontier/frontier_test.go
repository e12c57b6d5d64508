package frontier

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"math/rand/v2"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
)

const source data.SourceKey = "town"

// clock is a clock that stands until it is moved.
type clock struct{ at time.Time }

func (c *clock) now() time.Time { return c.at }

func newClock() *clock { return &clock{time.Date(2026, 11, 1, 9, 0, 0, 0, time.UTC)} }

func open(t testing.TB, folder string, c *clock) *Frontier {
	t.Helper()
	f, err := Open(t.Context(), folder, Options{Now: c.now, Lease: time.Minute})
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func fresh(t testing.TB) (*Frontier, *clock) {
	c := newClock()
	f := open(t, t.TempDir(), c)
	t.Cleanup(func() { f.Close() })
	return f, c
}

func at(path string) Address {
	host, _, _ := strings.Cut(path, "/")
	return Address{URL: "https://" + path, Host: host}
}

func addresses(paths ...string) (out []Address) {
	for _, p := range paths {
		out = append(out, at(p))
	}
	return out
}

func must[T any](v T, err error) func(testing.TB) T {
	return func(t testing.TB) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

func begin(t testing.TB, f *Frontier, starts ...string) Run {
	t.Helper()
	run, _, err := f.Begin(t.Context(), source, addresses(starts...))
	if err != nil {
		t.Fatal(err)
	}
	return run
}

func claim(t testing.TB, f *Frontier) (Claimed, Idle) {
	t.Helper()
	c, idle, err := f.Claim(t.Context(), []data.SourceKey{source})
	if err != nil {
		t.Fatal(err)
	}
	return c, idle
}

func next(t testing.TB, f *Frontier, c Claimed) []Stop {
	t.Helper()
	return must(f.Next(t.Context(), c, []data.SourceKey{source}, 100))(t)
}

func done(t testing.TB, f *Frontier, c Claimed, s Stop, v Visit) []string {
	t.Helper()
	if v.MaxDepth == 0 {
		v.MaxDepth, v.MaxPages = 10, 100
	}
	if v.MostAlike = 3; v.Words == [32]byte{} { // each page says something of its own unless the test says what
		v.Words = sha256.Sum256([]byte(s.URL))
		v.Shape = v.Words
	}
	return must(f.Done(t.Context(), c, s, v))(t).Bounds
}

func urls(stops []Stop) (out []string) {
	for _, s := range stops {
		out = append(out, strings.TrimPrefix(s.URL, "https://"))
	}
	return out
}

func want(t testing.TB, what string, got []string, want ...string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", what, got, want)
	}
}

// walk visits all that is due, with what visit says becomes of each, and gives what was visited.
func walk(t testing.TB, f *Frontier, visit func(Stop) Visit) (visited []string) {
	t.Helper()
	for {
		c, _ := claim(t, f)
		if c.Host == "" {
			return visited
		}
		for stops := next(t, f, c); len(stops) > 0; stops = next(t, f, c) {
			for _, s := range stops {
				visited = append(visited, urls([]Stop{s})...)
				done(t, f, c, s, visit(s))
			}
		}
		if err := f.Release(t.Context(), c); err != nil {
			t.Fatal(err)
		}
	}
}

func TestRuns(t *testing.T) {
	f, c := fresh(t)
	site := map[string]Visit{
		"https://a/":    {Outcome: Read, ETag: `"1"`, Links: addresses("a/1", "a/2", "b/", "a/old", "a/")},
		"https://a/1":   {Outcome: Read, Body: [32]byte{1}, Reader: "r", Keeps: true},
		"https://a/2":   {Outcome: Gone, Why: "status 404"},
		"https://b/":    {Outcome: NotPage},
		"https://a/old": {Outcome: Read, Found: &Address{"https://a/new", "a"}, ForGood: true, Reader: "r"},
	}
	visit := func(s Stop) Visit { return site[s.URL] }
	run := begin(t, f, "a/")
	a, _ := claim(t, f)
	done(t, f, a, next(t, f, a)[0], site["https://a/"])
	keeps := next(t, f, a)[0]
	done(t, f, a, keeps, site[keeps.URL])
	if again := next(t, f, a)[0]; again.URL != keeps.URL || again.Reader != "" {
		t.Errorf("%+v is next, want the page that is not kept yet, as if it were not known", again)
	}
	if err := f.Kept(t.Context(), a, []Keep{{keeps.ID, "r", []string{"a/1", "a/1#two"}}}); err != nil {
		t.Fatal(err)
	}
	f.Release(t.Context(), a)
	want(t, "the rest of the first run", walk(t, f, visit), "b/", "a/2", "a/old")
	tally := must(f.Tally(t.Context(), run))(t)
	if !tally.Complete || tally.Outcomes[Read] != 3 || tally.Outcomes[Gone] != 1 || tally.Outcomes[Moved] != 1 || tally.Left != 0 {
		t.Errorf("tally %+v", tally)
	}
	troubles := must(f.Troubles(t.Context(), run, 10))(t)
	if len(troubles) != 1 || troubles[0] != (Trouble{"https://a/2", "https://a/", Gone, "status 404"}) {
		t.Errorf("troubles %+v", troubles)
	}
	if again, resumed, err := f.Begin(t.Context(), source, nil); err != nil || !resumed || again.ID != run.ID {
		t.Errorf("a run that was not ended: %+v, resumed %v, %v", again, resumed, err)
	}
	if err := f.End(t.Context(), run); err != nil {
		t.Fatal(err)
	}

	// The next run asks for all of it again, knows what it knew, and asks where the moved page went.
	c.at = c.at.Add(time.Hour)
	begin(t, f, "a/")
	a, _ = claim(t, f)
	stops := next(t, f, a)
	want(t, "the second run", urls(stops), "a/", "a/1", "a/2", "a/new")
	if s := stops[1]; s.Body != [32]byte{1} || s.Reader != "r" || !slices.Equal(s.OwnIDs, []string{"a/1", "a/1#two"}) || stops[0].ETag != `"1"` || stops[3].Reader != "r" {
		t.Errorf("known %+v, %+v", stops[0], s)
	}
	if err := f.Same(t.Context(), a, stops[:3], map[int64]bool{stops[1].ID: true}); err != nil {
		t.Fatal(err)
	}
	left := next(t, f, a)
	want(t, "what was forgotten, and what is left", urls(left), "a/1", "a/new")
	if left[0].Reader != "" {
		t.Errorf("%+v is asked for as if it were known", left[0])
	}
}

func TestGoneForLong(t *testing.T) {
	f, _ := fresh(t)
	links := addresses("a/gone")
	visit := func(s Stop) Visit {
		if s.Depth == 0 {
			return Visit{Outcome: Read, Links: links}
		}
		return Visit{Outcome: Gone}
	}
	for n := range maxAbsent {
		run := begin(t, f, "a/")
		want(t, fmt.Sprint("run ", n+1), walk(t, f, visit), "a/", "a/gone")
		f.End(t.Context(), run)
	}
	links = nil
	run := begin(t, f, "a/")
	want(t, "gone three times", walk(t, f, visit), "a/")
	f.End(t.Context(), run)
	links = addresses("a/gone")
	begin(t, f, "a/")
	want(t, "linked to again", walk(t, f, visit), "a/", "a/gone")
}

func TestLeases(t *testing.T) {
	folder, c := t.TempDir(), newClock()
	f := open(t, folder, c)
	defer f.Close()
	begin(t, f, "a/", "a/1", "b/")
	one, _ := claim(t, f)
	two, _ := claim(t, f)
	none, idle := claim(t, f)
	if one.Host != "a" || two.Host != "b" || none.Host != "" || !idle.Left || !idle.Leased {
		t.Fatalf("claimed %q, %q and %q, %+v", one.Host, two.Host, none.Host, idle)
	}
	stops := next(t, f, one)
	c.at = c.at.Add(59 * time.Second)
	done(t, f, one, stops[0], Visit{Outcome: Read}) // holds the host for another minute
	c.at = c.at.Add(59 * time.Second)
	if none, _ := claim(t, f); none.Host != "b" {
		t.Errorf("claimed %q, want what nothing was heard of", none.Host)
	}
	if _, err := f.Done(t.Context(), two, stops[0], Visit{Outcome: Read}); !errors.Is(err, ErrLost) {
		t.Errorf("noting what another has now: %v", err)
	}
	c.at = c.at.Add(2 * time.Second)
	if _, err := f.Next(t.Context(), one, []data.SourceKey{source}, 1); !errors.Is(err, ErrLost) {
		t.Errorf("going on after the lease: %v", err)
	}
	again, _ := claim(t, f)
	if want(t, "left", urls(next(t, f, again)), "a/1"); again.Asked.IsZero() {
		t.Error("it is not known when the host was asked")
	}
	if err := f.Rest(t.Context(), "a", c.at.Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	want(t, "at rest", urls(next(t, f, again)))
	f.Release(t.Context(), again)
	if got, idle := claim(t, f); got.Host != "" || !idle.Leased {
		t.Errorf("claimed %q of what rests, %+v", got.Host, idle)
	}
	c.at = c.at.Add(2 * time.Minute) // the other lease is over
	other, _ := claim(t, f)
	done(t, f, other, next(t, f, other)[0], Visit{Outcome: Failed, Retry: c.at.Add(90 * time.Minute)})
	f.Release(t.Context(), other)
	if got, idle := claim(t, f); got.Host != "" || !idle.Left || idle.Leased || !idle.Until.Equal(c.at.Add(58*time.Minute)) {
		t.Errorf("claimed %q, %+v, want to wait for the rest", got.Host, idle)
	}
}

// A process that is gone keeps nothing; one that lives does.
func TestDeadProcesses(t *testing.T) {
	folder, c := t.TempDir(), newClock()
	alive, dead := open(t, folder, c), open(t, folder, c)
	defer alive.Close()
	begin(t, alive, "a/", "b/")
	claim(t, alive)
	claim(t, dead)
	if err := errors.Join(dead.lock.Close(), dead.db.Close()); err != nil { // as the kernel does
		t.Fatal(err)
	}
	next := open(t, folder, c)
	defer next.Close()
	if got, _ := claim(t, next); got.Host != "b" {
		t.Errorf("claimed %q, want what the dead one had", got.Host)
	}
	if got, _ := claim(t, next); got.Host != "" {
		t.Errorf("claimed %q, which another has", got.Host)
	}
	if files, err := filepath.Glob(filepath.Join(folder, "*.lock")); err != nil || len(files) != 2 {
		t.Errorf("%v, %v: want a file for each that lives", files, err)
	}
}

func TestBounds(t *testing.T) {
	f, _ := fresh(t)
	run := begin(t, f, "a/")
	c, _ := claim(t, f)
	start := next(t, f, c)[0]
	want(t, "too many", done(t, f, c, start, Visit{Outcome: Read, Links: addresses("a/1", "a/2", "a/3"), MaxDepth: 1, MaxPages: 3}), BoundPages)
	stops := next(t, f, c)
	want(t, "kept", urls(stops), "a/1", "a/2")
	want(t, "too deep", done(t, f, c, stops[0], Visit{Outcome: Read, Links: addresses("a/", "a/1/1"), MaxDepth: 1, MaxPages: 3}), BoundDepth)
	want(t, "told twice", done(t, f, c, stops[1], Visit{Outcome: Read, Links: addresses("a/2/1"), MaxDepth: 1, MaxPages: 3}))
	if tally := must(f.Tally(t.Context(), run))(t); tally.Complete || !slices.Equal(tally.Bounds, []string{BoundPages, BoundDepth}) {
		t.Errorf("tally %+v", tally)
	}
}

func TestAlike(t *testing.T) {
	const like = 0xF00F_1234_5678_9ABC
	visit := func(words, shape byte, likeness uint64) Visit {
		return Visit{Outcome: Read, Words: [32]byte{words}, Shape: [32]byte{shape}, Likeness: likeness, Links: addresses("a/x"), MostAlike: 3, MaxDepth: 9, MaxPages: 9}
	}
	for name, test := range map[string]struct {
		visit Visit
		want  Met
	}{
		"the same words":        {visit(1, 9, 0), Met{Twin: true}},
		"the very same":         {visit(1, 1, like), Met{Twin: true, Alike: 2}},
		"the same but numbers":  {visit(9, 1, 0), Met{Alike: 1}},
		"nearly the same":       {visit(9, 9, like^1), Met{Alike: 2}},
		"three bits, in a band": {visit(9, 9, like^0b111), Met{Alike: 1}},
		"four bits":             {visit(9, 9, like^0xF<<4), Met{}},
		"nothing like it":       {visit(9, 9, ^uint64(like)), Met{}},
		"too short to tell":     {visit(9, 9, 0), Met{}},
		"where another led":     {Visit{Outcome: Read, Found: &Address{"https://a/2", "a"}}, Met{Visited: true}},
	} {
		f, _ := fresh(t)
		begin(t, f, "a/1", "a/2", "a/3")
		c, _ := claim(t, f)
		stops := next(t, f, c)
		done(t, f, c, stops[0], visit(1, 1, like))
		done(t, f, c, stops[1], visit(2, 2, like^0b1001<<30))
		if got := must(f.Done(t.Context(), c, stops[2], test.visit))(t).Met; got != test.want {
			t.Errorf("%s: %+v, want %+v", name, got, test.want)
		}
	}
	f, _ := fresh(t)
	begin(t, f, "a/1", "a/2")
	c, _ := claim(t, f)
	stops := next(t, f, c)
	done(t, f, c, stops[0], visit(1, 1, like))
	done(t, f, c, stops[0], visit(3, 3, ^uint64(like))) // it says something else now
	if got := must(f.Done(t.Context(), c, stops[1], visit(9, 9, like)))(t).Met; got.Alike != 0 {
		t.Errorf("%+v: what was said before still counts", got)
	}
}

// The front pages of a family's sites are alike: all of them are followed. Of the pages behind them only the first few are.
func TestAlikeStarts(t *testing.T) {
	f, _ := fresh(t)
	starts := []string{"a/", "b/", "c/", "d/", "e/"}
	begin(t, f, starts...)
	visited := walk(t, f, func(s Stop) Visit {
		words := sha256.Sum256([]byte(s.URL))
		return Visit{Outcome: Read, Words: words, Shape: [32]byte{byte(s.Depth)}, Links: addresses(s.Host + strings.Repeat("/1", s.Depth+1))}
	})
	at := map[int]int{}
	for _, u := range visited {
		at[strings.Count(u, "/1")]++
	}
	if at[0] != len(starts) || at[1] != len(starts) || at[2] != 3 {
		t.Errorf("by depth %v of %v were visited", at, visited)
	}
}

func TestSitemap(t *testing.T) {
	f, c := fresh(t)
	run := begin(t, f)
	list := func(changed time.Time, paths ...string) {
		t.Helper()
		var all []Listed
		for _, p := range paths {
			all = append(all, Listed{at(p), changed})
		}
		if err := f.List(t.Context(), run, all, "r", 3); err != nil {
			t.Fatal(err)
		}
	}
	list(c.at.Add(-time.Hour), "a/1", "a/2", "a/3", "a/4")
	visit := func(s Stop) Visit {
		return Visit{Outcome: Read, Reader: map[string]string{"https://a/2": "old"}[s.URL] + "r"}
	}
	want(t, "at first", walk(t, f, visit), "a/1", "a/2", "a/3")
	if tally := must(f.Tally(t.Context(), run))(t); !slices.Equal(tally.Bounds, []string{BoundPages}) {
		t.Errorf("tally %+v", tally)
	}
	again := func(later time.Duration) {
		t.Helper()
		f.End(t.Context(), run)
		c.at = c.at.Add(later)
		run = begin(t, f)
	}
	again(time.Hour)
	list(c.at.Add(-30*time.Minute), "a/3")
	list(c.at.Add(-3*time.Hour), "a/1", "a/2")
	want(t, "what changed, and what another reader read", walk(t, f, visit), "a/2", "a/3")
	again(trustFor - time.Hour)
	list(c.at.Add(-trustFor), "a/1", "a/2", "a/3")
	want(t, "visited long ago, and read by another", walk(t, f, visit), "a/1", "a/2")
}

// BenchmarkFrontier is what the list costs beside a visit, with 100,000 addresses on it.
func BenchmarkFrontier(b *testing.B) {
	f, _ := fresh(b)
	var starts []Address
	for n := range 100_000 {
		starts = append(starts, at(fmt.Sprintf("host%d/%d", n%20, n)))
	}
	begin(b, f)
	for part := range slices.Chunk(starts, 1000) {
		if _, _, err := f.Begin(b.Context(), source, part); err != nil {
			b.Fatal(err)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	c, _ := claim(b, f)
	var stops []Stop
	for b.Loop() {
		if len(stops) == 0 {
			if stops = must(f.Next(b.Context(), c, []data.SourceKey{source}, 32))(b); len(stops) == 0 {
				f.Release(b.Context(), c)
				c, _ = claim(b, f)
				stops = must(f.Next(b.Context(), c, []data.SourceKey{source}, 32))(b)
			}
		}
		v := Visit{Outcome: Read, Words: [32]byte{byte(r.Int()), byte(r.Int())}, Shape: [32]byte{byte(r.Int()), byte(r.Int()), byte(r.Int())}, Likeness: r.Uint64()}
		done(b, f, c, stops[0], v)
		stops = stops[1:]
	}
}
