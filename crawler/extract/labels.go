package extract

import "strings"

// kind is what a label says that the value beside it is.
type kind int

const (
	none kind = iota
	when
	where    // an address, or the name of a place
	part     // a part of an address: a street, a town, a postcode
	contact  // ways to reach it, of any sort
	phone    // to ring
	texting  // to send texts to
	mail     // e-mail
	site     // its own pages on the web
	cost     // what it costs
	who      // whom it is for
	age      // of what age they are
	area     // where they live
	entry    // how to get in: referral, booking
	runner   // the organisation
	access   // getting into the place and about in it
	language // spoken there
	manner   // how it is given: in person, online
	title    // its name
	topic    // the site's own sorting
	about    // a description
	other    // of the listing, but none of these
	aside    // not of the listing at all: another's number, a date of the page, a call for volunteers
)

// labelWords are the labels of each kind, as they are written without case and marks. A star stands for more words.
var labelWords = map[kind]string{
	when: `building open; open sessions; our sessions; session dates and times; weekly sessions; weekly opening hours; when can i come; term dates and times; meeting day; meeting days; day of week; day of the week; day and time of meeting; usual times; activity times; group times; club times; drop-in hours; drop in times; opening hours and times; open times; availability times; hours of service; service times; when; time; times; day; days; date; dates; date and time; dates and times; day and time; days and times; date/time; time/date; opening times; opening hours; usual opening
		times; usual opening hours; hours; open; opening; hours of opening; session times; sessions; session; meeting times; meeting time; meets; we meet; class times;
		time / date details; time and date details; timetable; schedule; when is it; when it happens; when we meet; when and how often; hours of operation; day(s); when we are open; when are we open;
		when are you open; when it is; when does it happen; when do we meet; when it's on; next dates; start time; frequency; opening time; closing; closing time; closes; opens; start; starts; finish; finishes; end; end time; ends; service hours; times of sessions; drop-in times; helpline hours; lines open;
		helpline opening hours; line opening hours; opening days; days and hours; business hours; clinic times; weekly; our opening hours; our opening times; when we're open; when*; dates and times*; session information; session details; time of session; pryd; amser; amserau; oriau agor; amseroedd agor; diwrnod; dyddiau; dyddiad; dyddiadau; dyddiad ac amser; diwrnod ac amser; dyddiau ac amseroedd; amseroedd; oriau; amserlen; sesiynau; pryd mae; pryd rydym ni'n cwrdd; pryd rydym yn cwrdd; pryd mae'n digwydd; pa bryd; amseroedd y sesiynau; amser cychwyn; amser gorffen`,
	where: `visiting address; where to come; where to visit; stop; stops; stopping place; pick-up point; pick up point; collection point; collect from; clinic address; site address; address of venue; where to meet; meet at; we meet at; find us at; finding us; held at; meeting at; takes place at; meeting point; meeting venue; where do i go; where do you meet; centre address; venue location; where*; where is it; where it is; venue; venues; address; addresses; location; locations; place; find us; how to find us; where to go; where to go*; where to find us; where we meet; where we are; meeting place; venue address; street address; service address;
		full address; visit us; where do we meet; venue details; venue and address; session location; our address; located at; where does it happen; come and see us; address / location; ble; lleoliad; cyfeiriad; lleoliad a chyfeiriad; where and when; when and where; where & when; when & where`,
	part: `village; sat nav; satnav; sat nav postcode; satnav postcode; postcode for sat nav; postcode; post code; postal code; town; city; town/city; town or city; street; county; address 1; address 2; address 3; address line 1; address line 2; address line 3; venue name; building; locality; venue postcode; cod post`,
	contact: `ask us; ask for; write to; speak to; talk to us; questions; any questions; questions?; getting hold of us; get hold of us; who to ask; who to speak to; how to get hold of us; how do i get in touch; contact; contact us; contacts; contact details; how to contact us; how to contact; get in touch; getting in touch; who to contact; contact information; enquiries; further information; for further information; for more information; more information;
		how to get in touch; more details; further details; to find out more; find out more; contact the service; how to reach us; want to know more; interested; cysylltu; cysylltu a ni; cyswllt; manylion cyswllt; rhagor o wybodaeth; contact this group; key contact; info; to book; booking`,
	phone: `voice; voice calls; phone; telephone; tel; tel no; telephone number; phone number; phone no; contact number; contact telephone; mobile; mob; mobile number; call; call us; ring; ring us; freephone; helpline; advice line; hotline; landline; phone / whatsapp; phone/whatsapp; t; p; m; ph; tel number;
		contact phone; main phone; alternative phone; other phone; by phone; telephone us; phone us; telephone 2; mobile phone; booking line; enquiries line; daytime phone; evening phone; out of hours; ffon; ffôn; rhif ffon; rhif ffôn`,
	texting: `sms only; text or whatsapp; whatsapp or text; text/whatsapp; whatsapp; texts only; text/sms; sms number; text phone number; text; text only; text us; text number; sms; text message; text line; textline; by text; text / sms; tecst`,
	mail:    `email; e-mail; email address; e-mail address; email us; e-mail us; mail; contact email; e; by email; e-bost; ebost`,
	site:    `website; web; web site; url; web address; facebook; twitter; instagram; social media; online; link; links; more online; webpage; web page; gwefan; x; youtube`,
	manner:  `delivery; delivery method; method of delivery; how is it delivered; how it is delivered; service delivery; delivered; attending type; attendance type; attendance; how we deliver it; how you can talk to us; how we can talk; ways to access; mode of delivery; delivery type; how is the service delivered`,
	cost: `pricing; rates; free or paid; paid or free; free/paid; what you pay; what you'll pay; what you will pay; what do i pay; do i have to pay; is there a fee; session fee; session fees; entry cost; cost of session; cost of sessions; cost to you; cost to join; weekly cost; charge for service; charging; how much to pay; subscription; subscriptions; current charges; ticket price; ticket prices; cost / donation; cost/charge; charges apply; fees payable; cost per week; cost per class; cost of activity; contribution; donation; pris / cost; tâl; cost i chi; cost; costs; price; prices; fee; fees; charge; charges; entry; admission; entry fee; admission fee; how much; how much does it cost; how much is it; what does it cost; what it costs; what will it cost; is there a charge; cost details; cost information; price details; session price; tickets; entrance; cost of service;
		cost to user; fees and charges; paying; cost to attend; prices from; cost per session; cost per person; does it cost anything; how much*; is it free; table of costs; amount; cost type; subs; membership fee; membership; suggested donation; cost of attending; cost (£); cost £; pris; ffi; cost y sesiwn`,
	who: `suits; good for; ideal for; best for; great for; perfect for; designed for; intended for; who's it for; who might like it; who it helps; who benefits; who may use it; who can have it; who should come; who is welcome; suitable for ages; who might it suit; people we help; people who can use it; is it right for me; can i have it; can i come; can i join; gender; client groups; user group; user groups; beneficiaries; who we are for; needs catered for; who; who is it for; who it is for; who it's for; who is this for; who this is for; who can use it; who can come; who can attend; who can join; who can apply; who can use*; who can access*; who can get*; who for; for; for whom; suitable for; eligibility; eligibility criteria; criteria; aimed at; target group; target audience;
		who we help; who we support; who we work with; audience; open to; who are we for; who is the service for; who is eligible; am i eligible; can i use*; can i get*; is it for me; who can benefit; service users; client group; i bwy; pwy; restrictions; who may come`,
	age:  `age bands; age band; age limit; age limits; age criteria; age suitability; recommended age; recommended ages; target ages; target age group; age eligibility; ages catered for; local offer age bands; grŵp oedran; ystod oedran; age; ages; age range; age ranges; age group; age groups; age from; age to; ages to; min age; max age; maximum age; lower age limit; upper age limit; age restrictions; ages from; suitable ages; minimum age; target age; age of children; oed; oedran`,
	area: `covers; covering; serving; local to; boroughs; area we cover; areas we serve; area we serve; region; regions covered; wards covered; boroughs covered; postcodes covered; local authority areas covered; service area; where you need to live; delivery area; eligible areas; residency; ardal dan sylw; area; areas; area covered; areas covered; area served; areas served; catchment area; catchment; where we work; areas we cover; area of service; geographical area; geographic area; coverage; local area; who lives where; residents of; ardal`,
	entry: `way in; ways in; make an appointment; how to get a place; how to get one; how to get it; how do i get it; how do i start; apply; applying; to join; to apply; to refer; to be referred; to get help; referral criteria; referral pathway; referral method; accepts self referrals; self referral accepted; how to come along; booking needed; need to book; appointment needed; appointments; how to get support; how to self refer; how to self-refer; registering; registration; how to register; method of referral; who can refer; who can refer you; entry criteria; drop in; drop-in; referral; referrals; how to refer; referral details; referral route; referral process; referral required; referral needed; how to be referred; making a referral; how to get help; how to access; how to access*; how to apply; how to join; how to book; how to get in; how to use*;
		how do i get*; how do i join; how do i book; how do i refer; how do i access*; how can i*; do i need*; need a referral; booking details; booking information; booking required; bookings; access to the service; accessing the service; how to take part; getting help; joining; join us; admissions; access criteria; how to sign up; how to come; sut i ymuno; atgyfeirio; referral information; self referral; self-referral; can i refer myself; drop in or book`,
	runner:   `providers; organisers; provider(s); provider/s; who provides it; who runs the service; who runs this; who runs this service; who runs the group; who runs this group; run jointly by; lead provider; service delivered by; service provided by; offered by; operated by; led by; facilitated by; who provides this; who organises it; service run by; group run by; put on by; provider name; organising group; organisation; organization; provider; provided by; run by; service provider; organised by; organiser; organizer; organised by*; hosted by; managed by; delivered by; parent organisation; name of organisation; organisation name; charity; lead organisation; who runs it; who we are; trefnydd`,
	access:   `getting in and around; access and facilities; facilities and access; building facilities; access notes; access details; is it accessible; accessibility and facilities; accessibility features; venue accessibility; physical access; good to know; at the venue; wheelchair accessibility; disabled facilities; accessibility; access; disabled access; wheelchair access; accessible; access information; accessibility information; facilities; disability access; access for disabled people; parking; getting in; access and parking; parking and access; getting around; accessibility details; venue facilities; venue access; hygyrchedd; mynediad; building access; access needs; toilets; car parking; wheelchair accessible; hearing loop; induction loop; lift; step free access; step-free access; accessible toilet; accessible toilets; disabled toilet; disabled toilets; disabled parking; blue badge parking; level access`,
	language: `also in; speaks; spoken; speak to us in; talk to us in; we speak; staff speak; languages we speak; spoken languages; language(s); language(s) spoken; languages available; what languages do you speak; session language; language of delivery; delivered in; ieithoedd a siaredir; language; languages; languages spoken; language support; languages offered; other languages; community languages; interpreters; ieithoedd; iaith`,
	title:    `name; activity; group; group name; class; what; service; service name; name of group; name of service; session name; event; organisation / group; title; activity name; club; enw`,
	topic:    `category; categories; tags; tag; type; topic; topics; type of service; service type; subject; keywords; event category; event categories; event tags; filed under; listed in; facets; sub category`,
	about:    `availability; description; about; about us; about the service; about this service; details; what we do; what we offer; what is it; what it is; what happens; what to expect; summary; overview; service description; other details; information; what's on offer; additional information; what you get; notes; comments; useful information; what we provide; disgrifiad; amdanom ni; gwybodaeth`,
	other:    `ways to pay; how to pay; before you come; programme; school pick-ups; weeks open per year; weeks per year; time of day; buggy park; getting here; how to get here; how to get there; getting there; transport; public transport; directions; by bus; by car; by train; map; bus; buses; what to bring; what to wear; bring; menu; waiting time; waiting times; capacity; spaces; refreshments; quality mark; local offer; local offer description; senco; ofsted; ofsted urn; vacancies; funded places; inspections`,
	aside: `letters; by letter; by post; post; mailing address; our postal address; address for letters; address for post; invoices; listed by; added by; submitted by; funded by; funder; supported by; sponsored by; commissioned by; website by; head office address; admin office; fax; fax number; charity number; charity no; registered charity; company number; registered charity number; last updated; updated; date updated; record updated; page updated; last reviewed; reviewed; last checked; date published; published; published on; id; reference; ref; record id; letters only; postal address; correspondence address; correspondence; registered office; registered address; head office;
		contact name; contact person; name of contact; contact position; position; job title; role; manager; reception; reception opening times; reception hours; office hours; office opening hours; office opening times; office; admin; venue phone; venue tel; venue telephone; press; press office; media enquiries; complaints; complaint; safeguarding; safeguarding lead; data protection; privacy; feedback; comments and complaints;
		volunteer; volunteers; volunteering; volunteer with us; volunteers needed; volunteer with*; could you volunteer; become a volunteer; could you help; can you help; help us; want to help; support us; donate; donations; how to donate; make a donation; give; fundraise; fundraising; vacancies with us; jobs; work with us; work for us; room hire; hire; hire*; hall hire; venue hire; book a room; for professionals; disclaimer; copyright; related; related*; see also; you may also like*;
		share; share this*; follow us; newsletter; sign up*; our newsletter; subscribe; join our mailing list; other services*; other groups*; nearby*; also at*; in this section; more like this; reviews; is this page useful; send message*; in an emergency; in a crisis; emergency; need urgent help; urgent help; crisis; crisis support; need help now; help in a crisis; if you are in crisis*; out of hours emergency; leave a comment; leave a reply; report*; suggest*; claim*; something wrong*; is this right*; print*; how to complain; news; latest news; our history; history; our funders; funders; thanks; thank you; testimonials; what people say*; what our*say; our trustees; trustees; our team; meet the team; staff`,
}

