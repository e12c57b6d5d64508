package table

import (
	"archive/zip"
	"bytes"
	"errors"
	"io"
	"os"
	"path"
	"strings"
)

const (
	maxZip      = 64 << 20  // bytes of a zip, which may be held in memory
	maxUnpacked = 128 << 20 // bytes of all that a zip holds
)

// openZip opens a zip: a workbook, or a map.
func (f *File) openZip(r io.Reader, in *input, c *choice) error {
	packed, err := hold(r, in)
	if err != nil {
		return err
	}
	archive, err := zip.NewReader(packed, packed.Size())
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) { // nothing is unpacked to a path
		return &DamagedError{Format: otherZip, Err: err}
	}
	total := uint64(0)
	for _, entry := range archive.File {
		if total += entry.UncompressedSize64; total > maxUnpacked || entry.UncompressedSize64 > maxUnpacked {
			return &SwollenError{Limit: maxUnpacked}
		}
	}
	f.Format = inside(archive)
	c.format = f.Format
	switch f.Format {
	case XLSX:
		return f.openWorkbook(packed, c)
	case KML:
		for _, entry := range archive.File {
			if !strings.EqualFold(path.Ext(entry.Name), ".kml") {
				continue
			}
			content, err := entry.Open()
			if err != nil {
				return &DamagedError{Format: KML, Err: err}
			}
			f.close = content.Close
			doc, err := look(content)
			if err != nil {
				return &DamagedError{Format: KML, Err: err}
			}
			f.rows, f.Mapping, err = openKML(doc, doc.reencoded, c)
			return err
		}
	}
	return &FormatError{Found: f.Format}
}

// hold makes the bytes of a zip readable from anywhere. A file on disk is; anything else must be held.
func hold(r io.Reader, in *input) (*io.SectionReader, error) {
	if file, ok := r.(*os.File); ok {
		info, err := file.Stat()
		if err != nil {
			return nil, err
		}
		if info.Size() > maxZip {
			return nil, &SwollenError{Limit: maxZip}
		}
		return io.NewSectionReader(file, 0, info.Size()), nil
	}
	held, err := io.ReadAll(io.LimitReader(in, maxZip+1))
	if err != nil {
		return nil, err
	}
	if len(held) > maxZip {
		return nil, &SwollenError{Limit: maxZip}
	}
	return io.NewSectionReader(bytes.NewReader(held), 0, int64(len(held))), nil
}

// inside tells what a zip is by the files that it holds.
func inside(archive *zip.Reader) Format {
	found := otherZip
	for _, entry := range archive.File {
		switch name := strings.ToLower(entry.Name); {
		case name == "xl/workbook.xml":
			return XLSX
		case name == "content.xml":
			return openDocument
		case path.Ext(name) == ".shp":
			return shapefile
		case path.Ext(name) == ".kml":
			found = KML
		}
	}
	return found
}
