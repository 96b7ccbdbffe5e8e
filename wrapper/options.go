package wrapper

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"time"

	"golang.org/x/time/rate"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/internal/transport"
	"github.com/tmdb-go/tmdb/internal/useragent"
)

const (
	defaultTimeout = 30 * time.Second
	defaultMaxBody = 8 << 20

	// TMDB responds to about 50 requests a second. A page and the details of its rows go at once.
	defaultPerSecond = 40
	defaultBurst     = 40
)

// Option configures a [Client]. Options with invalid values make [New] and [Client.With] return an
// error. Of options that set the same, the last counts; what is told of calls or put around their
// transport adds up.
type Option func(*config) error

// config is what options set. It holds credentials: it is not to be printed.
type config struct {
	// What a copy of a client may have otherwise.
	auth      gen.RequestEditorFn
	authBy    string // what set auth, since New or With began
	defaults  []gen.RequestEditorFn
	userAgent string
	timeout   *time.Duration // nil: that of httpClient, or else the default
	starts    []starter
	observers []observer

	// What all copies share.
	hasOwnCredential func(*http.Request) bool // whether a request has the credential of New, the application's
	anonymous        bool                     // New has no credential, as the server has its own
	baseURL          *url.URL                 // nil until an option or New sets it
	noSecrets        bool                     // others may hear what is sent, which nobody asked for
	httpClient       *http.Client
	middleware       []func(http.RoundTripper) http.RoundTripper
	maxBody          int64
	logger           *slog.Logger
	retry            *Retry     // nil: none
	limiter          Limiter    // nil: none
	cache            CacheStore // nil: none
	staleIfError     time.Duration
	coalesce         bool
	isCopy           bool
}

func newConfig() *config {
	return &config{
		httpClient: &http.Client{},
		userAgent:  useragent.Default(),
		maxBody:    defaultMaxBody,
		retry:      &Retry{},
		limiter:    rate.NewLimiter(defaultPerSecond, defaultBurst),
		coalesce:   true,
	}
}

// copy returns the config for a copy of a client.
func (c *config) copy() *config {
	other := *c
	other.isCopy, other.authBy = true, ""
	other.defaults = slices.Clone(c.defaults)
	other.starts, other.observers = slices.Clone(c.starts), slices.Clone(c.observers)
	return &other
}

// Options returns several options as one, for packages whose own option is made of several.
func Options(opts ...Option) Option {
	return func(c *config) error {
		for _, opt := range opts {
			if opt == nil {
				return errors.New("an option is nil")
			}
			if err := opt(c); err != nil {
				return err
			}
		}
		return nil
	}
}

// apply carries out options.
func (c *config) apply(opts []Option) error {
	if err := Options(opts...)(c); err != nil {
		return err
	}
	if c.staleIfError > 0 && c.cache == nil {
		return errors.New("WithStaleIfError: there is no cache to take responses from: want WithCache, too")
	}
	return nil
}

