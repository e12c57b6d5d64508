package table

import (
	"errors"
	"fmt"
	"io"
	"strconv"

	"github.com/xuri/excelize/v2"
)

const (
	maxTitleRows = 20       // rows above the header
	maxSheets    = 50       // that are looked at for a header
	maxInMemory  = 16 << 20 // bytes of a sheet; a larger one is unpacked to a temporary file
)

// workbook gives the rows of one sheet of an XLSX file. The library unpacks the file at once, up to maxUnpacked; the rows
// are read one at a time.
type workbook struct {
	file    *excelize.File
	shown   *excelize.Rows // as people see the cells: a date is a date
	raw     *excelize.Rows // as they are kept: a number is whole
	columns *columns
	number  int
}

func (f *File) openWorkbook(packed io.Reader, c *choice) (err error) {
	defer survive(&err)
	w := &workbook{}
	w.file, err = excelize.OpenReader(packed, excelize.Options{
		UnzipSizeLimit: maxUnpacked, UnzipXMLSizeLimit: maxInMemory,
		ShortDatePattern: "yyyy-mm-dd", LongDatePattern: "yyyy-mm-dd", LongTimePattern: "hh:mm",
	})
	if err != nil {
		return &DamagedError{Format: XLSX, Err: err}
	}
	f.close, f.rows = w.close, w
	f.Mapping, err = w.find(c)
	return err
}

// survive makes an error of a panic: the library is fed what strangers send, and one file must not end the program.
func survive(err *error) {
	if p := recover(); p != nil {
		*err = &DamagedError{Format: XLSX, Err: fmt.Errorf("workbook: %v", p)}
	}
}

// find goes to the first row that is the header of a mapping, below the titles of the first sheet that has one. Hidden
// sheets are read only when the mapping names them: people hide what is not for others.
func (w *workbook) find(c *choice) (Mapping, error) {
	for i, name := range w.file.GetSheetList() {
		if i == maxSheets {
			break
		}
		visible, err := w.file.GetSheetVisible(name)
		if err != nil {
			visible = false
		}
		of := c.ofSheet(name, visible)
		if len(of.mappings) == 0 {
			continue
		}
		if err := w.begin(name); err != nil {
			return Mapping{}, &DamagedError{Format: XLSX, Err: err}
		}
		for w.number < maxTitleRows {
			cells, err := w.row()
			if err == io.EOF {
				break
			}
			if err != nil {
				return Mapping{}, err
			}
			if blank(cells) {
				continue
			}
			if m, ok := of.fit(trimmed(cells), ""); ok {
				w.columns = newColumns(cells)
				return m, nil
			}
		}
		if c.have == nil {
			c.have = of.have
		}
		if err := w.end(); err != nil {
			return Mapping{}, err
		}
	}
	if c.have == nil {
		return Mapping{}, &NoRowsError{Format: XLSX}
	}
	return Mapping{}, c.refuse()
}

func (w *workbook) begin(sheet string) (err error) {
	w.number = 0
	if w.shown, err = w.file.Rows(sheet); err != nil {
		return err
	}
	w.raw, err = w.file.Rows(sheet)
	return err
}

func (w *workbook) end() error {
	var errs []error
	for _, rows := range []*excelize.Rows{w.shown, w.raw} {
		if rows != nil {
			errs = append(errs, rows.Close())
		}
	}
	w.shown, w.raw = nil, nil
	return errors.Join(errs...)
}

func (w *workbook) close() error { return errors.Join(w.end(), w.file.Close()) }

// row is the next row of the sheet.
func (w *workbook) row() ([]string, error) {
	if !w.shown.Next() || !w.raw.Next() {
		return nil, io.EOF
	}
	w.number++
	cells, err := w.shown.Columns()
	if err != nil {
		return nil, w.damage(err)
	}
	raw, err := w.raw.Columns(excelize.Options{RawCellValue: true})
	if err != nil {
		return nil, w.damage(err)
	}
	for i := range cells {
		// A number that is shown short, such as a latitude of two places, is the whole number.
		if i < len(raw) && isNumber(cells[i]) && isNumber(raw[i]) {
			cells[i] = raw[i]
		}
	}
	return cells, nil
}

func isNumber(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

func (w *workbook) damage(err error) error {
	return &DamagedError{Format: XLSX, After: w.where(w.number - 1), Err: err}
}

func (w *workbook) where(row int) string { return "row " + strconv.Itoa(row) }

func (w *workbook) next() (r record, err error) {
	defer survive(&err)
	cells, err := w.row()
	if err != nil {
		return record{}, err
	}
	for len(cells) < len(w.columns.names) { // a sheet leaves out the empty cells at the end of a row
		cells = append(cells, "")
	}
	return record{where: w.where(w.number), columns: w.columns, cells: cells}, nil
}
