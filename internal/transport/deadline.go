package transport

import (
	"context"
	"sync"
	"time"
)

// callers are the deadlines of those who wait for a shared request. Its context has none, for that
// must not move, and who comes later may have more time; but whether a wait is worth while depends
// on them.
type callers struct {
	mu     sync.Mutex
	latest time.Time // zero if somebody has none
}

type callersKey struct{}

func (c *callers) join(ctx context.Context) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch deadline, ok := ctx.Deadline(); {
	case !ok:
		c.latest = time.Time{}
	case !c.latest.IsZero() && deadline.After(c.latest):
		c.latest = deadline
	}
}

// deadline returns until when the response to a request is wanted, and false if there is no end.
func deadline(ctx context.Context) (time.Time, bool) {
	c, ok := ctx.Value(callersKey{}).(*callers)
	if !ok {
		return ctx.Deadline()
	}
	c.mu.Lock()
	latest := c.latest
	c.mu.Unlock()
	if own, ok := ctx.Deadline(); ok && (latest.IsZero() || own.Before(latest)) {
		return own, true // of a part of the shared request
	}
	return latest, !latest.IsZero()
}
