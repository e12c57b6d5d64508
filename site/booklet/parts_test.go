package booklet

import (
	"bytes"
	"errors"
	"testing"

	"codeberg.org/go-pdf/fpdf"
)

// A version of the library that writes other files is noticed, and nothing is made of what was misread.
func TestTakeApart(t *testing.T) {
	pdf := fpdf.New("P", "pt", "A4", "")
	pdf.SetCompression(false)
	pdf.AddPage()
	var b bytes.Buffer
	if err := pdf.Output(&b); err != nil {
		t.Fatal(err)
	}
	file := b.Bytes()
	p, err := takeApart(file)
	if err != nil {
		t.Fatal(err)
	}
	if len(p.objects) < 5 || !bytes.HasPrefix(p.objects[p.root], []byte(catalogBegins)) || !bytes.Contains(p.objects[p.info], []byte("/CreationDate")) ||
		!bytes.HasPrefix(p.objects[3], []byte(pageBegins)) {
		t.Errorf("%q", p.objects)
	}
	for name, damaged := range map[string][]byte{
		"nothing":           nil,
		"half":              file[:len(file)/2],
		"more":              append(bytes.Clone(file), ' '),
		"later":             append([]byte("%"), file...),
		"no trailer":        bytes.ReplaceAll(file, []byte("trailer"), []byte("Trailer")),
		"no objects":        bytes.ReplaceAll(file, []byte("endobj"), []byte("endObj")),
		"root elsewhere":    bytes.ReplaceAll(file, []byte("/Root "), []byte("/Root 9")),
		"more than its own": bytes.ReplaceAll(file, []byte("xref\n0 "), []byte("xref\n0 99")),
	} {
		if _, err := takeApart(damaged); !errors.Is(err, errUnread) {
			t.Errorf("%s: %v", name, err)
		}
	}
	for i := range file {
		for _, c := range []byte("-09 \n") {
			damaged := bytes.Clone(file)
			damaged[i] = c
			if p, err := takeApart(damaged); err == nil && len(p.objects) == 0 {
				t.Errorf("byte %d as %q: neither a file nor an error", i, c)
			}
		}
	}
}
