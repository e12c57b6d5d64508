package data

import (
	"encoding/binary"
	"strconv"
	"strings"

	"github.com/google/uuid"
)

// Ids are UUIDs in their canonical text form, one type per kind so that they cannot be mixed up. They are minted once,
// from what the source calls the thing, and are ours to keep from then on: a lookup by source id goes through the store,
// never through minting again, because a match may have linked the thing to an id that another source minted.
type (
	OrganizationID      string
	LocationID          string
	ServiceID           string
	ServiceAtLocationID string
	ElementID           string // a phone, schedule, cost option...: any element of a list inside an aggregate
	RecordID            string
	RevisionID          string
)

// namespace is the fixed UUID namespace of every id that Fingerpost mints (RFC 9562, version 5). It never changes.
var namespace = uuid.MustParse("0d6c3b52-6f0e-5b6a-9c57-3f2a54f1d7e1")

// Mint derives an id from a level ("service"), a source key and the source's own id for the thing.
func Mint[ID ~string](level Level, source SourceKey, own string) ID {
	return ID(newUUID(string(level), string(source), own))
}

// MintElement derives the id of a list element from the source's own id of its owner, the kind of element and what tells
// it from its siblings: the source's id for it, else its role ("phone" column), else its content. Never its position.
func MintElement(source SourceKey, owner, kind, own string) ElementID {
	return ElementID(newUUID("element", string(source), owner, kind, own))
}

// newUUID joins the parts with a separator that none of them can contain, so that no two lists of parts collide.
func newUUID(parts ...string) string {
	for i, p := range parts {
		parts[i] = strings.ReplaceAll(p, "\x1f", " ")
	}
	return uuid.NewSHA1(namespace, []byte(strings.Join(parts, "\x1f"))).String()
}

// NewID returns a random id, for things that no source names: records and revisions. It is ordered by time (UUIDv7).
func NewID[ID ~string]() ID { return ID(uuid.Must(uuid.NewV7()).String()) }

// firstReference and references bound the numbers that a reference may be: eight digits, of which the first is none of the
// noughts that the ids of revisions begin with, so that no beginning of one is a beginning of the other.
const (
	firstReference = 10_000_000
	references     = 90_000_000
)

// NewReference returns a random id for something that a person is given a reference for: it begins with eight decimal
// digits, which can be read out over a telephone, and by which the thing is found again.
func NewReference[ID ~string]() ID {
	random := uuid.New()
	digits := firstReference + binary.BigEndian.Uint64(random[8:])%references
	return ID(strconv.FormatUint(digits, 10) + random.String()[8:])
}

// Reference is the part of an id that a person is given: eight digits in two groups. It is "" for an id that does not
// begin with digits.
func Reference[ID ~string](id ID) string {
	if len(id) < 8 || strings.Trim(string(id[:8]), "0123456789") != "" {
		return ""
	}
	return string(id[:4]) + " " + string(id[4:8])
}

// ValidID reports whether s has the form of an id.
func ValidID(s string) bool {
	if len(s) != 36 {
		return false
	}
	_, err := uuid.Parse(s)
	return err == nil
}
