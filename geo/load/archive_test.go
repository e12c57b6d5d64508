package load

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// filed writes a file and answers its path.
func filed(t testing.TB, name string, content []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, content, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// foldered writes files into a new folder: name, content, name, content.
func foldered(t testing.TB, pairs ...string) string {
	t.Helper()
	folder := t.TempDir()
	for i := 0; i < len(pairs); i += 2 {
		path := filepath.Join(folder, filepath.FromSlash(pairs[i]))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(pairs[i+1]), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return folder
}

// zipped makes an archive: name, content, name, content. A name that ends with a
// slash is a folder.
func zipped(t testing.TB, pairs ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for i := 0; i < len(pairs); i += 2 {
		header := &zip.FileHeader{Name: pairs[i], Method: zip.Deflate}
		if pairs[i+1] == "" {
			header.Method = zip.Store // a compressor is dear for nothing
		}
		entry, err := w.CreateHeader(header)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(entry, pairs[i+1]); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// contents reads all of an input: name=content.
func contents(t testing.TB, s *source) (all []string) {
	t.Helper()
	for _, e := range s.entries {
		r, err := e.open(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r)
		if err := errors.Join(err, r.Close()); err != nil {
			t.Fatal(err)
		}
		all = append(all, e.name+"="+string(b))
	}
	return all
}

func TestFiles(t *testing.T) {
	tree := []string{
		"Data/b.csv", "B", "Data/a.csv", "A", "Data/empty.csv", "",
		".DS_Store", "x", "__MACOSX/Data/._a.csv", "x", ".git/config", "x",
	}
	for name, test := range map[string]struct {
		input string
		want  []string
	}{
		"file":               {filed(t, "a.csv", []byte("A")), []string{"a.csv=A"}},
		"folder":             {foldered(t, tree...), []string{"Data/a.csv=A", "Data/b.csv=B"}},
		"zip":                {filed(t, "no name of an archive", zipped(t, append([]string{"Data/", ""}, tree...)...)), []string{"Data/a.csv=A", "Data/b.csv=B"}},
		"zip from Windows":   {filed(t, "a.zip", zipped(t, `Data\CSV\a.csv`, "A")), []string{"Data/CSV/a.csv=A"}},
		"zip with ./":        {filed(t, "a.zip", zipped(t, "./Data/../a.csv", "A")), []string{"a.csv=A"}},
		"file named as zip":  {filed(t, "a.zip", []byte("plain")), []string{"a.zip=plain"}},
		"name with two dots": {filed(t, "a.zip", zipped(t, "Data/b..csv", "A")), []string{"Data/b..csv=A"}},
	} {
		s, err := files(test.input)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if got := contents(t, s); !slices.Equal(got, test.want) {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
		if err := s.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestFilesRefuses(t *testing.T) {
	archive := zipped(t, "Data/a.csv", strings.Repeat("some text ", 500))
	crowd := make([]string, 0, 2*maxEntries+2)
	for range maxEntries + 1 {
		crowd = append(crowd, "a", "")
	}
	for name, test := range map[string]struct {
		input string
		want  Reason
	}{
		"not there":            {filepath.Join(t.TempDir(), "none.zip"), NotFound},
		"empty file":           {filed(t, "a.csv", nil), Empty},
		"empty folder":         {t.TempDir(), Empty},
		"folder of nothing":    {foldered(t, "a/b.csv", ""), Empty},
		"empty zip":            {filed(t, "a.zip", zipped(t)), Empty},
		"device":               {os.DevNull, Unreadable},
		"climbing":             {filed(t, "a.zip", zipped(t, "a.csv", "A", "../../etc/cron.d/x", "x")), ClimbsOut},
		"climbing inside":      {filed(t, "a.zip", zipped(t, "Data/../../x", "x")), ClimbsOut},
		"climbing folder":      {filed(t, "a.zip", zipped(t, "../", "", "a.csv", "A")), ClimbsOut},
		"climbing, backwards":  {filed(t, "a.zip", zipped(t, `..\x`, "x")), ClimbsOut},
		"absolute":             {filed(t, "a.zip", zipped(t, "/etc/passwd", "x")), ClimbsOut},
		"absolute, on Windows": {filed(t, "a.zip", zipped(t, `C:\x`, "x")), ClimbsOut},
		"half an archive":      {filed(t, "a.zip", archive[:len(archive)/2]), Damaged},
		"a byte short":         {filed(t, "a.zip", archive[:len(archive)-1]), Damaged},
		"four bytes":           {filed(t, "a.zip", archive[:4]), Damaged},
		"too many files":       {filed(t, "a.zip", zipped(t, crowd...)), TooLarge},
	} {
		s, err := files(test.input)
		var refused *InputError
		if !errors.As(err, &refused) || refused.Reason != test.want || refused.Where != test.input || s != nil {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
	}
}

// readWhole reads the only file of an input.
func readWhole(ctx context.Context, s *source) (int64, error) {
	r, err := s.entries[0].open(ctx, nil)
	if err != nil {
		return 0, err
	}
	n, err := io.Copy(io.Discard, r)
	return n, errors.Join(err, r.Close())
}

func TestReadingRefuses(t *testing.T) {
	plain := zipped(t, "a.csv", strings.Repeat("some text ", 500))
	long := make([]byte, 4*headSize)
	for i := range long {
		long[i] = byte(i * i >> 7)
	}
	torn := zipped(t, "a.csv", string(long))
	torn[len(torn)-200] ^= 0x40
	altered := bytes.Clone(plain)
	altered[45] ^= 0x40
	locked := bytes.Clone(plain)
	locked[bytes.Index(locked, []byte("PK\x01\x02"))+8] |= 1 // the general purpose flags of APPNOTE 4.3.12
	strange := bytes.Clone(plain)
	strange[bytes.Index(strange, []byte("PK\x01\x02"))+10] = 99 // the method
	for name, test := range map[string]struct {
		archive []byte
		left    int64
		want    Reason
	}{
		"bomb":      {zipped(t, "a.csv", strings.Repeat("\n", 8<<20)), maxBytes, TooLarge},
		"too much":  {plain, 4000, TooLarge},
		"altered":   {altered, maxBytes, Damaged},
		"torn":      {torn, maxBytes, Damaged}, // behind its head
		"encrypted": {locked, maxBytes, Unreadable},
		"method":    {strange, maxBytes, Unreadable},
	} {
		s, err := files(filed(t, "a.zip", test.archive))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		s.left = test.left
		_, err = readWhole(t.Context(), s)
		var refused *InputError
		if !errors.As(err, &refused) || refused.Reason != test.want {
			t.Errorf("%s: %v, want %s", name, err, test.want)
		}
		if err := s.Close(); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestReadingEndsWithTheContext(t *testing.T) {
	s, err := files(filed(t, "a.csv", []byte("A")))
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := readWhole(ctx, s); !errors.Is(err, context.Canceled) || errors.As(err, new(*InputError)) {
		t.Errorf("%v", err)
	}
}

func TestHeadIsTheBeginning(t *testing.T) {
	for name, size := range map[string]int{"short": 10, "long": 3 * headSize} {
		content := strings.Repeat("0123456789", size/10)
		s, err := files(filed(t, "a.zip", zipped(t, "a.csv", content)))
		if err != nil {
			t.Fatal(err)
		}
		head, err := s.entries[0].head(t.Context())
		if want := content[:min(headSize, len(content))]; err != nil || string(head) != want {
			t.Errorf("%s: %d bytes, %v", name, len(head), err)
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	}
}

func FuzzFiles(f *testing.F) {
	f.Add(zipped(f, "Data/a.csv", "A", "b.csv", "B"))
	f.Add(zipped(f, "../a.csv", "A"))
	f.Add(zipped(f, "a.csv", strings.Repeat("\n", 5<<20)))
	f.Add([]byte("PK\x05\x06"))
	// An entry that states five bytes, with damage behind them: only closing it tells.
	f.Add([]byte("PK\x03\x0400000000000000000000008\x00\x00\x000000000000000000000000000000PK\x01\x02000000000000000000000000\n\x00\x00\x00\x00\x00" +
		"0000000000000000000000PK\x01\x02000000\b\x00000000000000\x01\x00\x00\x00\x05\x00\x00\x00\x00\x0000000000?\x00\x00\x0000000PK\x05\x06000000\x02\x00k\x00\x00\x00y\x00\x00\x00\x00\x00"))
	f.Add([]byte("plain"))
	path := filepath.Join(f.TempDir(), "input")
	f.Fuzz(func(t *testing.T, b []byte) {
		if err := os.WriteFile(path, b, 0o644); err != nil {
			t.Fatal(err)
		}
		s, err := files(path)
		if err != nil {
			if !errors.As(err, new(*InputError)) {
				t.Errorf("%v", err)
			}
			return
		}
		defer s.Close()
		for _, e := range s.entries {
			if !filepath.IsLocal(e.name) || e.stored > int64(len(b)) {
				t.Errorf("%q holds %d of %d bytes", e.name, e.stored, len(b))
			}
			if _, err := e.head(t.Context()); err != nil && !errors.As(err, new(*InputError)) {
				t.Errorf("%v", err)
			}
		}
		if n, err := readWhole(t.Context(), s); err == nil && n > ratioFrom+maxRatio*int64(len(b)) {
			t.Errorf("%d bytes out of %d", n, len(b))
		}
	})
}
