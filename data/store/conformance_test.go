package store

import (
	"context"
	"encoding/json"
	"path/filepath"
	"sync/atomic"
	"testing"
	"time"

	"fingerpost/data"
)

// conformance is what any database that keeps a directory must do. A new dialect runs it with its own open, which gives
// an empty store each time.
func conformance(t *testing.T, open func(t *testing.T) *Store) {
	for _, promise := range []struct {
		name string
		test func(*bench)
	}{
		{"a submission makes its aggregates", submissionMakesAggregates},
		{"the same again is a sighting", sameAgainIsSighting},
		{"a changed phone is one revision", changedPhoneIsOneRevision},
		{"a later date is a sighting", laterDateIsSighting},
		{"a refused submission leaves nothing", refusedLeavesNothing},
		{"a submission without source or record leaves nothing", sourcelessLeavesNothing},
		{"a panic leaves the store usable", panicLeavesStoreUsable},
		{"a source that knows one place by two ids", oneSourceTwoIDs},
		{"own ids are stable", ownIDsAreStable},
		{"places and organisations match across sources", matchAcrossSources},
		{"conflicting numbers match nothing", conflictingNumbersMatchNothing},
		{"two sources that disagree", twoSourcesDisagree},
		{"an accepted proposal", acceptedProposal},
		{"a refused proposal", refusedProposal},
		{"a newer proposal supersedes", newerProposalSupersedes},
		{"a proposal on moved ground", proposalOnMovedGround},
		{"a moderator's word is not asked about", moderatorIsNotAskedAbout},
		{"a believed source may go back", believedSourceMayGoBack},
		{"a source under review", sourceUnderReview},
		{"withheld at once", withheldAtOnce},
		{"deciding", deciding},
		{"redaction", redaction_},
		{"redaction in every spelling", redactionInEverySpelling},
		{"redaction reaches proposals", redactionReachesProposals},
		{"redaction spares the innocent", redactionSparesTheInnocent},
		{"redaction of a place that moved", redactionOfFormerPlace},
		{"redaction of what is not there", redactionOfNothing},
		{"following", following},
		{"following page by page", followingPageByPage},
		{"listings", listings},
		{"standing", standingMoves},
		{"dates of facts", datesOfFacts},
		{"a file sets no seen date", fileSetsNoSeenDate},
		{"many listings", manyListings},
		{"sources, facts and runs", sourcesFactsRuns},
		{"counting and walking", countingAndWalking},
		{"walking is one view", walkingIsOneView},
		{"walking finds what is asked for", walkingFindsWhatIsAskedFor},
		{"walking tells where facts were found", walkingTellsWhereFactsWereFound},
		{"checking finds faults", checkingFindsFaults},
		{"one changed number", oneChangedNumber},
		{"those who keep a listing fall silent", keptLapses},
		{"merging services", mergingServices},
		{"merging a merge", mergingAMerge},
		{"merging who and where", mergingWhoAndWhere},
		{"merging a withheld place", mergingAWithheldPlace},
		{"merging the closed", mergingTheClosed},
		{"merging what was redacted", mergingRedacted},
		{"parting a link", partingALink},
		{"parting the founder", partingTheFounder},
		{"taking back hears others", takingBackHearsOthers},
		{"undoing what was set", undoingWhatWasSet},
		{"undoing a refusal", undoingARefusal},
		{"questions are asked once", questionsAreAskedOnce},
		{"holding a flood", holdingAFlood},
		{"reusing ids", reusingIDs},
		{"what was missing often enough is closed, and opened by who lists it again", missingIsClosed},
		{"what was seen between is open", seenBetweenIsOpen},
		{"a clock that jumps closes nothing", jumpingClockClosesNothing},
		{"what another source lists stays open", listedElsewhereStays},
		{"a file opens nothing that has closed", fileOpensNothing},
		{"what was suggested once keeps nothing open", suggestionKeepsNothingOpen},
		{"a person is asked before what a person decided is closed", personIsAskedBeforeClosing},
		{"a closing that a person accepts", acceptedClosing},
		{"much that is missing at once is not counted", muchAtOnceIsNotCounted},
		{"what was not said since a run began", unsaidSinceTheRunBegan},
		{"what pages do not state any more", unstatedOnPages},
		{"a page that has moved is the same", movedPageIsTheSame},
		{"closed and opened by a person", closedByAPerson},
		{"editing", editing},
		{"editing places and organisations", editingPlacesAndOrganizations},
		{"an edit brings nothing back that was redacted", editBringsNothingBack},
		{"links that do not work", linksThatDoNotWork},
		{"looking again at what is known by something else", lookingAgain},
		{"a cluster stops growing", clusterStopsGrowing},
		{"every source must agree", everySourceMustAgree},
		{"a report", aReport},
		{"a report sent again", reportSentAgain},
		{"reports that cannot be kept", reportsThatCannotBeKept},
		{"what is told of a service", toldOfAService},
		{"a suggestion", aSuggestion},
		{"a suggestion sent again", suggestionSentAgain},
		{"a suggestion of what is known", suggestionOfWhatIsKnown},
		{"a refused suggestion", refusedSuggestion},
		{"two suggestions of one place", suggestionsOfOnePlace},
		{"forgetting who suggested", forgettingSuggesters},
		{"forgetting the words of reports", forgettingReports},
		{"matters by the beginning of their ids", mattersByBeginning},
		{"redaction of what was told", redactionOfWhatWasTold},
		{"an address on the do-not-list", hiddenAddress},
		{"neighbours of one on the do-not-list", hiddenNeighbours},
		{"an organisation on the do-not-list", hiddenOrganization},
		{"summaries say what listings say", summariesSayTheSame},
		{"an entry of the do-not-list that is lifted", liftedEntry},
		{"what an entry of the do-not-list touches", touchesOfEntry},
		{"what entries touch is looked up", lookupsMissNothing},
		{"the do-not-list elsewhere than in listings", hiddenElsewhere},
		{"counts of searches add up", searchesAddUp},
		{"counts of searches are forgotten", searchesAreForgotten},
		{"counts of searches are added all or none", searchesAllOrNone},
	} {
		t.Run(promise.name, func(t *testing.T) {
			b := newBench(t, open(t))
			promise.test(b)
			if !t.Failed() {
				b.sound()
			}
		})
	}
}

