package transport

import (
	"context"
	"sync"
)

// Status is what the cache had to do with an answer. It is empty if there is no cache.
type Status string

// What the cache can do.
const (
	Hit         Status = "hit"         // from the cache, without a request
	Revalidated Status = "revalidated" // from the cache, which the server confirmed
	Miss        Status = "miss"        // from the server
	Stale       Status = "stale"       // from the cache, too old, as the server could not be asked
	Bypass      Status = "bypass"      // the cache was not asked
)

// Outcome is how an answer, or a failure, came about.
type Outcome struct {
	Cache  Status // what the cache did
	Tries  int    // how often the request was sent; 0 for answers from the cache, and without a retry layer
	Shared bool   // whether another caller's request was waited for instead of sending one
}

// Recorder takes the outcome of requests whose context it is in. The zero Recorder is ready; it is
// safe for concurrent use, and keeps the last of several outcomes.
type Recorder struct {
	mu      sync.Mutex
	outcome Outcome
}

// Outcome returns the outcome of the last request. It is complete when the round trip has returned.
func (r *Recorder) Outcome() Outcome {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.outcome
}

func (r *Recorder) change(f func(*Outcome)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	f(&r.outcome)
}

type recorderKey struct{}

// WithRecorder returns a context for requests whose outcome r takes. A nil r takes none.
func WithRecorder(ctx context.Context, r *Recorder) context.Context {
	return context.WithValue(ctx, recorderKey{}, r)
}

// record changes the outcome of a request if anybody wants it.
func record(ctx context.Context, f func(*Outcome)) {
	if r, _ := ctx.Value(recorderKey{}).(*Recorder); r != nil {
		r.change(f)
	}
}
