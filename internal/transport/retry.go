package transport

import (
	"context"
	"io"
	"math/rand/v2"
	"net/http"
	"time"
)

const (
	defaultTries         = 3
	defaultMinWait       = 500 * time.Millisecond
	defaultMaxWait       = 30 * time.Second
	defaultMaxRetryAfter = 30 * time.Second
)

// Retry says which requests are sent again, how often and when. The zero Retry is ready for use.
//
// Requests that may be repeated are sent again after an error of the connection and the answers 429,
// 500, 502, 503 and 504, others only after 429, which says that nothing was done. A request with a
// body is repeated only if it has GetBody. Errors that would come again, such as a certificate that
// is not accepted or a context that has ended, are returned at once.
//
// The wait before try n+1 is random between 0 and MinWait·2ⁿ⁻¹, at most MaxWait, and comes on top of
// what a Retry-After header asks for: one of 0 means the random wait alone, so that nobody spins. A
// wait that the deadline of the request's context would cut short is not begun. In that case, after
// the last try, and when the budget is used up, the last answer is returned with its body, or the
// last error.
type Retry struct {
	// Max is how many tries may follow the first. 0 stands for 3, a negative number for none.
	Max int

	// MinWait and MaxWait bound the random wait. 0 stands for 500 ms and for 30 s.
	MinWait, MaxWait time.Duration

	// MaxRetryAfter is the longest wait that a server may ask for; an answer that asks for a longer
	// one is returned. 0 stands for 30 s.
	MaxRetryAfter time.Duration

	// Budget bounds the tries of all requests together: a try costs 5, or 10 after a timeout, and is
	// paid back if it succeeds; a request that succeeds at once earns 1. 0 stands for 500, a negative
	// number for no bound.
	Budget int

	// Retryable reports whether the server may get a request twice. Nil stands for GET, HEAD,
	// OPTIONS and TRACE.
	Retryable func(*http.Request) bool

	// Never reports whether a request must not be sent again even after 429. Nil stands for none.
	Never func(*http.Request) bool

	// Before, if set, is called before each try but the first, to wait for the rate limit. Its error
	// is returned, as the last answer has gone by then.
	Before func(context.Context) error

	// OnRetry, if set, is called before the wait for each try but the first.
	OnRetry func(context.Context, RetryEvent)

	random func() float64 // in [0,1), for tests
}

// RetryEvent is a try that failed and will be repeated.
type RetryEvent struct {
	Try    int           // the try that failed, from 1
	Wait   time.Duration // until the next
	Status int           // of the answer, 0 if there was none
	Err    error         // of the connection, nil if there was an answer; its text is as it came
}

// NewRetry returns a layer that sends requests again as cfg says.
func NewRetry(cfg Retry) Layer {
	cfg = cfg.withDefaults()
	var left *budget
	if cfg.Budget > 0 {
		left = newBudget(cfg.Budget)
	}
	return func(next http.RoundTripper) http.RoundTripper {
		return &retrier{Retry: cfg, budget: left, next: next}
	}
}

func (r Retry) withDefaults() Retry {
	if r.Max == 0 {
		r.Max = defaultTries
	}
	if r.MinWait <= 0 {
		r.MinWait = defaultMinWait
	}
	if r.MaxWait <= 0 {
		r.MaxWait = defaultMaxWait
	}
	if r.MaxRetryAfter <= 0 {
		r.MaxRetryAfter = defaultMaxRetryAfter
	}
	if r.Budget == 0 {
		r.Budget = defaultBudget
	}
	if r.Retryable == nil {
		r.Retryable = func(req *http.Request) bool { return isSafe(req.Method) }
	}
	if r.random == nil {
		r.random = rand.Float64
	}
	return r
}

type retrier struct {
	Retry
	budget *budget
	next   http.RoundTripper
}

// RoundTrip sends the request until an answer is good, or good enough.
func (r *retrier) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, send, gain := req.Context(), req, successGain
	for try := 1; ; try++ {
		resp, err := r.next.RoundTrip(send)
		record(ctx, func(o *Outcome) { o.Tries = try })
		if err == nil && !isTrouble(resp.StatusCode) {
			r.budget.give(gain)
			return resp, nil
		}

		wait, ok := r.plan(req, try, resp, err)
		cost := tryCost
		if err != nil && isTimeout(err) {
			cost = timeoutCost
		}
		if !ok || !r.budget.take(cost) {
			return resp, err
		}
		gain = cost
		if r.OnRetry != nil {
			r.OnRetry(ctx, event(try, wait, resp, err))
		}
		drop(resp)
		if send, err = r.again(req, wait); err != nil {
			r.budget.give(cost) // nothing was sent for it
			return nil, err
		}
	}
}

// isTrouble reports whether a status says that the same request may succeed later.
func isTrouble(status int) bool {
	switch status {
	case http.StatusTooManyRequests, http.StatusInternalServerError, http.StatusBadGateway,
		http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// plan returns how long to wait after a try that failed, and whether to try again at all.
func (r *retrier) plan(req *http.Request, try int, resp *http.Response, err error) (time.Duration, bool) {
	switch {
	case try > r.Max, is(r.Never, req), hasBody(req) && req.GetBody == nil, !canBeSent(req.URL):
		return 0, false
	case err != nil && permanent(req.Context(), err):
		return 0, false
	case (err != nil || resp.StatusCode != http.StatusTooManyRequests) && !r.Retryable(req):
		return 0, false
	}
	wait := r.backoff(try)
	if resp != nil {
		asked, _ := retryAfter(resp.Header)
		if asked > r.MaxRetryAfter {
			return 0, false
		}
		wait += asked
	}
	deadline, ok := req.Context().Deadline()
	return wait, !ok || wait < time.Until(deadline)
}

// backoff returns a random wait, so that clients which failed together do not come back together.
func (r *retrier) backoff(try int) time.Duration {
	most := min(r.MinWait, r.MaxWait)
	for i := 1; i < try && most < r.MaxWait; i++ {
		if most > r.MaxWait/2 {
			most = r.MaxWait
			break
		}
		most *= 2
	}
	return time.Duration(r.random() * float64(most))
}

func event(try int, wait time.Duration, resp *http.Response, err error) RetryEvent {
	e := RetryEvent{Try: try, Wait: wait, Err: err}
	if resp != nil {
		e.Status = resp.StatusCode
	}
	return e
}

// again waits and returns the request for another try.
func (r *retrier) again(req *http.Request, wait time.Duration) (*http.Request, error) {
	ctx := req.Context()
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-ctx.Done():
		return nil, context.Cause(ctx)
	}
	if r.Before != nil {
		if err := r.Before(ctx); err != nil {
			return nil, err
		}
	}
	send := req.Clone(ctx)
	if hasBody(req) {
		body, err := req.GetBody()
		if err != nil {
			return nil, err
		}
		send.Body = body
	}
	return send, nil
}

// drained is how much of an unwanted body is read so that its connection can be used again.
const drained = 16 << 10

// drop ends an answer that nobody will see.
func drop(resp *http.Response) {
	if resp == nil || resp.Body == nil {
		return
	}
	_, _ = io.CopyN(io.Discard, resp.Body, drained)
	_ = resp.Body.Close()
}
