package crawler

import (
	"context"
	"time"

	"fingerpost/data"
	"fingerpost/data/store"
)

// A source that says otherwise of more than a part of what it told before, and of more than a handful, has likelier reused its ids,
// swapped its columns or been taken over than changed so much.
const (
	floodPart    = 0.3
	floodHandful = 10
)

// flood watches how much of what a source told before it tells otherwise in one reading.
type flood struct {
	known int       // services of which it had told before
	vital int       // of these, how many are known or found by something else now
	begun bool      // it is one
	upTo  time.Time // what was changed before then is held
}

// stem counts what vital changes came of some items. Once they are a flood, what the source changed in this reading is put back and waits
// for a person.
func (in *Intake) stem(ctx context.Context, outcomes []store.Outcome) error {
	for _, out := range outcomes {
		if out.Vital && !out.Created {
			in.flood.vital++
		}
	}
	f := &in.flood
	ours := in.Source.Kind == data.SourceContent || in.Source.Overrides() // a person has looked
	if ours || in.Anyway || f.vital <= floodHandful || float64(f.vital) <= floodPart*float64(f.known) {
		return nil
	}
	if !f.begun {
		f.begun, f.upTo = true, in.run.StartedAt
	}
	held, err := in.Store.Hold(ctx, in.Source.Key, f.upTo)
	if err != nil {
		return err
	}
	in.tally.Held += held
	f.upTo = in.Store.Now()
	return nil
}
