package table

import (
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"golang.org/x/net/html/charset"
)

const (
	maxPlacemark = 8 << 20 // bytes of one placemark, outlines and all
	maxElements  = 100     // elements within elements
)

// placemarks gives the places of a map in KML, one at a time.
type placemarks struct {
	dec     *xml.Decoder
	limit   *limit
	folders []string // the names of the folders around, and of the documents: "" until they are read
	open    []string // elements around
	number  int
	linked  bool // the file points to another
	ready   []record
	broke   error
}

// openKML looks at the first placemarks for their columns. Entities that a file defines itself are not read, so that
// nothing grows in it.
func openKML(in io.Reader, reencoded bool, c *choice) (rows, Mapping, error) {
	p := &placemarks{limit: &limit{r: in, max: maxPlacemark}}
	p.dec = xml.NewDecoder(p.limit)
	p.dec.Entity = xml.HTMLEntity
	p.dec.CharsetReader = charset.NewReaderLabel
	if reencoded { // the declaration speaks of what the bytes were
		p.dec.CharsetReader = func(_ string, r io.Reader) (io.Reader, error) { return r, nil }
	}
	var have []string
	seen := map[string]bool{}
	for size := 0; len(p.ready) < sampled && size < maxSample; {
		r, err := p.read()
		if err != nil {
			p.broke = err
			break
		}
		p.ready = append(p.ready, r)
		for i, name := range r.columns.names {
			size += len(r.cells[i])
			if !seen[fold(name)] {
				seen[fold(name)] = true
				have = append(have, name)
			}
		}
	}
	switch {
	case len(p.ready) == 0 && p.broke != io.EOF:
		return nil, Mapping{}, p.broke
	case len(p.ready) == 0:
		return nil, Mapping{}, &NoRowsError{Format: KML, Linked: p.linked}
	}
	m, ok := c.fit(have, "")
	if !ok {
		return nil, Mapping{}, c.refuse()
	}
	return p, m, nil
}

func (p *placemarks) next() (record, error) {
	if len(p.ready) > 0 {
		r := p.ready[0]
		p.ready = p.ready[1:]
		return r, nil
	}
	if p.broke != nil {
		return record{}, p.broke
	}
	return p.read()
}

// read goes on to the next placemark.
func (p *placemarks) read() (record, error) {
	p.limit.passed = 0
	for {
		t, err := p.dec.Token()
		if err == io.EOF { // which comes only when every element has ended
			return record{}, io.EOF
		}
		if err != nil {
			return record{}, p.damage(err)
		}
		switch e := t.(type) {
		case xml.StartElement:
			if len(p.open) == 0 && e.Name.Local != "kml" {
				return record{}, &FormatError{Found: otherXML}
			}
			if e.Name.Local == "Placemark" {
				return p.placemark()
			}
			if err := p.begin(e.Name.Local); err != nil {
				return record{}, err
			}
		case xml.EndElement:
			p.open = p.open[:len(p.open)-1]
			if isFolder(e.Name.Local) {
				p.folders = p.folders[:len(p.folders)-1]
			}
		}
	}
}

func isFolder(element string) bool { return element == "Folder" || element == "Document" }

// begin goes into an element that is no placemark.
func (p *placemarks) begin(element string) error {
	top := len(p.open) - 1
	switch {
	case len(p.open) >= maxElements:
		return &DeepError{After: p.where(p.number)}
	case isFolder(element):
		p.folders = append(p.folders, "")
	case element == "NetworkLink":
		p.linked = true
	case element == "name" && top >= 0 && isFolder(p.open[top]):
		text, err := p.text(0)
		if p.open[top] == "Folder" { // a document's name is the map's
			p.folders[len(p.folders)-1] = text
		}
		return err
	}
	p.open = append(p.open, element)
	return nil
}

// text is the text of the element that just began, up to its end, without what is within elements in it.
func (p *placemarks) text(depth int) (string, error) {
	var b strings.Builder
	for {
		t, err := p.dec.Token()
		if err != nil {
			return "", p.damage(err)
		}
		switch e := t.(type) {
		case xml.CharData:
			if depth == 0 {
				b.Write(e)
			}
		case xml.StartElement:
			if depth++; depth > maxElements {
				return "", &DeepError{After: p.where(p.number)}
			}
		case xml.EndElement:
			if depth--; depth < 0 {
				return strings.TrimSpace(b.String()), nil
			}
		}
	}
}

func (p *placemarks) where(n int) string {
	if n == 0 {
		return ""
	}
	return "placemark " + strconv.Itoa(n)
}

func (p *placemarks) damage(err error) error {
	if errors.Is(err, errTooLong) {
		return &TooLongError{After: p.where(p.number)}
	}
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) || errors.Is(err, io.ErrUnexpectedEOF) {
		return &DamagedError{Format: KML, After: p.where(p.number), Err: err}
	}
	return err
}
