package extract_test

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/hours"
	"fingerpost/geo"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/language"
)

// The fixture web is a folder for each half, in it one for each host, and in that the host's pages and truth.yaml: what a
// careful person would write down from each page alone.
const fixtureWeb = "../testdata/web"

// truthHost is a truth.yaml.
type truthHost struct {
	Host   string       `yaml:"host"`
	Family string       `yaml:"family"`
	Area   geo.AreaCode `yaml:"area"` // of the council or country that the source is for
	Pages  []truthPage  `yaml:"pages"`

	half, folder string
}

type truthPage struct {
	Path     string         `yaml:"path"`
	Listing  bool           `yaml:"listing"`
	Why      string         `yaml:"why"` // it is no listing
	Services []truthService `yaml:"services"`
}

// truthService is what a page states of one service; what it does not state is empty.
type truthService struct {
	Name         string            `yaml:"name"`
	Organization string            `yaml:"organization"`
	Phones       []string          `yaml:"phones"`
	Texts        []string          `yaml:"texts"`
	Emails       []string          `yaml:"emails"`
	Places       []truthPlace      `yaml:"places"`
	Hours        []string          `yaml:"hours"`
	Cost         string            `yaml:"cost"`
	Pence        []int             `yaml:"pence"`
	Ages         string            `yaml:"ages"`
	For          []data.AudienceID `yaml:"for"`
	Areas        []geo.AreaCode    `yaml:"areas"`
	Referral     string            `yaml:"referral"`
	Languages    []string          `yaml:"languages"`
	Ways         []string          `yaml:"ways"`
	Closed       string            `yaml:"closed"`
}

type truthPlace struct {
	Address  string   `yaml:"address"`
	Postcode string   `yaml:"postcode"`
	Access   []string `yaml:"access"`
	Withheld bool     `yaml:"withheld"`
	Hours    []string `yaml:"hours"` // where the places of a service have different ones
}

// loadTruth reads the truth of every host of both halves, as far as they are there.
func loadTruth(t *testing.T) []truthHost {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(fixtureWeb, "*", "*", "truth.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) == 0 {
		t.Fatalf("no truth.yaml in %s", fixtureWeb)
	}
	hosts := make([]truthHost, len(files))
	for i, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		d := yaml.NewDecoder(bytes.NewReader(text))
		d.KnownFields(true)
		if err := d.Decode(&hosts[i]); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if err := d.Decode(new(yaml.Node)); !errors.Is(err, io.EOF) {
			t.Fatalf("%s: more than one document", file)
		}
		hosts[i].folder = filepath.Dir(file)
		hosts[i].half = filepath.Base(filepath.Dir(hosts[i].folder))
	}
	return hosts
}

// url is the page's address.
func (h truthHost) url(p truthPage) string { return "https://" + h.Host + p.Path }

// file is where the page lies.
func (h truthHost) file(p truthPage) string {
	return filepath.Join(h.folder, filepath.FromSlash(fixtureFile(p.Path)))
}

// read is the page as it came.
func (h truthHost) read(t *testing.T, p truthPage) []byte {
	t.Helper()
	page, err := os.ReadFile(h.file(p))
	if err != nil {
		t.Fatal(err)
	}
	return page
}

// fixtureFile is the file of a path in the folder of its host: a folder's own page is index.html, a path without an
// extension has .html added, and a query follows an @.
func fixtureFile(path string) string {
	path, query, asked := strings.Cut(strings.TrimPrefix(path, "/"), "?")
	switch {
	case asked:
		return path + "@" + query + ".html"
	case path == "" || strings.HasSuffix(path, "/"):
		return path + "index.html"
	case filepath.Ext(path) == "":
		return path + ".html"
	}
	return path
}

var (
	truthCosts     = []string{"free", "paid", "varies"}
	truthReferrals = []string{"none", "needed"}
	truthAccess    = []string{"step-free", "accessible-toilet", "parking", "hearing-loop", "lift"}
	truthWays      = []string{"in_person", "phone", "online", "home_visit", "text"}

	truthAges  = regexp.MustCompile(`^(\d{1,3})?-(\d{1,3})?$`)
	truthUntil = regexp.MustCompile(`^(?:term time|(?:from|until) (\d{4}-\d\d-\d\d)|every (?:[2-9]|1[0-2]) weeks(?: from (\d{4}-\d\d-\d\d))?)$`)
	truthDated = regexp.MustCompile(`^(\d{4}-\d\d-\d\d) (\d\d:\d\d-\d\d:\d\d)$`)
)

