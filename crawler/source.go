package crawler

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"fingerpost/crawler/extract"
	"fingerpost/crawler/fetch"
	"fingerpost/data"
	"fingerpost/geo"

	"go.yaml.in/yaml/v3"
)

// SourceKind is how a source is read.
type SourceKind string

const (
	KindPages SourceKind = "pages"         // a family of pages on a site, along their links
	KindFeed  SourceKind = "open-referral" // an Open Referral feed
	KindTable SourceKind = "table"         // a file of any format that package table reads
)

// Source is what is read and how, as a source file states it. See testdata/source.yaml for one with every key of pages.
type Source struct {
	Key          data.SourceKey
	Name         string
	Kind         SourceKind
	Start        []*url.URL // canonical
	Hosts        []string   // with the port, where it is not the usual one
	Follow       []string   // path prefixes; empty: all paths
	Except       []string   // path prefixes that are never asked for
	Pace         time.Duration
	Licence      string
	Area         geo.AreaCode
	Contact      string     // of those who run the site, for us
	Review       bool       // everything it says waits for a person
	Trust        data.Trust // how much its word counts; empty: as its kind does
	AllowPrivate bool       // make the client that crawls it with the option of the same name
	Rules        extract.Rules
	Topics       []data.TopicID // of every listing
	Ways         []data.Way     // of every listing
	MaxPages     int
	MaxDepth     int           // links from a start
	Every        time.Duration // how often it is read
	Sitemaps     []*url.URL
	Version      string    // a hash of the file
	Mapping      string    // of a table: the mapping's name; empty: its columns tell
	Pages        string    // of a table that comes in pages: the parameter of its address that counts them from 1
	Dated        data.Date // of a table: the day it speaks of, where it is not kept up to date
	Details      bool      // of a feed: each service is asked for on its own too, since its list is shallow
	OnRequest    bool      // it is read only where it is named
	Part         bool      // it holds a part of what it has at a time: what is not in it is not missing

	listing []*regexp.Regexp
}

// Data is the source as the store keeps it.
func (s Source) Data() data.Source {
	kinds := map[SourceKind]data.SourceKind{KindPages: data.SourcePage, KindFeed: data.SourceFeed, KindTable: data.SourceTable}
	d := data.Source{Key: s.Key, Name: s.Name, Kind: kinds[s.Kind], Area: s.Area, Licence: s.Licence, Review: s.Review, Trust: s.Trust, Dated: s.Dated}
	if len(s.Start) > 0 {
		d.URL = s.Start[0].String()
	}
	return d
}

// SourceError is a mistake in a source file. Line is 0 where the file as a whole lacks something.
type SourceError struct {
	File   string
	Line   int
	Key    string
	Reason SourceReason
}

// SourceReason says what is wrong with a key of a source file.
type SourceReason string

// The reasons of a [SourceError].
const (
	NotYAML     SourceReason = "not-yaml"
	UnknownKey  SourceReason = "unknown-key"
	RepeatedKey SourceReason = "repeated-key"
	MissingKey  SourceReason = "missing-key"
	WrongShape  SourceReason = "wrong-shape" // a list where a text should be, or the like
	BadValue    SourceReason = "bad-value"
	OutOfScope  SourceReason = "out-of-scope" // a start on another host
	TooQuick    SourceReason = "too-quick"    // a pace under a second on the public internet
	OtherKind   SourceReason = "other-kind"   // a key that sources of another kind have
)

func (e *SourceError) Error() string {
	return fmt.Sprintf("%s:%d: %s: %s", e.File, e.Line, e.Key, e.Reason)
}