func TestSQLite(t *testing.T) { conformance(t, openEmpty) }

func openEmpty(t *testing.T) *Store {
	t.Helper()
	return openAt(t, t.TempDir())
}

func openAt(t *testing.T, folder string) *Store {
	t.Helper()
	s, err := OpenFolder(context.Background(), folder, testClock())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// testClock begins at noon on 21 November 2026 and moves on by a millisecond each time it is looked at.
func testClock() data.Clock {
	var looks atomic.Int64
	return func() time.Time {
		return time.Date(2026, time.November, 21, 12, 0, 0, 0, time.UTC).Add(time.Duration(looks.Add(1)) * time.Millisecond)
	}
}

// The sources of these tests. A council's feed and a charity's pages speak of the same services.
var (
	council   = data.Source{Key: "council", Name: "The council's directory", Kind: data.SourceFeed, Area: "E08000035"}
	charity   = data.Source{Key: "charity", Name: "Digital Friends", Kind: data.SourcePage, Area: "E08000035"}
	moderator = data.Source{Key: "us", Name: "The people who run this", Kind: data.SourceModerator, Area: "E08000035"}
	form      = data.Source{Key: "form", Name: "The form", Kind: data.SourcePage, Area: "E08000035", Review: true}
	keeper    = data.Source{Key: "keeper", Name: "Digital Friends themselves", Kind: data.SourceTable, Trust: data.TrustOwner, Area: "E08000035"}
)

// bench is a store with the sources known, and what tests do with it.
type bench struct {
	*testing.T
	s   *Store
	ctx context.Context
}

func newBench(t *testing.T, s *Store) *bench {
	t.Helper()
	b := &bench{T: t, s: s, ctx: context.Background()}
	for _, source := range []data.Source{council, charity, moderator, form, keeper} {
		b.must(s.PutSource(b.ctx, source))
	}
	return b
}

func (b *bench) must(err error) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
}

