package site

import (
	"cmp"
	"slices"

	"fingerpost/data"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// organizationOrigin tells where a field of the listing's organisation came from.
func organizationOrigin(l data.Listing, path string) data.Origin {
	return newestOf(l, l.Provenance[data.LevelOrganization][string(l.Organization.ID)].At(path))
}

// sourceLines lists where a listing's facts came from, each source once, the newest first.
func sourceLines(w words.Words, l data.Listing) []views.SourceLine {
	var origins []data.Origin
	for _, id := range l.Provenance[data.LevelService][string(l.Service.ID)].Records() {
		origins = append(origins, l.Origins[id])
	}
	slices.SortFunc(origins, newestFirst)
	var lines []views.SourceLine
	seen := map[string]bool{}
	for _, o := range origins {
		line := views.SourceLine{Said: originWords(w, o)}
		if host(o.URL) != "" {
			line.Href = o.URL
		}
		if !seen[line.Text+line.Href] {
			seen[line.Text+line.Href] = true
			lines = append(lines, line)
		}
	}
	return lines
}

// newestFirst orders origins by their newest date, and those of one date always in the same way.
func newestFirst(a, b data.Origin) int {
	return cmp.Or(b.Newest().Time().Compare(a.Newest().Time()), cmp.Compare(a.Title, b.Title), cmp.Compare(a.URL, b.URL),
		cmp.Compare(a.Record, b.Record))
}

// newestOf is the origin of some records that comes first by [newestFirst].
func newestOf(l data.Listing, records []data.RecordID) data.Origin {
	newest := l.Origins[records[0]]
	for _, id := range records[1:] {
		if o := l.Origins[id]; newestFirst(o, newest) < 0 {
			newest = o
		}
	}
	return newest
}
