package index

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"math"
	"strings"

	"fingerpost/geo"
)

// postgresCells is the same server and table, asked by those who know the trick: each row has the cell of a grid that it lies in as a word,
// so that the index of words alone finds what is near, and PostGIS only measures.
type postgresCells struct{ *postgres }

func (postgresCells) name() string { return "postgresql-cells" }

// build only prepares the search: the table is there.
func (e postgresCells) build(ctx context.Context, _ iter.Seq[row]) error {
	if e.conn == nil {
		return errors.New("it needs postgresql beside it")
	}
	_, err := e.conn.Prepare(ctx, "search by cells", `WITH hits AS MATERIALIZED (
	SELECT id, facets, ts_rank(words, $1::tsquery) AS score FROM listings
	WHERE words @@ $2::tsquery AND ST_Distance(point, ST_MakePoint($3, $4)::geography, false) <= $5)`+postgresAnswer)
	return err
}

func (e postgresCells) search(ctx context.Context, q peerQuery) (peerAnswer, error) {
	at := q.Origin.Point
	words := "'" + strings.Join(q.Words, "' & '") + "'"
	return e.ask(ctx, "search by cells", words, words+" & ("+strings.Join(cellsAbout(at), " | ")+")", at.Lon(), at.Lat(), e.metres)
}

// close leaves the connection to the other.
func (postgresCells) close() error { return nil }

// cellsPerDegree makes cells seven miles high: some twenty touch the circle of a search.
const cellsPerDegree = 10

// postgresCell is the cell that a point lies in.
func postgresCell(p geo.Point) (south, west int) {
	return int(math.Floor(p.Lat() * cellsPerDegree)), int(math.Floor(p.Lon() * cellsPerDegree))
}

// cellWord is the word for a cell, which no text has.
func cellWord(south, west int) string { return fmt.Sprintf("@%d_%d", south, west) }

// cellsAbout are the words, quoted, of all cells that the circle of a search touches.
func cellsAbout(p geo.Point) (words []string) {
	high := 1.001 * float64(peerRadius) / float64(geo.Distance(geo.Point{0, 0}, geo.Point{0, 1}))
	wide := high / math.Cos((math.Abs(p.Lat())+high)*math.Pi/180)
	south, west := postgresCell(geo.Point{p.Lon() - wide, p.Lat() - high})
	north, east := postgresCell(geo.Point{p.Lon() + wide, p.Lat() + high})
	for y := south; y <= north; y++ {
		for x := west; x <= east; x++ {
			words = append(words, "'"+cellWord(y, x)+"'")
		}
	}
	return words
}
