package redis

import (
	"context"
	"errors"
	"fmt"
	"sync/atomic"
	"time"

	goredis "github.com/redis/go-redis/v9"
)

const (
	// patience is how long Redis may take for a value: less than the client waits for a cache.
	patience = 500 * time.Millisecond
	// rest is for how long Redis is not asked after it took longer, or could not be reached.
	rest = time.Second
)

var (
	errPatience = fmt.Errorf("no response from Redis within %v", patience)
	errRests    = errors.New("no request to Redis yet, as it did not respond a moment ago")
)

// breaker makes calls of Redis that end in time, whatever its client is set to, and none for a while
// after one to which there was no response. Then one call tries whether it is back. The zero breaker is ready.
type breaker struct {
	until atomic.Int64 // not asked before, in nanoseconds since 1970; 0 if all is well
}

// do calls f and returns what it returns. It does not wait for f beyond ctx or patience.
func (b *breaker) do(ctx context.Context, f func(context.Context) ([]byte, error)) ([]byte, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if until := b.until.Load(); until != 0 {
		now := time.Now()
		if now.UnixNano() < until || !b.until.CompareAndSwap(until, now.Add(rest).UnixNano()) {
			return nil, errRests
		}
	}
	type outcome struct {
		value []byte
		err   error
	}
	done := make(chan outcome, 1)
	// What was begun is not broken off with ctx: a value that was fetched is of use to others.
	inner, cancel := context.WithTimeout(context.WithoutCancel(ctx), patience)
	go func() {
		defer cancel()
		value, err := f(inner)
		done <- outcome{value, err}
	}()
	timer := time.NewTimer(patience)
	defer timer.Stop()
	var o outcome
	select {
	case o = <-done:
	case <-timer.C:
		o.err = errPatience
	case <-ctx.Done():
		return nil, ctx.Err()
	}
	// An error that Redis itself returns, such as that it is full, is quick, and not one of each call.
	if _, responded := errors.AsType[goredis.Error](o.err); o.err != nil && !responded {
		b.until.Store(time.Now().Add(rest).UnixNano())
	} else if b.until.Load() != 0 {
		b.until.Store(0)
	}
	return o.value, o.err
}
