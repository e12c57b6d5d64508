package main

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"fingerpost/crawler"
	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/store"
	"fingerpost/geo"
	"fingerpost/index"
	"fingerpost/site"
)

// followEvery is how soon a change in the store is found by searches.
const followEvery = 250 * time.Millisecond

// countEvery is how soon searches that were counted are kept: a program that is killed loses no more.
const countEvery = time.Minute

// shutdownTime is how long requests that are being answered may take when the server stops.
const shutdownTime = 10 * time.Second

func (a *app) serveCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "serve",
		Short: "Serve the site, on the embedded database and index",
		Long: `Serve the site. The first start takes in the default listings and builds the index. Imports and crawls may run beside
the server on the same data folder: what they bring is found a moment later.`,
		Example: "  fingerpost serve\n  fingerpost serve --addr 127.0.0.1:9000 --data /srv/fingerpost",
		Args:    cobra.NoArgs,
		RunE:    func(cmd *cobra.Command, _ []string) error { return a.serve(cmd.Context()) },
	}
	cmd.Flags().String("addr", "127.0.0.1:8080", "address to listen on")
	cmd.Flags().String("database", "", "address of a PostgreSQL database, instead of the embedded one")
	return cmd
}

func (a *app) serve(ctx context.Context) (err error) {
	if err := a.makeFolder(); err != nil {
		return err
	}
	release, err := lockFolder(a.config.Data)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, release()) }()
	listener, err := net.Listen("tcp", a.config.Addr)
	if err != nil {
		return err
	}
	defer listener.Close()
	kept, err := a.openStore(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, kept.Close()) }()
	setting, err := a.siteConfig(kept)
	if err != nil {
		return err
	}
	if err := a.takeDefaults(ctx, kept); err != nil {
		return err
	}
	if err := forget(ctx, kept); err != nil {
		return err
	}
	found, err := index.Open(a.indexFolder(), setting.IndexSetting())
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, found.Close()) }()
	setting.Index = found
	pages, err := site.New(setting)
	if err != nil {
		return err
	}
	if pages.Unstyled() {
		a.log.Warn("the style sheet is not built in, so pages are plain; run: make assets build")
	}
	return a.listen(ctx, pages, kept, found, listener)
}

// listen serves until the context ends. The index catches up while the site already answers; until it has, searches say
// that they are nearly ready and /readyz answers 503.
func (a *app) listen(ctx context.Context, pages *site.Site, kept *store.Store, found *index.Index, listener net.Listener) error {
	address := "http://" + listener.Addr().String()
	if err := announce(a.config.Data, serving{Address: address, PID: os.Getpid()}); err != nil {
		return err
	}
	defer os.Remove(servingFile(a.config.Data)) // one that is left over is only asked in vain
	ctx, cancel := context.WithCancel(ctx)
	go a.places.Watch(ctx, followEvery, func() { a.log.Info("the tables of postcodes, places or areas were replaced") }, a.warnOfTables)
	following := make(chan struct{})
	go func() {
		defer close(following)
		if _, err := found.CatchUp(ctx, kept, nil); err != nil && ctx.Err() == nil {
			a.log.Error("the index could not be brought up to date; it tries again", "error", err)
		}
		services, _ := found.Ready()
		a.log.Info("ready", "services", services, "address", address)
		found.FollowEvery(ctx, kept, followEvery)
	}()
	forgetting := make(chan struct{})
	go func() {
		defer close(forgetting)
		a.forgetEachDay(ctx, kept)
	}()
	counting, stopCounting := context.WithCancel(context.WithoutCancel(ctx)) // the last searches are answered after ctx has ended
	counted := make(chan struct{})
	go func() {
		defer close(counted)
		pages.KeepCounts(counting, countEvery)
	}()
	web := pages.App()
	failed := make(chan error, 1)
	go func() { failed <- web.Listener(listener) }()
	var err error
	select {
	case err = <-failed:
	case <-ctx.Done():
		err = web.ShutdownWithTimeout(shutdownTime)
	}
	cancel()
	stopCounting()
	<-following
	<-forgetting
	<-counted
	return err
}

// siteConfig reads what the site shows beside listings.
func (a *app) siteConfig(kept *store.Store) (site.Config, error) {
	files, err := a.files()
	if err != nil {
		return site.Config{}, err
	}
	c := site.Config{Store: kept, Log: a.log, Now: now, Proxies: a.config.Proxies, Brand: site.Brand{Name: a.config.Brand.Name, Contact: a.config.Brand.Contact, URL: a.config.Brand.URL, Area: geo.AreaCode(a.config.Brand.Area)},
		Tiles: site.Tiles{Path: a.config.Map.Tiles, Attribution: a.config.Map.Attribution}}
	if c.Lexicon, err = files.Lexicon(now()); err != nil {
		return c, err
	}
	if c.Helplines, err = files.Helplines(now()); err != nil {
		return c, err
	}
	if c.Holidays, err = files.Holidays(now()); err != nil {
		return c, err
	}
	c.Secret, err = secret(filepath.Join(a.config.Data, "secret.key"))
	return c, err
}

// secret reads the key that seals cookies, making one on the first start.
func secret(file string) ([]byte, error) {
	const size = 32
	key, err := os.ReadFile(file)
	if err == nil && len(key) == size {
		return key, nil
	}
	if err == nil {
		return nil, fmt.Errorf("%s is not a key of %d bytes; remove it and a new one is made", file, size)
	}
	if !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	key = make([]byte, size)
	if _, err := rand.Read(key); err != nil {
		return nil, err
	}
	return key, os.WriteFile(file, key, 0o600)
}

// takeDefaults takes in the listings that ship, or the operator's, if they are not those that were taken last.
func (a *app) takeDefaults(ctx context.Context, kept *store.Store) error {
	items, mistakes, err := a.defaultListings()
	if err != nil {
		return err
	}
	for _, m := range mistakes {
		a.log.Warn("a listing is left out", "mistake", mistakeSentence(m))
	}
	version, err := versionOf(items)
	if err != nil {
		return err
	}
	taken, err := kept.Meta(ctx, "default_listings")
	if err != nil || taken == version {
		return err
	}
	step, end := a.progress("taking in the default listings")
	defer end()
	in := &crawler.Intake{Store: kept, Source: content.Source, Kind: "listings", Input: "default listings", Progress: step}
	if err := in.Begin(ctx); err != nil {
		return err
	}
	if _, err := in.End(ctx, crawler.ImportItems(ctx, in, items)); err != nil {
		return err
	}
	return kept.SetMeta(ctx, "default_listings", version)
}

func (a *app) defaultListings() ([]data.Item, []content.Mistake, error) {
	files, err := a.files()
	if err != nil {
		return nil, nil, err
	}
	topics, err := files.Topics()
	if err != nil {
		return nil, nil, err
	}
	lines, err := files.Helplines(now())
	if err != nil {
		return nil, nil, err
	}
	return files.Listings(content.Reader{Topics: topics, Helplines: lines, Now: now()})
}

// versionOf identifies the listings by all that they say.
func versionOf(items []data.Item) (string, error) {
	sum := sha256.New()
	for _, item := range items {
		digest, err := item.Submission.Digest()
		if err != nil {
			return "", err
		}
		if err := json.NewEncoder(sum).Encode(digest); err != nil {
			return "", err
		}
	}
	return hex.EncodeToString(sum.Sum(nil)), nil
}
