// Package osdata gets the open data of the Ordnance Survey from where it is published: the OS Downloads API, which tells
// which edition of a product there is and where its files lie. Code-Point Open (unit postcodes) and OS Open Names (places)
// come this way. It needs no account, and nothing of whoever uses the directory is sent.
//
// It knows the API (answer.go) and which of a product's files is meant (choose.go). Asking, resuming and checking is the
// business of package fetch, whose rules hold here too; reading the files is that of geo/load.
//
// The API is described at https://docs.os.uk/os-apis/accessing-os-apis/os-downloads-api/technical-specification.
package osdata
