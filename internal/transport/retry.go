package transport

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/internal/cached"
)

const (
	defaultRetries = 3
	defaultMinWait = 500 * time.Millisecond
	defaultMaxWait = 30 * time.Second
)

// RetryConfig says which requests are sent again, how often and when. The zero RetryConfig is ready
// for use.
//
// Requests that read are sent again after an error of the connection, the statuses 408, 429, 500,
// 502, 503, 504, 520 to 527 and 530, and a success whose body ends too soon or is not Usable;
// others only after 429, which says that nothing was done. Errors that would come again, such as a
// certificate that is not accepted or a context that has ended, are returned at once.
//
// The wait before attempt n+1 is random between 0 and MinWait·2ⁿ⁻¹, at most MaxWait, and comes on
// top of what a Retry-After header asks for. A wait that would end after the request's deadline is
// not begun: then, after the last attempt, and when too many of all requests have failed, the last
// response or error is returned.
//
// A 429 is for all requests to that server: until the time that it asks for is over, at most a
// minute, or as long as its own request waits if it asks for none, they wait. One that cannot wait
// so long, by MaxWait or its deadline, is not sent but ends with a *[TooManyRequestsError]. Without
// retries it is for the request alone.
type RetryConfig struct {
	// Max is how many attempts may follow the first. 0 stands for 3, a negative number for none.
	Max int

	// MinWait and MaxWait bound the random wait; a response whose Retry-After asks for more than
	// MaxWait is the last. 0 stands for 500 ms and for 30 s.
	MinWait, MaxWait time.Duration

	// Reads reports whether the server may get a request twice. Nil stands for GET and the like.
	Reads func(*http.Request) bool

	// Usable, if set, returns why the body of a success cannot be used, nil if it can or is an
	// [ErrFailed].
	Usable func(resp *http.Response, body []byte) error

	// Never, if set, reports whether a request must not be sent again even after 429.
	Never func(*http.Request) bool

	// Wait, if set, is called for the rate limit before each attempt but the first, and before that
	// too if it was held back.
	Wait func(context.Context) error

	// Report, if set, is called before the wait for each attempt but the first.
	Report func(*http.Request, Attempt)

	random func() float64 // in [0,1), for tests
}

// Attempt is one that failed and will be repeated.
type Attempt struct {
	Number int           // from 1
	Wait   time.Duration // until the next
	Status int           // of the response, 0 if there was none
	Err    error         // of the connection, or why the body is of no use; its text is as it came
}

// Retry returns a layer that sends requests again as r says.
func Retry(r RetryConfig) Layer {
	r = r.withDefaults()
	left, gate := &budget{tokens: fullBudget}, newGate()
	return func(next http.RoundTripper) http.RoundTripper {
		return &retrier{RetryConfig: r, budget: left, gate: gate, next: next}
	}
}

func (r RetryConfig) withDefaults() RetryConfig {
	r.Max, r.MinWait, r.MaxWait = cmp.Or(r.Max, defaultRetries), cmp.Or(r.MinWait, defaultMinWait), cmp.Or(r.MaxWait, defaultMaxWait)
	if r.Reads == nil {
		r.Reads = func(req *http.Request) bool { return isSafe(req.Method) }
	}
	if r.random == nil {
		r.random = rand.Float64
	}
	return r
}

type retrier struct {
	RetryConfig
	budget *budget
	gate   *gate
	next   http.RoundTripper
}

// RoundTrip sends the request until a response is good, or good enough.
func (r *retrier) RoundTrip(req *http.Request) (*http.Response, error) {
	ctx, send, gain := req.Context(), req, successGain
	if err := r.pass(req, true, true); err != nil {
		closeBody(req)
		return nil, err
	}
	for number := 1; ; number++ {
		note(ctx, func(t *Trace) { t.Attempts = number })
		resp, err := r.next.RoundTrip(send)
		why := r.trouble(req, resp, err)
		if why == nil {
			r.budget.pay(-gain)
			return resp, nil
		}
		attempt := Attempt{Number: number, Wait: r.backoff(number)}
		var asked time.Duration
		if resp != nil {
			attempt.Status = resp.StatusCode
			asked, _ = RetryAfter(resp.Header)
		}
		if !errors.Is(why, errStatus) {
			attempt.Err = why
		}
		cost, refused := attemptCost, attempt.Status == http.StatusTooManyRequests
		if refused && r.Max > 0 {
			r.gate.shut(req.URL.Host, cmp.Or(asked, attempt.Wait))
			cost = 0 // as all wait
		}
		if !r.plan(req, &attempt, asked, why) || !r.budget.pay(cost) {
			return resp, err
		}
		gain = max(cost, successGain)
		drop(resp)
		if r.Report != nil {
			r.Report(req, attempt)
		}
		if send, err = r.again(req, attempt.Wait, refused); err != nil {
			r.budget.pay(-cost) // nothing was sent for it
			return nil, err
		}
	}
}

// errStatus is the trouble with a response whose status says it all.
var errStatus = errors.New("the status of the response")

