package osdata

import (
	"encoding/json"
	"errors"
	"net/url"
	"regexp"
	"strings"
)

// product is what the API says of a product, as far as it is of use.
type product struct {
	ID      string `json:"id"`
	Version string `json:"version"`
}

// listed is a file of a product, as the API lists it. Size and MD5 may be left out.
type listed struct {
	URL       string `json:"url"` // that redirects to the file
	FileName  string `json:"fileName"`
	Size      int64  `json:"size"`
	MD5       string `json:"md5"`
	Area      string `json:"area"`
	Format    string `json:"format"`
	Subformat string `json:"subformat"`
}

// What an answer lacks of what the API's description promises.
var (
	errNotJSON     = errors.New("it is not the JSON that the API promises")
	errOther       = errors.New("it is about another product")
	errFileName    = errors.New("its file has no name that a file may have here")
	errFileAddress = errors.New("its file has no safe address")
	errFileSize    = errors.New("its file has no size that a file can have")
	errFileDigest  = errors.New("its file has no digest that can be compared with")
)

var (
	month = regexp.MustCompile(`^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$`)
	// fileName is what is taken for the name of a file: no folder, nothing hidden, nothing that a shell would stumble over.
	fileName = regexp.MustCompile(`^[A-Za-z0-9_][A-Za-z0-9_.+-]{0,127}$`)
	md5Hex   = regexp.MustCompile(`^[0-9A-Fa-f]{32}$`)
	// halfName is what [fetch.Client.Download] calls a file of which half has come, and what it notes beside it.
	halfName = regexp.MustCompile(`(?i)\.part(\.json(\.new)?)?$`)
)

// readVersion reads the answer about a product. An edition that is not a month is "".
func readVersion(body []byte, id string) (string, error) {
	var p product
	if err := json.Unmarshal(body, &p); err != nil {
		return "", errNotJSON
	}
	if !strings.EqualFold(p.ID, id) {
		return "", errOther
	}
	if !month.MatchString(p.Version) {
		return "", nil
	}
	return p.Version, nil
}

// readList reads the answer that lists a product's files.
func readList(body []byte) ([]listed, error) {
	var list []listed
	if err := json.Unmarshal(body, &list); err != nil {
		return nil, errNotJSON
	}
	return list, nil
}

// check refuses a file that cannot be what the API promises, or whose name or address would do harm. Where the API was
// asked over a safe connection, so is the file.
func (l listed) check(safe bool) error {
	u, err := url.Parse(l.URL)
	switch {
	case err != nil, u.Host == "", u.User != nil, u.Scheme != "https" && (safe || u.Scheme != "http"):
		return errFileAddress
	case !fileName.MatchString(l.FileName), halfName.MatchString(l.FileName):
		return errFileName
	case l.Size < 0:
		return errFileSize
	case l.MD5 != "" && !md5Hex.MatchString(l.MD5):
		return errFileDigest
	}
	return nil
}
