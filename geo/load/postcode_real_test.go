package load

import (
	"os"
	"testing"
)

// TestCodePointOpenWhole imports the whole of a release as it was published.
func TestCodePointOpenWhole(t *testing.T) {
	if testing.Short() {
		t.Skip("1.7 million rows take some seconds")
	}
	const release = "../../../shared/data/postcodes/codepo_gb.zip"
	if _, err := os.Stat(release); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal(err)
		}
		t.Skipf("Code-Point Open is not here: %v", err)
	}
	report, file, table := imported(t, release, t.TempDir(), Options{})
	if report.Records != 1_745_849 || report.Usable != 1_745_013 || report.Ended != 0 ||
		len(report.Refused) != 1 || report.Refused[NoPosition] != 836 || report.Dated != "2025-10-20" {
		t.Errorf("%+v", report)
	}
	t.Logf("%d bytes, version %s", report.Bytes, file.Version)
	live, ended := table.Len()
	if live != report.Usable || ended != 0 {
		t.Errorf("%d in use, %d not", live, ended)
	}
	// Official positions, which were made with another transformation.
	for _, p := range []placed{
		leeds, scots,
		{"S1", "2HE", 53.38171, -1.46938, 0, "E05010862 E08000039"},
		{"ZE1", "0AA", 60.15323, -1.14160, 0, "S13002777 S12000027 S08000026"},
		{"SW1A", "1AA", 51.50101, -0.14156, 0, "E05013806 E09000033"},
	} {
		holds(t, table, p)
	}
}
