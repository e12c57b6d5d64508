package booklet

// Format is a size of paper with the sizes of what stands on it. The zero Format is none.
type Format struct {
	width, height     float64 // of the page; all lengths are in points
	top, side, bottom float64 // margins
	columns           int
	gutter            float64 // between columns
	labels            float64 // width of the column of a row's labels; 0 puts the label before the text
	qr                float64 // side of a QR code

	title, heading, name, phone, body, small float64 // sizes of type
}

// The formats. Large is for people who see little: everything in it is 16 points or more.
var (
	A4 = Format{
		width: 595.28, height: 841.89, top: 52, side: 45, bottom: 30, columns: 2, gutter: 24, qr: 96,
		title: 30, heading: 19, name: 13, phone: 15.5, body: 11, small: 9,
	}
	A5 = Format{
		width: 419.53, height: 595.28, top: 44, side: 36, bottom: 25, columns: 1, labels: 78, qr: 76,
		title: 24, heading: 17, name: 13, phone: 15, body: 10.5, small: 8.5,
	}
	Large = Format{
		width: 595.28, height: 841.89, top: 56, side: 45, bottom: 26, columns: 1, qr: 140,
		title: 34, heading: 24, name: 20, phone: 24, body: 18, small: 16,
	}
)

const leading = 1.28 // height of a line, in sizes of its type

// measure is the width of the text area.
func (f Format) measure() float64 { return f.width - 2*f.side }

// column is the width of a column.
func (f Format) column() float64 {
	return (f.measure() - float64(f.columns-1)*f.gutter) / float64(f.columns)
}
