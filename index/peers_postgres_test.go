package index

import (
	"context"
	"fmt"
	"iter"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"fingerpost/geo"
)

// postgres is PostgreSQL with its full-text search and PostGIS: one table, its rows in order of where they lie, an index of words and
// one of points. All values of facets are numbers in one column, so that one pass over the hits counts all of them. Of the statements
// that were tried this is the quickest over both indexes: boxes of geometries, a haversine of its own and plans made anew for each
// search took 1.1 to 1.7 times as long.
type postgres struct {
	t      testing.TB // with which its server ends
	conn   *pgx.Conn
	metres float64 // the radius, as PostGIS is to be asked for it
	values facetNumbers
}

func (*postgres) name() string { return "postgresql" }

func (*postgres) plain() bool { return true }

func (e *postgres) build(ctx context.Context, rows iter.Seq[row]) (err error) {
	server, err := newPostgresServer(e.t)
	if err != nil {
		return err
	}
	if e.conn, err = pgx.Connect(ctx, server.address()); err != nil {
		return err
	}
	exec := func(statements ...string) {
		for _, s := range statements {
			if err == nil {
				if _, failed := e.conn.Exec(ctx, s); failed != nil {
					err = fmt.Errorf("%s: %w", s, failed)
				}
			}
		}
	}
	exec(`CREATE EXTENSION postgis`,
		`CREATE UNLOGGED TABLE told (id int, words text, cell text, lon float8, lat float8, facets smallint[])`)
	if err != nil {
		return err
	}
	if err := e.tell(ctx, rows); err != nil {
		return err
	}
	exec(
		`CREATE UNLOGGED TABLE listings AS SELECT id, to_tsvector('simple', words) || array_to_tsvector(array_remove(ARRAY[cell], '')) AS words,
			ST_SetSRID(ST_MakePoint(lon, lat), 4326)::geography AS point, facets
			FROM told ORDER BY ST_GeoHash(ST_SetSRID(ST_MakePoint(lon, lat), 4326))`,
		`DROP TABLE told`,
		`CREATE INDEX ON listings USING gin (words) WITH (fastupdate = off)`,
		`CREATE INDEX ON listings USING gist (point)`,
		`VACUUM (ANALYZE, FREEZE) listings`,
		`SET jit = off`, `SET max_parallel_workers_per_gather = 0`, `SET plan_cache_mode = force_generic_plan`,
	)
	if err != nil {
		return err
	}
	// PostGIS takes the Earth for a sphere of another radius than [geo.Distance].
	var apart float64
	south, north := geo.Point{0, 53}, geo.Point{0, 53.1}
	err = e.conn.QueryRow(ctx, `SELECT ST_Distance(ST_MakePoint($1, $2)::geography, ST_MakePoint($3, $4)::geography, false)`,
		south.Lon(), south.Lat(), north.Lon(), north.Lat()).Scan(&apart)
	e.metres = peerRadius.Kilometres() * 1000 * apart / (geo.Distance(south, north).Kilometres() * 1000)
	if err == nil {
		_, err = e.conn.Prepare(ctx, "search", postgresSearch)
	}
	return err
}

// tell copies the rows to where they are taken from.
func (e *postgres) tell(ctx context.Context, rows iter.Seq[row]) error {
	next, stop := iter.Pull(rows)
	defer stop()
	columns := []string{"id", "words", "cell", "lon", "lat", "facets"}
	_, err := e.conn.CopyFrom(ctx, pgx.Identifier{"told"}, columns, pgx.CopyFromFunc(func() ([]any, error) {
		r, ok := next()
		if !ok {
			return nil, nil
		}
		if r.point == nil {
			return []any{r.number, r.words, "", nil, nil, e.values.of(r)}, nil
		}
		south, west := postgresCell(*r.point)
		return []any{r.number, r.words, cellWord(south, west), r.point.Lon(), r.point.Lat(), e.values.of(r)}, nil
	}))
	return err
}

// postgresSearch gives the total, the counts and the first twenty as rows of one table, told apart by their first column.
const (
	postgresSearch = `WITH hits AS MATERIALIZED (
	SELECT id, facets, ts_rank(words, to_tsquery('simple', $1)) AS score FROM listings
	WHERE words @@ to_tsquery('simple', $1) AND ST_DWithin(point, ST_MakePoint($2, $3)::geography, $4, false))` + postgresAnswer
	postgresAnswer = `
SELECT 0, count(*)::int, 0 FROM hits
UNION ALL SELECT 1, value::int, count(*)::int FROM hits, unnest(facets) AS value GROUP BY value
UNION ALL (SELECT 2, id, 0 FROM hits ORDER BY score DESC, id LIMIT 20)`
)

func (e *postgres) search(ctx context.Context, q peerQuery) (peerAnswer, error) {
	return e.ask(ctx, "search", strings.Join(q.Words, " & "), q.Origin.Point.Lon(), q.Origin.Point.Lat(), e.metres)
}

func (e *postgres) ask(ctx context.Context, statement string, args ...any) (peerAnswer, error) {
	a := peerAnswer{facets: Facets{}}
	rows, err := e.conn.Query(ctx, statement, args...)
	if err != nil {
		return a, err
	}
	var sort, value, count int
	_, err = pgx.ForEachRow(rows, []any{&sort, &value, &count}, func() error {
		switch sort {
		case 0:
			a.total = value
		case 1:
			f := e.values.all[value]
			a.facets[f.group] = append(a.facets[f.group], Count{f.value, count})
		case 2:
			a.top = append(a.top, strconv.Itoa(value))
		}
		return nil
	})
	return a, err
}

func (e *postgres) size() (size int64, err error) {
	err = e.conn.QueryRow(context.Background(), `SELECT pg_total_relation_size('listings')`).Scan(&size)
	return size, err
}

// cpu is what the server's process for this connection has used. It does the whole of a search.
func (e *postgres) cpu() (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", e.conn.PgConn().PID()))
	if err != nil {
		return 0, err
	}
	_, after, _ := strings.Cut(string(stat), ") ")
	fields := strings.Fields(after)
	if len(fields) < 13 {
		return 0, fmt.Errorf("/proc says of the server's process only %q", stat)
	}
	user, err := strconv.Atoi(fields[11])
	if err != nil {
		return 0, err
	}
	system, err := strconv.Atoi(fields[12])
	return time.Duration(user+system) * 10 * time.Millisecond, err
}

func (e *postgres) close() error {
	if e.conn == nil {
		return nil
	}
	return e.conn.Close(context.Background())
}

// facetNumbers gives each value of each facet a number.
type facetNumbers struct {
	all    []facetValue
	number map[facetValue]int16
}

type facetValue struct {
	group Group
	value string
}

func (n *facetNumbers) of(r row) (numbers []int16) {
	if n.number == nil {
		n.number = map[facetValue]int16{}
	}
	for _, g := range peerFacets {
		for _, v := range r.values[g] {
			f := facetValue{g, v}
			if _, ok := n.number[f]; !ok {
				n.number[f] = int16(len(n.all))
				n.all = append(n.all, f)
			}
			numbers = append(numbers, n.number[f])
		}
	}
	slices.Sort(numbers)
	return numbers
}
