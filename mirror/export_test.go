package mirror

import (
	"time"

	"github.com/riverqueue/river/rivertype"
)

// MaxAttempts is after how many attempts a job is dead.
const MaxAttempts = maxAttempts

// Impatient has what failed be repeated at once.
func Impatient(opts RunOptions) RunOptions {
	opts.againAfter, opts.retry = time.Millisecond, atOnce{}
	return opts
}

type atOnce struct{}

func (atOnce) NextRetry(*rivertype.JobRow) time.Time { return time.Now() }
