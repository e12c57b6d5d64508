package crawler

import (
	"context"
	"crypto/sha256"
	"fmt"
	"io"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"fingerpost/crawler/fetch"
	"fingerpost/data"
	"fingerpost/data/openreferral"
)

// maxFeedPages bounds a feed that never says which page is its last.
const maxFeedPages = 10_000

// maxPageBytes is the largest page of a feed that is read: the largest real one is some ten thousand services at once.
const maxPageBytes = 128 << 20

// RepeatingError is returned when a feed gives the same page again and again.
type RepeatingError struct{ Page int }

func (e *RepeatingError) Error() string {
	return fmt.Sprintf("page %d is the same as one before it", e.Page)
}

// EmptyFolderError is returned for a folder in which no pages of a feed lie.
type EmptyFolderError struct{ Folder string }

func (e *EmptyFolderError) Error() string { return "no .json or .ndjson files in " + e.Folder }

// OversizeError is returned for a file that is too large to be a page of a feed.
type OversizeError struct {
	Name  string
	Limit int64
}

func (e *OversizeError) Error() string {
	return fmt.Sprintf("%s is larger than %d bytes", e.Name, e.Limit)
}

// pages watches over the pages of one feed as they are read.
type pages struct {
	in      *Intake
	reading data.Reading
	seen    map[[32]byte]bool
	ids     map[string]bool
	read    int
	all     int
	last    bool
	found   int
}

func newPages(in *Intake, reading data.Reading) *pages {
	return &pages{in: in, reading: reading, seen: map[[32]byte]bool{}, ids: map[string]bool{}}
}

// take reads one page and hands its services on. detail, which may be nil, finds the fuller form of a service.
func (p *pages) take(ctx context.Context, name string, body []byte, detail func(data.Item) data.Item) error {
	page, err := openreferral.ReadPage(body, name, p.reading)
	if err != nil {
		return err
	}
	sum := sha256.Sum256(body)
	if p.seen[sum] && len(page.Items) > 0 {
		return &RepeatingError{Page: p.read + 1}
	}
	p.seen[sum] = true
	if repeated := p.repeated(page.Items); repeated {
		return &RepeatingError{Page: p.read + 1}
	}
	p.read++
	p.all = max(p.all, page.TotalPages)
	p.last = page.Last || len(page.Items) == 0
	p.found += len(page.Items)
	p.in.Expect(max(page.TotalItems, p.found))
	p.in.Pages(p.read, p.all)
	for _, item := range page.Items {
		if detail != nil && !item.Refused() {
			item = detail(item)
		}
		if err := p.in.Take(ctx, item); err != nil {
			return err
		}
	}
	return ctx.Err()
}

// repeated reports whether a page holds nothing but services that earlier pages held: some feeds answer every page number
// with their last page. Services without ids tell nothing; a page of such only is known by its bytes.
func (p *pages) repeated(items []data.Item) bool {
	known, fresh := false, false
	for _, item := range items {
		id := item.Submission.Service.OwnID
		switch {
		case id == "":
		case p.ids[id]:
			known = true
		default:
			fresh = true
		}
		p.ids[id] = true
	}
	return known && !fresh
}

// ImportFolder reads a feed that lies in a folder, or in one file: pages of JSON, or files with a service on each line.
func ImportFolder(ctx context.Context, in *Intake, reading data.Reading, name string) error {
	info, err := os.Stat(name)
	if err != nil {
		return err
	}
	files := []string{name}
	if info.IsDir() {
		files = nil
		for _, kind := range []string{"*.json", "*.ndjson", "*.jsonl"} {
			found, err := filepath.Glob(filepath.Join(name, kind))
			if err != nil {
				return err
			}
			files = append(files, found...)
		}
		if len(files) == 0 {
			return &EmptyFolderError{Folder: name}
		}
		slices.SortFunc(files, byNumber)
	}
	p := newPages(in, reading)
	for _, file := range files {
		if isLines(file) {
			if err := p.takeLines(ctx, file); err != nil {
				return err
			}
			continue
		}
		body, err := readWhole(file)
		if err != nil {
			return err
		}
		if err := p.take(ctx, filepath.Base(file), body, nil); err != nil {
			return err
		}
	}
	return nil
}

// readWhole reads a file that must not be larger than a page can be.
func readWhole(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && info.Mode().IsRegular() && info.Size() > maxPageBytes {
		return nil, &OversizeError{Name: filepath.Base(name), Limit: maxPageBytes}
	}
	body, err := io.ReadAll(io.LimitReader(f, maxPageBytes+1))
	if err != nil {
		return nil, err
	}
	if len(body) > maxPageBytes {
		return nil, &OversizeError{Name: filepath.Base(name), Limit: maxPageBytes}
	}
	return body, nil
}

var digits = regexp.MustCompile(`\d+`)

// byNumber orders file names so that page-2 comes before page-10.
func byNumber(a, b string) int {
	na, nb := digits.FindAllString(filepath.Base(a), -1), digits.FindAllString(filepath.Base(b), -1)
	for i := range min(len(na), len(nb)) {
		x, _ := strconv.Atoi(na[i]) // digits by the pattern; one too long to be a number sorts as nought
		y, _ := strconv.Atoi(nb[i])
		if x != y {
			return x - y
		}
	}
	return strings.Compare(a, b)
}

// Feed is a live Open Referral feed.
type Feed struct {
	URL     string // its root, or its list of services
	Details bool   // fetch each service on its own as well, since lists are often shallow
	Client  *fetch.Client
}

// Import reads the feed page by page until its last.
func (f Feed) Import(ctx context.Context, in *Intake, reading data.Reading) error {
	list, err := servicesAddress(f.URL)
	if err != nil {
		return err
	}
	p := newPages(in, reading)
	for n := 1; n <= maxFeedPages; n++ {
		address := *list
		query := address.Query()
		query.Set("page", strconv.Itoa(n))
		address.RawQuery = query.Encode()
		got, err := f.Client.Get(ctx, address.String(), fetch.Conditions{})
		if err != nil {
			return err
		}
		var detail func(data.Item) data.Item
		if f.Details {
			detail = func(item data.Item) data.Item { return f.detail(ctx, in, list, item, reading) }
		}
		if err := p.take(ctx, fmt.Sprintf("page %d", n), got.Body, detail); err != nil {
			return err
		}
		if p.last || (p.all > 0 && n >= p.all) {
			return nil
		}
	}
	in.CutOff()
	return nil
}

// detail gives the fuller form of a service that a list shows, or the list's own where there is none to be had.
func (f Feed) detail(ctx context.Context, in *Intake, list *url.URL, item data.Item, reading data.Reading) data.Item {
	address := list.JoinPath(item.Submission.Service.OwnID)
	address.RawQuery = ""
	got, err := f.Client.Get(ctx, address.String(), fetch.Conditions{})
	if err != nil {
		if ctx.Err() == nil {
			in.Missed(1)
		}
		return item
	}
	fuller, _, err := openreferral.ReadService(got.Body, item.Where, reading)
	if err != nil || fuller.Refused() || fuller.Submission.Service.OwnID != item.Submission.Service.OwnID {
		return item
	}
	return fuller
}

// servicesAddress is the address of a feed's list of services.
func servicesAddress(feed string) (*url.URL, error) {
	u, err := url.Parse(feed)
	if err != nil {
		return nil, err
	}
	if path.Base(u.Path) != "services" {
		u = u.JoinPath("services")
	}
	return u, nil
}
