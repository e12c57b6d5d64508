package main_test

import (
	"archive/zip"
	"bytes"
	"crypto/md5"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
)

// downloads is the OS Downloads API with one file, whose downloads break off while it is told to.
type downloads struct {
	*httptest.Server
	file []byte

	mu     sync.Mutex
	breaks bool
	ranges []string // that were asked for
}

func newDownloads(t *testing.T, file []byte) *downloads {
	t.Helper()
	d := &downloads{file: file, breaks: true}
	sum := md5.Sum(file)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /products/CodePointOpen", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprint(w, `{"id":"CodePointOpen","name":"Code-Point® Open","version":"2025-11"}`)
	})
	mux.HandleFunc("GET /products/CodePointOpen/downloads", func(w http.ResponseWriter, r *http.Request) {
		if _, ok := r.URL.Query()["redirect"]; ok {
			http.Redirect(w, r, d.URL+"/storage/codepo_gb.zip?sig=secret", http.StatusTemporaryRedirect)
			return
		}
		json.NewEncoder(w).Encode([]map[string]any{{"md5": strings.ToUpper(hex.EncodeToString(sum[:])), "size": len(file), "format": "CSV", "area": "GB",
			"fileName": "codepo_gb.zip", "url": d.URL + "/products/CodePointOpen/downloads?area=GB&format=CSV&redirect"}})
	})
	mux.HandleFunc("GET /storage/codepo_gb.zip", d.send)
	d.Server = httptest.NewServer(mux)
	t.Cleanup(d.Close)
	return d
}

func (d *downloads) send(w http.ResponseWriter, r *http.Request) {
	d.mu.Lock()
	breaks := d.breaks
	d.ranges = append(d.ranges, r.Header.Get("Range"))
	d.mu.Unlock()
	w.Header().Set("ETag", `"0x8DE"`)
	if breaks {
		if r.Header.Get("Range") == "" {
			w.Header().Set("Content-Length", fmt.Sprint(len(d.file)))
			w.Write(d.file[:len(d.file)/2])
			w.(http.Flusher).Flush()
		}
		panic(http.ErrAbortHandler)
	}
	http.ServeContent(w, r, "", time.Time{}, bytes.NewReader(d.file))
}

// asked are the ranges that were asked for since the last call; then on, downloads break off or do not.
func (d *downloads) asked(breaks bool) []string {
	d.mu.Lock()
	defer d.mu.Unlock()
	asked := d.ranges
	d.ranges, d.breaks = nil, breaks
	return asked
}

// A download that breaks off is told in a sentence; the next one goes on from there, and leaves nothing behind.
func TestDownloadedTable(t *testing.T) {
	t.Parallel()
	b, err := os.ReadFile(archive(t, "Data/CSV/ls.csv", codePointText(5), zip.Store))
	if err != nil {
		t.Fatal(err)
	}
	d, folder := newDownloads(t, b), empty(t)
	args := []string{"import", "postcodes", "--download", "--from", d.URL, "--data", folder}
	refused(t, 2, "brand.url", args...)
	if asked := d.asked(true); len(asked) > 0 {
		t.Errorf("the server was asked all the same: %q", asked)
	}
	args = append(args, "--allow-private")
	r := refused(t, 1, "Run the command again", args...)
	if strings.Contains(r.errs, "secret") {
		t.Errorf("the message gives away the key of the address: %s", r.errs)
	}
	if first := d.asked(false); len(first) == 0 || first[0] != "" {
		t.Errorf("first it asked for %q", first)
	}
	if _, err := os.Stat(filepath.Join(folder, "geo")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("there are tables of half a file: %v", err)
	}
	got := read[tableSummary](t, args...)
	if got.Usable != 300 || got.Source != "Code-Point Open" || got.Dated != "2025-11" {
		t.Errorf("summary %+v", got)
	}
	if want := fmt.Sprintf("bytes=%d-", len(b)/2); !slices.Contains(d.asked(false), want) {
		t.Errorf("it did not go on from where it had ended: want %s", want)
	}
	if _, err := os.Stat(filepath.Join(folder, "downloads")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the downloads are still there: %v", err)
	}

	must(t, "import", "postcodes", d.URL+"/storage/codepo_gb.zip", "--allow-private", "--data", folder)
	if _, err := os.Stat(filepath.Join(folder, "downloads")); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the download from an address is still there: %v", err)
	}
	before := tablesIn(t, folder)
	refused(t, 1, "no product", "import", "places", "--download", "--from", d.URL, "--allow-private", "--data", folder)
	refused(t, 1, "404", "import", "postcodes", d.URL+"/nothing.zip", "--allow-private", "--data", folder)
	if !maps.Equal(before, tablesIn(t, folder)) {
		t.Error("the tables have changed")
	}
}
