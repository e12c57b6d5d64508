package crawler

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"fingerpost/data"
	"fingerpost/data/openreferral"
)

// maxLine is the longest line that is read of a file with a service on each; what is longer is refused by itself.
const maxLine = 16 << 20

// isLines reports whether a file is named as one that holds a JSON object on each line, such as an export writes.
func isLines(name string) bool {
	ext := filepath.Ext(name)
	return ext == ".ndjson" || ext == ".jsonl"
}

// takeLines reads a file line by line, so that its length does not matter. A line that is no service is refused, and the
// others are read all the same.
func (p *pages) takeLines(ctx context.Context, name string) (err error) {
	f, err := os.Open(name)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	lines := bufio.NewReaderSize(f, 1<<16)
	for n := 1; ; n++ {
		line, end := readLine(lines)
		if end != nil && end != io.EOF {
			return end
		}
		if len(bytes.TrimSpace(line)) > 0 {
			if err := p.takeLine(ctx, fmt.Sprintf("%s, line %d", filepath.Base(name), n), line); err != nil {
				return err
			}
		}
		if end == io.EOF {
			return nil
		}
	}
}

// readLine reads up to the end of a line; of one that is too long only so much that it can be told that it is. end is
// io.EOF with the last.
func readLine(r *bufio.Reader) (line []byte, end error) {
	for {
		part, err := r.ReadSlice('\n')
		line = append(line, part[:min(len(part), max(maxLine+1-len(line), 0))]...)
		if err != bufio.ErrBufferFull {
			return line, err
		}
	}
}

// takeLine takes the one service of a line.
func (p *pages) takeLine(ctx context.Context, where string, line []byte) error {
	p.found++
	p.in.Expect(p.found)
	item := data.Item{Where: where, Problems: []data.Problem{{Where: where, Kind: data.TooLong}}}
	if len(line) <= maxLine {
		var err error
		if item, _, err = openreferral.ReadService(line, where, p.reading); err != nil {
			item = data.Item{Where: where, Problems: []data.Problem{{Where: where, Kind: data.BadShape, Value: data.PlainLine(string(line[:min(len(line), 160)]), 40)}}}
		}
	}
	if id := item.Submission.Service.OwnID; id != "" {
		if p.ids[id] {
			item.Problems = append(item.Problems, data.Problem{Where: item.Where, Field: "id", Kind: data.RepeatedID, Value: id})
		}
		p.ids[id] = true
	}
	if err := p.in.Take(ctx, item); err != nil {
		return err
	}
	return ctx.Err()
}
