package prose

import (
	"strings"

	"fingerpost/data/pattern"
)

// Where people must live is said in the middle of much else: "16 or over, live in Breckland and be referred". These
// words count wherever they stand in a sentence that speaks to the reader or of those who may come, and only with names that
// are known.

var (
	livingIn = pattern.MustCompile(`\b(?:live|lives|living|reside|resident|residents|residing|registered with (?:an? |your )?(?:[a-z]+ )?(?:gp|doctor|surgery)(?:'?s)?(?: practice| surgery)?)(?:(?:,| or| and| ?/) ?(?:works?|working|stud(?:y|ies|ying)|go to school|volunteers?|learns?|shops?|be registered(?: with a gp)?|are registered(?: with a gp)?|registered(?: with a gp)?))*,? (?:anywhere )?(?:in|within|inside|across|throughout)(?: the)?` + bodyOf + ` `)
	// whereverIn is what an area is said to be all of.
	whereverIn = pattern.MustCompile(`\bwherever in (?:the )?`)
	liveThere  = pattern.MustCompile(`^ (?:you|they|people) live\b`)
	// gpIn is an area by the name of which a practice is called: "registered with a Bristol GP".
	gpIn     = pattern.MustCompile(`\bregistered with an? `)
	practice = pattern.MustCompile(`^ (?:gp|doctor|surgery|practice|based gp)\b`)
	// toSome is a sentence that says who may come.
	toSome = pattern.MustCompile(`\b(?:you|your|must|for|open to|available to|anyone|anybody|everyone|adults|people|those|residents|support|help|children|families|carers|women|men|patients|refugees|someone|somebody|aged|eligible|qualify)\b`)
	// ofOne is a sentence of one person's life, or of where somebody or something is.
	ofOne = pattern.MustCompile(`\b(?:she|he|i|his|her|my|lived|grew|, who lives)\b|, who lives?\b`)
	// notPlace are words with a capital before the name of an area.
	notPlace = map[string]bool{"For": true, "All": true, "To": true, "Any": true, "Only": true, "Free": true, "Adult": true, "Most": true, "Open": true}
)

// livedIn finds the names of the areas in which a sentence says that those live who may come.
func (t *Text) livedIn(low, plain string) (names [][]int) {
	if !mentions(low, "live", "living", "resid", "registered", "wherever in") || !toSome.MatchString(low) || ofOne.MatchString(low) {
		return nil
	}
	add := func(from int) {
		name := areaName.FindString(plain[from:min(len(plain), from+200)])
		if rest := low[from+len(name):]; name != "" && !notBehind.MatchString(rest) && !strings.HasPrefix(strings.TrimSpace(rest), "postcode") && !coded.MatchString(low) {
			names = append(names, []int{from, from + len(ending.ReplaceAllString(name, ""))})
		}
	}
	if at := whereverIn.FindStringIndex(low); at != nil {
		if name := areaName.FindString(plain[at[1]:]); name != "" && liveThere.MatchString(low[at[1]+len(strings.TrimRight(name, " ")):]) {
			names = append(names, []int{at[1], at[1] + len(strings.TrimRight(name, " "))})
		}
	}
	if notThere.MatchString(low) || asksThere.MatchString(low) {
		return names
	}
	for _, at := range livingIn.FindAllStringIndex(low, 10) {
		add(at[1])
	}
	for _, at := range gpIn.FindAllStringIndex(low, 3) {
		if word, _, _ := strings.Cut(plain[at[1]:], " "); len(word) > 2 && word[0] >= 'A' && word[0] <= 'Z' && practice.MatchString(low[at[1]+len(word):]) {
			names = append(names, []int{at[1], at[1] + len(word)})
		}
	}
	return names
}
