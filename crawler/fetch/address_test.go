package fetch

import (
	"context"
	"net/netip"
	"testing"
)

func TestReachable(t *testing.T) {
	const (
		no = iota
		onlyPrivate
		yes
	)
	tests := map[string]int{
		"8.8.8.8": yes, "151.101.0.81": yes, "100.63.255.255": yes, "100.128.0.0": yes, "172.32.0.1": yes, "223.255.255.255": yes,
		"2a00:1450:4009::200e": yes, "2606:4700::6810:84e5": yes, "64:ff9b::808:808": yes, "::ffff:8.8.8.8": yes,

		"127.0.0.1": onlyPrivate, "127.255.0.9": onlyPrivate, "10.0.0.1": onlyPrivate, "172.16.0.1": onlyPrivate,
		"172.31.255.255": onlyPrivate, "192.168.1.1": onlyPrivate, "::1": onlyPrivate, "fd12:3456::1": onlyPrivate, "fc00::1": onlyPrivate,
		"::ffff:127.0.0.1": onlyPrivate, "::ffff:10.1.2.3": onlyPrivate,

		"0.0.0.0": no, "0.1.2.3": no, "100.64.0.1": no, "100.100.100.200": no, "169.254.169.254": no, "168.63.129.16": no,
		"192.0.0.192": no, "192.0.2.1": no, "198.51.100.7": no, "203.0.113.9": no, "198.18.0.1": no, "198.19.255.255": no,
		"192.88.99.1": no, "224.0.0.1": no, "239.1.1.1": no, "240.0.0.1": no, "255.255.255.255": no,
		"::": no, "fe80::1": no, "fe80::1%eth0": no, "fec0::1": no, "ff02::1": no, "::ffff:169.254.169.254": no, "::ffff:0.0.0.0": no,
		"::7f00:1": no, "64:ff9b::7f00:1": no, "64:ff9b::a9fe:a9fe": no, "64:ff9b::a00:1": no, "64:ff9b:1::808:808": no,
		"2002:7f00:1::": no, "2002:808:808::1": no, "2001::1": no, "2001:db8::1": no, "2001:2::1": no, "3fff::1": no,
		"100::1": no, "5f00::1": no, "fd00:ec2::254": no, "fd20:ce::254": no, "4000::1": no,
	}
	for text, want := range tests {
		addr := netip.MustParseAddr(text)
		if got := reachable(addr, false); got != (want == yes) {
			t.Errorf("%s: reachable is %v", text, got)
		}
		if got := reachable(addr, true); got != (want != no) {
			t.Errorf("%s, private ones allowed: reachable is %v", text, got)
		}
	}
	if reachable(netip.Addr{}, true) {
		t.Error("no address is reachable")
	}
}

// A redirect is one more connection, so the check that refuses the first one refuses any later one.
func TestNeverConnectsToPrivateAddress(t *testing.T) {
	s := newSite(t, "")
	s.text("/", "secret")
	c := New(Options{Agent: agent})
	_, err := c.Get(context.Background(), s.URL+"/", Conditions{})
	refused := wantError[*PrivateAddressError](t, err)
	if refused.Addr != netip.MustParseAddr("127.0.0.1") || refused.Host != s.Listener.Addr().String() {
		t.Errorf("refused %+v", refused)
	}
	_, err = c.Get(context.Background(), "http://localhost:"+s.URL[len("http://127.0.0.1:"):]+"/", Conditions{})
	wantError[*PrivateAddressError](t, err)
	if got := s.paths(); len(got) != 0 {
		t.Errorf("it was asked for %v", got)
	}
}

func TestRedirectToPrivateAddress(t *testing.T) {
	s := newSite(t, "")
	for _, to := range []string{"http://169.254.169.254/latest/meta-data/", "http://[::ffff:169.254.169.254]/", "http://0.0.0.0/", "http://[fe80::1]/"} {
		path := "/to/" + netip.MustParseAddr("127.0.0.1").String() + to[7:12]
		s.mux.HandleFunc(path, redirectTo(to))
		_, err := get(t, client(Options{}), s.URL+path)
		wantError[*PrivateAddressError](t, err)
	}
}

func TestProxyVariablesAreIgnored(t *testing.T) {
	proxy := newSite(t, "")
	proxy.text("/", "from the proxy")
	t.Setenv("HTTP_PROXY", proxy.URL)
	t.Setenv("http_proxy", proxy.URL)
	s := newSite(t, "")
	s.text("/", "from the site")
	page, err := get(t, client(Options{}), s.URL+"/")
	if err != nil || string(page.Body) != "from the site" || len(proxy.paths()) != 0 {
		t.Errorf("page %+v, error %v, proxy was asked %v", page, err, proxy.paths())
	}
}
