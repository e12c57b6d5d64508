package fetch

import "net/netip"

// prefixes parses address blocks that are written in this file.
func prefixes(list ...string) []netip.Prefix {
	out := make([]netip.Prefix, len(list))
	for i, s := range list {
		out[i] = netip.MustParsePrefix(s)
	}
	return out
}

var (
	// never are the blocks that no option opens: the IANA special-purpose registries (RFC 6890), and the addresses at
	// which cloud providers tell a machine its own secrets, some of which look public or local.
	never = prefixes(
		"0.0.0.0/8",           // this network
		"100.64.0.0/10",       // carrier-grade NAT (RFC 6598); also a metadata address
		"168.63.129.16/32",    // Azure's own address on each machine
		"169.254.0.0/16",      // link-local, metadata
		"192.0.0.0/24",        // protocol assignments; also a metadata address
		"192.0.2.0/24",        // documentation
		"192.31.196.0/24",     // AS112
		"192.52.193.0/24",     // AMT
		"192.88.99.0/24",      // 6to4 relays (RFC 7526)
		"192.175.48.0/24",     // AS112
		"198.18.0.0/15",       // benchmarks
		"198.51.100.0/24",     // documentation
		"203.0.113.0/24",      // documentation
		"224.0.0.0/4",         // multicast
		"240.0.0.0/4",         // reserved, broadcast
		"2001::/23",           // protocol assignments, Teredo among them
		"2001:db8::/32",       // documentation
		"2002::/16",           // 6to4: an IPv4 address in disguise, and long disused
		"2620:4f:8000::/48",   // AS112
		"3fff::/20",           // documentation
		"fd00:ec2::/32",       // metadata at Amazon
		"fd20:ce::/64",        // metadata at Google
		"fd00:42::42/128",     // metadata at Scaleway
		"fd00:a9fe:a9fe::/48", // metadata
	)
	// private are the blocks that AllowPrivate opens.
	private = prefixes("127.0.0.0/8", "10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "::1/128", "fc00::/7")
	// nat64 holds an IPv4 address in its last 32 bits (RFC 6052). A machine with IPv6 alone reaches the rest of the
	// world through it, so it is judged by what it holds.
	nat64 = netip.MustParsePrefix("64:ff9b::/96")
	// global is what has been given out of IPv6 so far.
	global = netip.MustParsePrefix("2000::/3")
)

func within(addr netip.Addr, blocks []netip.Prefix) bool {
	for _, block := range blocks {
		if block.Contains(addr) {
			return true
		}
	}
	return false
}

// reachable reports whether we may connect to an address.
func reachable(addr netip.Addr, allowPrivate bool) bool {
	if !addr.IsValid() {
		return false
	}
	addr = addr.WithZone("").Unmap()
	switch {
	case within(addr, never):
		return false
	case within(addr, private):
		return allowPrivate
	case nat64.Contains(addr):
		bytes := addr.As16()
		return reachable(netip.AddrFrom4([4]byte(bytes[12:])), false)
	}
	return addr.Is4() || global.Contains(addr)
}
