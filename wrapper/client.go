package wrapper

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/transport"
)

const defaultBaseURL = "https://api.themoviedb.org"

// Client calls TMDB. Make one with [New]; it is safe for concurrent use. Its services are the
// fields of [Services].
type Client struct {
	// API is the generated client, with the credential, the defaults and the errors of this one.
	API *gen.ClientWithResponses

	Services

	baseURL *url.URL
	// A function, for fmt prints what any other value holds, and this holds a credential.
	config    func() *config
	transport http.RoundTripper // of all copies
}

// New returns a client that authenticates with token, the API Read Access Token of a TMDB account.
// With a v3 API key instead, token is "" and [WithAPIKey] has the key.
//
// A client sends at most 40 requests a second ([WithLimiter]), repeats what fails for a moment
// ([WithRetry]), sends identical requests that are under way only once ([WithoutCoalescing]), gives
// up after 30 seconds ([WithTimeout]) and reads responses of up to 8 MiB ([WithMaxBody]). It
// caches nothing and logs nothing unless [WithCache] and [WithLogger] say so. Make one client and
// keep it: [Client.With] makes others of it, for a user or a language.
//
// The error is an *[Error] that is [ErrInvalid] if the token is missing or not one, or if an option
// is invalid.
func New(token string, opts ...Option) (*Client, error) {
	cfg := newConfig()
	if token != "" {
		if err := cfg.setToken("New", token); err != nil {
			return nil, refuse(err.Error())
		}
	}
	if err := cfg.apply(opts); err != nil {
		return nil, refuse(err.Error())
	}
	if cfg.auth == nil {
		return nil, refuse(checkToken("").Error())
	}
	cfg.own = cfg.auth
	return newClient(cfg, newTransport(cfg))
}

// With returns a copy of the client with other defaults, such as a user's session or another
// language:
//
//	user, err := client.With(tmdb.WithDefaults(tmdb.Session(session.SessionID), tmdb.Language("pt-BR")))
//
// Copies are cheap: they share connections, cache, rate limit and retry budget with the client they
// are made of. An option for one of these is refused. The client itself does not change.
//
// The error is an *[Error] that is [ErrInvalid] if an option is invalid.
func (c *Client) With(opts ...Option) (*Client, error) {
	if c == nil || c.config == nil {
		return nil, refuse("the client is empty: want one made by New")
	}
	cfg := c.config().copy()
	if err := cfg.apply(opts); err != nil {
		return nil, refuse(err.Error())
	}
	return newClient(cfg, c.transport)
}

// newClient returns a client as cfg says that sends by transport.
func newClient(cfg *config, transport http.RoundTripper) (*Client, error) {
	editors := []gen.RequestEditorFn{cfg.auth}
	if len(cfg.defaults) > 0 {
		editors = append(editors, underlay(cfg.defaults))
	}
	options := []gen.ClientOption{gen.WithHTTPClient(newDoer(cfg, transport))}
	for _, edit := range guard(editors) {
		options = append(options, gen.WithRequestEditorFn(edit))
	}
	api, err := gen.NewClientWithResponses(cfg.baseURL.String(), options...)
	if err != nil {
		return nil, fmt.Errorf("tmdb: %w", err)
	}
	c := &Client{API: api, baseURL: cfg.baseURL, config: func() *config { return cfg }, transport: transport}
	c.Services = newServices(c)
	return c, nil
}

// newTransport returns what the requests of a client and its copies go through: log → credentials →
// coalesce → cache → limit → retry → body limit → unpack → network.
func newTransport(cfg *config) http.RoundTripper {
	network := cfg.httpClient.Transport
	if network == nil {
		network = transport.Network()
	}
	return transport.Chain(network,
		cfg.logLayer(),
		transport.Credentials(func(u *url.URL) bool { return sameOrigin(u, cfg.baseURL) }),
		cfg.coalesceLayer(),
		cfg.cacheLayer(),
		cfg.limitLayer(),
		cfg.retryLayer(),
		transport.LimitBody(cfg.maxBody),
		transport.Unpack,
	)
}

// String returns what the client talks to, without any credential.
func (c *Client) String() string {
	if c == nil || c.baseURL == nil {
		return "tmdb client"
	}
	return "tmdb client for " + c.baseURL.String()
}

