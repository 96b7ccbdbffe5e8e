package transport

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"sync"
	"time"
)

// Limiter decides when a request may be sent.
type Limiter interface {
	// Wait returns nil when the request may be sent. It returns an error at once if ctx has ended
	// or ends meanwhile, and may do so if its deadline is too near.
	Wait(ctx context.Context) error
}

// NewLimiter returns a limiter that lets perSecond requests a second pass, and up to burst at once
// after a quiet time. Those who wait are served in the order in which they came. Its Wait returns
// an error that is [context.DeadlineExceeded] at once if the turn would come after the deadline.
// NewLimiter returns an error if perSecond is not a positive number or burst is less than 1.
func NewLimiter(perSecond float64, burst int) (Limiter, error) {
	if !(perSecond > 0) || math.IsInf(perSecond, 0) {
		return nil, fmt.Errorf("perSecond is %v: want a positive number, such as 40", perSecond)
	}
	if burst < 1 {
		return nil, fmt.Errorf("burst is %d: want 1 or more", burst)
	}
	return &bucket{
		perSecond: perSecond,
		burst:     float64(burst),
		tokens:    float64(burst),
		turn:      make(chan struct{}, 1),
	}, nil
}

// bucket is a token bucket. Only one of those who wait has the turn and a timer; the others stand in
// line for the turn. Nothing is reserved, so whoever gives up has nothing to give back.
type bucket struct {
	perSecond, burst float64
	turn             chan struct{} // full while somebody has the turn

	mu      sync.Mutex
	tokens  float64
	at      time.Time // when tokens was right
	waiting int
}

func (b *bucket) Wait(ctx context.Context) error {
	if ctx.Err() != nil {
		return context.Cause(ctx)
	}
	if passed, err := b.enter(ctx); passed || err != nil {
		return err
	}
	defer b.leave()

	select {
	case b.turn <- struct{}{}:
		defer func() { <-b.turn }()
	case <-ctx.Done():
		return context.Cause(ctx)
	}
	for {
		wait := b.take()
		if wait <= 0 {
			return nil
		}
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			timer.Stop()
			return context.Cause(ctx)
		}
	}
}

// enter takes a token if nobody else waits for it, and a place in the line otherwise.
func (b *bucket) enter(ctx context.Context) (passed bool, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fill()
	wait := b.until(float64(b.waiting + 1))
	if wait <= 0 {
		b.tokens--
		return true, nil
	}
	if deadline, ok := ctx.Deadline(); ok && wait >= time.Until(deadline) {
		return false, fmt.Errorf("the rate limit lets the request pass in %v, which is too late: %w",
			wait.Round(time.Millisecond), context.DeadlineExceeded)
	}
	b.waiting++
	return false, nil
}

func (b *bucket) leave() {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.waiting--
}

// take takes a token, or returns how long it will be until there is one.
func (b *bucket) take() time.Duration {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.fill()
	wait := b.until(1)
	if wait <= 0 {
		b.tokens--
	}
	return wait
}

// fill adds the tokens of the time that has passed.
func (b *bucket) fill() {
	now := time.Now()
	b.tokens = min(b.burst, b.tokens+max(0, now.Sub(b.at).Seconds())*b.perSecond)
	b.at = now
}

// until returns how long it takes until there are so many tokens, 0 or less if there are.
func (b *bucket) until(tokens float64) time.Duration {
	wait := (tokens - b.tokens) / b.perSecond * float64(time.Second)
	if wait >= math.MaxInt64 {
		return math.MaxInt64
	}
	return time.Duration(wait)
}

// Limit returns a layer that waits for l before it sends a request, and returns the error of l if
// there is one. A nil l lets everything pass.
func Limit(l Limiter) Layer {
	return func(next http.RoundTripper) http.RoundTripper {
		if l == nil {
			return next
		}
		return Func(func(req *http.Request) (*http.Response, error) {
			if err := l.Wait(req.Context()); err != nil {
				closeBody(req)
				return nil, err
			}
			return next.RoundTrip(req)
		})
	}
}