// offer is a service called Digital Buddies, run by Digital Friends at 12 High Street, as a source describes it under its
// own id.
func offer(source data.Source, own string, change ...func(*data.Submission)) data.Submission {
	minted := data.Mint[data.LocationID](data.LevelLocation, source.Key, "place-"+own)
	sub := data.Submission{
		Source: source.Key,
		Records: []data.Record{{URL: "https://" + string(source.Key) + ".example.org/" + own, Title: "Digital Buddies",
			AssertedOn: date("2026-05-01"), ReadAt: time.Date(2026, time.November, 12, 9, 0, 0, 0, time.UTC), Live: true}},
		Service: data.Draft[data.Service]{OwnID: own, Doc: data.Service{
			Name: "Digital Buddies", Description: "Help with tablets.", Phones: []data.Phone{phone(source, own, "0113 496 0000")},
			ServiceAtLocations: []data.ServiceAtLocation{{LocationID: minted}},
		}},
		Organization: &data.Draft[data.Organization]{OwnID: "org-" + own, Doc: data.Organization{Name: "Digital Friends", Website: "https://digitalfriends.example.org"}},
		Locations: []data.Draft[data.Location]{{OwnID: "place-" + own, Doc: data.Location{ID: minted, Name: "The Hall",
			Address: data.Address{Line1: "12 High Street", City: "Leeds", Postcode: "LS1 4AP"}}}},
	}
	for _, c := range change {
		c(&sub)
	}
	payload, err := json.Marshal(map[string]any{"as": "it came", "service": sub.Service.Doc, "places": sub.Locations, "organization": sub.Organization})
	if err != nil {
		panic(err)
	}
	if sub.Records != nil && sub.Records[0].Payload == nil {
		sub.Records[0].Payload = payload
	}
	return sub
}

func phone(source data.Source, own, number string) data.Phone {
	return data.Phone{ID: data.MintElement(source.Key, own, "phone", "main"), Number: number}
}

func date(s string) data.Date {
	d, err := data.ParseDate(s)
	if err != nil {
		panic(err)
	}
	return d
}

// Changes that tests make to an offer.
func number(n string) func(*data.Submission) {
	return func(s *data.Submission) { s.Service.Doc.Phones[0].Number = n }
}
func describe(text string) func(*data.Submission) {
	return func(s *data.Submission) { s.Service.Doc.Description = text }
}
func called(name string) func(*data.Submission) {
	return func(s *data.Submission) { s.Service.Doc.Name = name }
}

func (b *bench) submit(sub data.Submission) Outcome {
	b.Helper()
	out, err := b.s.Submit(b.ctx, sub, "here")
	b.must(err)
	if out.Refused() {
		b.Fatalf("refused: %+v", out.Problems)
	}
	return out
}

func (b *bench) listing(id data.ServiceID) data.Listing {
	b.Helper()
	l, err := b.s.Listing(b.ctx, id)
	b.must(err)
	return l
}

func (b *bench) waiting() []data.Revision {
	b.Helper()
	list, err := b.s.Waiting(b.ctx, 100)
	b.must(err)
	n, err := b.s.CountWaiting(b.ctx)
	b.must(err)
	if n != len(list) {
		b.Fatalf("%d wait and %d are counted", len(list), n)
	}
	return list
}

// onlyWaiting is the one revision that waits.
func (b *bench) onlyWaiting() data.Revision {
	b.Helper()
	list := b.waiting()
	if len(list) != 1 {
		b.Fatalf("%d revisions wait: %+v", len(list), list)
	}
	return list[0]
}

func (b *bench) head() Checkpoint {
	b.Helper()
	head, err := b.s.Head(b.ctx)
	b.must(err)
	return head
}

// column is the values of one column of a query, for what the store has no method for.
func (b *bench) column(query string, args ...any) []string {
	b.Helper()
	rows, err := b.s.read(b.ctx).rows(query, args...)
	values, err := collect(rows, err, scanString)
	b.must(err)
	return values
}

// sound runs the store's own check, which replays the log.
func (b *bench) sound() Report {
	b.Helper()
	report, err := b.s.Check(b.ctx)
	b.must(err)
	if !report.Sound() {
		b.Fatalf("faults: %v", report.Faults)
	}
	return report
}

func paths(changes []data.Change) []string {
	var out []string
	for _, c := range changes {
		out = append(out, c.Path)
	}
	return out
}

func dbFile(folder string) string { return filepath.Join(folder, FileName) }
