package site

import (
	"net/netip"
	"sync"
	"time"

	"fingerpost/data"
)

// What may be sent from one network: more than anyone fills in by hand, also where several people share a line.
const (
	floodForms = 10
	floodTime  = 10 * time.Minute
)

// floods counts the forms that were kept from each network. The addresses are in memory only, and each is forgotten as
// soon as it no longer counts.
type floods struct {
	mu   sync.Mutex
	now  data.Clock
	sent map[netip.Prefix][]time.Time
}

func newFloods(now data.Clock) *floods {
	return &floods{now: now, sent: map[netip.Prefix][]time.Time{}}
}

// allows counts a form from an address, unless there were too many.
func (f *floods) allows(address string) bool {
	network := networkOf(address)
	f.mu.Lock()
	defer f.mu.Unlock()
	f.forget()
	if len(f.sent[network]) >= floodForms {
		return false
	}
	f.sent[network] = append(f.sent[network], f.now())
	time.AfterFunc(floodTime, func() { // also where nobody sends anything after it
		f.mu.Lock()
		defer f.mu.Unlock()
		f.forget()
	})
	return true
}

// forget drops what no longer counts. The lock is held.
func (f *floods) forget() {
	since := f.now().Add(-floodTime)
	for network, times := range f.sent {
		for len(times) > 0 && !times[0].After(since) {
			times = times[1:]
		}
		if f.sent[network] = times; len(times) == 0 {
			delete(f.sent, network)
		}
	}
}

// networkOf is what one household or office has: an address of IPv4, or of IPv6 the first half of one (RFC 6177). What is
// no address shares one network, so that nothing gets past the limit by being odd.
func networkOf(address string) netip.Prefix {
	ip, err := netip.ParseAddr(address)
	if err != nil {
		return netip.Prefix{}
	}
	ip = ip.Unmap().WithZone("")
	bits := 64
	if ip.Is4() {
		bits = 32
	}
	network, err := ip.Prefix(bits)
	if err != nil {
		return netip.Prefix{}
	}
	return network
}