// A mistake in the truth would be counted as a mistake of the reader, or hide one.
func TestTruthIsWellFormed(t *testing.T) {
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	lexicon, err := files.Lexicon(time.Now())
	if err != nil {
		t.Fatal(err)
	}
	counts := map[string]int{}
	seen := map[string]string{}
	for _, h := range loadTruth(t) {
		t.Run(h.half+"/"+h.Host, func(t *testing.T) {
			if name := filepath.Base(h.folder); h.Host != name || !strings.HasSuffix(name, ".example") {
				t.Errorf("host %q in the folder %s", h.Host, name)
			}
			if other := seen[h.Host]; other != "" {
				t.Errorf("also in the half %s", other)
			}
			seen[h.Host] = h.half
			if h.Family == "" {
				t.Error("no family")
			}
			checkArea(t, h.Area)
			counts["hosts"]++

			files := fixtureFiles(t, h.folder)
			for _, p := range h.Pages {
				t.Run(p.Path, func(t *testing.T) {
					file := fixtureFile(p.Path)
					if !strings.HasPrefix(p.Path, "/") || !slices.Contains(files, file) {
						t.Errorf("no file %s, or a path given twice", file)
					}
					if u, err := url.Parse(h.url(p)); err != nil || u.Host != h.Host || u.Fragment != "" {
						t.Errorf("the address is %v, %v", u, err)
					}
					if page := bytes.ToLower(h.read(t, p)); !bytes.HasPrefix(page, []byte("<!doctype html")) {
						t.Errorf("no whole page: %.40q", page)
					}
					files = slices.DeleteFunc(files, func(f string) bool { return f == file })
					if p.Listing != (len(p.Services) > 0) || p.Listing != (p.Why == "") {
						t.Errorf("listing: %v, why: %q, %d services", p.Listing, p.Why, len(p.Services))
					}
					counts["pages"]++
					if p.Listing {
						counts["listings"]++
					}
					for _, s := range p.Services {
						checkService(t, s, lexicon.Audiences)
						count(counts, s)
					}
				})
			}
			if len(files) > 0 {
				t.Errorf("files without a path: %q", files)
			}
		})
	}
	t.Logf("%v", counts)
}

