package extract

import "testing"

// Who is named as running it has to answer for it: who owns the site, pays or lets the room is not to be rung about it.
func TestWhoRunsIt(t *testing.T) {
	for text, want := range map[string]string{
		"It is run by volunteers from Gosforth Valley Methodist Church.":                             "Gosforth Valley Methodist Church",
		"Walks are led by Pat and Winston from Drone Valley Ramblers.":                               "Drone Valley Ramblers",
		"It is run not by us but by our friends at Steady Ground Cheshire, a charity.":               "Steady Ground Cheshire",
		"Talk Well is delivered for the trust by MindBridge Berkshire, a local charity.":             "MindBridge Berkshire",
		"Sessions are provided by Dales Advice Partnership on behalf of the council.":                "Dales Advice Partnership",
		"It’s hosted by Rookery Museum but led by Inkwell Nottingham.":                               "Inkwell Nottingham",
		"It’s Hazel and the Mothers’ Union who run it.":                                              "Mothers’ Union",
		"Run by Belgrave Sisters, a charity that has been here for years.":                           "Belgrave Sisters",
		"Brought to you by the Rookery Museum Trust and sponsored by Trent Bridge Building Society.": "Rookery Museum Trust",
		"Tutor: Newcastle Road Learning.":                                                            "Newcastle Road Learning",
		"The bar is stocked by the Brewers Company. Sponsored by Acorn Trust.":                       "",
		"It is organised by the Ladies’ Circle.":                                                     "Ladies’ Circle",
		"Leeds Safe Women, who run the group, will text you.":                                        "Leeds Safe Women",
		"Leeds Mind runs Tea and Toast every week.":                                                  "Leeds Mind",
		"Tea and Toast is a Leeds Mind project.":                                                     "Leeds Mind",
		"Held by the Women’s Institute in Oak Hall.":                                                 "Women’s Institute",
		"Transport is provided by Leeds Carers Association.":                                         "",
		"Oak Hall is owned and run by Leeds City Council.":                                           "",
		"The crèche is run by the Little Oaks Community Trust.":                                      "",
		"Given by members of the British Association of Counselling.":                                "",
		"Led by Jane Okafor, who has taught yoga for years.":                                         "",
		"Run by Jean and Derek every week.":                                                          "",
		"Part of the Warm Welcome Campaign, with a grant from the Severn Community Foundation.":      "",
		"The room was formerly run by Hillside Community Trust.":                                     "",
		"We meet at the church. Our volunteers look after our hall. We offer tea.":                   "",
	} {
		page := `<title>Tea and Toast</title><main><h1>Tea and Toast</h1><p>` + text + `</p><p>Mondays 10am to 12 noon. Ring 0113 496 0123.</p></main>`
		if got := one(t, page, Rules{}).OrganizationName; got != want {
			t.Errorf("%s: %q, wanted %q", text, got, want)
		}
	}
}

// The site's owner is who runs it only where the text says so of it.
func TestOwnerRunsIt(t *testing.T) {
	for text, want := range map[string]string{
		"These are the groups that Dronfield Open Door runs.":                     "Dronfield Open Door",
		"Come to our club. We have tea, and our hall is warm.":                    "",
		"We meet at Dronfield Open Door, 3 Church Street.":                        "",
		"Dronfield Open Door gives the club its room for nothing.":                "",
		"The club has had a grant and the support of Dronfield Open Door. Thanks": "",
	} {
		page := `<title>Knit Club | Dronfield Open Door</title><meta property="og:site_name" content="Dronfield Open Door"><main><h1>Knit Club</h1><p>` + text +
			`</p><p>Mondays 10am to 12 noon. Ring 0113 496 0123.</p></main>`
		if got := one(t, page, Rules{}).OrganizationName; got != want {
			t.Errorf("%s: %q, wanted %q", text, got, want)
		}
	}
}
