package prose

import (
	"strings"

	"fingerpost/data/pattern"
)

// Words around a fact that take it back, or make a wish or a condition of it.
var (
	// denied is a denial before a fact, in the same part of a sentence.
	denied = pattern.MustCompile(`(?:\b(?:no|not|never|without|cannot|lacks?|nor|neither|unable|sorry|unfortunately)\b|n't\b)[^.;:,]{0,35}$`)
	// deniedBehind is one behind it: "wheelchair access is not available", "the lift is out of order".
	deniedBehind = pattern.MustCompile(`^[^.;:,]{0,25}?(?:\b(?:is|are|was|were|has|have|currently|do|does|will|sadly) (?:\w+ )?(?:not|no longer|unavailable|limited|restricted|out of (?:order|use|service)|broken)\b|\b(?:isn't|aren't|unavailable|cannot|can't)\b)`)
	// wished is what is hoped for, was once so, or depends on the reader.
	wished = pattern.MustCompile(`\b(?:hope|hoping|hopes|plan|plans|planning|planned|would like|fundrais\w*|appeal|used to|previously|formerly|in the past|pandemic|lockdown|covid|wish|soon|in future|in the future|apply for|campaign\w*|lobby\w*)\b`)
	// conditional is what is asked of the reader, or supposed.
	conditional = pattern.MustCompile(`\b(?:if you (?:need|require|have|want|would|use|prefer|can't|cannot)|let us know|tell us|please ask|enquire about|unless|whether)\b`)
)

// says finds where a sentence says something plainly: not denied, asked, wished or supposed.
func says(low string, re *pattern.Pattern) []int {
	if strings.HasSuffix(low, "?") {
		return nil
	}
	for _, at := range re.FindAllStringIndex(low, 10) {
		if !denied.MatchString(low[:at[0]]) && !deniedBehind.MatchString(low[at[1]:]) && !wished.MatchString(low) {
			return at
		}
	}
	return nil
}
