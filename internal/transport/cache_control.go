package transport

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// cacheControl holds the directives that matter to a private cache.
type cacheControl struct {
	noStore, noCache, mustRevalidate bool

	maxAge time.Duration
}

// parseCacheControl reads the Cache-Control of a request or a response. What is doubtful is taken so that
// nothing is fresh by mistake: a max-age that is no number is 0, and of several the smallest counts.
func parseCacheControl(header http.Header) cacheControl {
	var c cacheControl
	seen := false
	for directive := range strings.SplitSeq(strings.Join(header["Cache-Control"], ","), ",") {
		name, argument, _ := strings.Cut(directive, "=")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "no-store":
			c.noStore = true
		case "no-cache":
			c.noCache = true
		case "must-revalidate":
			c.mustRevalidate = true
		case "max-age":
			age, _ := parseSeconds(strings.Trim(strings.TrimSpace(argument), `"`))
			if !seen || age < c.maxAge {
				c.maxAge = age
			}
			seen = true
		}
	}
	return c
}

// parseSeconds reads the delta-seconds of RFC 9111: digits only. What is too large stands for 68 years.
func parseSeconds(text string) (time.Duration, bool) {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		n = math.MaxInt32
	}
	return time.Duration(n) * time.Second, true
}
