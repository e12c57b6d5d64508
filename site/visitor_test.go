package site_test

import (
	"net/http"
	"net/url"
	"testing"
)

// visitor is a person with a browser that keeps cookies and follows redirects.
type visitor struct {
	*town
	cookies map[string]string
	at      string // the address of the page they are on
}

func (w *town) visitor() *visitor { return &visitor{town: w, cookies: map[string]string{}} }

func (v *visitor) headers() []string {
	line := ""
	for name, value := range v.cookies {
		line += name + "=" + value + "; "
	}
	return []string{"Cookie", line, "Sec-Fetch-Site", "same-origin"}
}

func (v *visitor) took(a answer) {
	for _, c := range a.Cookies() {
		if c.Value == "" || !c.Expires.IsZero() && c.Expires.Before(noon) {
			delete(v.cookies, c.Name)
		} else {
			v.cookies[c.Name] = c.Value
		}
	}
}

// goTo opens a page and goes where it leads.
func (v *visitor) goTo(t testing.TB, path string) answer {
	t.Helper()
	for range 5 {
		a := v.ask(t, http.MethodGet, path, "", v.headers()...)
		v.took(a)
		v.at = path
		next := a.header.Get("Location")
		if next == "" {
			return a
		}
		path = next
	}
	t.Fatalf("%s leads round in circles", path)
	return answer{}
}

// send sends a form of the page, and goes where it leads.
func (v *visitor) send(t testing.TB, path string, pairs ...string) answer {
	t.Helper()
	form := url.Values{}
	for i := 0; i+1 < len(pairs); i += 2 {
		form.Add(pairs[i], pairs[i+1])
	}
	a := v.ask(t, http.MethodPost, path, form.Encode(), append(v.headers(), "Content-Type", "application/x-www-form-urlencoded")...)
	v.took(a)
	if next := a.header.Get("Location"); next != "" {
		return v.goTo(t, next)
	}
	v.at = path
	return a
}
