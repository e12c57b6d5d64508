package data

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"sort"
	"strings"
)

// Known is what the directory holds of an aggregate before a submission is weighed.
type Known struct {
	Doc        json.RawMessage // empty for a new aggregate
	Provenance Provenance
	// Kept reports whether those who run it keep it here, and have looked after it of late.
	Kept bool
	// Word tells whose word a record is.
	Word func(RecordID) Word
	// Repeats reports whether the source has said this of this group before.
	Repeats func(group, digest string) bool
	// Waits reports whether something waits for a person that the source has said of this group.
	Waits func(group string) bool
	// Settled reports whether a person has already decided about this source saying this of this group.
	Settled func(group, digest string) bool
	// Redacted reports whether a value of this group was redacted and must not come back.
	Redacted func(group, fingerprint string) bool
}

// Said is what a source says of the same aggregate.
type Said struct {
	Doc    any // Organization, Location or Service
	Source Source
	Record func(group string) RecordID // which of its records speaks for a field
	Word   func(group string) Word     // of that record
	Again  bool                        // it has said so before, and nobody has said it anew
}

// Verdict is what follows: changes to make now, and changes that a person must decide.
type Verdict struct {
	Accepted []Change
	Pending  []Change
}

// complementary are the fields in which two sources may use different words without disagreeing: the first keeps its
// place, unless the other counts for more.
var complementary = map[string]bool{
	"description": true, "summary": true, "eligibility_description": true, "application_process": true, "fees_description": true,
	"addresses":  true,
	"categories": true, "alternate_names": true, "audiences": true, "assumed_area": true, "kind": true, "topics": true,
}

// sorting are those of them which readers make of a source's sorting as best they can: the first keeps its place.
var sorting = map[string]bool{
	"categories": true, "alternate_names": true, "audiences": true, "assumed_area": true, "kind": true, "topics": true,
}

// Reconcile weighs what a source says against what is known, top-level field by top-level field:
//
//   - a field that nobody has set is filled, and so is an address of which only the postcode is known;
//   - a source may change and take back what it said itself;
//   - the word of a moderator, or of those who keep the listing, stands over any other's;
//   - a place that anyone says must be withheld is withheld at once, and only a person can undo it;
//   - agreement, in other spelling or with less detail, changes nothing, and neither do other words for what can be said
//     in many ways (a description), unless the source counts for more;
//   - what a source under review says waits for a person, always; what it does not say is no proposal to empty a field;
//   - where a person is asked already about what the source says, all else that it says of the same waits with it;
//   - what anyone else says of a listing that is kept here waits for a person, who sees that it disagrees;
//   - that what is closed is open, as another says, waits for a person;
//   - anything else is a disagreement. Over a person's word it waits for a person, unless a person has already decided it.
//     Else the source that counts for more is believed and, of two that count the same, what was said later. The word that
//     loses is kept with the link of its source.
//
// A field that a source says nothing of is never emptied on its account unless it alone had set it.
func Reconcile(known Known, said Said) (Verdict, error) {
	current, err := flatten(known.Doc)
	if err != nil {
		return Verdict{}, err
	}
	candidate, err := flatten(said.Doc)
	if err != nil {
		return Verdict{}, err
	}
	candidate = known.withoutRedacted(candidate)
	var verdict Verdict
	person := said.Source.Overrides()
	have, says := byGroup(current), byGroup(candidate)
	for _, group := range groupNames(have, says) {
		changes := difference(have[group], says[group], said.Record(group))
		if len(changes) == 0 {
			continue
		}
		// What a person only repeats does not stand over what was decided since.
		overrides := person && !said.Again && !(known.Repeats != nil && known.Repeats(group, digestLeaves(says[group])))
		owned := ownedBy(known, have[group])
		sole := len(owned) == 1 && owned[said.Source.Key]
		switch {
		case said.Again && group == "status" && !Status(valueOf(have[group], group)).Listed() && len(have[group]) > 0: // it was closed since
		case len(says[group]) > 0 && known.settled(group, says[group]) && !overrides:
		case said.Source.Review && len(says[group]) == 0 && !sole:
		case said.Source.Review:
			verdict.Pending = append(verdict.Pending, changes...)
		case group == "withheld":
			if len(says[group]) > 0 {
				verdict.Accepted = append(verdict.Accepted, changes...)
			} else if owned[said.Source.Key] {
				verdict.Pending = append(verdict.Pending, changes...)
			}
		case sole && known.Waits != nil && known.Waits(group) && !person:
			verdict.Pending = append(verdict.Pending, changes...)
		case known.Kept && !person:
			if !sole && (len(says[group]) == 0 || len(have[group]) > 0 && (complementary[group] || agrees(have[group], says[group]))) {
				continue
			}
			verdict.Pending = append(verdict.Pending, changes...)
		case len(have[group]) == 0, sole, overrides:
			verdict.Accepted = append(verdict.Accepted, changes...)
		case completes(have[group], says[group]):
			verdict.Accepted = append(verdict.Accepted, additions(changes)...)
		case len(says[group]) == 0, agrees(have[group], says[group]):
		case group == "status" && Status(valueOf(says[group], group)).Listed() && !Status(valueOf(have[group], group)).Listed():
			verdict.Pending = append(verdict.Pending, changes...)
		default:
			switch known.contest(group, have[group], says[group], said.Word(group)) {
			case believed:
				verdict.Accepted = append(verdict.Accepted, changes...)
			case asked:
				verdict.Pending = append(verdict.Pending, changes...)
			}
		}
	}
	return verdict, nil
}

