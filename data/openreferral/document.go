package openreferral

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// document is the JSON text of a body in UTF-8. RFC 8259 section 8.1 asks for UTF-8 without a byte order mark and lets
// readers ignore one; what is no UTF-8 is read as Windows-1252, which holds Latin-1 as browsers read it, and mended is true.
func document(body []byte, name string) (doc []byte, mended bool, err error) {
	if len(body) > maxBody {
		return nil, false, &TooLargeError{Name: name, Bytes: len(body)}
	}
	doc = bytes.TrimSpace(bytes.TrimPrefix(body, []byte("\xef\xbb\xbf")))
	if !utf8.Valid(doc) {
		doc, mended = fromWindows1252(doc), true
	}
	if !json.Valid(doc) {
		return nil, false, &NotJSONError{Name: name, HTML: isHTML(doc)}
	}
	return doc, mended, nil
}

// isHTML looks at how a body begins.
func isHTML(doc []byte) bool {
	head := bytes.ToLower(doc[:min(len(doc), 1024)])
	return bytes.HasPrefix(head, []byte("<")) &&
		(bytes.Contains(head, []byte("<!doctype html")) || bytes.Contains(head, []byte("<html")) || bytes.Contains(head, []byte("<head")))
}

// windows1252 are the letters of the bytes 0x80 to 0x9F (WHATWG Encoding, index windows-1252); its unused places are
// control characters there, and left out later.
var windows1252 = []rune("€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ")

func fromWindows1252(doc []byte) []byte {
	var b bytes.Buffer
	b.Grow(len(doc) + len(doc)/8)
	for _, c := range doc {
		if c >= 0x80 && c <= 0x9f {
			b.WriteRune(windows1252[c-0x80])
		} else {
			b.WriteRune(rune(c))
		}
	}
	return b.Bytes()
}

// tree decodes one service. ok is false when it is no object, or nested deeper than any service is. Of a name that is
// there twice the last counts, as most readers have it, so that nothing stays hidden behind it.
func tree(raw json.RawMessage) (service object, ok bool) {
	if depth(raw) > maxDepth {
		return nil, false
	}
	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	var value map[string]any
	if err := decoder.Decode(&value); err != nil || value == nil {
		return nil, false
	}
	return withoutNUL(value).(map[string]any), true
}

// depth counts how deep the objects and lists of valid JSON go, without recursion.
func depth(raw []byte) int {
	deepest, now, text := 0, 0, false
	for i := 0; i < len(raw); i++ {
		switch c := raw[i]; {
		case text && c == '\\':
			i++
		case c == '"':
			text = !text
		case text:
		case c == '{' || c == '[':
			now++
			deepest = max(deepest, now)
		case c == '}' || c == ']':
			now--
		}
	}
	return deepest
}

// withoutNUL takes U+0000 out of every text: PostgreSQL cannot keep it.
func withoutNUL(value any) any {
	switch v := value.(type) {
	case string:
		return strings.ReplaceAll(v, "\x00", "")
	case []any:
		for i := range v {
			v[i] = withoutNUL(v[i])
		}
	case map[string]any:
		for name, x := range v {
			if plain := strings.ReplaceAll(name, "\x00", ""); plain != name {
				delete(v, name)
				name = plain
			}
			v[name] = withoutNUL(x)
		}
	}
	return value
}

// payload is a service as compact JSON, its names in order, so that a feed that shuffles them says the same thing.
func payload(service object) json.RawMessage {
	var b bytes.Buffer
	encoder := json.NewEncoder(&b)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(service); err != nil {
		panic("openreferral: a decoded service cannot be encoded: " + err.Error())
	}
	return bytes.TrimSpace(b.Bytes())
}
