package transport

import (
	"context"
	"sync"
	"time"
)

// What the cache can do with a request; see [Trace].
const (
	Hit         = "hit"         // from the cache, without a request
	Revalidated = "revalidated" // from the cache, which the server confirmed
	Miss        = "miss"        // from the server
	Stale       = "stale"       // from the cache, too old, as the server could not be asked
	Bypass      = "bypass"      // the cache was not asked
)

// Trace is how a response, or a failure, came about.
type Trace struct {
	Cache    string        // what the cache did, one of the constants; empty without a cache
	Attempts int           // how often the request was sent; 0 for a hit, and without a retry layer
	Shared   bool          // whether another caller's request was waited for instead of sending one
	Waited   time.Duration // for the rate limit

	waits time.Time // since when it waits, if it does
}

// Recorder takes the trace of requests whose context it is in. The zero Recorder is ready; it is
// safe for concurrent use, and keeps the last of several traces.
type Recorder struct {
	mu    sync.Mutex
	trace Trace
}

// Trace returns the trace of the last request. It is complete when the round trip has returned.
func (r *Recorder) Trace() Trace {
	r.mu.Lock()
	defer r.mu.Unlock()
	t := r.trace
	if !t.waits.IsZero() {
		t.Waited, t.waits = t.Waited+time.Since(t.waits), time.Time{}
	}
	return t
}

// RecorderKey is the key in the context of a request under which there is the *[Recorder] that takes
// its trace, if there is one.
type RecorderKey struct{}

// note changes the trace of a request if anybody wants it.
func note(ctx context.Context, change func(*Trace)) {
	if r, _ := ctx.Value(RecorderKey{}).(*Recorder); r != nil {
		r.mu.Lock()
		defer r.mu.Unlock()
		change(&r.trace)
	}
}

func noteCache(ctx context.Context, did string) {
	note(ctx, func(t *Trace) { t.Cache = did })
}

// timed returns a wait whose time is noted, also while it is under way.
func timed(wait func(context.Context) error) func(context.Context) error {
	return func(ctx context.Context) error {
		start := time.Now()
		note(ctx, func(t *Trace) { t.waits = start })
		defer note(ctx, func(t *Trace) { t.Waited, t.waits = t.Waited+time.Since(start), time.Time{} })
		return wait(ctx)
	}
}