// outcome is what becomes of a disagreement.
type outcome int

const (
	lost outcome = iota
	believed
	asked // a person decides
)

// contest decides a disagreement between what is known and what a source says.
func (k Known) contest(group string, have, says []leaf, word Word) outcome {
	stands := Word{}
	for _, l := range have {
		w := k.Word(k.Provenance.Of(l.path))
		if w.Trust.Rank() > stands.Trust.Rank() || w.Trust == stands.Trust && w.Date.After(stands.Date) {
			stands = w
		}
	}
	switch {
	case stands.Source == "": // nobody knows who said it
		return asked
	case stands.Trust.Person() && word.Trust.Person():
		if word.Date.After(stands.Date) {
			return believed
		}
		return lost
	case stands.Trust.Person():
		if complementary[group] {
			return lost
		}
		return asked
	case sorting[group]:
		return lost
	case group == "schedules" && timed(have) != timed(says): // words ("mornings") say less than hours
		if timed(says) {
			return believed
		}
		return lost
	case word.Trust.Rank() != stands.Trust.Rank():
		if word.Trust.Rank() > stands.Trust.Rank() {
			return believed
		}
		return lost
	case complementary[group], k.Repeats != nil && k.Repeats(group, digestLeaves(says)), stands.Date.After(word.Date):
		return lost
	}
	return believed
}

// timed reports whether any of some schedules has times that can be read.
func timed(schedules []leaf) bool {
	return slices.ContainsFunc(schedules, func(l leaf) bool { return strings.HasSuffix(l.path, "/opens_at") || strings.HasSuffix(l.path, "/freq") })
}

// completes reports whether an address of which only the postcode is known is told with its lines.
func completes(have, says []leaf) bool {
	const postcode, line = "address/postal_code", "address/address_1"
	return len(have) == 1 && have[0].path == postcode && valueOf(says, line) != "" && valueAt(have, postcode) == valueAt(says, postcode)
}

// additions are the changes that set what was not set.
func additions(changes []Change) (out []Change) {
	for _, c := range changes {
		if len(c.Old) == 0 {
			out = append(out, c)
		}
	}
	return out
}

// withoutRedacted leaves out values that were redacted, and the whole of a list element that held one.
func (k Known) withoutRedacted(leaves []leaf) []leaf {
	if k.Redacted == nil {
		return leaves
	}
	gone := map[string]bool{}
	for _, l := range leaves {
		if k.Redacted(Group(l.path), Fingerprint(l.value)) {
			gone[ElementPath(l.path)] = true
		}
	}
	return keep(leaves, func(l leaf) bool { return !gone[ElementPath(l.path)] })
}

