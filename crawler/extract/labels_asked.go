package extract

import (
	"strings"

	"fingerpost/data/pattern"
)

// Pages ask their labels in as many ways as people do: "What will I have to pay?", "Can anybody just come along?",
// "Café opening hours". Those that are in no list are known by how they begin and by the word that they turn on.

// askedWays are tried in order.
var askedWays = []struct {
	re   *pattern.Pattern
	kind kind
}{
	{pattern.MustCompile(`^(?:how|where|can|could|would|do) (?:to|do i|can i|you can|i|you) (?:.* )?(?:donate|volunteer|complain|fundraise|give|help us|support us|work for us|get involved)\b`), aside},
	{pattern.MustCompile(`^(?:office|reception|shop|charity shop|contact cent(?:re|er)|call cent(?:re|er)|customer services?|switchboard|box office|enquiry desk|council|phone ?lines?) (?:opening )?(?:hours|times|open|opening)$`), aside},
	{pattern.MustCompile(`^(?:[a-z]+ )?(?:help ?desk|contact cent(?:re|er)|customer services?(?: team)?|switchboard|main reception)$`), aside},
	{pattern.MustCompile(`\b(?:hire|hiring|booking the|interest|success|call) (?:cost|price|fee|charge|rate)s?\b`), aside},
	{pattern.MustCompile(`\b(?:areas?|boroughs?|districts?|wards?|postcodes?|places|counties) (?:covered|served|we (?:cover|serve|work in))\b|^coverage area$|^(?:eligible|our) (?:postcodes|areas|wards|boroughs)$|^(?:who can (?:use|come|join).*[:,] ?area)$|^where (?:you|we|i|people) (?:must |need to |have to |should )?(?:live|cover|serve)\b`), area},
	{pattern.MustCompile(`^(?:[a-z]+ ){0,3}languages?(?: (?:spoken|we|our|you|used|offered|available|of|that|support).*)?$`), language},
	{pattern.MustCompile(`^(?:[a-z'-]+ ){1,2}(?:cost|price|pricing|fee|charge|rate)s?$|^(?:costs?|prices?|pricing|fees?|charges?) (?:per|for|to|of|and|guide|list|details|info)\b`), cost},
	{pattern.MustCompile(`^(?:referrals?|referred|self-refer) (?:by|from|type|source|route|is|to|needed|required)\b|\b(?:referrals?|be referred|refer (?:me|you|someone|somebody|yourself|myself))$|^who (?:refers|makes? (?:the |a )?referrals?)\b|^get(?:ting)? (?:started|a place)$|^just turn up\b|^access by\b`), entry},
	{pattern.MustCompile(`^(?:intended|target) (?:audience|group|people)\b|^eligible people$|^(?:suited|suitable|open) (?:to|for)\b|^people (?:it|we|this) (?:helps?|sees?|supports?)$|^who(?:'s| is| are| it's| it is)? (?:[a-z]+ ){0,3}(?:aimed at|welcome|invited|goes|qualif(?:y|ies)|eligible|should come.*|this helps|uses (?:it|this|us)|we see|it helps)$`), who},
	{pattern.MustCompile(`^how (?:it's|it is|we're|we are|they are) (?:delivered|given|run|held|offered)$|^how (?:we|you|to) (?:can )?(?:see|meet|talk|keep in touch)(?: (?:you|us|to us|with you))?$|^(?:online|in person) or (?:in person|online)$`), manner},
	{pattern.MustCompile(`^how (?:to|do i|can i|do you) pay\b|\bways (?:to|of) pay`), other},
	{pattern.MustCompile(`^(?:what|how much|do|does|is|are|will) (?:.* )?(?:pay|costs?|charged?|charges|fees?|price)\b`), cost},
	{pattern.MustCompile(`^(?:is|are) (?:it|they|there|the [a-z]+) (?:.* )?(?:accessible|wheelchair|parking|ramp|lift|step[- ]free|hearing loop)\b|^can i (?:park|get in|bring a wheelchair)\b`), access},
	{pattern.MustCompile(`^(?:is there an? |what )?(?:minimum |maximum |upper |lower )?age (?:limits?|range|group|restrictions?)\b|^(?:what|which) ages?\b|^how old\b.*\b(?:to be|must|need|should)\b`), age},
	{pattern.MustCompile(`^(?:is|are) (?:a |an |any )?(?:gp |professional )?(?:referrals?|appointments?|booking|bookings)\b|^who can refer\b|^(?:do|can|must|should|how) (?:i|you|we|to|people|someone|somebody|anyone|can)\b.*\b(?:refer\w*|book|join|apply|register|sign up|get (?:help|a place|it|support|started|one|in)|sent|access|take part|start|enrol|appointment|turn up|drop in)\b`), entry},
	{pattern.MustCompile(`^(?:who|whom|is (?:it|this)|am i|can i|can anyone|can anybody)\b.*\b(?:for|come|join|use|attend|eligible|apply|help|suitable|go|have it|benefit|qualify)$`), who},
	{pattern.MustCompile(`^(?:what|which) (?:times?|days?|hours)\b|^how often\b|^(?:the )?(?:building|centre|hub|hall|library|caf[eé]|pantry|foodbank|food bank|clinic|service|drop-in|group|session|class|club|visiting|pool|museum|surgery|helpline|line)(?:'s)? (?:is )?(?:open|opening (?:hours|times|days)|times|hours|days)$`), when},
	{pattern.MustCompile(`^(?:do i|where do i|where do you|where must i|where should i) (?:have to |need to )?live\b|^(?:what|which) areas?\b`), area},
	{pattern.MustCompile(`^(?:what|which|do you speak|are there) (?:.* )?languages?\b|^(?:we|staff|volunteers|our (?:staff|team|volunteers|advis[eo]rs)) (?:can |also )?speak\b|^(?:[a-z]+ )?languages? (?:we |you can )?(?:spoken|speak|offered|available|used|of)\b`), language},
	{pattern.MustCompile(`^how (?:is|are|will) (?:it|this|the (?:service|support|sessions?)|support|help|advice|sessions?|appointments?) (?:be )?(?:given|delivered|provided|held|offered|run)$|^(?:is it|are (?:they|sessions)) online\b`), manner},
	{pattern.MustCompile(`^where (?:do|does|is|are|will|can)\b`), where},
}

// asked tells what a label means that is in no list.
func asked(label string) kind {
	if len(label) < 8 || !strings.Contains(label, " ") {
		return none
	}
	for _, way := range askedWays {
		if way.re.MatchString(label) {
			return way.kind
		}
	}
	return none
}
