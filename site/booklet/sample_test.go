package booklet

import (
	"fmt"
	"strings"
)

// theGuide is a guide to an invented part of a town: 60 entries in five sections. Its telephone numbers are those that Ofcom keeps
// for drama, but for those of urgent help.
func theGuide() Booklet {
	b := Booklet{
		Lang:     "en-GB",
		Title:    "Help near LS6",
		Subtitle: "Food and money, someone to talk to, home, health, getting online",
		Made:     "Made on 22 November 2026 by Fingerpost",
		Intro: []string{
			"This is a list of help near LS6: charities, the council, the NHS and groups of people like you. It was made for you by Headingley Library.",
			"Things change. Phone before you travel. If you cannot find what you need, ask at the desk, or phone us on 0113 496 0000.",
		},
		Contents: "What is in this booklet",
		Crisis: Section{
			Heading: "Help now",
			Lead:    "If someone is in danger, or you cannot keep yourself safe, phone 999. It is free. You can be cold, ill, afraid or unsure: they will not mind.",
			Entries: urgent(),
		},
		Footer:    "In danger: 999. Samaritans, day and night: 116 123. NHS: 111",
		Page:      func(n, of int) string { return fmt.Sprintf("Page %d of %d", n, of) },
		Continued: "continued",
		QR:        checks(29),
		QRLabel:   "fingerpost.example/near/LS6/food-money-someone-to-talk-to",
	}
	number := 0
	for _, part := range strings.Split(strings.TrimSpace(services), "\n\n") {
		lines := strings.Split(part, "\n")
		heading, lead, _ := strings.Cut(lines[0], "|")
		s := Section{Heading: heading, Lead: lead}
		for _, l := range lines[1:] {
			number++
			s.Entries = append(s.Entries, service(number, l))
		}
		b.Sections = append(b.Sections, s)
	}
	return b
}

// theList is what somebody saved: without contents, and with only the numbers that everyone should have.
func theList() Booklet {
	b := theGuide()
	b.Title, b.Subtitle, b.Contents = "My list", "", ""
	b.Intro = b.Intro[1:]
	b.Crisis.Entries = b.Crisis.Entries[:3]
	all := b.Sections
	b.Sections = []Section{{Entries: []Entry{all[0].Entries[0], all[1].Entries[2], all[2].Entries[4], all[4].Entries[1], all[4].Entries[3]}}}
	return b
}

// theHostile is what nobody means to print: very long words and texts, marks that turn writing round, letters that the fonts lack.
func theHostile() Booklet {
	text := strings.Repeat("ab", 500) + " \u202e\u0000\ufeff مرحبا 😀 漢字 \\ ) ( \r\n\xff č ĩ ĨŜ Ċ " + strings.Repeat("word ", 100)
	e := Entry{Number: 1 << 30, Name: text, Organization: text, Summary: strings.Repeat(text, 7), Warning: text, Phones: []string{text, "", "0113 496 0000"}, Source: text,
		Rows: []Row{{text, text}, {"", text}, {text, ""}, {}}}
	s := Section{Heading: text, Lead: text, Entries: []Entry{e, {}, {Name: "\u200b"}, {Number: 2}, e}}
	return Booklet{
		Lang: text, Title: text, Subtitle: text, Made: text, Intro: []string{text, "", text}, Crisis: s, Contents: "Contents", Sections: []Section{s, {}, {Heading: "\n"}, s},
		Footer: "999 ", Page: func(n, of int) string { return fmt.Sprint(n) }, Continued: "continued", QR: checks(21), QRLabel: text,
	}
}

func urgent() []Entry {
	return []Entry{
		{Name: "Emergency", Phones: []string{"999"}, Summary: "Danger to life, now. From a mobile when you cannot speak, press 55.", Source: "Checked on 2 November 2026"},
		{Name: "NHS 111, mental health option", Phones: []string{"111"}, Summary: "Choose option 2. Day and night, every day.", Source: "Checked on 2 November 2026"},
		{Name: "Samaritans", Phones: []string{"116 123"}, Summary: "Someone to talk to about anything. Day and night. Free, and not on the bill.", Source: "Checked on 2 November 2026"},
		{Name: "Shout", Phones: []string{"text SHOUT to 85258"}, Summary: "If you would rather write than speak.", Source: "Checked on 2 November 2026"},
		{Name: "National Domestic Abuse Helpline", Phones: []string{"0808 2000 247"}, Summary: "For women. Men can phone Respect on 0808 801 0327.", Source: "Checked on 2 November 2026"},
		{Name: "Childline", Phones: []string{"0800 1111"}, Summary: "For anyone under 19.", Source: "Checked on 2 November 2026"},
		{Name: "Papyrus HOPELINE247", Phones: []string{"0800 068 4141", "text 88247"}, Summary: "For people under 35 who think of suicide, and for anyone who worries about them.", Source: "Checked on 2 November 2026"},
	}
}

