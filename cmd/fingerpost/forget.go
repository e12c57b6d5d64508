package main

import (
	"context"
	"time"

	"fingerpost/data/store"
)

// forget removes what the privacy page says is kept for twelve months, once it is older.
func forget(ctx context.Context, kept *store.Store) error {
	_, err := kept.Forget(ctx, now().AddDate(-1, 0, 0))
	return err
}

// forgetEachDay does so each day while the server runs. When it cannot, it tries again the next day and says so in the log.
func (a *app) forgetEachDay(ctx context.Context, kept *store.Store) {
	each := time.NewTicker(24 * time.Hour)
	defer each.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-each.C:
			if err := forget(ctx, kept); err != nil && ctx.Err() == nil {
				a.log.Error("what is due to be forgotten was not", "error", err)
			}
		}
	}
}
