package osdata

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"fingerpost/crawler/fetch"
)

// API is where the Ordnance Survey answers.
const API = "https://api.os.uk/downloads/v1"

// Products that Fingerpost has a use for, and what to ask for of them.
const (
	CodePointOpen = "CodePointOpen" // unit postcodes: 14 MB
	OpenNames     = "OpenNames"     // places, streets and postcodes by name: 103 MB

	CSV          = "CSV"
	GreatBritain = "GB" // all of it; the other areas are squares of the National Grid
)

// maxFile is the most bytes that a file may have. The largest of use has 103 MB.
const maxFile = 1 << 30

// Client asks the OS Downloads API.
type Client struct {
	API   string        // "" means [API]
	Fetch *fetch.Client // must be set
}

// File is a product's file as it lies in its folder.
type File struct {
	Path    string
	Product string
	Version string // the edition, a year and a month: "2025-11". "" if the API does not say it so
	Size    int64  // in bytes
	SHA256  string // in hexadecimal
	Resumed int64  // how many bytes an earlier call had left behind
	Already bool   // it was there already, and was not fetched
}

// Download puts a product's file into a folder, under the name that the API gives it, and makes the folder if need be. A
// file of that name is replaced once the new one is there and found right; if it is the right one, it stays. Called again
// after it was stopped or broke off, it goes on where it ended. It tells progress how many bytes there are of how many.
//
// The errors are [*ProductError], [*ChoiceError] and [*AnswerError], and those of [fetch.Client.Download].
func (c Client) Download(ctx context.Context, product, area, format, folder string, progress func(done, total int64)) (File, error) {
	version, err := c.Version(ctx, product)
	if err != nil {
		return File{}, err
	}
	chosen, err := c.choose(ctx, product, area, format)
	if err != nil {
		return File{}, err
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return File{}, err
	}
	path := filepath.Join(folder, chosen.FileName)
	got, err := c.Fetch.Download(ctx, chosen.URL, path, fetch.Download{
		MaxSize: maxFile, Size: chosen.Size, MD5: chosen.MD5, Progress: progress,
	})
	if err != nil {
		return File{}, err
	}
	return File{
		Path: path, Product: product, Version: version,
		Size: got.Size, SHA256: got.SHA256, Resumed: got.Resumed, Already: got.Already,
	}, nil
}

// Version is the edition of a product that there is now: "2025-11". It is "" if the API does not say it so.
func (c Client) Version(ctx context.Context, product string) (string, error) {
	address, body, err := c.get(ctx, product, "", nil)
	if err != nil {
		return "", err
	}
	version, err := readVersion(body, product)
	if err != nil {
		return "", &AnswerError{URL: address, Cause: err}
	}
	return version, nil
}

// choose asks for a product's files and picks the one that is meant.
func (c Client) choose(ctx context.Context, product, area, format string) (listed, error) {
	address, body, err := c.get(ctx, product, "/downloads", url.Values{"area": {area}, "format": {format}})
	if err != nil {
		return listed{}, err
	}
	list, err := readList(body)
	if err != nil {
		return listed{}, &AnswerError{URL: address, Cause: err}
	}
	file, err := pick(list, product, area, format)
	if err != nil {
		return listed{}, err
	}
	if err := file.check(strings.HasPrefix(address, "https:")); err != nil {
		return listed{}, &AnswerError{URL: address, Cause: err}
	}
	return file, nil
}

var productID = regexp.MustCompile(`^[A-Za-z0-9][A-Za-z0-9_-]{0,99}$`)

// get asks the API for something about a product.
func (c Client) get(ctx context.Context, product, what string, query url.Values) (address string, body []byte, err error) {
	if !productID.MatchString(product) {
		return "", nil, &ProductError{Product: product}
	}
	api := c.API
	if api == "" {
		api = API
	}
	address = strings.TrimSuffix(api, "/") + "/products/" + product + what
	if len(query) > 0 {
		address += "?" + query.Encode()
	}
	page, err := c.Fetch.Get(ctx, address, fetch.Conditions{})
	var status *fetch.StatusError
	if errors.As(err, &status) && status.Code == http.StatusNotFound {
		return "", nil, &ProductError{Product: product}
	}
	if err != nil {
		return "", nil, err
	}
	return address, page.Body, nil
}
