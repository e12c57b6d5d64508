package rows

import (
	segment "github.com/blevesearch/scorch_segment_api/v2"
	"golang.org/x/sys/unix"
)

// resident is how many documents of a file are held in memory at once while its rows are read.
const resident = 20_000

// letGo has the system take the pages of a segment's file out of what the process holds in memory, since reading its rows looks at
// most of them, and searches look at few again. What is looked at comes back by itself.
func letGo(s segment.Segment) error {
	file, ok := s.(interface {
		segment.PersistedSegment
		Data() []byte // as it is mapped
	})
	if !ok {
		return nil // it is in memory, and nowhere else
	}
	return unix.Madvise(file.Data(), unix.MADV_DONTNEED)
}

// LetGo does so with the files of all segments.
func (v *View) LetGo() error {
	for _, p := range v.Parts {
		if err := letGo(p.terms.segment); err != nil {
			return err
		}
	}
	return nil
}
