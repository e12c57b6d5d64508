package data

import "testing"

// Of two that count the same, what was said later is shown; who only repeats an older word does not get it back.
func TestTheLaterWord(t *testing.T) {
	d := &directory{today: Date{2026, 3, 1}}
	named := func(name string) Service { s := buddies(); s.Name = name; return s }
	d.weigh(t, council, named("Digital Buddies"))
	d.today = Date{2026, 2, 1}
	if v := d.weigh(t, other, named("Tablet Friends")); len(v.Accepted)+len(v.Pending) != 0 {
		t.Errorf("an older word: %+v", v)
	}
	d.today = Date{2026, 4, 1}
	if v := d.weigh(t, other, named("Tablet Friends")); len(v.Accepted) != 0 {
		t.Errorf("the same word again, with a later date: %+v", v)
	}
	if v := d.weigh(t, other, named("Tablet Club")); paths(v.Accepted) != "name" {
		t.Errorf("a later word: %+v", v)
	}
	d.today = Date{2026, 5, 1}
	said := named("Digital Buddies")
	said.Email = "us@example.org"
	if v := d.weigh(t, council, said); paths(v.Accepted) != "email" {
		t.Errorf("the council repeats what was outdone: %+v", v)
	}
	if v := d.weigh(t, list, named("Yet Another")); len(v.Accepted)+len(v.Pending) != 0 {
		t.Errorf("a list, later: %+v", v)
	}
}

// What a person said waits for a person, and on a listing that is kept here everything does that would change it.
func TestAPersonsWord(t *testing.T) {
	renamed := buddies()
	renamed.Name, renamed.Email, renamed.Description = "Tablet Friends", "us@example.org", "Other words."
	for _, person := range []Source{owner, moderator} {
		d := &directory{}
		d.weigh(t, person, buddies())
		if v := d.weigh(t, charity, renamed); paths(v.Accepted) != "email" || paths(v.Pending) != "name" {
			t.Errorf("over the %s's word: %+v", person.Key, v)
		}
	}
	d := &directory{}
	d.weigh(t, charity, buddies())
	d.weigh(t, owner, buddies())
	d.kept = true
	if v := d.weigh(t, charity, renamed); len(v.Accepted) != 0 || paths(v.Pending) != "description email name" {
		t.Errorf("its own words on a listing that is kept: %+v", v)
	}
	if v := d.weigh(t, council, buddies()); len(v.Accepted)+len(v.Pending) != 0 {
		t.Errorf("agreement on a listing that is kept: %+v", v)
	}
	if v := d.weigh(t, owner, renamed); paths(v.Accepted) != "description email name" {
		t.Errorf("those who keep it: %+v", v)
	}
}

// Hours say more than words about them, whoever writes them.
func TestHoursOverWords(t *testing.T) {
	given := func(schedule Schedule) Service {
		s := buddies()
		schedule.ID = MintElement("x", "1", "schedule", schedule.Freq)
		s.Schedules = []Schedule{schedule}
		return s
	}
	words, hours := given(Schedule{Description: "Mornings"}), given(Schedule{Freq: "WEEKLY", ByDay: "MO", OpensAt: "09:00", ClosesAt: "12:00"})
	d := &directory{}
	d.weigh(t, charity, words)
	if v := d.weigh(t, list, hours); len(v.Accepted) == 0 || len(v.Pending) > 0 {
		t.Errorf("hours in place of words: %+v", v)
	}
	d = &directory{}
	d.weigh(t, list, hours)
	if v := d.weigh(t, charity, words); len(v.Accepted)+len(v.Pending) > 0 {
		t.Errorf("words in place of hours: %+v", v)
	}
}

// Who is told by one that a service is closed and by another that it is open does not go there in vain: a person says which.
func TestClosedAndOpen(t *testing.T) {
	closed := buddies()
	closed.Status = Inactive
	for _, source := range []Source{list, other, charity} {
		d := &directory{}
		d.weigh(t, council, closed)
		if v := d.weigh(t, source, buddies()); len(v.Accepted) != 0 || paths(v.Pending) != "status" {
			t.Errorf("%s: %+v", source.Key, v)
		}
	}
	d := &directory{}
	d.weigh(t, council, buddies())
	if v := d.weigh(t, charity, closed); paths(v.Accepted) != "status" {
		t.Errorf("its own page says that it is closed: %+v", v)
	}
}

func TestTrustOf(t *testing.T) {
	site := func(website, url string) Submission {
		return Submission{Organization: &Draft[Organization]{Doc: Organization{Website: website}}, Service: Draft[Service]{Doc: Service{URL: url}}}
	}
	for _, test := range []struct {
		source Source
		page   string
		sub    Submission
		want   Trust
	}{
		{Source{Kind: SourcePage}, "https://www.example.org/x", site("http://example.org", "https://tickets.example"), TrustOwn},
		{Source{Kind: SourcePage}, "https://council.example/x", site("http://example.org", "https://council.example/x"), TrustDirectory},
		{Source{Kind: SourcePage}, "https://council.example/x", site("", "https://example.org"), TrustDirectory},
		{Source{Kind: SourcePage}, "https://example.org/x", Submission{}, TrustOwn},
		{Source{Kind: SourceContent}, "", site("http://example.org", ""), TrustOwn},
		{Source{Kind: SourceContent}, "https://elsewhere.example/a", site("http://example.org", ""), TrustOwn},
		{Source{Kind: SourceFeed}, "https://example.org/a", site("http://example.org", ""), TrustFeed},
		{Source{Kind: SourceTable}, "https://example.org/a", site("http://example.org", ""), TrustDirectory},
		{Source{Kind: SourceTable, Trust: TrustRegister}, "", Submission{}, TrustRegister},
		{Source{Kind: SourceModerator}, "", Submission{}, TrustModerator},
	} {
		if got := test.source.TrustOf(test.sub, Record{URL: test.page}); got != test.want {
			t.Errorf("%+v at %s: %s, want %s", test.source, test.page, got, test.want)
		}
	}
}