var (
	streets = []string{"Otley Road", "Brudenell Grove", "Cardigan Lane", "Queenswood Drive", "North Lane", "Kirkstall Lane", "Monument Moor", "St Michael’s Road"}
	opening = []string{"Monday to Friday, 9am to 5pm", "Tuesday and Thursday, 10am to 2pm; closed in school holidays", "Wednesday, 6pm to 8pm", "Every day, 8am to 8pm, also on bank holidays", "First Saturday of the month, 11am to 1pm"}
	costs   = []string{"Free", "£2 if you can", "Free with a referral", "£4.50, or £3 with a Leeds Card"}
	who     = []string{"Anyone", "People over 60", "Families with children under 5", "People who live in LS4, LS5 or LS6", "Men over 18"}
	how     = []string{"Just turn up", "Phone first", "Ask your GP, a social worker or a school to refer you. It takes about two days.", "Fill in the form on the website"}
)

func service(n int, text string) Entry {
	fields := strings.Split(text, "|")
	e := Entry{Number: n, Name: fields[0], Organization: fields[1], Summary: fields[2], Source: fmt.Sprintf("Seen on the organisation’s website on %d November 2026", 1+n%20)}
	if n%9 != 0 {
		e.Phones = []string{fmt.Sprintf("0113 496 %04d", n*37%1000)}
	}
	if n%11 == 0 {
		e.Phones = append(e.Phones, fmt.Sprintf("07700 900%03d (text)", n))
	}
	if n%13 == 0 {
		e.Warning = "Not checked since March 2025. Phone first."
	}
	if n%7 != 0 {
		e.Rows = append(e.Rows, Row{"Address", fmt.Sprintf("%d %s, Leeds LS6 %dAB", 3+n*7%120, streets[n%len(streets)], 1+n%9)})
	}
	e.Rows = append(e.Rows, Row{"When", opening[n%len(opening)]}, Row{"Cost", costs[n%len(costs)]})
	if n%2 == 0 {
		e.Rows = append(e.Rows, Row{"Who for", who[n/2%len(who)]})
	}
	e.Rows = append(e.Rows, Row{"How to start", how[n%len(how)]})
	if n%3 != 0 {
		e.Rows = append(e.Rows, Row{"Website", fmt.Sprintf("https://www.%s.example/leeds/services/%d", strings.ToLower(strings.NewReplacer(" ", "", "’", "", "&", "").Replace(fields[1])), n)})
	}
	return e
}

// checks stands in for a QR code.
func checks(n int) [][]bool {
	all := make([][]bool, n)
	for i := range all {
		all[i] = make([]bool, n)
		for j := range all[i] {
			all[i][j] = (i*i+j*j+i*j)%3 == 0
		}
	}
	return all
}

