package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"fingerpost/crawler"
	"fingerpost/crawler/fetch"
	"fingerpost/crawler/osdata"
	"fingerpost/data"
	"fingerpost/data/content"
	"fingerpost/data/openreferral"
	"fingerpost/data/store"
	"fingerpost/geo/load"
	"fingerpost/index"
)

// sentence is what a person is told of an error, and what they can do.
func sentence(err error) string {
	var (
		notJSON   *openreferral.NotJSONError
		notFeed   *openreferral.NotFeedError
		repeating *crawler.RepeatingError
		empty     *crawler.EmptyFolderError
		oversize  *crawler.OversizeError
		mistakes  content.Mistakes
		decided   *store.DecidedError
		dealt     *store.DecidedReportError
		edit      *data.EditError
		unsound   *store.UnsoundError
		source    *crawler.SourceError
		folder    *folderError
		loading   *load.InputError
		path      *fs.PathError
		halted    *stoppedError
	)
	switch {
	case errors.As(err, &halted):
		return halted.sentence()
	case errors.As(err, &loading):
		return loadSentence(loading)
	case errors.As(err, &folder):
		return fmt.Sprintf("the folder %s cannot be made or written to (%s). Choose one that you may write to with --data.", folder.name, innermost(folder.err))
	case errors.As(err, &notJSON) && notJSON.HTML:
		return fmt.Sprintf("%s is a web page, not a feed. The address may be that of a portal or a login; ask the publisher for that of the feed. What was read before it is kept.", notJSON.Name)
	case errors.As(err, &notJSON):
		return fmt.Sprintf("%s is not JSON, so it is not an Open Referral feed. Check the file or address. What was read before it is kept.", notJSON.Name)
	case errors.As(err, &notFeed):
		return fmt.Sprintf("%s is JSON, but not a page of an Open Referral feed: it has no %q. Check the file or address.", notFeed.Name, notFeed.Missing)
	case errors.As(err, &repeating):
		return fmt.Sprintf("page %d of the feed repeats services that were on earlier pages, so reading stopped there. What came before is kept. Tell the publisher that the feed does not end.", repeating.Page)
	case errors.As(err, &empty):
		return fmt.Sprintf("there are no .json or .ndjson files in %s. Put the pages of the feed there, one file each.", empty.Folder)
	case errors.As(err, &oversize):
		return fmt.Sprintf("%s is larger than %d MB, which no page of a feed is. Split it, or check that it is the right file.", oversize.Name, oversize.Limit>>20)
	case errors.As(err, &mistakes):
		return mistakeSentence(mistakes[0])
	case errors.As(err, &source):
		return sourceSentence(source)
	case errors.As(err, &decided):
		return fmt.Sprintf("this revision is already %s, so nothing was changed.", decided.Status)
	case errors.As(err, &edit):
		return editSentence(edit)
	case errors.As(err, &dealt):
		return fmt.Sprintf("this report is already %s, so nothing was changed.", dealt.Status)
	case errors.As(err, &unsound):
		return fmt.Sprintf("%s is not a sound backup, so nothing was changed: %s.", unsound.File, list(unsound.Faults))
	case errors.Is(err, store.ErrExists):
		return fmt.Sprintf("%s. Choose another name, or use --replace where there is one.", err)
	case errors.Is(err, store.ErrNewer):
		return "this data folder was written by a newer version of fingerpost. Use that version, or another folder."
	case errors.Is(err, store.ErrNotFound):
		return "there is nothing with that id."
	case errors.Is(err, errServing):
		return "a server is already running on this data folder. Stop it first, or use another folder with --data."
	case errors.Is(err, index.ErrLocked):
		return "another fingerpost has the index of this data folder open. Wait for it to end."
	case errors.Is(err, syscall.ENOSPC):
		return "the disk is full. What was acknowledged before is safe. Make room and run the command again."
	case errors.Is(err, syscall.EROFS), errors.Is(err, fs.ErrPermission):
		return fmt.Sprintf("the folder cannot be written to: %s. Choose a folder that you may write to with --data.", err)
	case errors.Is(err, syscall.EADDRINUSE):
		return fmt.Sprintf("something else is listening there already: %s. Choose another address with --addr.", err)
	case errors.Is(err, context.Canceled):
		return "stopped. What was acknowledged before is kept; run the command again to go on."
	case errors.As(err, &path) && errors.Is(err, fs.ErrNotExist):
		return fmt.Sprintf("%s is not there.", path.Path)
	}
	if s := fetchSentence(err); s != "" {
		return s
	}
	if s := crawlSentence(err); s != "" {
		return s
	}
	if s := tableSentence(err); s != "" {
		return s
	}
	if s := storeSentence(err); s != "" {
		return s
	}
	return err.Error()
}

