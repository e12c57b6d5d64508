package main

import (
	"errors"
	"fmt"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"
)

// storeSentence words what can go wrong with the embedded database. The low byte of a code is its kind (sqlite.org,
// "Result and Error Codes").
func storeSentence(err error) string {
	var failed *sqlite.Error
	if !errors.As(err, &failed) {
		return ""
	}
	switch failed.Code() & 0xff {
	case lib.SQLITE_FULL:
		return "the disk is full. What was acknowledged before is safe. Make room and run the command again."
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM:
		return fmt.Sprintf("the database cannot be written to: %s. Choose a folder that you may write to with --data.", err)
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return "the database is in use by another command for longer than we wait. Try again in a moment."
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return "the database file is damaged. Restore the last backup with \"fingerpost restore\"."
	}
	return ""
}
