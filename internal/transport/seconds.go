package transport

import (
	"math"
	"strconv"
	"time"
)

// parseSeconds reads the delta-seconds of RFC 9111: digits only. Numbers that are too large stand for
// the largest one, 68 years.
func parseSeconds(text string) (time.Duration, bool) {
	if text == "" {
		return 0, false
	}
	for _, c := range []byte(text) {
		if c < '0' || c > '9' {
			return 0, false
		}
	}
	n, err := strconv.ParseUint(text, 10, 31)
	if err != nil {
		n = math.MaxInt32
	}
	return time.Duration(n) * time.Second, true
}
