package mirror

import (
	"time"

	"github.com/riverqueue/river/rivertype"
)

// Impatient has what failed be repeated at once.
func Impatient(opts RunOptions) RunOptions {
	opts.againAfter, opts.storeWaits, opts.retry = time.Millisecond, []time.Duration{time.Millisecond}, atOnce{}
	return opts
}

type atOnce struct{}

func (atOnce) NextRetry(*rivertype.JobRow) time.Time { return time.Now() }