// trouble returns why a request should be sent again, nil if there is no need to.
func (r *retrier) trouble(req *http.Request, resp *http.Response, err error) error {
	switch {
	case err != nil:
		return err
	case IsTrouble(resp.StatusCode):
		return errStatus
	case resp.StatusCode/100 == 2 && req.Method != http.MethodHead && r.Reads(req):
		return unusable(r.Usable, resp)
	}
	return nil
}

// IsTrouble reports whether a status says that the same request may succeed later. 520 to 527 and
// 530 are those of a CDN that did not get a response from its server.
func IsTrouble(status int) bool {
	switch status {
	case http.StatusRequestTimeout, http.StatusTooManyRequests, http.StatusInternalServerError,
		http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout, 530:
		return true
	}
	return status >= 520 && status <= 527
}

// plan reports whether to make another attempt after one that failed, and sets how long to wait
// for it, if the server asked for a time.
func (r *retrier) plan(req *http.Request, failed *Attempt, asked time.Duration, why error) bool {
	switch {
	case failed.Number > r.Max, is(r.Never, req), hasBody(req) && req.GetBody == nil, !canBeSent(req.URL):
		return false
	case permanent(req.Context(), why):
		return false
	case failed.Status != http.StatusTooManyRequests && !r.Reads(req):
		return false
	}
	shut := r.gate.left(req.URL.Host)
	if max(asked, shut) > r.MaxWait {
		return false
	}
	failed.Wait = max(failed.Wait+asked, shut)
	until, ok := deadline(req.Context())
	return !ok || failed.Wait < time.Until(until)
}

// backoff returns a random wait, so that clients which failed together do not come back together.
func (r *retrier) backoff(number int) time.Duration {
	most := r.MaxWait
	if doublings := number - 1; r.MinWait < r.MaxWait>>min(doublings, 62) {
		most = r.MinWait << doublings
	}
	return time.Duration(r.random() * float64(most))
}

// again waits and returns the request for another attempt, after one that was refused by 429 or
// failed otherwise.
func (r *retrier) again(req *http.Request, wait time.Duration, refused bool) (*http.Request, error) {
	ctx := req.Context()
	if err := sleep(ctx, wait); err != nil {
		return nil, err
	}
	if err := r.pass(req, false, refused); err != nil {
		return nil, err
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

// pass returns when the gate and the rate limit let a request pass. had says that the limit did so
// already, and spare that there is a turn of which nothing came.
func (r *retrier) pass(req *http.Request, had, spare bool) error {
	for ctx := req.Context(); ; had = true {
		held, err := r.gate.wait(ctx, req.URL.Host, r.MaxWait)
		switch {
		case err != nil, had && !held:
			return err
		case r.Wait == nil:
		case spare:
			err = r.gate.turn(ctx, r.Wait)
		default:
			err = r.Wait(ctx)
		}
		if err != nil {
			return err
		}
	}
}

// sleep waits, and returns the reason if ctx ends before.
func sleep(ctx context.Context, wait time.Duration) error {
	timer := time.NewTimer(wait)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// RetryAfter returns the wait that a response's header asks for, in seconds or by a date, and
// whether it asks for one. The date is compared with the server's own clock if the response tells
// it, as ours may be wrong.
func RetryAfter(header http.Header) (time.Duration, bool) {
	value := strings.TrimSpace(header.Get("Retry-After"))
	if wait, ok := cached.ParseSeconds(value); ok {
		return wait, true
	}
	date, err := http.ParseTime(value)
	if err != nil {
		return 0, false
	}
	now, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		now = time.Now()
	}
	return max(0, date.Sub(now)), true
}

// permanent reports whether a failed round trip would fail again. Other errors of the network may
// pass.
func permanent(ctx context.Context, err error) bool {
	switch {
	case ctx.Err() != nil, errors.Is(err, context.Canceled), errors.Is(err, http.ErrSchemeMismatch):
		return true
	case isType[*tls.CertificateVerificationError](err), isType[tls.RecordHeaderError](err),
		isType[x509.UnknownAuthorityError](err), isType[x509.HostnameError](err),
		isType[x509.CertificateInvalidError](err), isType[x509.SystemRootsError](err),
		isType[*net.AddrError](err), isType[*net.ParseError](err), isType[net.InvalidAddrError](err),
		isType[net.UnknownNetworkError](err), isType[*BodyTooLargeError](err):
		return true
	}
	dns, ok := errors.AsType[*net.DNSError](err)
	return ok && dns.IsNotFound && !dns.IsTemporary
}

func isType[E error](err error) bool {
	_, ok := errors.AsType[E](err)
	return ok
}

// canBeSent tells the URLs for which net/http has only an error, one without a type.
func canBeSent(u *url.URL) bool { return (u.Scheme == "http" || u.Scheme == "https") && u.Host != "" }

// What attempts after the first cost and successes earn, as in the AWS SDKs: a client may make a
// hundred such attempts in a row that come to nothing, and then one for every five requests that
// succeed.
const (
	fullBudget  = 500
	attemptCost = 5
	successGain = 1
)

// budget bounds the attempts of a whole client, so that an outage is not made worse by repeating
// every request.
type budget struct {
	mu     sync.Mutex
	tokens int
}

// pay reports whether cost could be paid; a negative one is earned.
func (b *budget) pay(cost int) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.tokens < cost {
		return false
	}
	b.tokens = min(b.tokens-cost, fullBudget)
	return true
}
