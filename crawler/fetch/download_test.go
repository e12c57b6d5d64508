package fetch

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestDownload(t *testing.T) {
	s := newShelf(t, 300_000)
	to := filepath.Join(t.TempDir(), "file.zip")
	if err := os.WriteFile(to, []byte("last year's"), 0o644); err != nil {
		t.Fatal(err)
	}
	c, _ := hasty(Options{MaxBody: 1000}) // pages are smaller
	var told []int64
	got, err := download(t, c, s.URL+"/file", to, Download{
		Size: 300_000, MD5: strings.ToUpper(md5Of(s.content)), SHA256: sha256Of(s.content),
		Progress: func(done, total int64) {
			if told = append(told, done); total != 300_000 {
				t.Errorf("total %d", total)
			}
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	wantFile(t, to, s.content)
	if want := (Downloaded{Size: 300_000, SHA256: sha256Of(s.content)}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	if len(told) < 3 || told[0] != 0 || told[len(told)-1] != 300_000 || !slices.IsSorted(told) {
		t.Errorf("progress: %v", told)
	}
	if h := s.asked[0]; h.Get("Accept-Encoding") != "identity" || h.Get("User-Agent") != agent || h.Get("Range") != "" || h.Get("If-Range") != "" {
		t.Errorf("headers: %v", h)
	}
	if !s.wasAsked("/robots.txt") {
		t.Error("robots.txt was not asked for")
	}
}

func TestDownloadAgainOnlyIfItDiffers(t *testing.T) {
	s := newShelf(t, 5000)
	to := filepath.Join(t.TempDir(), "file.zip")
	c, _ := hasty(Options{})
	for i, d := range []Download{{MD5: md5Of(s.content)}, {MD5: md5Of(s.content), Size: 5000}, {SHA256: sha256Of(s.content)}, {Size: 5000}} {
		got, err := download(t, c, s.URL+"/file", to, d)
		if already := i == 1 || i == 2; err != nil || got.Already != already || got.SHA256 != sha256Of(s.content) || got.Size != 5000 {
			t.Errorf("call %d: %+v, %v", i, got, err)
		}
	}
	if len(s.asked) != 2 {
		t.Errorf("%d requests, want one for the first call and one for the last, which knows no digest", len(s.asked))
	}
	s.set(func() { s.content = noise(5001) })
	if _, err := download(t, c, s.URL+"/file", to, Download{MD5: md5Of(s.content)}); err != nil {
		t.Fatal(err)
	}
	wantFile(t, to, s.content)
}

func TestDownloadGoesOnAfterADrop(t *testing.T) {
	const size = 300_000
	for _, drops := range [][]int{{0}, {1}, {511}, {512}, {513}, {64 << 10}, {64<<10 + 1}, {size - 1}, {1, 1, 1}, {1000, 0, 200_000}} {
		t.Run(fmt.Sprint(drops), func(t *testing.T) {
			s := newShelf(t, size)
			s.drops = drops
			to := filepath.Join(t.TempDir(), "file.zip")
			c, waits := hasty(Options{})
			got, err := download(t, c, s.URL+"/file", to, Download{})
			if err != nil || got.Size != size || got.Resumed != 0 {
				t.Fatalf("%+v, %v", got, err)
			}
			wantFile(t, to, s.content)
			if len(s.asked) != len(drops)+1 || len(*waits) != len(drops) {
				t.Errorf("asked for %q, waited %v", s.ranges(), *waits)
			}
			for i, h := range s.asked[1:] {
				if h.Get("Range") != "" && h.Get("If-Range") != `"one"` {
					t.Errorf("request %d: %v", i+1, h)
				}
			}
			if last := s.ranges()[len(drops)]; drops[0] >= 1000 && last == "" {
				t.Error("the file was fetched from the beginning again")
			}
		})
	}
}

// A line that breaks now and then, and brings something in between, is borne with; one that brings nothing is not.
func TestDownloadGivesUpOnlyWhenNothingComes(t *testing.T) {
	s := newShelf(t, 12<<20)
	s.drops = []int{2 << 20, 2 << 20, 2 << 20, 2 << 20, 2 << 20}
	to := filepath.Join(t.TempDir(), "file.zip")
	c, waits := hasty(Options{})
	if _, err := download(t, c, s.URL+"/file", to, Download{}); err != nil {
		t.Fatal(err)
	}
	wantFile(t, to, s.content)
	if want := slices.Repeat([]time.Duration{time.Second}, 5); !slices.Equal(*waits, want) {
		t.Errorf("waits %v, want %v", *waits, want)
	}

	s = newShelf(t, 300_000)
	s.drops = slices.Repeat([]int{1000}, 50)
	to = filepath.Join(t.TempDir(), "file.zip")
	c, waits = hasty(Options{})
	_, err := download(t, c, s.URL+"/file", to, Download{})
	dropped := wantError[*DroppedError](t, err)
	if len(s.asked) != maxTries || dropped.Done == 0 || dropped.Done > maxTries*1000 || dropped.URL != s.URL+"/file" {
		t.Errorf("%d requests, %+v", len(s.asked), dropped)
	}
	if want := []time.Duration{time.Second, 2 * time.Second, 4 * time.Second}; !slices.Equal(*waits, want) {
		t.Errorf("waits %v, want %v", *waits, want)
	}
	if got := filesIn(t, filepath.Dir(to)); got != "file.zip.part file.zip.part.json" {
		t.Errorf("the folder holds %s", got)
	}

	s.set(func() { s.drops, s.asked = nil, nil })
	later, _ := hasty(Options{})
	got, err := download(t, later, s.URL+"/file", to, Download{})
	if err != nil || got.Resumed != dropped.Done {
		t.Fatalf("%+v, %v", got, err)
	}
	if want := fmt.Sprintf("bytes=%d-", dropped.Done); s.asked[0].Get("Range") != want || s.asked[0].Get("If-Range") != `"one"` {
		t.Errorf("asked %v", s.asked)
	}
	wantFile(t, to, s.content)
}

func TestDownloadGoesOnAfterCancellation(t *testing.T) {
	s := newShelf(t, 3<<20)
	to := filepath.Join(t.TempDir(), "file.zip")
	known := Download{Size: 3 << 20, MD5: md5Of(s.content)}
	var kept int64
	for _, stop := range []int64{1, 1 << 20, 2<<20 + 77} {
		c, _ := hasty(Options{}) // as a new process would have
		ctx, cancel := context.WithCancel(context.Background())
		d := known
		d.Progress = func(done, _ int64) {
			if done >= stop {
				kept = done
				cancel()
			}
		}
		if _, err := c.Download(ctx, s.URL+"/file", to, d); !errors.Is(err, context.Canceled) {
			t.Fatalf("error %v", err)
		}
		if info, err := os.Stat(to + ".part"); err != nil || info.Size() != kept || kept < stop {
			t.Fatalf("%d bytes were told, the partial file is %+v, %v", kept, info, err)
		}
		if _, err := os.Stat(to); err == nil {
			t.Fatal("half a file has the name of a whole one")
		}
	}
	c, _ := hasty(Options{})
	got, err := download(t, c, s.URL+"/file", to, known)
	if err != nil || got.Resumed != kept {
		t.Fatalf("%+v, %v; %d bytes were kept", got, err, kept)
	}
	wantFile(t, to, s.content)
}

func TestDownloadObeysCancellationWhileItWaits(t *testing.T) {
	s := newShelf(t, 3000)
	s.drops = []int{1000, 1000, 1000, 1000}
	c := client(Options{})
	ctx, cancel := context.WithCancel(context.Background())
	c.shared.sleep = func(ctx context.Context, d time.Duration) error {
		if d >= firstBackOff {
			cancel()
		}
		return ctx.Err()
	}
	if _, err := c.Download(ctx, s.URL+"/file", filepath.Join(t.TempDir(), "f"), Download{}); !errors.Is(err, context.Canceled) || len(s.asked) != 1 {
		t.Errorf("error %v after %d requests", err, len(s.asked))
	}
}

func TestDownloadsOfOneFileDoNotMix(t *testing.T) {
	s := newShelf(t, 3<<20)
	to := filepath.Join(t.TempDir(), "file.zip")
	c, _ := hasty(Options{})
	tried := false
	_, err := download(t, c, s.URL+"/file", to, Download{Progress: func(done, _ int64) {
		if done == 0 || tried {
			return
		}
		tried = true
		other, _ := hasty(Options{})
		_, err := download(t, other, s.URL+"/file", to, Download{})
		if wantError[*InUseError](t, err).Path != to+".part" {
			t.Errorf("error %v", err)
		}
	}})
	if err != nil || !tried {
		t.Fatal(err)
	}
	wantFile(t, to, s.content)
}

func TestDownloadAsksNothingThatItCouldNotUse(t *testing.T) {
	s := newShelf(t, 3000)
	folder := t.TempDir()
	c, _ := hasty(Options{})
	_, err := download(t, c, s.URL+"/file", filepath.Join(folder, "none", "f"), Download{})
	wantError[*os.PathError](t, err)
	_, err = download(t, c, s.URL+"/file", folder, Download{})
	wantError[*os.PathError](t, err)
	for _, d := range []Download{{MD5: "feed"}, {MD5: strings.Repeat("x", 32)}, {SHA256: md5Of(nil)}} {
		_, err = download(t, c, s.URL+"/file", filepath.Join(folder, "f"), d)
		if wantError[*DigestError](t, err).Got != "" {
			t.Error(err)
		}
	}
	_, err = download(t, c, s.URL+"/file", filepath.Join(folder, "f"), Download{Size: 3000, MaxSize: 2999})
	wantError[*TooLargeError](t, err)
	for _, bad := range []string{"", "/file", "file:///etc/passwd", "http://jo:secret@127.0.0.1/file", "http://a b/"} {
		_, err = download(t, c, bad, filepath.Join(folder, "f"), Download{})
		wantError[*ScopeError](t, err)
	}
	_, err = download(t, New(Options{Agent: "curl", AllowPrivate: true}), s.URL+"/file", filepath.Join(folder, "f"), Download{})
	wantError[*AgentError](t, err)
	if len(s.paths()) != 0 || filesIn(t, folder) != "" {
		t.Errorf("asked for %v, left %s", s.paths(), filesIn(t, folder))
	}
}

func TestDownloadStaysInScope(t *testing.T) {
	s := newShelf(t, 3000)
	s.text("/robots.txt", "User-agent: *\nDisallow: /file\n")
	c, _ := hasty(Options{})
	folder := t.TempDir()
	_, err := download(t, c, s.URL+"/file", filepath.Join(folder, "f"), Download{})
	wantError[*RobotsError](t, err)
	if s.wasAsked("/file") || filesIn(t, folder) != "" {
		t.Errorf("asked for %v, left %s", s.paths(), filesIn(t, folder))
	}
	_, err = download(t, New(Options{Agent: agent}), s.URL+"/file", filepath.Join(folder, "f"), Download{})
	wantError[*PrivateAddressError](t, err)

	first, second := newShelf(t, 1), newShelf(t, 200_000)
	second.drops = []int{50_000}
	key := "/file?sig=secret"
	first.before = http.RedirectHandler(second.URL+key, http.StatusTemporaryRedirect)
	c, _ = hasty(Options{})
	to := filepath.Join(folder, "f")
	if _, err := download(t, c, first.URL+"/file", to, Download{}); err != nil {
		t.Fatal(err)
	}
	wantFile(t, to, second.content)
	if !second.wasAsked("/robots.txt") || !strings.HasPrefix(second.ranges()[1], "bytes=") {
		t.Errorf("the other host: %v %q", second.paths(), second.ranges())
	}
	second.set(func() {
		second.before = http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) { w.WriteHeader(403) })
	})
	_, err = download(t, c, first.URL+"/file", to+"2", Download{})
	if status := wantError[*StatusError](t, err); status.Code != 403 || strings.Contains(err.Error(), "secret") {
		t.Error(err)
	}
	for _, private := range []string{"http://169.254.169.254/file", "http://[fd00:ec2::254]/file", "http://0.0.0.0/file"} {
		first.set(func() { first.before = http.RedirectHandler(private, http.StatusTemporaryRedirect) })
		_, err = download(t, c, first.URL+"/file", to+"2", Download{})
		wantError[*PrivateAddressError](t, err)
	}
	first.set(func() { first.before = http.RedirectHandler("/file", http.StatusFound) })
	_, err = download(t, c, first.URL+"/file", to+"2", Download{})
	wantError[*RedirectError](t, err)
	if got := filesIn(t, folder); got != "f" {
		t.Errorf("the folder holds %s", got)
	}
}