// ReadSource reads a source file. name is the file's, for the errors: every mistake is a [*SourceError], several are
// joined ([errors.Join]).
func ReadSource(name string, b []byte) (Source, error) {
	r := sourceReader{file: name}
	var doc yaml.Node
	if err := yaml.Unmarshal(b, &doc); err != nil || len(doc.Content) != 1 {
		return Source{}, &SourceError{File: name, Reason: NotYAML}
	}
	sum := sha256.Sum256(b)
	s := Source{MaxPages: 2000, MaxDepth: 8, Every: defaultEvery, Version: hex.EncodeToString(sum[:8])}
	r.mapping(doc.Content[0], "", map[string]func(*yaml.Node, string){
		"key":     readInto(&r, (*string)(&s.Key), func(v string) (string, bool) { return v, data.ValidSourceKey(data.SourceKey(v)) }),
		"name":    readInto(&r, &s.Name, asLine),
		"kind":    readInto(&r, &s.Kind, func(v string) (SourceKind, bool) { return SourceKind(v), ownKeys[SourceKind(v)] != nil }),
		"start":   readList(&r, &s.Start, asAddress),
		"sitemap": readList(&r, &s.Sitemaps, asAddress),
		"pace":    readInto(&r, &s.Pace, asPace),
		"every":   readInto(&r, &s.Every, asEvery),
		"licence": readInto(&r, &s.Licence, asLine),
		"area": readInto(&r, &s.Area, func(v string) (geo.AreaCode, bool) {
			area, ok := geo.AreaByCode(geo.AreaCode(v))
			return area.Code, ok
		}),
		"contact": readInto(&r, &s.Contact, asLine),
		"review":  readInto(&r, &s.Review, asYesNo),
		"trust": readInto(&r, &s.Trust, func(v string) (data.Trust, bool) {
			return data.Trust(v), slices.Contains(data.Trusts, data.Trust(v)) && v != string(data.TrustModerator)
		}),
		"mapping":       readInto(&r, &s.Mapping, func(v string) (string, bool) { return v, data.ValidSourceKey(data.SourceKey(v)) }),
		"pages":         readInto(&r, &s.Pages, asPaging),
		"dated":         readInto(&r, &s.Dated, func(v string) (data.Date, bool) { d, err := data.ParseDate(v); return d, err == nil }),
		"details":       readInto(&r, &s.Details, asYesNo),
		"part":          readInto(&r, &s.Part, asYesNo),
		"on_request":    readInto(&r, &s.OnRequest, asYesNo),
		"allow_private": readInto(&r, &s.AllowPrivate, asYesNo),
		"max_pages":     readInto(&r, &s.MaxPages, asNumber(1_000_000)),
		"max_depth":     readInto(&r, &s.MaxDepth, asNumber(100)),
		"topics":        readList(&r, &s.Topics, func(v string) (data.TopicID, bool) { return data.TopicID(v), v != "" }),
		"ways":          readList(&r, &s.Ways, func(v string) (data.Way, bool) { return data.Way(v), slices.Contains(data.AllWays, data.Way(v)) }),
		"each":          readInto(&r, &s.Rules.Each, func(v string) (string, bool) { return v, v != "" && extract.Rules{Each: v}.Check() == nil }),
		"fields": func(n *yaml.Node, key string) {
			s.Rules.Fields = r.fields(n, key)
		},
		"scope": func(n *yaml.Node, key string) {
			r.mapping(n, key+".", map[string]func(*yaml.Node, string){
				"host":    readList(&r, &s.Hosts, asHost),
				"follow":  readList(&r, &s.Follow, asPath),
				"except":  readList(&r, &s.Except, asPath),
				"listing": readList(&r, &s.listing, asPattern),
			})
		},
	})
	r.require(doc.Content[0], "key", "name", "kind", "start", "licence", "area")
	if len(r.errs) == 0 {
		r.check(doc.Content[0], s)
	}
	return s, errors.Join(r.errs...)
}

// sourceReader collects the mistakes of one file.
type sourceReader struct {
	file string
	errs []error
}

func (r *sourceReader) fail(n *yaml.Node, key string, reason SourceReason) {
	r.errs = append(r.errs, &SourceError{File: r.file, Line: n.Line, Key: key, Reason: reason})
}

// mapping hands each value to the reader of its key.
func (r *sourceReader) mapping(n *yaml.Node, prefix string, readers map[string]func(*yaml.Node, string)) {
	if n.Kind != yaml.MappingNode {
		r.fail(n, strings.TrimSuffix(prefix, "."), WrongShape)
		return
	}
	seen := map[string]bool{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i].Value
		read, ok := readers[key]
		switch {
		case !ok:
			r.fail(n.Content[i], prefix+key, UnknownKey)
		case seen[key]:
			r.fail(n.Content[i], prefix+key, RepeatedKey)
		default:
			read(n.Content[i+1], prefix+key)
		}
		seen[key] = true
	}
}

// fields reads the selectors, whose keys are the fields' names.
func (r *sourceReader) fields(n *yaml.Node, key string) map[string]string {
	found := map[string]string{}
	readers := map[string]func(*yaml.Node, string){}
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if name := n.Content[i].Value; extract.IsField(name) {
				readers[name] = func(value *yaml.Node, key string) {
					selector, ok := r.scalar(value, key)
					if ok && (extract.Rules{Fields: map[string]string{name: selector}}).Check() != nil {
						r.fail(value, key, BadValue)
					}
					found[name] = selector
				}
			}
		}
	}
	r.mapping(n, key+".", readers)
	return found
}

func (r *sourceReader) scalar(n *yaml.Node, key string) (string, bool) {
	if n.Kind != yaml.ScalarNode || n.Tag == "!!null" {
		r.fail(n, key, WrongShape)
		return "", false
	}
	return strings.TrimSpace(n.Value), true
}

