package extract

import "fingerpost/data/pattern"

// kindSigns are what tells of a page what it is: the words of its address, of its heading and title, its schema.org types,
// and a class of its body.
type kindSigns struct {
	why     string
	in      *pattern.Pattern // a part of the path that is of a whole section of a site
	path    *pattern.Pattern // the last part
	heading *pattern.Pattern
	types   []string
	body    string
}

// last matches the last part of a path.
func last(words string) *pattern.Pattern {
	return pattern.MustCompile(`(?i)/(?:` + words + `)(?:\.[a-z]{2,5})?/?(?:\?.*)?$`)
}

// section matches any part of a path.
func section(words string) *pattern.Pattern {
	return pattern.MustCompile(`(?i)/(?:` + words + `)(?:/|$)`)
}

// headed matches a whole heading.
func headed(words string) *pattern.Pattern {
	return pattern.MustCompile(`(?i)^(?:` + words + `)[.!]?$`)
}

var signs = []kindSigns{
	{why: NotError, body: "error404", heading: pattern.MustCompile(`(?i)^(?:(?:page |sorry,? )?(?:not found|404\b|error\b)|page (?:not found|unavailable)|access denied|something went wrong|(?:this|the) page (?:can'?t|cannot|you)\b.*|we can'?t find\b.*)`)},
	{why: NotSearch, path: last(`search(?:-results)?|results|find`), body: "search-results", types: []string{"SearchResultsPage"},
		heading: headed(`search(?: results)?(?: for\b.*)?|results(?: for\b.*)?|your search(?: results)?|search (?:our|the|for)\b.*`)},
	{why: NotJob, in: section(`jobs?|vacanc(?:y|ies)|recruitment|current-vacancies`), path: last(`careers?|work-(?:with|for)-us|volunteer(?:ing)?|volunteer-with-us|become-a-volunteer|volunteer(?:ing)?-(?:roles?|opportunit\w+)`), types: []string{"JobPosting"},
		heading: headed(`(?:current |our )?vacanc(?:y|ies)|jobs?|careers?|work (?:with|for) us|join (?:the|our) team|we(?:'re| are) (?:hiring|recruiting).*|recruitment|volunteer(?:ing)?(?: with us)?|volunteers? (?:needed|wanted).*|become a volunteer|.*\bvacanc(?:y|ies)\b.*|volunteering opportunities|trustees? (?:needed|wanted).*`)},
	{why: NotNews, in: section(`news|blogs?|posts?|press|press-releases?|media-centre|stories|our-stories|case-stud(?:y|ies)|latest-news|latest|articles?|20[0-3]\d/[01]?\d`), body: "single-post",
		types:   []string{"NewsArticle", "BlogPosting", "ReportageNewsArticle", "LiveBlogPosting"},
		heading: headed(`(?:latest |our |all )?news(?: and (?:events|updates|views))?|(?:our )?blog|(?:our |your |real )?stories|newsletters?|press releases?|media|(?:our )?case stud(?:y|ies)|in the news|news archive`)},
	{why: NotPolicy, in: section(`polic(?:y|ies)|privacy|legal|terms|governance`),
		path:    last(`privacy-\w+|cookies?(?:-\w+)?|terms-\w+[\w-]*|disclaimer|accessibility(?:-statement)?|safeguarding(?:-\w+)?|complaints?(?:-\w+)?|data-protection|gdpr|annual-reports?|constitution|freedom-of-information|council-of-governors|board-(?:meetings?|papers|of-\w+)|\w*-?polic(?:y|ies)`),
		heading: headed(`.*\bpolic(?:y|ies)(?: and procedures?| statement)?|privacy(?: notice| statement)?|cookies?|terms (?:and|&) conditions.*|terms of use|legal(?: notice)?|disclaimer|(?:making a )?complaints?(?: procedure)?|accessibility statement.*|annual reports?.*|code of conduct|(?:our )?constitution|data protection|safeguarding|governance|(?:have your say|consultation)\b.*|.*\b(?:consultation|survey|agendas?(?: and minutes)?|minutes|council meetings?|annual (?:general )?meeting|agm|board meetings?|governors'? meetings?|trustees'? meetings?|board papers)|(?:the )?(?:council|board) of (?:governors|directors|trustees)\b.*|(?:public )?(?:board|governors) meetings?\b.*`)},
	{why: NotStaff, path: last(`(?:our-|the-|meet-the-)?(?:team|staff|trustees|people|board|committee)|staff-and-trustees|who-we-are|governors|councillors`), types: []string{"ProfilePage"},
		heading: headed(`(?:meet )?(?:the|our) (?:team|staff|trustees|people|board|committee)\b.*|staff|trustees|staff and trustees|trustees and staff|who we are|the people behind\b.*|people|committee(?: members)?|board of\b.*|your councillors?|our councillors?`)},
	{why: NotDonate, in: section(`donat\w*|fundrais\w*|appeals?`), path: last(`giv(?:e|ing)(?:-\w+)*|support-us|ways-to-give|legac(?:y|ies)|gifts?-in-\w+|gift-?aid|lottery|sponsor-us`), types: []string{"DonateAction"},
		heading: pattern.MustCompile(`(?i)^(?:donat\w*\b.*|(?:make a|please) donat\w*.*|give (?:now|today|to us|online|monthly)|giving|how (?:you can|to|can you) (?:give|donate|help)(?: us)?|ways to (?:give|donate|help)|support (?:us|our (?:work|charity|cause))|fundrais\w*\b.*|leave (?:us )?a (?:gift|legacy)\b.*|legac(?:y|ies)|gifts? in (?:your )?wills?|become a (?:friend|supporter|patron)|sponsor (?:us|a)\b.*)[.!]?$`)},
	{why: NotHire, in: section(`venue-hire|room-hire|hall-hire|facilities-hire`), path: last(`hir(?:e|ing)(?:-\w+)*|\w+-hire|room-bookings?|book-a-room|meeting-rooms?|conferenc\w+|rooms`),
		heading: pattern.MustCompile(`(?i)\b(?:room|venue|hall|facilit(?:y|ies)|centre|space|party|private|wedding) (?:hire|lets?|lettings?)\b|^hir(?:e|ing) (?:the|our|a|us|of)\b|^(?:rooms? (?:to|for) (?:hire|let)|book (?:a|our) (?:room|hall|venue)|hire(?: charges| rates)?$)`)},
	{why: NotContact, path: last(`contact(?:-us|-details|s)?|get-in-touch|find-us`), types: []string{"ContactPage"},
		heading: headed(`contact(?: us| details| the (?:council|team|office))?|get(?:ting)? in touch(?: with us)?|how to (?:contact|find) us|find us|where (?:to find us|we are)|cysylltu(?: [âa] ni)?`)},
	{why: NotShop, in: section(`shops?|our-shops?|store|products?`), path: last(`basket|cart|checkout`), types: []string{"Product"},
		heading: pattern.MustCompile(`(?i)^our (?:charity )?shops?\b|^(?:charity )?shops?$|\bcharity shop$|^(?:basket|checkout|your cart)\b`)},
	{why: NotForm, path: last(`feedback|log-?in|sign-?in|register|report-a-problem|suggest[\w-]*|my-?account|(?:un)?subscribe|feedback\.page`),
		heading: headed(`feedback|log ?in|sign in|register|tell us (?:about|what)\b.*|report (?:a|an)\b.*|suggest (?:a|an)\b.*|add (?:a|an|your)\b.*|submit (?:a|an|your)\b.*|update (?:a|an|your|this)\b.*|create an account|subscribe\b.*|give us your feedback`)},
	{why: NotAdvice, path: last(`advice\.page|faqs?|frequently-asked-questions|factsheets?|publications?|downloads?|useful-\w+`), types: []string{"FAQPage", "HowTo"},
		heading: headed(`frequently asked questions.*|faqs?|useful (?:links|contacts|numbers|resources|websites)|resources|downloads|publications|factsheets?|a guide to\b.*`)},
	{why: NotAbout, path: last(`about(?:-us)?|our-(?:history|story|impact|mission|vision|values|partners|funders|supporters|work)|history|minutes|agendas?`),
		heading: headed(`about(?: us| our (?:charity|organisation))?|welcome(?: to\b.*)?|thanks?(?: you)?\b.*|our (?:impact|history|story|vision|mission|values|supporters|funders|partners|approach|charity|board)\b.*|(?:draft )?(?:minutes|agendas?)\b.*|(?:notice of )?(?:the )?annual general meeting\b.*|agm\b.*|(?:our )?history\b.*|links|(?:photo )?gallery|photos|amdanom ni`), types: []string{"AboutPage"}},
	{why: NotOne, in: pattern.MustCompile(`(?i)/(?:category|categories|tags?|wpbdp_category|gd_placecategory|places/category)/[^/]+/?$`), path: last(`archives?|sitemap|a-z|categories|topics`), types: []string{"CollectionPage"}, body: "archive",
		heading: headed(`(?:.* )?directory|find (?:an?|your)\b.*|a to z\b.*|a-z\b.*|browse\b.*|(?:all|our) categories|categories`)},
}
