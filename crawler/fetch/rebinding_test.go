package fetch

import (
	"context"
	"net"
	"net/http"
	"net/netip"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/dns/dnsmessage"
)

// answersFrom puts a name server of the test's in the place of the machine's: each question for an IPv4 address takes the
// next of the answers, the last one for ever.
func answersFrom(t *testing.T, answers ...string) {
	t.Helper()
	server, err := net.ListenPacket("udp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	var mu sync.Mutex
	go func() {
		packet := make([]byte, 1500)
		for {
			n, from, err := server.ReadFrom(packet)
			if err != nil {
				return
			}
			var m dnsmessage.Message
			if m.Unpack(packet[:n]) != nil || len(m.Questions) != 1 {
				continue
			}
			m.Response, m.RecursionAvailable, m.Additionals = true, true, nil
			if question := m.Questions[0]; question.Type == dnsmessage.TypeA {
				mu.Lock()
				for _, one := range strings.Fields(answers[0]) {
					m.Answers = append(m.Answers, dnsmessage.Resource{
						Header: dnsmessage.ResourceHeader{Name: question.Name, Type: question.Type, Class: question.Class},
						Body:   &dnsmessage.AResource{A: netip.MustParseAddr(one).As4()},
					})
				}
				answers = answers[min(1, len(answers)-1):]
				mu.Unlock()
			}
			if reply, err := m.Pack(); err == nil {
				server.WriteTo(reply, from)
			}
		}
	}()
	was := net.DefaultResolver
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return net.Dial("udp", server.LocalAddr().String())
	}}
	t.Cleanup(func() {
		net.DefaultResolver = was
		server.Close()
	})
}

// A name may stand for another address at each look (DNS rebinding): what counts is the one that is connected to.
func TestNamesOfPrivateAddresses(t *testing.T) {
	for name, test := range map[string]struct {
		answers      []string
		allowPrivate bool
		asked        int // requests that come through
	}{
		"a name for loopback":               {[]string{"127.0.0.1"}, false, 0},
		"a name for loopback and metadata":  {[]string{"169.254.169.254 127.0.0.1"}, false, 0},
		"private, then metadata":            {[]string{"127.0.0.1", "169.254.169.254"}, true, 1},
		"private, then nowhere":             {[]string{"127.0.0.1", "0.0.0.0"}, true, 1},
		"metadata, then private, allowed":   {[]string{"169.254.169.254", "127.0.0.1"}, true, 0},
		"metadata, then private, forbidden": {[]string{"169.254.169.254", "127.0.0.1"}, false, 0},
	} {
		t.Run(name, func(t *testing.T) {
			s := newSite(t, "")
			s.mux.HandleFunc("/", func(w http.ResponseWriter, _ *http.Request) {
				w.Header().Set("Connection", "close") // so that the next request asks for the address again
				w.WriteHeader(http.StatusNotFound)
			})
			answersFrom(t, test.answers...)
			c := New(Options{Agent: agent, AllowPrivate: test.allowPrivate, Pace: 1})
			_, err := get(t, c, "http://rebound.example:"+s.URL[len("http://127.0.0.1:"):]+"/")
			if refused := wantError[*PrivateAddressError](t, err); !strings.HasPrefix(refused.Host, "rebound.example:") {
				t.Errorf("refused %+v", refused)
			}
			if got := s.paths(); len(got) != test.asked {
				t.Errorf("it was asked for %v", got)
			}
		})
	}
}
