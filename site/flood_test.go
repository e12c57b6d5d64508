package site

import (
	"testing"
	"time"
)

func TestFloods(t *testing.T) {
	now := time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC)
	f := newFloods(func() time.Time { return now })
	for n := range floodForms {
		if !f.allows("203.0.113.7") {
			t.Fatalf("form %d is refused", n+1)
		}
		now = now.Add(time.Second)
	}
	if f.allows("203.0.113.7") || !f.allows("203.0.113.8") {
		t.Error("the limit is not that of one address")
	}
	now = now.Add(floodTime - floodForms*time.Second) // the first of them no longer counts
	if !f.allows("203.0.113.7") || f.allows("203.0.113.7") {
		t.Error("a form that is old enough still counts, or more than one does not")
	}
	now = now.Add(2 * floodTime)
	if !f.allows("198.51.100.1") || len(f.sent) != 1 {
		t.Errorf("%d networks are remembered, want one", len(f.sent))
	}
}

func TestNetworks(t *testing.T) {
	for address, want := range map[string]string{
		"203.0.113.7": "203.0.113.7/32", "::ffff:203.0.113.7": "203.0.113.7/32",
		"2001:db8:1:2:3:4:5:6": "2001:db8:1:2::/64", "2001:db8:1:2:ffff::1": "2001:db8:1:2::/64", "2001:db8:1:3::1": "2001:db8:1:3::/64",
		"fe80::1%eth0": "fe80::/64", "": "invalid Prefix", "nonsense": "invalid Prefix",
	} {
		if got := networkOf(address).String(); got != want {
			t.Errorf("%q is in %s, want %s", address, got, want)
		}
	}
}
