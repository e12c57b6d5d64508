package extract

import (
	"strings"
	"testing"
)

// A button that sends a text or begins a conversation has the number only in its link.
func TestNumbersInLinks(t *testing.T) {
	got := one(t, `<main><h1>Tea and Toast</h1><p>Tea on Mondays, 10am to 12 noon, at 12 Chapel Lane, Leeds LS12 3AB.</p>
		<p><a href="tel:01134960123">Ring us</a></p><p><a href="sms:07400123456?body=Hello">Send us a text</a></p>
		<p><a href="https://wa.me/447911123456">Chat on WhatsApp</a></p></main>`, Rules{})
	if phones, texts := strings.Join(got.Phones, ", "), strings.Join(got.Texts, ", "); phones != "0113 496 0123" || texts != "07400 123456, 07911 123456" {
		t.Errorf("phones %q, texts %q", phones, texts)
	}
}
