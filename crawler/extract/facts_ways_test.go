package extract

import "testing"

// The labels under which a page lists ways to be helped name them.
func TestWayLabels(t *testing.T) {
	for label, want := range map[string]bool{"Webchat": true, "By video call": true, "Face to face": true, "At your home": true, "Home visits": true,
		"Email": false, "Online": false, "Post": false, "Facebook": false} {
		if got := wayHead.MatchString(plainLabel(label)); got != want {
			t.Errorf("%q: %v", label, got)
		}
	}
}
