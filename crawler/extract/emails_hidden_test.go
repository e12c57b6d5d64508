package extract

import (
	"strings"
	"testing"
)

// Who can write to a service reads its address on the page; who reads it by machine should not lose it.
func TestHiddenEmails(t *testing.T) {
	for markup, want := range map[string]string{
		`<script>var who = "shed"; var at = "door" + ".example"; document.write('<a href="mai' + 'lto:' + who + '@' + at + '">' + who + '@' + at + '</a>');</script>`: "shed@door.example",
		`<span id="cloak1">Turn on JavaScript</span><script>document.getElementById('cloak1').innerHTML = ''; var addy1 = '&#105;nf&#111;' + '&#64;'; addy1 = addy1 + 'd&#111;&#111;r' + '&#46;' + 'example';` +
			`document.getElementById('cloak1').innerHTML += '<a>' + addy1 + '</a>';</script>`: "info@door.example",
		`<span style="unicode-bidi:bidi-override; direction: rtl">elpmaxe.rood@ofni</span>`:                "info@door.example",
		`<span class="reversed">elpmaxe.rood@ofni</span>`:                                                  "info@door.example",
		`<img src="/img/mail.gif" alt="info@door.example">`:                                                "info@door.example",
		`<img src="/img/mail.gif" alt="info at door dot example">`:                                         "info@door.example",
		`info<img src="/img/at.gif" alt="(at)">door.example`:                                               "info@door.example",
		`info<i class="fa fa-at"></i>door.example`:                                                         "info@door.example",
		`<span data-name="info" data-site="door" data-tld="example"></span>`:                               "info@door.example",
		`<a data-user="info" data-domain="door.example" href="#">[javascript protected email address]</a>`: "info@door.example",
		`<a data-email="ZnJvbnRAZG9vci5leGFtcGxl" href="#">Show e-mail</a>`:                                "front@door.example",
		`<a href="#" onclick="mailTo('info','door.example')">Send us an e-mail</a>`:                        "info@door.example",
		`<a href="mailto:info[at]door.example?subject=Hello">Write to us</a>`:                              "info@door.example",
		`<span class="__cf_email__" data-cfemail="5a33343c351a3e35352874" >[email protected]</span>`:       "",
		`<img src="/img/queue.jpg" alt="People at the door. Smile">`:                                       "",
		`<span data-name="Front door" data-site="main">Open</span>`:                                        "",
		`<script>var a = "x@y"; track(a + ".js");</script>`:                                                "",
		`<span class="rtl">שלום לכולם</span>`:                                                              "",
	} {
		page := `<main><h1>Tea and Toast</h1><p>Come for tea on Mondays, 10am to 12 noon. ` + markup + `</p></main>`
		if got := strings.Join(one(t, page, Rules{}).Emails, " "); got != want {
			t.Errorf("%s: %q, wanted %q", markup, got, want)
		}
	}
}
