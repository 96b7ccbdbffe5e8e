package wrapper

import (
	"context"
	"errors"

	"github.com/tmdb-go/tmdb/internal/transport"
)

// TMDB answers about 50 requests a second.
const (
	defaultPerSecond = 40
	defaultBurst     = 10
)

// Limiter decides when a request may be sent. It is safe for concurrent use.
type Limiter interface {
	// Wait returns nil when the request may be sent. It returns an error at once if ctx has ended
	// or ends meanwhile, and may do so if its deadline is too near.
	Wait(ctx context.Context) error
}

// WithRateLimit sends at most so many requests a second, and after a quiet time burst at once, in
// place of 40 and 10. Tries that are repeated count, answers from the cache do not. A call that waits for
// its turn does not wait longer than its context and [WithTimeout] let it.
//
// It is an option of New, not of With.
func WithRateLimit(perSecond float64, burst int) Option {
	return sharedOption("WithRateLimit", func(c *config) error {
		limiter, err := transport.NewLimiter(perSecond, burst)
		if err != nil {
			return err
		}
		c.limiter = limiter
		return nil
	})
}

// WithLimiter asks limiter before each request, in place of a limit of the client's own: one for several
// clients, or for several processes.
//
// It is an option of New, not of With.
func WithLimiter(limiter Limiter) Option {
	return sharedOption("WithLimiter", func(c *config) error {
		if limiter == nil {
			return errors.New("the limiter is nil: want one, or WithoutRateLimit")
		}
		c.limiter = limiter
		return nil
	})
}

// WithoutRateLimit sends requests as they come. TMDB answers too many of them with 429.
//
// It is an option of New, not of With.
func WithoutRateLimit() Option {
	return sharedOption("WithoutRateLimit", func(c *config) error {
		c.limiter = nil
		return nil
	})
}

func defaultLimiter() Limiter {
	limiter, err := transport.NewLimiter(defaultPerSecond, defaultBurst)
	if err != nil { // the numbers are ours
		return nil
	}
	return limiter
}
