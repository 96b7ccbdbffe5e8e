package wrapper

import (
	"context"

	"github.com/tmdb-go/tmdb/internal/transport"
)

// CacheStatus is what the cache had to do with an answer. It is "" for a client without one.
type CacheStatus string

// What the cache can do.
const (
	CacheHit         CacheStatus = "hit"         // from the cache, without a request
	CacheRevalidated CacheStatus = "revalidated" // from the cache, which TMDB confirmed
	CacheMiss        CacheStatus = "miss"        // from TMDB
	CacheStale       CacheStatus = "stale"       // from the cache, too old, as TMDB could not be asked
	CacheBypass      CacheStatus = "bypass"      // from TMDB, as such a call is not cached
)

// CallOutcome is how the answer to a call, or its failure, came about.
type CallOutcome struct {
	// Cache is what the cache did.
	Cache CacheStatus
	// Tries is how often the request was sent, 0 if the cache answered or the client does not retry.
	Tries int
	// Shared is true if the call waited for the answer to another one that was the same.
	Shared bool
}

// Watch takes the outcome of calls. Make one with [WatchCalls]. It is safe for concurrent use.
type Watch struct{ recorder transport.Recorder }

// Outcome returns the outcome of the last call, complete when the call has returned.
func (w *Watch) Outcome() CallOutcome {
	o := w.recorder.Outcome()
	return CallOutcome{Cache: CacheStatus(o.Cache), Tries: o.Tries, Shared: o.Shared}
}

// WatchCalls returns a context for calls whose outcome is wanted, and what takes it:
//
//	ctx, watch := wrapper.WatchCalls(ctx)
//	movie, err := client.Movies.Details(ctx, 550, nil)
//	if watch.Outcome().Cache == wrapper.CacheHit { … }
func WatchCalls(ctx context.Context) (context.Context, *Watch) {
	if ctx == nil {
		ctx = context.Background()
	}
	w := &Watch{}
	return transport.WithRecorder(ctx, &w.recorder), w
}
