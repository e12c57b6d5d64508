package fetch

import (
	"net/http"
	"strconv"
	"strings"
	"time"
)

const (
	defaultRest  = 30 * time.Second // for 429 and 503 that name no time
	shortestRest = time.Second
	longestRest  = time.Hour
)

// retryAfter is until when an answer asks to be left alone (RFC 9110, 10.2.3: seconds or a date).
func retryAfter(h http.Header, now time.Time) time.Time {
	rest := defaultRest
	value := strings.TrimSpace(h.Get("Retry-After"))
	if seconds, err := strconv.ParseInt(value, 10, 64); err == nil {
		rest = time.Duration(min(max(seconds, 0), int64(longestRest/time.Second))) * time.Second
	} else if date, err := http.ParseTime(value); err == nil {
		rest = date.Sub(now)
	}
	return now.Add(min(max(rest, shortestRest), longestRest))
}
