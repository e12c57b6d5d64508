package site

import (
	"encoding/base64"
	"encoding/hex"
	"fmt"
	"net/url"
	"strings"

	"github.com/boombuler/barcode/qr"
	"github.com/gofiber/fiber/v2"

	"fingerpost/data"
	"fingerpost/site/views"
	"fingerpost/site/words"
)

// Ways to take a list along. None asks for an address or a number: the person's own mail or message program sends it.

// maxMail is how long the text of a link to a mail program is at most: longer ones are cut by some of them.
const maxMail = 1800

// maxMessage is how long a list for a text message is at most: three messages of a phone.
const maxMessage = 459

// idBytes is how much of a service's id stands in the address of a list: enough to tell it from all others.
const idBytes = 6

// maxCoded is how many services the code of a list holds: of more, it is too fine for the camera of an old phone.
const maxCoded = 20

// sends fills in the ways to take a list along.
func (s *Site) sends(c *fiber.Ctx, w words.Words, view *views.SavedView, listings []data.Listing) error {
	if len(listings) == 0 {
		return nil
	}
	text := savedText(w, view)
	mail := url.Values{"subject": {w.T("saved.mail_subject", "Brand", s.Brand.Name)}, "body": {shortened(text, maxMail)}}
	view.Short = s.messageText(w, listings)
	view.Sends = []views.Link{
		{Text: w.T("saved.pdf"), Href: w.Path("/list.pdf")},
		{Text: w.T("saved.pdf_large"), Href: w.Path("/list.pdf?size=large")},
		{Text: w.T("saved.mail"), Href: "mailto:?" + strings.ReplaceAll(mail.Encode(), "+", "%20")},
		{Text: w.T("saved.message"), Href: "sms:?&body=" + strings.ReplaceAll(url.QueryEscape(view.Short), "+", "%20")},
		{Text: w.T("saved.text"), Href: w.Path("/list.txt")},
	}
	if len(listings) > maxCoded {
		return nil
	}
	path := w.Path("/list/of/" + codeOf(listings))
	code, err := drawCode(s.base(c) + path)
	code.Href, view.Code = path, &code
	return err
}

// savedText is a list as plain text.
func savedText(w words.Words, view *views.SavedView) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n%s\n", view.Heading, view.Made)
	for _, e := range view.Entries {
		fmt.Fprintf(&b, "\n%d. %s\n", e.Number, e.Name)
		for _, line := range []string{e.Organization, e.Summary} {
			if line != "" {
				fmt.Fprintln(&b, line)
			}
		}
		for _, p := range e.Phones {
			fmt.Fprintln(&b, numberAndWhose(p))
		}
		for _, r := range e.Rows {
			fmt.Fprintf(&b, "%s: %s\n", r.Name, r.Value)
		}
		fmt.Fprintln(&b, e.Source.Text)
		if e.Warning != "" {
			fmt.Fprintln(&b, e.Warning)
		}
	}
	return b.String()
}

// messageText is a list short enough for a text message: names and numbers, as many as fit.
func (s *Site) messageText(w words.Words, listings []data.Listing) string {
	text := ""
	for i, l := range listings {
		line := fmt.Sprintf("%d. %s", i+1, data.PlainLine(l.Service.Name, 60))
		if number, kind := s.phoneOf(l.Service); !l.Service.Status.Listed() {
			line += " " + w.T("closed.message")
		} else if number != "" {
			line += " " + phoneText(w, number, kind)
		} else if l.Service.URL != "" {
			line += " " + host(l.Service.URL)
		}
		more := w.N("saved.more", len(listings)-i)
		if len([]rune(text))+len([]rune(line))+1+len([]rune(more)) > maxMessage {
			return text + more
		}
		text += line + "\n"
	}
	return text
}

// shortened cuts a text at a line's end.
func shortened(text string, most int) string {
	for len(text) > most {
		cut := strings.LastIndexByte(strings.TrimSuffix(text, "\n"), '\n')
		if cut < 0 {
			return ""
		}
		text = text[:cut+1]
	}
	return text
}

