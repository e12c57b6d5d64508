package index_test

import (
	"context"
	"errors"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"fingerpost/crawler"
	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/store"
	"fingerpost/geo"
)

// realData is a directory of the default listings and real public data, made once for all tests that use it.
var realData struct {
	sync.Once
	folder string
	kept   *store.Store
	err    error
}

func TestMain(m *testing.M) {
	code := m.Run()
	if realData.kept != nil {
		realData.kept.Close()
	}
	if realData.folder != "" {
		os.RemoveAll(realData.folder)
	}
	os.Exit(code)
}

// feeds and tables are the real data, with the area that each covers.
var (
	feeds = map[string]geo.AreaCode{
		"listings/oruk-v1-north-lincolnshire": northLincolnshire,
		"listings/oruk-v1-buckinghamshire":    buckinghamshire,
	}
	tables = map[string]geo.AreaCode{
		"listings/greater-manchester/gm_food_banks.csv":                   "E47000001",
		"listings/greater-manchester/gm_pharmacies.csv":                   "E47000001",
		"listings/greater-manchester/gm_jobcentreplus.csv":                "E47000001",
		"listings/greater-manchester/trafford_mental_health_services.csv": trafford,
		"listings/greater-manchester/trafford_general_practices.csv":      trafford,
		"listings/libraries/libraries_england.csv":                        england,
	}
)

// realStore gives the directory of real data.
func realStore(t testing.TB) *store.Store {
	t.Helper()
	if testing.Short() {
		t.Skip("the real data takes minutes under the race detector")
	}
	for name := range tables {
		shared(t, name)
	}
	realData.Do(func() { realData.err = makeRealData() })
	if realData.err != nil {
		t.Fatal(realData.err)
	}
	return realData.kept
}

func makeRealData() (err error) {
	ctx := context.Background()
	if realData.folder, err = os.MkdirTemp("", "fingerpost-index-"); err != nil {
		return err
	}
	if realData.kept, err = store.OpenFolder(ctx, realData.folder, func() time.Time { return today }); err != nil {
		return err
	}
	files, err := content.Open("")
	if err != nil {
		return err
	}
	topics, err := files.Topics()
	if err != nil {
		return err
	}
	lines, err := files.Helplines(today)
	if err != nil {
		return err
	}
	items, _, err := files.Listings(content.Reader{Topics: topics, Helplines: lines, Now: today})
	if err != nil {
		return err
	}
	mappings, err := files.Mappings()
	if err != nil {
		return err
	}
	take := func(source data.Source, kind string, read func(*crawler.Intake, data.Reading) error) error {
		in := &crawler.Intake{Store: realData.kept, Source: source, Kind: kind, Input: string(source.Key)}
		if err := in.Begin(ctx); err != nil {
			return err
		}
		_, err := in.End(ctx, read(in, data.Reading{Source: source, ReadAt: today, Topics: topics}))
		return err
	}
	err = take(content.Source, "listings", func(in *crawler.Intake, _ data.Reading) error { return crawler.ImportItems(ctx, in, items) })
	for _, name := range slices.Sorted(maps.Keys(feeds)) {
		area := feeds[name]
		path, source := "../../shared/data/"+name, sourceOf(name, data.SourceFeed, area)
		err = errors.Join(err, take(source, "open-referral", func(in *crawler.Intake, from data.Reading) error {
			return crawler.ImportFolder(ctx, in, from, path)
		}))
	}
	for _, name := range slices.Sorted(maps.Keys(tables)) {
		area := tables[name]
		path, source := "../../shared/data/"+name, sourceOf(name, data.SourceTable, area)
		opened, openErr := crawler.OpenTable(path, mappings...)
		if openErr != nil {
			return errors.Join(err, openErr)
		}
		err = errors.Join(err, take(source, "csv", func(in *crawler.Intake, from data.Reading) error {
			return errors.Join(opened.Import(ctx, in, from), opened.Close())
		}))
	}
	return err
}

func sourceOf(name string, kind data.SourceKind, area geo.AreaCode) data.Source {
	key := strings.ReplaceAll(strings.TrimSuffix(filepath.Base(name), ".csv"), "_", "-")
	return data.Source{Key: data.SourceKey(key), Name: key, Kind: kind, Area: area}
}