// fixtureFiles are the files of a host but for its truth, with slashes.
func fixtureFiles(t *testing.T, folder string) (files []string) {
	t.Helper()
	err := filepath.WalkDir(folder, func(file string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && d.Name() != "truth.yaml" {
			file, err = filepath.Rel(folder, file)
			files = append(files, filepath.ToSlash(file))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func checkService(t *testing.T, s truthService, audiences []data.Audience) {
	t.Helper()
	if s.Name == "" {
		t.Error("a service without a name")
	}
	for _, line := range append([]string{s.Name, s.Organization}, addresses(s)...) {
		if line != data.PlainLine(line, data.MaxSummary) {
			t.Errorf("not a plain line: %q", line)
		}
	}
	for kind, numbers := range map[data.PhoneType][]string{data.Voice: s.Phones, data.SMS: s.Texts} {
		distinct(t, numbers)
		for _, n := range numbers {
			if read, ok := data.ReadPhone(n, kind); !ok || read != n {
				t.Errorf("phone %q is read as %q, %v", n, read, ok)
			}
		}
	}
	distinct(t, s.Emails)
	for _, e := range s.Emails {
		if read, ok := data.ReadEmail(e); !ok || read != e {
			t.Errorf("e-mail %q is read as %q, %v", e, read, ok)
		}
	}
	checkHours(t, s.Hours)
	for _, p := range s.Places {
		checkHours(t, p.Hours)
		if len(p.Hours) > 0 && len(s.Hours) > 0 {
			t.Errorf("%s: hours at a place and beside it", s.Name)
		}
		if p.Withheld && p.Postcode != "" || !p.Withheld && p.Address == "" && p.Postcode == "" {
			t.Errorf("%s: a place that is withheld and not, or has nothing: %+v", s.Name, p)
		}
		if p.Postcode != "" {
			code, err := geo.ParsePostcode(p.Postcode)
			if err != nil || code.Level() != geo.Unit || code.String() != p.Postcode {
				t.Errorf("postcode %q is read as %v, %v", p.Postcode, code, err)
			}
			if strings.Contains(p.Address, p.Postcode) {
				t.Errorf("the address %q has the postcode in it", p.Address)
			}
		}
		among(t, "access", truthAccess, p.Access...)
	}
	among(t, "cost", append(truthCosts, ""), s.Cost)
	among(t, "referral", append(truthReferrals, ""), s.Referral)
	among(t, "ways", truthWays, s.Ways...)
	among(t, "closed", []string{"", "temporarily"}, s.Closed)
	for _, p := range s.Pence {
		if p <= 0 {
			t.Errorf("%s: a price of %d", s.Name, p)
		}
	}
	if m := truthAges.FindStringSubmatch(s.Ages); s.Ages != "" {
		if m == nil || m[1]+m[2] == "" {
			t.Errorf("ages %q", s.Ages)
		} else if least, _ := strconv.Atoi(m[1]); m[2] != "" {
			if most, _ := strconv.Atoi(m[2]); most < least {
				t.Errorf("ages %q", s.Ages)
			}
		}
	}
	distinct(t, s.For)
	for _, id := range s.For {
		if !slices.ContainsFunc(audiences, func(a data.Audience) bool { return a.ID == id }) {
			t.Errorf("no audience %q", id)
		}
	}
	distinct(t, s.Areas)
	for _, code := range s.Areas {
		checkArea(t, code)
	}
	distinct(t, s.Languages)
	for _, l := range s.Languages {
		if base, err := language.ParseBase(l); err != nil || base.String() != l {
			t.Errorf("language %q is %v, %v", l, base, err)
		}
	}
}

// checkArea wants a code that stands for an area of today.
func checkArea(t *testing.T, code geo.AreaCode) {
	t.Helper()
	if a, ok := geo.AreaByCode(code); !ok || a.Code != code {
		t.Errorf("area %q is %+v, %v", code, a, ok)
	}
}

// checkHours wants each text in the notation, but for a session on a date, for what stands behind a bar, and for bank
// holidays on a line of their own.
func checkHours(t *testing.T, texts []string) {
	t.Helper()
	distinct(t, texts)
	for _, text := range texts {
		rule, until, barred := strings.Cut(text, " | ")
		m := truthDated.FindStringSubmatch(text)
		switch {
		case m != nil:
			rule = short(t, m[1]) + " " + m[2]
		case text == "PH off" || text == "PH same":
			continue
		case barred:
			m := truthUntil.FindStringSubmatch(until)
			if m == nil {
				t.Errorf("hours %q: what stands behind the bar?", text)
				continue
			}
			if m[1] != "" {
				short(t, m[1])
			}
			if m[2] != "" && !strings.Contains(rule, short(t, m[2])) {
				t.Errorf("hours %q begin on another day of the week", text)
			}
		}
		if said, err := hours.Parse(rule, "truth", "truth"); err != nil || len(said) == 0 {
			t.Errorf("hours %q: %v", text, err)
		}
	}
}

// short is the day of the week of a date, as the notation writes it.
func short(t *testing.T, date string) string {
	t.Helper()
	day, err := time.Parse(time.DateOnly, date)
	if err != nil {
		t.Error(err)
	}
	return day.Weekday().String()[:2]
}

func among(t *testing.T, what string, allowed []string, said ...string) {
	t.Helper()
	distinct(t, said)
	for _, s := range said {
		if !slices.Contains(allowed, s) {
			t.Errorf("%s: %q", what, s)
		}
	}
}

func distinct[T comparable](t *testing.T, said []T) {
	t.Helper()
	for i, s := range said {
		if slices.Contains(said[:i], s) {
			t.Errorf("%v said twice", s)
		}
	}
}

func addresses(s truthService) (lines []string) {
	for _, p := range s.Places {
		lines = append(lines, p.Address)
	}
	return lines
}
