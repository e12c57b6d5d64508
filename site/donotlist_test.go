package site_test

import (
	"context"
	"net/http"
	"os"
	"strings"
	"testing"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
)

// What must not be listed has a page that says so and nothing else, in both languages; it is out of the sitemap as soon as the
// index has followed, and a link to it can neither be saved nor reported on.
func TestDoNotListedPage(t *testing.T) {
	ctx := context.Background()
	now := func() time.Time { return noon }
	folder, err := os.MkdirTemp(scratch, "donotlist")
	must(err)
	kept, err := store.OpenFolder(ctx, folder, now)
	must(err)
	t.Cleanup(func() { kept.Close() })
	must(kept.PutSource(ctx, townSource))
	town := &town{ids: map[string]data.ServiceID{}}
	for _, sub := range []data.Submission{
		service("harbour", "Harbourlight", says(func(s *data.Service) { s.Description = "Beds for the night." }), at(postcode("LS1 4DY"))),
		service("choir", "Brassbell Choir", at(postcode("LS1 4AP"))),
	} {
		out, err := kept.Submit(ctx, sub, sub.Service.OwnID)
		must(err)
		town.ids[sub.Service.OwnID] = out.Service
	}
	town.open(now, kept, kept)
	if !strings.Contains(town.get(t, "/sitemap-1.xml").body, "harbourlight") || town.get(t, town.address("harbour", "harbourlight")).status != http.StatusOK {
		t.Fatal("it is not there before it is on the list")
	}
	entry, err := data.DoNotListNamed("Harbourlight")
	must(err)
	_, _, err = kept.DoNotList(ctx, entry, "Sam", "they asked")
	must(err)
	for path, want := range map[string]string{town.address("harbour", "harbourlight"): "We do not list this service", "/cy" + town.address("harbour", "x"): "Nid ydym yn rhestru",
		town.address("harbour", "report"): "We do not list this service"} {
		a := town.get(t, path)
		if a.status != http.StatusGone || !strings.Contains(a.body, want) || strings.Contains(a.body, "Harbourlight") || strings.Contains(a.body, "Beds") {
			t.Errorf("%s: %d %.300s", path, a.status, a.body)
		}
		if cache := a.header.Get("Cache-Control"); cache != "no-store" {
			t.Errorf("%s may be kept: %q", path, cache)
		}
	}
	if a := town.visitor().send(t, "/list", "add", string(town.ids["harbour"])); a.status != http.StatusGone {
		t.Errorf("saving it answers %d", a.status)
	}
	if a := town.get(t, "/services/"+string(data.Mint[data.ServiceID](data.LevelService, "x", "y"))); a.status != http.StatusNotFound {
		t.Errorf("what was never there answers %d", a.status)
	}
	_, err = town.config.Index.Follow(ctx, kept, nil)
	must(err)
	if sitemap := town.get(t, "/sitemap-1.xml").body; strings.Contains(sitemap, "harbourlight") || !strings.Contains(sitemap, "brassbell") {
		t.Errorf("the sitemap: %s", sitemap)
	}
}