// ElementPath is the path of the list element that a leaf belongs to, or of the leaf itself.
func ElementPath(path string) string {
	parts := strings.Split(path, "/")
	for i := len(parts) - 1; i > 0; i-- {
		if ValidID(parts[i]) {
			return strings.Join(parts[:i+1], "/")
		}
	}
	return path
}

// Fingerprint identifies a value whatever its spelling, without holding it.
func Fingerprint(value json.RawMessage) string {
	sum := sha256.Sum256([]byte(canonical(value)))
	return hex.EncodeToString(sum[:12])
}

func (k Known) settled(group string, leaves []leaf) bool {
	return k.Settled != nil && k.Settled(group, digestLeaves(leaves))
}

// GroupDigest is a fingerprint of what an aggregate says in one group, whatever ids its elements have. A person's
// decision about a group is remembered under it.
func GroupDigest(doc json.RawMessage, group string) (string, error) {
	leaves, err := flatten(doc)
	if err != nil {
		return "", err
	}
	return digestLeaves(byGroup(leaves)[group]), nil
}

func digestLeaves(leaves []leaf) string {
	facts := essence(leaves)
	sum := sha256.Sum256([]byte(strings.Join(facts, "\n")))
	return hex.EncodeToString(sum[:8])
}

// ownedBy is the set of sources that set something in a group.
func ownedBy(known Known, leaves []leaf) map[SourceKey]bool {
	owners := map[SourceKey]bool{}
	for _, l := range leaves {
		owners[known.Word(known.Provenance.Of(l.path)).Source] = true
	}
	return owners
}

func byGroup(leaves []leaf) map[string][]leaf {
	groups := map[string][]leaf{}
	for _, l := range leaves {
		groups[Group(l.path)] = append(groups[Group(l.path)], l)
	}
	return groups
}

func groupNames(a, b map[string][]leaf) []string {
	var names []string
	for g := range a {
		names = append(names, g)
	}
	for g := range b {
		if _, ok := a[g]; !ok {
			names = append(names, g)
		}
	}
	sort.Strings(names)
	return names
}

// Rebase restates, for the present state of an aggregate, changes that were proposed for an earlier one: accepting them
// still leads to what was proposed, and what they replace is what is there now. None are left when that is there already.
func Rebase(changes []Change, before, now json.RawMessage) ([]Change, error) {
	proposed, err := Apply(before, changes)
	if err != nil {
		return nil, err
	}
	var states [3]map[string][]leaf
	for i, doc := range []json.RawMessage{before, now, proposed} {
		leaves, err := flatten(doc)
		if err != nil {
			return nil, err
		}
		states[i] = byGroup(leaves)
	}
	was, is, want := states[0], states[1], states[2]
	var out []Change
	done := map[string]bool{}
	for _, c := range changes {
		group := Group(c.Path)
		switch {
		case len(difference(was[group], is[group], "")) == 0:
			out = append(out, c)
		case !done[group]:
			done[group] = true
			if len(want[group]) == 0 || !agrees(is[group], want[group]) {
				out = append(out, difference(is[group], want[group], c.Record)...)
			}
		}
	}
	return out, nil
}

// difference lists what turns one set of leaves into another: removals first, then what is set, in the candidate's order.
func difference(have, want []leaf, record RecordID) []Change {
	old := map[string]json.RawMessage{}
	for _, l := range have {
		old[l.path] = l.value
	}
	wanted := map[string]bool{}
	for _, l := range want {
		wanted[l.path] = true
	}
	var changes []Change
	for _, l := range have {
		if !wanted[l.path] {
			changes = append(changes, Change{Path: l.path, Old: l.value, Record: record})
		}
	}
	for _, l := range want {
		if string(old[l.path]) != string(l.value) {
			changes = append(changes, Change{Path: l.path, Old: old[l.path], New: l.value, Record: record})
		}
	}
	return changes
}
