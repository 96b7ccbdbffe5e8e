package transport

import (
	"net/http"
	"strings"
	"time"
)

// retryAfter returns the wait that an answer asks for, and whether it asks for one. The date is
// compared with the server's own clock if the answer tells it, as ours may be wrong.
func retryAfter(header http.Header) (time.Duration, bool) {
	now, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return parseRetryAfter(header.Get("Retry-After"), now)
}

// parseRetryAfter reads seconds or an HTTP date; one in the past is no wait. Anything else, a negative
// number too, asks for nothing.
func parseRetryAfter(value string, now time.Time) (time.Duration, bool) {
	value = strings.TrimSpace(value)
	if wait, ok := parseSeconds(value); ok {
		return wait, true
	}
	date, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	return max(0, date.Sub(now)), true
}
