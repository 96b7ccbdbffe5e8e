package transport

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"sync"
	"time"

	"golang.org/x/time/rate"
)

const (
	// longestBan is what a longer Retry-After counts for, so that an odd one does not end a client.
	longestBan = time.Minute

	// Requests that were held back have a turn with the rate limit once more, but where that comes
	// later than lateMargin before their deadline: they go one by one, lateGap apart, for the turn
	// that they had.
	lateMargin = time.Second
	lateGap    = 60 * time.Millisecond
)

// gate holds back what would go to a server that said by 429 that it takes nothing for a time: who
// asks it all the same only makes that longer.
type gate struct {
	late func(context.Context) error

	mu    sync.Mutex
	until map[string]time.Time // by host
}

func newGate() *gate {
	return &gate{late: Waiter(rate.NewLimiter(rate.Every(lateGap), 1)), until: map[string]time.Time{}}
}

// shut lets nothing pass to a host for a time.
func (g *gate) shut(host string, wait time.Duration) {
	now := time.Now()
	until := now.Add(min(wait, longestBan))
	g.mu.Lock()
	defer g.mu.Unlock()
	maps.DeleteFunc(g.until, func(_ string, end time.Time) bool { return !end.After(now) })
	if until.After(g.until[host]) {
		g.until[host] = until
	}
}

// left returns for how long nothing may pass to a host.
func (g *gate) left(host string) time.Duration {
	g.mu.Lock()
	defer g.mu.Unlock()
	if len(g.until) == 0 {
		return 0
	}
	return max(0, time.Until(g.until[host]))
}

// wait returns when the gate to a host is open, at once if that is too late for ctx or after more
// than longest. held says whether it was shut.
func (g *gate) wait(ctx context.Context, host string, longest time.Duration) (held bool, err error) {
	left := g.left(host)
	if left == 0 {
		return false, nil
	}
	if until, ok := deadline(ctx); ok && left >= time.Until(until) {
		return true, &TooManyRequestsError{left, context.DeadlineExceeded}
	}
	if left > longest {
		return true, &TooManyRequestsError{RetryAfter: left}
	}
	return true, timed(func(ctx context.Context) error { return sleep(ctx, left) })(ctx)
}

// turn waits for the rate limit on behalf of a request that had its turn while the gate was shut:
// else all that were held back would go at once.
func (g *gate) turn(ctx context.Context, limit func(context.Context) error) error {
	until, ok := deadline(ctx)
	if !ok {
		return limit(ctx)
	}
	inTime, cancel := context.WithDeadline(ctx, until.Add(-lateMargin))
	defer cancel()
	if err := limit(inTime); !errors.Is(err, context.DeadlineExceeded) || ctx.Err() != nil {
		return err
	}
	return g.late(ctx)
}

// TooManyRequestsError is the error of a request that was not sent, as the server has said by 429
// to another one that it takes none, and for longer than this one can wait.
type TooManyRequestsError struct {
	RetryAfter time.Duration // what is left of the time that the server asked for
	cause      error
}

// Error says how long the server takes nothing.
func (e *TooManyRequestsError) Error() string {
	return fmt.Sprintf("the server takes no requests for another %v (429 Too Many Requests)", e.RetryAfter.Round(time.Millisecond))
}

// Unwrap returns [context.DeadlineExceeded] if the request's deadline was too near.
func (e *TooManyRequestsError) Unwrap() error { return e.cause }
