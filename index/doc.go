// Package index makes the directory searchable by words and by place.
//
// A search runs text → plan → candidates → rank → collapse by service → bands → facets. The words are read one by one and in
// phrases (plan.go), and as a whole by where they point (reading.go). Only what yields candidates knows
// Bleve ([executor]); where a service reaches (reach.go), what comes first (rank.go) and what is counted (facets.go) are
// decided in Go over the same small entry of each document, so that any executor gives the same answers.
//
// The index follows the store's log and sightings and holds no truth. The checkpoint is written in the same batch as the
// documents, so a killed process catches up from where the documents are. Anything that keeps an index from being opened
// is mended by building it again.
package index