// fetchSentence words what can go wrong between us and another host.
func fetchSentence(err error) string {
	var (
		robots  *fetch.RobotsError
		private *fetch.PrivateAddressError
		large   *fetch.TooLargeError
		status  *fetch.StatusError
		scope   *fetch.ScopeError
		busy    *fetch.BusyError
		dropped *fetch.DroppedError
		changed *fetch.ChangedError
		size    *fetch.SizeError
		digest  *fetch.DigestError
		notFile *fetch.NotFileError
		inUse   *fetch.InUseError
		product *osdata.ProductError
		choice  *osdata.ChoiceError
		answer  *osdata.AnswerError
	)
	switch {
	case errors.As(err, &robots) && robots.Cause != nil:
		return fmt.Sprintf("the site of %s could not be asked what may be read there (%s), so nothing was read. Check the address, or try again later.", robots.URL, innermost(robots.Cause))
	case errors.As(err, &robots):
		return fmt.Sprintf("%s may not be read: the site's robots.txt says so. Ask the publisher.", robots.URL)
	case errors.As(err, &private):
		return fmt.Sprintf("%s is on this machine or a private network. If it is meant, use --allow-private.", private.Host)
	case errors.As(err, &large):
		return fmt.Sprintf("%s is larger than %d MB, so it was not read.", large.URL, large.Limit>>20)
	case errors.As(err, &status):
		return fmt.Sprintf("%s answered %d instead of a page. Check the address, or try again later.", status.URL, status.Code)
	case errors.As(err, &scope):
		return fmt.Sprintf("%s is not an address that may be read here.", scope.URL)
	case errors.As(err, &dropped):
		return fmt.Sprintf("the download of %s broke off after %.1f MB. Run the command again: it goes on from there.", dropped.URL, float64(dropped.Done)/1e6)
	case errors.As(err, &changed):
		return fmt.Sprintf("%s changed while it was downloaded. Run the command again.", changed.URL)
	case errors.As(err, &size):
		return fmt.Sprintf("%s has %d bytes and not the %d that were announced, so it was not used. Run the command again.", size.URL, size.Got, size.Want)
	case errors.As(err, &digest):
		return fmt.Sprintf("the file was damaged on the way (its %s differs), so it was not used. Run the command again.", digest.Algorithm)
	case errors.As(err, &notFile):
		return fmt.Sprintf("%s is a web page, not a file. Check the address.", notFile.URL)
	case errors.As(err, &inUse):
		return "another command is downloading the same file. Wait for it to end."
	case errors.As(err, &product):
		return fmt.Sprintf("there is no product %s to download. Check the address given with --from.", product.Product)
	case errors.As(err, &choice):
		return fmt.Sprintf("%d files of %s fit, where one was expected. Download it by hand and name the file.", len(choice.Files), choice.Product)
	case errors.As(err, &answer):
		return fmt.Sprintf("%s did not answer with a list of downloads. Check the address, or try again later.", answer.URL)
	case errors.As(err, &busy):
		return fmt.Sprintf("the site asks to be left alone until %s. Try again then.", busy.Until.Format("15:04 on 2 January"))
	}
	return ""
}

// innermost is the last cause of an error, without what every layer added.
func innermost(err error) error {
	for {
		next := errors.Unwrap(err)
		if next == nil {
			return err
		}
		err = next
	}
}

// problemSentences are the problems of records in words, as they stand in a list.
var problemSentences = map[data.ProblemKind]string{
	data.NoName: "it has no name", data.NoID: "it has no id, and nothing to make one of", data.BadShape: "it is not of the shape that is expected",
	data.PointSwapped: "its latitude and longitude are in each other's place", data.PointOutside: "its coordinates are outside the United Kingdom",
	data.NotListing: "the page is that of no listing", data.NotOpen: "it says that it is closed for good", data.MissingValue: "a value that must be there is missing",
	data.RepeatedID: "its id stands in the input twice", data.TooLong: "it is too large to be one record",
	data.TestRow: "it is there only to test something", data.NoService: "it is no service", data.OtherCountry: "it is in another country",
	data.NoPlace: "it does not say where it is", data.Private: "it is marked as private",
	data.EmptyValue: "empty values left out", data.NumberID: "ids written as numbers, read as text", data.Markup: "markup made plain text",
	data.BadURL: "web addresses that are none, left out", data.MendedURL: "web addresses without https://, put in front",
	data.BadEmail: "e-mail addresses that are none, left out", data.BadPhone: "phone numbers that cannot be rung, left out",
	data.BadPostcode: "postcodes that are none, kept as written and not used for distances", data.MendedPostcode: "postcodes with O for 0 or the like, mended",
	data.BadAge: "ages that are none, left out", data.BadDate: "dates that are none or still to come, left out",
	data.BadHours: "opening hours that cannot be read, kept in words", data.BadAmount: "amounts of money that are none, left out",
	data.UnknownStatus: "statuses that the standard does not have, taken as inactive", data.PointMissing: "coordinates of 0 or by halves, left out",
	data.PointMended: "coordinates with latitude and longitude in each other's place, put right", data.PointDropped: "coordinates abroad of what has a postcode here, left out",
	data.NoPointOfShape: "areas and lines in which no point is where people go, left without a point",
	data.CutShort:       "texts longer than can be kept, cut", data.NoHours: "texts that say nothing of hours, left out of the hours",
	data.NamedPerson: "contact details of named people, dropped", data.OtherEncoding: "text in another encoding, converted",
	data.UnreadableArea: "areas whose names we cannot place, kept in words",
}

// problemSentence words why one record was refused.
func problemSentence(p data.Problem) string {
	s := problemSentences[p.Kind]
	if p.Value != "" {
		s += fmt.Sprintf(" (%s)", p.Value)
	} else if p.Kind == data.MissingValue && p.Field != "" {
		s += fmt.Sprintf(" (%s)", p.Field)
	}
	return s
}

func quoted(list []string) string {
	const most = 40
	out := ""
	for i, s := range list {
		if i == most {
			return out + fmt.Sprintf(" and %d more", len(list)-most)
		}
		if i > 0 {
			out += ", "
		}
		out += fmt.Sprintf("%q", data.PlainLine(s, 60))
	}
	return out
}

func list(items []string) string {
	out := ""
	for i, s := range items {
		if i > 0 {
			out += "; "
		}
		out += s
	}
	return out
}