// readInto reads one value.
func readInto[T any](r *sourceReader, to *T, parse func(string) (T, bool)) func(*yaml.Node, string) {
	return func(n *yaml.Node, key string) {
		text, ok := r.scalar(n, key)
		if !ok {
			return
		}
		if *to, ok = parse(text); !ok {
			r.fail(n, key, BadValue)
		}
	}
}

// readList reads a list of values, or one alone.
func readList[T any](r *sourceReader, to *[]T, parse func(string) (T, bool)) func(*yaml.Node, string) {
	return func(n *yaml.Node, key string) {
		members := []*yaml.Node{n}
		if n.Kind == yaml.SequenceNode {
			members = n.Content
		}
		for _, member := range members {
			var value T
			readInto(r, &value, parse)(member, key)
			*to = append(*to, value)
		}
	}
}

func (r *sourceReader) require(n *yaml.Node, keys ...string) {
	for _, key := range keys {
		given := false
		for i := 0; i+1 < len(n.Content); i += 2 {
			given = given || n.Content[i].Value == key
		}
		if !given {
			r.errs = append(r.errs, &SourceError{File: r.file, Key: key, Reason: MissingKey})
		}
	}
}

// ownKeys are the keys that sources of one kind have and others do not.
var ownKeys = map[SourceKind][]string{
	KindPages: {"scope", "sitemap", "each", "fields", "topics", "ways", "max_pages", "max_depth"},
	KindFeed:  {"details"},
	KindTable: {"mapping", "pages", "dated"},
}

// check is what only the whole can tell.
func (r *sourceReader) check(n *yaml.Node, s Source) {
	for kind, keys := range ownKeys {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if kind != s.Kind && slices.Contains(keys, n.Content[i].Value) {
				r.fail(n.Content[i], n.Content[i].Value, OtherKind)
			}
		}
	}
	if s.Pace > 0 && s.Pace < time.Second && !s.AllowPrivate {
		r.fail(n, "pace", TooQuick)
	}
	if len(s.Start) == 0 {
		r.fail(n, "start", MissingKey)
	}
	if s.Kind == KindPages {
		r.require(n, "scope")
		r.checkPages(n, s)
	}
}

func (r *sourceReader) checkPages(n *yaml.Node, s Source) {
	for key, missing := range map[string]bool{"scope.host": len(s.Hosts) == 0} {
		if missing {
			r.fail(n, key, MissingKey)
		}
	}
	for key, addresses := range map[string][]*url.URL{"start": s.Start, "sitemap": s.Sitemaps} {
		for _, u := range addresses {
			if !slices.Contains(s.Hosts, u.Host) {
				r.fail(n, key, OutOfScope)
			}
		}
	}
}

func asLine(v string) (string, bool) { return v, v != "" && len(v) <= data.MaxName }

func asYesNo(v string) (bool, bool) { return v == "true", v == "true" || v == "false" }

func asPath(v string) (string, bool) { return v, strings.HasPrefix(v, "/") }

func asPace(v string) (time.Duration, bool) {
	d, err := time.ParseDuration(v)
	return d, err == nil && d > 0 && d <= time.Hour
}

// defaultEvery is how often a source is read that does not say.
const defaultEvery = 7 * 24 * time.Hour

// asEvery reads "12h" or "7d".
func asEvery(v string) (time.Duration, bool) {
	if days, ok := strings.CutSuffix(v, "d"); ok {
		n, err := strconv.Atoi(days)
		return time.Duration(n) * 24 * time.Hour, err == nil && n > 0 && n <= 366
	}
	d, err := time.ParseDuration(v)
	return d, err == nil && d >= time.Minute && d <= 366*24*time.Hour
}

func asNumber(most int) func(string) (int, bool) {
	return func(v string) (int, bool) {
		n, err := strconv.Atoi(v)
		return n, err == nil && n > 0 && n <= most
	}
}

var paging = regexp.MustCompile(`^([A-Za-z_-]+)=\{n\}$`)

// asPaging reads "page={n}", and gives the name of the parameter.
func asPaging(v string) (string, bool) {
	parts := paging.FindStringSubmatch(v)
	if parts == nil {
		return "", false
	}
	return parts[1], true
}

func asAddress(v string) (*url.URL, bool) {
	u, err := url.Parse(v)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" || u.User != nil {
		return nil, false
	}
	return fetch.Canonical(u), true
}

func asHost(v string) (string, bool) {
	u, err := url.Parse("https://" + v)
	return v, err == nil && u.Host == v && v != "" && v == strings.ToLower(v)
}