var labels, labelStarts = func() (map[string]kind, map[string]kind) {
	whole, starts := map[string]kind{}, map[string]kind{}
	for k, words := range labelWords {
		for _, word := range strings.Split(words, ";") {
			word = strings.Join(strings.Fields(word), " ")
			if start, ok := strings.CutSuffix(word, "*"); ok {
				starts[start] = k
				word = start
			}
			whole[plainLabel(word)] = k
		}
	}
	return whole, starts
}()

// maxLabel is the longest label, in bytes.
const maxLabel = 60

// kindOf tells what a label means; none if it is no label that is known.
func kindOf(label string) kind {
	if len(label) > maxLabel {
		return none
	}
	label = plainLabel(label)
	if k, ok := labels[label]; ok {
		return k
	}
	for _, mark := range []string{"/", "&", " and ", ",", "(", " - "} {
		if first, rest, ok := strings.Cut(label, mark); ok {
			k := labels[strings.TrimSpace(first)]
			if k == none {
				k = labels[strings.Trim(rest, " )")]
			}
			if k != none {
				return k
			}
		}
	}
	if k := asked(label); k != none {
		return k
	}
	for i := range len(label) {
		if k, ok := labelStarts[label[:i]]; ok && label[i] == ' ' {
			return k
		}
	}
	return none
}

// plainLabel is a label without case and the marks around it.
func plainLabel(s string) string {
	s = strings.ToLower(strings.ReplaceAll(s, "’", "'"))
	return strings.Join(strings.Fields(strings.Trim(s, " \t\u00a0:?!.*-–•»>()#")), " ")
}
