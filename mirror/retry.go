package mirror

import (
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"
)

// retryPolicy says when a job that failed is repeated: River's policy, whose waits grow to hours, but
// at once when it was its process that ended, for then nothing is known to be wrong with the job.
type retryPolicy struct {
	river.DefaultClientRetryPolicy

	rescueAfter time.Duration
}

// NextRetry implements [river.ClientRetryPolicy]. A job that fails by itself does so within its timeout,
// which is less than rescueAfter.
func (p retryPolicy) NextRetry(job *rivertype.JobRow) time.Time {
	if now := time.Now(); job.AttemptedAt != nil && now.Sub(*job.AttemptedAt) >= p.rescueAfter {
		return now
	}
	return p.DefaultClientRetryPolicy.NextRetry(job)
}
