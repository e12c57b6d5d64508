//go:build release

package content_test

import (
	"testing"
	"time"

	"fingerpost/data/content"
)

// checkedWithin is how old a person's check of a crisis line may be when a release is made.
const checkedWithin = 90 * 24 * time.Hour

// A release must not go out with a crisis number that no person has rung or looked up lately.
func TestReleaseHelplinesChecked(t *testing.T) {
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Now()
	lines, err := files.Helplines(now)
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range lines {
		switch age := now.Sub(line.CheckedOn.Begins()); {
		case line.CheckedOn.IsZero():
			t.Errorf("%s (%s): no person has checked it; ring it or look at its live page, then write the day into checked_on", line.ID, line.Name)
		case age > checkedWithin:
			t.Errorf("%s (%s): last checked on %s, %d days ago; check it again", line.ID, line.Name, line.CheckedOn, int(age.Hours()/24))
		}
	}
}

// A release must not go out with words of danger that no person who works with people in crisis has read.
func TestReleaseDangersReviewed(t *testing.T) {
	files, err := content.Open("")
	if err != nil {
		t.Fatal(err)
	}
	topics, err := files.Topics()
	if err != nil {
		t.Fatal(err)
	}
	dangers, err := files.Dangers(topics, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	if dangers.ReviewedOn.IsZero() {
		t.Error("danger.yaml: no person has read it; let one who works with people in crisis read it, then write the day into reviewed_on")
	}
	for code, on := range dangers.ReviewedIn {
		if on.IsZero() {
			t.Errorf("danger.yaml: no person has read say_%s; let one who works with people in crisis in that language read it, then write the day into reviewed_%s_on", code, code)
		}
	}
}
