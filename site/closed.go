package site

import (
	"context"
	"time"

	"fingerpost/data"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// newly is how long a listing says that it is open again.
const newly = 60 * 24 * time.Hour

// turned says of a listing that has closed how that is known, and of one that is open again since when. How to reach what has
// closed, when and where, is not shown: nobody is to ring a number in vain.
func (s *Site) turned(ctx context.Context, w words.Words, l data.Listing, v *views.ListingView) error {
	turn, known, err := s.Store.Turn(ctx, l.Service.ID)
	if err != nil {
		return err
	}
	if !l.Service.Status.Listed() {
		v.Closed, v.Warning = true, closedWords(w, l, turn)
		v.Phones, v.Email, v.Website, v.ContactSources, v.Hours, v.Places = nil, nil, nil, nil, nil, nil
		return nil
	}
	if known && turn.Again && s.Now().Sub(turn.On.Time()) < newly {
		v.Reopened = w.T("opened.again", "Name", turn.SourceName, "Date", dateWords(w, turn.On))
		if turn.ByUs {
			v.Reopened = w.T("opened.by_us", "Date", dateWords(w, turn.On))
		}
	}
	return nil
}

// closedWords say why a listing is closed, and who says so.
func closedWords(w words.Words, l data.Listing, turn data.Turn) string {
	date := dateWords(w, turn.On)
	switch {
	case turn.Absent != nil && !turn.Absent.Seen.IsZero():
		return w.T("closed.absent_seen", "Name", turn.SourceName, "Date", dateWords(w, turn.Absent.Since), "Seen", dateWords(w, turn.Absent.Seen))
	case turn.Absent != nil:
		return w.T("closed.absent", "Name", turn.SourceName, "Date", dateWords(w, turn.Absent.Since))
	case turn.ByUs && l.Service.Status == data.Defunct:
		return w.T("closed.for_good_by_us", "Date", date)
	case turn.ByUs:
		return w.T("closed.by_us", "Date", date)
	}
	said := w.T("status.not_listed")
	if l.Service.Status == data.Defunct {
		said = w.T("closed.for_good")
	}
	if origin := originWords(w, l.Origin("status")).Text; origin != "" {
		said += " " + origin + "."
	}
	return said
}

// deadLink notes that the website of a listing does not work.
func (s *Site) deadLink(ctx context.Context, w words.Words, v *views.ListingView) error {
	if v.Website == nil {
		return nil
	}
	dead, err := s.Store.DeadLinks(ctx, []string{v.Website.Href})
	if since, is := dead[v.Website.Href]; is {
		v.Website.Note = w.T("listing.link_dead", "Date", dateWords(w, since))
	}
	return err
}
