package cached

import (
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"
)

// Control holds the directives of Cache-Control that matter to a private cache.
type Control struct {
	NoStore, NoCache, MustRevalidate bool

	maxAge time.Duration
}

// ParseControl reads the Cache-Control of a request or a response. What is doubtful is taken so
// that nothing is fresh by mistake: a max-age that is no number is 0, and of several the smallest
// counts.
func ParseControl(header http.Header) Control {
	var c Control
	seen := false
	for directive := range strings.SplitSeq(strings.Join(header["Cache-Control"], ","), ",") {
		name, argument, _ := strings.Cut(directive, "=")
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "no-store":
			c.NoStore = true
		case "no-cache":
			c.NoCache = true
		case "must-revalidate":
			c.MustRevalidate = true
		case "max-age":
			age, _ := ParseSeconds(strings.Trim(strings.TrimSpace(argument), `"`))
			if !seen || age < c.maxAge {
				c.maxAge = age
			}
			seen = true
		}
	}
	return c
}

// ParseSeconds reads the delta-seconds of RFC 9111: digits only. What is too large stands for 68
// years.
func ParseSeconds(text string) (time.Duration, bool) {
	if text == "" || strings.Trim(text, "0123456789") != "" {
		return 0, false
	}
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		n = math.MaxInt32
	}
	return time.Duration(n) * time.Second, true
}
