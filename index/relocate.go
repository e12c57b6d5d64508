package index

import (
	"context"
	"encoding/json"

	"fingerpost/data"
	"fingerpost/geo"
)

// relocation is the work of deriving all positions anew, under other tables of postcodes or boundaries.
type relocation struct {
	version string           // of the tables
	left    []data.ServiceID // services that are still to be looked at
}

// relocate derives the positions of some services anew if the tables that they were derived from have given way to others,
// and reports whether there was anything to do. It goes batch by batch, so that what is withheld meanwhile need not wait. A
// position is no fact of a listing: nothing of this is a revision (DESIGN.md, "The domain").
func (x *Index) relocate(ctx context.Context, log Log) (more bool, err error) {
	version := geo.Version()
	if x.checkpoint.Geo == version {
		return false, nil
	}
	if x.relocation.version != version {
		listed, err := x.Listed()
		if err != nil {
			return false, err
		}
		x.relocation = relocation{version: version}
		for _, l := range listed {
			x.relocation.left = append(x.relocation.left, l.ID)
		}
		next := x.checkpoint
		next.Geo = "" // until it is finished: some positions are of one version and some of another
		if err := x.keep(next); err != nil {
			return false, err
		}
		if n := len(x.relocation.left); n > 0 {
			x.log.Info("the tables of postcodes or areas are others than before; positions are derived anew", "services", n)
		}
	}
	batch := x.relocation.left[:min(batchSize, len(x.relocation.left))]
	if len(batch) > 0 {
		x.relocation.left = x.relocation.left[len(batch):]
		return true, x.take(ctx, log, batch, x.checkpoint.Checkpoint, true)
	}
	x.relocation = relocation{}
	next := x.checkpoint
	next.Geo = version
	return true, x.keep(next)
}

// keep writes a checkpoint into the index.
func (x *Index) keep(next checkpoint) error {
	stored, err := json.Marshal(next)
	if err != nil {
		return err
	}
	if err := x.bleve.SetInternal(checkpointKey, stored); err != nil {
		return err
	}
	x.mu.Lock()
	defer x.mu.Unlock()
	x.checkpoint = next
	return nil
}