// GoString returns the same as String: a client is printed without its credential.
func (c *Client) GoString() string { return c.String() }

// Format prints the same as String for every verb.
func (c *Client) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, c.String()) }

// doer sends the requests of the generated client. It is where a response becomes an *Error, for
// all calls alike.
type doer struct {
	client    *http.Client
	base      *url.URL
	userAgent string
	timeout   time.Duration // 0 for none
}

func newDoer(cfg *config, transport http.RoundTripper) *doer {
	client := *cfg.httpClient // the user's is left as it is
	client.Transport = transport
	client.CheckRedirect = redirectPolicy(cfg.baseURL, client.CheckRedirect)
	d := &doer{client: &client, base: cfg.baseURL, userAgent: cfg.userAgent, timeout: cmp.Or(client.Timeout, defaultTimeout)}
	if cfg.timeout != nil {
		d.timeout = *cfg.timeout
	}
	client.Timeout = 0 // which leaves a goroutine behind if the transport panics
	return d
}

// Do sends a request and returns a response that is a success with JSON in it, read to its end. An
// error is an *Error.
func (d *doer) Do(req *http.Request) (*http.Response, error) {
	op := operationOf(req.Context(), req)
	if op != operationFrom(req.Context()) { // a call of the generated client, or one while another is under way
		req = req.WithContext(begin(req.Context(), op))
	}
	if d.timeout > 0 {
		ctx, cancel := context.WithTimeout(req.Context(), d.timeout)
		defer cancel()
		req = req.WithContext(ctx)
	}
	if sameOrigin(req.URL, d.base) {
		dropEmpty(op, req.URL)
	} else { // an editor of the user's sends it elsewhere; the transport sees to the header
		dropQuery(req.URL, spec.IsSecret)
	}
	if req.Header["User-Agent"] == nil {
		req.Header.Set("User-Agent", d.userAgent)
	}
	if err := checkRequest(op, req); err != nil {
		return nil, newError(op, ErrInvalid, redact.Error(err, secretsOf(op, req)...))
	}
	resp, err := d.client.Do(req)
	if err != nil {
		return nil, newError(op, kindOfFailure(err), redact.Error(err, secretsOf(op, req)...))
	}
	return d.receive(op, req, resp)
}

// receive reads a response.
func (d *doer) receive(op *spec.Operation, req *http.Request, resp *http.Response) (*http.Response, error) {
	secrets := func() []string { return secretsOf(op, req) }
	body, err := io.ReadAll(resp.Body)
	_ = resp.Body.Close()
	if success := resp.StatusCode >= 200 && resp.StatusCode <= 299; err != nil && success {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = fmt.Errorf("the response is cut off: %w", err)
		}
		e := newError(op, kindOfFailure(err), redact.Error(err, secrets()...))
		e.StatusCode = resp.StatusCode
		return nil, e
	}
	// Of a failure, what there is of the body has to do.
	if err := checkResponse(op, resp.StatusCode, resp.Header, body, secrets); err != nil {
		return nil, err
	}
	if !strings.Contains(resp.Header.Get("Content-Type"), "json") {
		resp.Header.Set("Content-Type", "application/json") // it is, whatever the server says: the generated parser asks
	}
	resp.Body = io.NopCloser(bytes.NewReader(body))
	return resp, nil
}

// Format prints nothing of the doer, whose client may hold cookies.
func (d *doer) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "tmdb doer") }

type operationKey struct{}

// begin returns a context for a call of an operation, from which transports can tell which one it
// is.
func begin(ctx context.Context, op *spec.Operation) context.Context {
	if ctx == nil {
		ctx = context.Background()
	}
	return context.WithValue(ctx, operationKey{}, op)
}

// operationFrom returns the operation of a call, nil if it is not known.
func operationFrom(ctx context.Context) *spec.Operation {
	op, _ := ctx.Value(operationKey{}).(*spec.Operation)
	return op
}

// operationOf returns the operation of a request that is being made with ctx, nil if it is not
// known. A context may be that of another call, in which this one is made.
func operationOf(ctx context.Context, req *http.Request) *spec.Operation {
	path := req.URL.EscapedPath()
	if op := operationFrom(ctx); op != nil && op.Matches(req.Method, path) {
		return op
	}
	return spec.Find(req.Method, path)
}
