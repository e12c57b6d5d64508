package rows

import (
	"strings"

	"github.com/google/uuid"

	"fingerpost/data"
)

// DocID is the id of a document: the service and the place. Bleve keeps it twice, so that UUIDs, which nearly all ids are, are
// written in sixteen bytes behind a mark that no text begins with.
func (e *Entry) DocID() string { return docID(string(e.Service), string(e.Location)) }

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
