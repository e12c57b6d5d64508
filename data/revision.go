package data

import "time"

// Level names a kind of aggregate.
type Level string

const (
	LevelOrganization Level = "organization"
	LevelLocation     Level = "location"
	LevelService      Level = "service"
)

// Revision is a set of changes to one aggregate, and what became of them. Accepted revisions are the log: Seq is their
// place in it, from 1, without gaps, in the order in which they were committed.
type Revision struct {
	ID        RevisionID
	Level     Level
	Aggregate string // the aggregate's id
	Status    RevisionStatus
	Seq       int64 // 0 unless accepted
	Source    SourceKey
	Changes   []Change
	CreatedAt time.Time
	DecidedAt time.Time // zero while pending
	DecidedBy string    // who decided: a person's name, or "rule" when the program did
	Reason    string
}

// RevisionStatus is what became of a revision.
type RevisionStatus string

const (
	Pending  RevisionStatus = "pending"
	Accepted RevisionStatus = "accepted"
	Refused  RevisionStatus = "refused"
)

// DecidedByRule is who decided when no person did.
const DecidedByRule = "rule"

// Decision is a person's answer to a pending revision.
type Decision struct {
	Accept bool
	By     string // who decides
	Reason string // required for a refusal
}

// Apply returns the aggregate and its provenance with the revision's changes made.
func (r Revision) Apply(doc []byte, provenance Provenance) ([]byte, Provenance, error) {
	next, err := Apply(doc, r.Changes)
	if err != nil {
		return nil, Provenance{}, err
	}
	fields := make(map[string]RecordID, len(provenance.Fields))
	for path, id := range provenance.Fields {
		fields[path] = id
	}
	out := Provenance{Default: provenance.Default, Fields: fields}
	out.set(r.Changes)
	return next, out, nil
}
