package mirror

import (
	"testing"
	"time"

	"github.com/riverqueue/river/rivertype"
)

func TestRetryPolicy(t *testing.T) {
	t.Parallel()
	p := retryPolicy{rescueAfter: time.Minute}
	errors := make([]rivertype.AttemptError, 5)
	for name, test := range map[string]struct {
		ago      time.Duration
		from, to time.Duration
	}{
		"failed":          {time.Second, 10 * time.Minute, time.Hour},
		"killed":          {2 * time.Minute, -time.Minute, time.Second},
		"never attempted": {0, 10 * time.Minute, time.Hour},
	} {
		job := &rivertype.JobRow{Attempt: len(errors) + 1, Errors: errors}
		if test.ago > 0 {
			job.AttemptedAt = new(time.Now().Add(-test.ago))
		}
		if wait := time.Until(p.NextRetry(job)); wait < test.from || wait > test.to {
			t.Errorf("%s: %v, want %v to %v", name, wait, test.from, test.to)
		}
	}
}