const services = `
Food and money|Food, meals and help with bills. Most food banks ask for a voucher; the council’s welfare team gives one by phone.
Leeds North Food Bank|Leeds North Community Trust|Three days of food for people who have none. Bring your voucher and a bag.
Pay as you feel café|Hyde Park Kitchen|A hot meal made of food that shops would have thrown away. Nobody asks what you pay.
Welfare Support Scheme|Leeds City Council|Food, fuel and furniture for people in a crisis. You can have it up to twice in a year.
Money Buddies|Burley Lodge Centre|Someone sits down with you to sort out debts, benefits, and gas and electricity bills.
Citizens Advice Chapeltown|Citizens Advice Leeds|Free and private advice on benefits, debt, work, home and family.
Warm Welcome at the Heart Centre|Headingley Development Trust|A warm room with tea, newspapers and company, all winter long.
Healthy Start clinic|NHS Leeds|Vouchers for milk, fruit and vitamins if you are pregnant or have a small child.
Fuel bank|Green Doctor|A top-up for a prepayment meter that is about to run out, and a free visit to stop draughts.
Rainbow Junk-tion Lunch Club|All Hallows Church|Lunch at long tables, and a food share to take home.
School uniform exchange|Leeds School Uniform Exchange|Good used uniform for every school in the city, free of charge.
Credit union|Leeds Credit Union|Saving and fair loans, from £1 a week.
Furniture store|Emmaus Leeds|Used beds, tables and cookers, with delivery.

Someone to talk to|Listening, groups and therapy. You do not need to be ill to phone.
Connect Helpline|Leeds Survivor-Led Crisis Service|Support on the phone, every evening, from people who have been there themselves.
Dial House|Leeds Survivor-Led Crisis Service|A quiet house for people in a crisis, in the evening and at night. They pay for the taxi.
Andy’s Man Club|Andy’s Man Club|Men talk, on Mondays. Nobody has to speak, and there is always a brew.
Leeds Mental Wellbeing Service|NHS Leeds|Talking therapies for worry, low mood, panic and poor sleep. You can refer yourself.
Cruse Bereavement Support, Leeds and Bradford|Cruse|For anyone whose somebody has died, however long ago that was.
Befriending by phone|Age UK Leeds|A friendly call every week, from the same person, for as long as you like.
Women’s Counselling and Therapy Service|WCTS Leeds|Low-cost counselling for women, by women. There is a waiting list of four months.
The Market Place|The Market Place Leeds|Drop-in and counselling for people from 11 to 25 in the middle of town.
Hearing Voices group|Leeds Mind|A group of people who hear voices or see things that others do not.
Carers’ café|Carers Leeds|Cake, and an hour off, for people who look after somebody.
Touchstone Sikh Elders|Touchstone|Lunch and company for Punjabi-speaking elders.
Recovery Hub|Forward Leeds|Help with drink and drugs. No appointment on the first day.

Home|Somewhere to live, repairs and staying safe.
Leeds Housing Options|Leeds City Council|If you may lose your home, or have lost it. At night phone the same number.
St George’s Crypt|St George’s Crypt|A bed tonight, a hot meal, a shower and a doctor.
Shelter helpline|Shelter|Advice on rent arrears, eviction and bad landlords.
Care & Repair|Care and Repair Leeds|Handrails, ramps, key safes and small repairs by people whom you can trust in your house.
Tenants’ union|Acorn Leeds|Neighbours who stand up for each other against damp, evictions and hidden fees.
Leeds Women’s Aid|Leeds Women’s Aid|A refuge, and support with court, for women and their children.
Handyperson service|Age UK Leeds|Light bulbs, curtains, grab rails: small jobs for people over 60.
Gipsil|Gipsil|Supported homes for people from 16 to 25.
Bulky waste collection|Leeds City Council|Four old things taken away, free, once in three months.
Community safety visit|West Yorkshire Fire and Rescue Service|Smoke alarms fitted and tested.
Refugee Council housing advice|Refugee Council|For people who have just been given leave to remain.
Nightstop|Depaul UK|A spare room in a volunteer’s home, for one night or more.

Health and getting about|Moving, eating and being well, and how to get there.
Tai chi in the park|Leeds Tai Chi Friends|Slow and gentle. You can do it sitting down.
Parkrun|Woodhouse Moor Parkrun|Five kilometres at any speed, walking counts.
Falls and balance class|Active Leeds|Twelve weeks of classes for people who have fallen or are afraid to.
Memory café|Alzheimer’s Society|Songs, games and advice, for people with dementia and those who come with them.
Social prescribing|Linking Leeds|Someone who has an hour for you, and knows what there is near you.
Stop smoking|One You Leeds|Twelve weeks of help. Patches are free.
AccessBus|Metro|A bus to your door for people who cannot use others.
Shopmobility|Trinity Leeds|Scooters and wheelchairs for a day in town.
Volunteer drivers|Headingley Elders|A lift to hospital, from people who wait with you.
Hearing aid clinic|Hear to Help|New batteries, new tubes, and someone who shows you how it works.
Talking newspaper|Leeds Society for Deaf and Blind People|The local paper, read aloud, on a stick.
Baby clinic|Little London Children’s Centre|Weighing, feeding and sleep. No appointment.

Getting online|Tablets, data and somebody patient.
Tablet loans|100% Digital Leeds|A tablet with data for six months, for people who have neither. Ask at any library.
Digital Buddies|Age UK Leeds|One to one, at your own speed, with your own phone.
Computer Mondays|Headingley Library|Bring a question. Tea is free.
National Databank|Good Things Foundation|A SIM card with 20 GB a month, for half a year.
Silver Surfers|Burley Lodge Centre|A group that has met since 2009 and still learns something new.
Broadband social tariffs|Ofcom|What each company offers to people on benefits, from £12 a month.
Learn My Way|Good Things Foundation|Short courses on mouse, email, forms and keeping safe.
Repair café|Leeds Repair|Your slow laptop, opened up and made well by people who like to.
AbilityNet at home|AbilityNet|Volunteers who come to your house and set up a computer for a disabled person.
NHS App help|Leeds Teaching Hospitals NHS Trust|Order a prescription and see a letter, shown on your own phone.
English for online forms|Learning Partnerships|For people who learn English: job centre, school, council.
Screen readers first steps|Leeds Society for Deaf and Blind People|Your phone can speak. Two mornings show how.
`