// option returns an Option whose errors tell its name.
func option(name string, set func(*config) error) Option {
	return func(c *config) error {
		if err := set(c); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
}

// sharedOption returns an Option for what a client and its copies share.
func sharedOption(name string, set func(*config) error) Option {
	return option(name, func(c *config) error {
		if c.isCopy {
			return errors.New("copies of a client share its transport: want this as an option of New, not of With")
		}
		return set(c)
	})
}

// WithDefaults has request editors such as [Language], [Region] and [Session] hold for all calls. A
// parameter is set wherever an operation has it and the call, by its params or an editor of its
// own, leaves it unset; of several defaults for the same parameter the last counts, and a session
// and a guest session count as the same. Details get one only if they append account_states, for
// which alone it matters. Any other editor, such as one that sets a header, runs on every request
// before those of the call.
//
// Each editor is run once, on a request that is not sent, to refuse an invalid one.
func WithDefaults(editors ...gen.RequestEditorFn) Option {
	return option("WithDefaults", func(c *config) error {
		for i, edit := range editors {
			if edit == nil {
				return fmt.Errorf("editor %d is nil: want one such as Language(\"pt-BR\")", i+1)
			}
			if err := try(edit); err != nil {
				return err
			}
		}
		c.defaults = append(c.defaults, editors...)
		return nil
	})
}

// try returns the error of an editor of this package that was made from an invalid value.
func try(edit gen.RequestEditorFn) error {
	req, err := http.NewRequest(http.MethodGet, baseurl.API.Example, nil)
	if err != nil {
		return nil
	}
	if e, ok := errors.AsType[*Error](edit(context.Background(), req)); ok && errors.Is(e, ErrInvalid) {
		return e.Err
	}
	return nil
}

// WithBaseURL sends requests to another server than https://api.themoviedb.org, such as
// https://api.tmdb.org, a proxy or a test's. The URL is absolute, may have a path that goes before
// /3/…, and has no user, query or fragment. A last /3 or /4, as mirrors write it, is cut once. It is
// https, unless the host is localhost or another address of this machine; see
// [WithInsecureBaseURL].
//
// It is an option of New, not of With.
func WithBaseURL(baseURL string) Option {
	return sharedOption("WithBaseURL", func(c *config) error { return c.setBase(baseurl.API.Parse(baseURL)) })
}

// WithInsecureBaseURL is [WithBaseURL] for a proxy on a network where nobody else can listen, such
// as http://192.168.1.10:8080 or http://tmdb-proxy:3000: the URL may be http whatever its host.
// Without TLS whoever is on the way can read and change everything, credentials included. A proxy
// that has its own credential is asked [WithoutCredential].
//
// It is an option of New, not of With.
func WithInsecureBaseURL(baseURL string) Option {
	return sharedOption("WithInsecureBaseURL", func(c *config) error { return c.setBase(baseurl.API.ParseInsecure(baseURL)) })
}

func (c *config) setBase(u *url.URL, err error) error {
	if err == nil {
		c.baseURL, c.noSecrets = u, false
	}
	return err
}

// WithHTTPClient uses a copy of client, with its transport, cookies and redirect policy. Its
// timeout counts, too, unless it has none or [WithTimeout] has another one.
//
// It is an option of New, not of With.
func WithHTTPClient(client *http.Client) Option {
	return sharedOption("WithHTTPClient", func(c *config) error {
		if client == nil {
			return errors.New("the client is nil: want one such as &http.Client{}")
		}
		c.httpClient = client
		return nil
	})
}

// WithMiddleware has wrap put something around the transport that sends each attempt, that of
// [WithHTTPClient] if there is one, to log, measure or trace it. What wrap returns sees attempts as
// they leave, with their credential, and responses as they arrive; it has none of what the cache or
// another call's request had for a call. [OperationFrom] and [RedactedURL] tell what may be shown of
// a request, which is not to be changed. Of several, the first is the outermost.
//
// It is an option of New, not of With.
func WithMiddleware(wrap func(next http.RoundTripper) http.RoundTripper) Option {
	return sharedOption("WithMiddleware", func(c *config) error {
		if wrap == nil {
			return errors.New("the function is nil: want one that returns a transport around another")
		}
		c.middleware = append(c.middleware, wrap)
		return nil
	})
}

// WithTimeout has a call give up after a time, in place of 30 seconds. All of the call counts:
// waits for the rate limit, attempts, waits between them and reading the response. 0 stands for no
// limit. A call also ends with its context.
func WithTimeout(timeout time.Duration) Option {
	return option("WithTimeout", func(c *config) error {
		if timeout < 0 {
			return fmt.Errorf("the timeout is %v: want a positive one, or 0 for none", timeout)
		}
		c.timeout = &timeout
		return nil
	})
}

// WithMaxBody has a call fail whose response is larger than so many bytes, unpacked, in place of 8
// MiB: the largest that was recorded has 0.4, and 20 pieces may be appended to one. A response of
// TMDB's takes a few times its size in memory; the worst that a server could send instead, a list
// of empty rows, 80 times, and as much again while it is decoded.
//
// It is an option of New, not of With.
func WithMaxBody(bytes int64) Option {
	return sharedOption("WithMaxBody", func(c *config) error {
		if bytes < 1 {
			return fmt.Errorf("bytes is %d: want 1 or more", bytes)
		}
		c.maxBody = bytes
		return nil
	})
}

// Limiter decides when a request may be sent. It is safe for concurrent use. The Limiter of
// golang.org/x/time/rate is one.
type Limiter interface {
	// Wait returns nil when the request may be sent. It returns an error at once if ctx has ended
	// or ends meanwhile, and may do so if its deadline is too near.
	Wait(ctx context.Context) error
}

// WithLimiter asks limiter before each request, in place of rate.NewLimiter(40, 40), which lets 40
// requests a second pass, and 40 at once after a quiet time: TMDB responds to about 50 a second.
// nil is for none. It may be shared by several clients, or by several processes. Attempts that are
// repeated count, responses from the cache do not. A call that waits for its turn does not wait
// longer than its context and [WithTimeout] let it.
//
// It is an option of New, not of With.
func WithLimiter(limiter Limiter) Option {
	return sharedOption("WithLimiter", func(c *config) error {
		c.limiter = limiter
		return nil
	})
}

func (c *config) limitLayer() transport.Layer { return transport.Limit(transport.Waiter(c.limiter)) }

// Retry says how often and when a call is repeated. In the zero Retry everything is as usual.
//
// A call that reads is repeated after 429 and after what makes it fail with [ErrUnavailable], but for
// what would come again, such as a certificate that is not accepted; one that writes only after 429,
// with which TMDB says that it did nothing; and GET /4/list/{list_id}/clear never. When a call ends
// without success, its *[Error] is that of the last attempt. So that they do not make an outage
// worse, the attempts of all calls of a client and its copies have a budget.
//
// A 429 is for all of them: until the time that it asks for is over, they wait, or fail at once with
// [ErrRateLimited] if they cannot wait so long.
type Retry struct {
	// Max is how many attempts may follow the first: 3 if it is 0.
	Max int

	// MinWait and MaxWait bound the wait before an attempt, which is random, so that programs that
	// failed together do not come back together: up to MinWait before the second, twice as much
	// before each further one, but no more than MaxWait. A wait that TMDB asks for by Retry-After
	// comes on top; a response that asks for more than MaxWait is the last. They are 500 ms and 30
	// s if they are 0.
	MinWait, MaxWait time.Duration
}

// WithRetry says how calls are repeated. nil is for not at all, and then a 429 holds up no other
// call.
//
// It is an option of New, not of With.
func WithRetry(retry *Retry) Option {
	return sharedOption("WithRetry", func(c *config) error {
		c.retry = nil
		if retry == nil {
			return nil
		}
		own := *retry
		switch {
		case own.Max < 0:
			return fmt.Errorf("Retry.Max is %d: want 1 or more, 0 for 3, or WithRetry(nil) for none", own.Max)
		case own.MinWait < 0:
			return fmt.Errorf("Retry.MinWait is %v: want a positive time, or 0 for 500ms", own.MinWait)
		case own.MaxWait < 0:
			return fmt.Errorf("Retry.MaxWait is %v: want a positive time, or 0 for 30s", own.MaxWait)
		case own.MaxWait > 0 && own.MinWait > own.MaxWait:
			return fmt.Errorf("Retry.MinWait is %v, more than MaxWait, which is %v: want it to be the same or less", own.MinWait, own.MaxWait)
		}
		c.retry = &own
		return nil
	})
}

// retryLayer returns the layer that counts attempts and makes those after the first, which wait for
// the rate limit like the first.
func (c *config) retryLayer() transport.Layer {
	if c.retry == nil {
		return transport.Retry(transport.RetryConfig{Max: -1})
	}
	retry := transport.RetryConfig{
		Max: c.retry.Max, MinWait: c.retry.MinWait, MaxWait: c.retry.MaxWait,
		Reads: reads,
		Never: func(req *http.Request) bool { return !reads(req) && req.Method == http.MethodGet },
		Wait:  transport.Waiter(c.limiter),

		Usable: usable,
	}
	if logger := c.logger; logger != nil {
		retry.Report = func(req *http.Request, a transport.Attempt) { logAttempt(req, logger, a) }
	}
	return transport.Retry(retry)
}

// reads reports whether a request changes nothing.
func reads(req *http.Request) bool {
	if op := operationFrom(req.Context()); op != nil {
		return !op.Writes
	}
	return req.Method == http.MethodGet || req.Method == http.MethodHead
}

// WithUserAgent names the program to TMDB, in place of tmdb-go and its version: "moviebot/1.2
// (+https://moviebot.example)".
func WithUserAgent(userAgent string) Option {
	return option("WithUserAgent", func(c *config) error {
		c.userAgent = userAgent
		return useragent.Check(userAgent)
	})
}