// base is the address of this site, as set by who runs it, or else as it was asked for.
func (s *Site) base(c *fiber.Ctx) string {
	if s.Brand.URL != "" {
		return strings.TrimSuffix(s.Brand.URL, "/")
	}
	return c.BaseURL()
}

// codeOf writes which services a list holds, for an address. It says what is on the list, and nothing of who made it.
func codeOf(listings []data.Listing) string {
	var packed []byte
	for _, l := range listings {
		begins, _ := hex.DecodeString(strings.ReplaceAll(string(l.Service.ID), "-", "")[:2*idBytes]) // an id is of hex digits
		packed = append(packed, begins...)
	}
	return base64.RawURLEncoding.EncodeToString(packed)
}

// readCode gives how the ids of a list's services begin.
func readCode(code string) ([]string, bool) {
	packed, err := base64.RawURLEncoding.DecodeString(code)
	if err != nil || len(packed) == 0 || len(packed)%idBytes != 0 || len(packed) > maxSaved*idBytes {
		return nil, false
	}
	var out []string
	for ; len(packed) > 0; packed = packed[idBytes:] {
		digits := hex.EncodeToString(packed[:idBytes])
		out = append(out, digits[:8]+"-"+digits[8:])
	}
	return out, true
}

// quiet is how many empty modules stand around a QR code (ISO/IEC 18004).
const quiet = 4

// drawCode makes a QR code as the path of an SVG, a module being one unit.
func drawCode(address string) (views.Code, error) {
	grid, err := codeGrid(address)
	if err != nil {
		return views.Code{}, err
	}
	var path strings.Builder
	for y, row := range grid {
		for x := 0; x < len(row); x++ {
			run := 0
			for x+run < len(row) && row[x+run] {
				run++
			}
			if run > 0 {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", x+quiet, y+quiet, run, run)
				x += run
			}
		}
	}
	return views.Code{Size: len(grid) + 2*quiet, Path: path.String(), Address: address}, nil
}

// codeGrid is a QR code: which modules are dark, row by row.
func codeGrid(address string) ([][]bool, error) {
	code, err := qr.Encode(address, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("the QR code of a list: %w", err)
	}
	bounds := code.Bounds()
	grid := make([][]bool, bounds.Dy())
	for y := range grid {
		grid[y] = make([]bool, bounds.Dx())
		for x := range grid[y] {
			r, _, _, _ := code.At(bounds.Min.X+x, bounds.Min.Y+y).RGBA()
			grid[y][x] = r == 0
		}
	}
	return grid, nil
}

// listText sends the saved list as plain text.
func (s *Site) listText(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	listings, err := s.savedListings(c)
	if err != nil {
		return err
	}
	w := s.wordsFor(c)
	view := s.savedView(w, listings)
	c.Set(fiber.HeaderContentType, fiber.MIMETextPlainCharsetUTF8)
	return c.SendString(savedText(w, &view))
}

// listOf shows a list by its address, as a QR code leads to it on another device.
func (s *Site) listOf(c *fiber.Ctx) error {
	c.Set(fiber.HeaderCacheControl, "no-store")
	w := s.wordsFor(c)
	begins, ok := readCode(c.Params("code"))
	if !ok {
		return errNoList
	}
	ids, err := s.Store.Begins(c.UserContext(), begins)
	if err != nil {
		return err
	}
	listings, err := s.Store.Listings(c.UserContext(), ids)
	if err != nil {
		return err
	}
	if len(listings) == 0 {
		return errNoList
	}
	view := s.savedView(w, listings)
	view.Heading, view.Lead = w.N("saved.others_title", len(listings)), w.T("saved.others")
	page := views.Page{Title: view.Heading, NoIndex: true, Here: "/list/of/" + c.Params("code")}
	return s.render(c, w, page, views.Saved(w, view))
}
