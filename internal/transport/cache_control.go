package transport

import (
	"net/http"
	"strings"
	"time"
)

// cacheControl holds the directives that matter to a private cache.
type cacheControl struct {
	noStore, noCache, mustRevalidate, onlyIfCached bool

	hasMaxAge bool
	maxAge    time.Duration
}

// parseCacheControl reads the Cache-Control of a request or an answer. What is not understood is
// ignored, but a max-age that is no number is 0, so that nothing is fresh by mistake. Of several
// max-age the first counts. A no-cache for certain fields counts for all.
func parseCacheControl(header http.Header) cacheControl {
	var c cacheControl
	for _, value := range header["Cache-Control"] {
		for value != "" {
			var name, argument string
			name, argument, value = nextDirective(value)
			c.add(name, argument)
		}
	}
	return c
}

func (c *cacheControl) add(name, argument string) {
	switch {
	case strings.EqualFold(name, "no-store"):
		c.noStore = true
	case strings.EqualFold(name, "no-cache"):
		c.noCache = true
	case strings.EqualFold(name, "must-revalidate"):
		c.mustRevalidate = true
	case strings.EqualFold(name, "only-if-cached"):
		c.onlyIfCached = true
	case strings.EqualFold(name, "max-age") && !c.hasMaxAge:
		c.maxAge, _ = parseSeconds(argument)
		c.hasMaxAge = true
	}
}

// nextDirective cuts a directive, such as max-age=60 or private="a, b", off the start of a list. A
// quote that is not closed is an ordinary character, so that it hides nothing.
func nextDirective(list string) (name, argument, rest string) {
	end := strings.IndexByte(list, ',')
	if end < 0 {
		end = len(list)
	}
	name, argument, _ = strings.Cut(list[:end], "=")
	if start := len(name) + 1; strings.HasPrefix(strings.TrimSpace(argument), `"`) {
		open := start + strings.IndexByte(list[start:], '"')
		if n := strings.IndexByte(list[open+1:], '"'); n >= 0 {
			argument = list[open+1 : open+1+n]
			list = list[open+n+2:]
			end = strings.IndexByte(list, ',')
			if end < 0 {
				end = len(list)
			}
		}
	}
	return strings.TrimSpace(name), strings.TrimSpace(argument), strings.TrimPrefix(list[end:], ",")
}
