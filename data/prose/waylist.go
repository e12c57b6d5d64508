package prose

import (
	"slices"
	"strings"

	"fingerpost/data"
	"fingerpost/data/pattern"
)

// Who offers "phone, video or face-to-face appointments" offers each of them, though only the last stands beside the word
// for what is offered.

var (
	listedWay = `(?:in[ -]person|face[ -]to[ -]face|on ?line|(?:a )?video(?: calls?| chats?| links?)?|zoom|microsoft teams|(?:a )?(?:weekly )?(?:tele)?phone(?: calls?)?|(?:a )?weekly call|text(?: messages?| conversation)?|e-?mail|web ?chat|live chat|home visits?|(?:at|in) (?:your |their )?(?:own )?home)`
	waysInRow = pattern.MustCompile(`\b` + listedWay + `(?: \([^()]{2,30}\))?(?:(?:,|;| ?/| &|,? (?:and|or|as well as))(?: also)? ?(?:by |via |on |over the |through )?(?:an? )?` + listedWay + `)+\b`)
	// byCall are the words for ways that are not those of fields.
	byCall = strings.NewReplacer("weekly call", "phone", "video", "online", "zoom", "online", "microsoft teams", "online", "on teams", "online", "via teams", "online", "webchat", "online", "web chat", "online", "live chat", "online", "chat", "", "text conversation", "text")
)

// waysListed are the ways of a list of at least two, where it is how something is given: some of them are more than ways to
// get in touch.
func waysListed(low string) (ways []data.Way, at []int) {
	if !mentions(low, "person", "face", "video", "zoom", "line", "home", "chat", "teams") {
		return nil, nil
	}
	at = saysGiven(low, waysInRow)
	if at == nil {
		return nil, nil
	}
	ways = WaysNamed(byCall.Replace(low[at[0]:at[1]]))
	if !slices.Contains(ways, data.InPerson) && !slices.Contains(ways, data.Online) && !slices.Contains(ways, data.HomeVisit) {
		return nil, nil
	}
	return ways, at
}
