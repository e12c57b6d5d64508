package rows

import (
	"encoding/binary"
	"strings"

	"github.com/google/uuid"

	"fingerpost/data"
)

// DocID is the id of a document: the service and the place. UUIDs, which nearly all ids are, are written in sixteen bytes behind a
// mark that no text begins with.
func (e *Entry) DocID() string { return docID(string(e.Service), string(e.Location)) }

// FiledAs is the id that Bleve has for the document of a [Key]. It keeps each twice, and in its dictionary an id that is random
// takes twice its bytes.
func FiledAs(key uint64) string { return string(binary.BigEndian.AppendUint64(nil, key)) }

// FiledKey is the key of the document that Bleve has under an id; ok is false for what is none.
func FiledKey[T ~string | ~[]byte](id T) (key uint64, ok bool) {
	if len(id) != 8 {
		return 0, false
	}
	return binary.BigEndian.Uint64([]byte(id)), true
}

const packedIDs = "\x00"

func docID(service, location string) string {
	s, ok := packID(service)
	l, also := "", true
	if location != "" {
		l, also = packID(location)
	}
	if ok && also {
		return packedIDs + s + l
	}
	return service + "/" + location
}

// packID is the bytes of a UUID that is written as they usually are.
func packID(id string) (bytes string, ok bool) {
	u, err := uuid.Parse(id)
	return string(u[:]), err == nil && u.String() == id
}

func unpackID(bytes string) string {
	u, err := uuid.FromBytes([]byte(bytes))
	if err != nil {
		return bytes // it is none of [packID]
	}
	return u.String()
}

// Split takes the id of a document apart.
func Split(doc string) (data.ServiceID, data.LocationID) {
	if packed, ok := strings.CutPrefix(doc, packedIDs); ok && len(packed) >= 16 {
		service, location := packed[:16], packed[16:]
		if location != "" {
			location = unpackID(location)
		}
		return data.ServiceID(unpackID(service)), data.LocationID(location)
	}
	at := strings.LastIndexByte(doc, '/')
	if at < 0 {
		return data.ServiceID(doc), ""
	}
	return data.ServiceID(doc[:at]), data.LocationID(doc[at+1:])
}
