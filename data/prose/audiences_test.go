package prose

import (
	"strings"
	"testing"

	"fingerpost/data"
)

func TestAudiences(t *testing.T) {
	groups := []data.Audience{
		{ID: "older-people", Words: []string{"older people", "pensioner", "over 50", "over 60", "retired"}},
		{ID: "young-people", Words: []string{"young people", "teenager", "under 25"}},
		{ID: "children", Words: []string{"children", "child", "baby", "toddler"}},
		{ID: "parents", Words: []string{"parent", "families", "new mum"}},
		{ID: "carers", Words: []string{"carer", "unpaid carer"}},
		{ID: "men", Words: []string{"men"}},
		{ID: "women", Words: []string{"women", "woman"}},
		{ID: "dementia", Words: []string{"dementia", "alzheimer's"}},
		{ID: "deaf-people", Words: []string{"deaf", "hearing loss"}},
		{ID: "refugees", Words: []string{"refugee", "asylum seeker"}},
		{ID: "veterans", Words: []string{"veteran", "armed forces"}},
		{ID: "", Words: []string{""}},
	}
	check(t, []phrase{
		{"This group is for men.", "men"},
		{"There is a loo for disabled people by the lift.", ""},
		{"£6 a session, or £3 for carers.", ""},
		{"Our sessions are for anyone aged 50 and over, men and women, whatever your fitness.", ""},
		{"Toddlers, babies and whoever looks after them.", "children parents"},
		{"Parents, grandparents and childminders with little ones under 4.", "children parents"},
		{"Carers can have it as well.", "carers"},
		{"We assess and look after deaf adults.", "deaf-people"},
		{"A lunch club for older people and their carers", "older-people carers"},
		{"For unpaid carers in the district", "carers"},
		{"We support refugees and asylum seekers.", "refugees"},
		{"The service is open to women only", "women"},
		{"Our sessions are aimed at young people", "young-people"},
		{"The project works with veterans", "veterans"},
		{"A choir for people living with dementia", "dementia"},
		{"Activities for parents and toddlers", "parents children"},
		{"Available to pensioners", "older-people"},
		{"Open to over 60s", "older-people"},
		{"Counselling for deaf people", "deaf-people"},
		{"Exclusively for women and children", "women children"},
		{"A safe space for young people, run by volunteers", "young-people"},
		{"Support for anyone with Alzheimer’s", "dementia"},
		{"A workshop for retired men", "older-people men"},
		{"Good company for refugee and migrant women.", "refugees women"},
		{"Music for people with dementia and those who look after them.", "dementia carers"},
		{"Are you a carer?", "carers"},
		{"We welcome refugees and asylum seekers", "refugees"},
		{"Carers meet here to swap stories", "carers"},
		{"A parent and toddler group", "parents children"},
		{"A café where people with dementia and their carers can relax", "dementia carers"},
		{"Do you look after someone? You are not alone.", "carers"},
		{"Men and women who are over 50", "men women older-people"},
		{"Our hub is for parents and carers", "parents"},
		{"A session for under 5s and their parents", "parents"},
		{"A hub for deaf people and their families", "deaf-people"},
		{"Women-only swimming", "women"},
		{"A free crèche for children under 5 is next door", ""},
		{"There is a special clinic for women", ""},
		{"Bursaries are there for young people", ""},
		{"He has worked for refugees for years", ""},
		{"If you have children, let us know", ""},
		// not to be read
		{"Open to everyone, including young people and families", ""},
		{"This is not for children", ""},
		{"Older people told us that they enjoyed it", ""},
		{"Men make up half of our members", ""},
		{"For all ages", ""},
		{"The mental health of women matters", ""},
		{"Walks are led by veterans", ""},
		{"Is this group for men?", ""},
		{"Volunteers with children need a DBS check", ""},
		{"We campaign for refugees", ""},
		{"A hall for hire, with a children’s room", ""},
		{"Support from carers", ""},
		{"Thank you for the women’s page", ""},
		{"Ask for the carer assessment", ""},
		{"Help for people in debt", ""},
		{"For more about women see the library", ""},
		{"Workshops for carers of children", "carers"},
		{"We are looking for young people to join our board", ""},
	}, func(text *Text) (string, []Span) {
		var got []string
		var spans []Span
		for _, a := range text.Audiences(groups) {
			got, spans = append(got, string(a.ID)), append(spans, a.Span)
		}
		return strings.Join(got, " "), spans
	})
}
