package wrapper

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/baseurl"
	"github.com/tmdb-go/tmdb/internal/check"
	"github.com/tmdb-go/tmdb/internal/inmemory"
	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// Client calls TMDB. Make one with [New]; it is safe for concurrent use. Its services are the
// fields of [Services].
type Client struct {
	// API is the generated client, with the credential, the defaults and the errors of this one.
	API *gen.ClientWithResponses

	Services

	baseURL *url.URL
	// A function, for fmt prints what any other value holds, and this holds a credential.
	config    func() *config
	watch     watch
	transport http.RoundTripper // of all copies
}

// New returns a client that authenticates with token, the API Read Access Token of a TMDB account.
// With a v3 API key instead, token is "" and [WithAPIKey] has the key; for a server that has its own
// credential it is "" beside [WithoutCredential].
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
		return nil, refuse(cfg.lacksCredential())
	}
	if err := cfg.checkAnonymous(); err != nil {
		return nil, refuse(err.Error())
	}
	cfg.hasOwnCredential = hasCredential(cfg.auth)
	if cfg.baseURL == nil {
		cfg.baseURL, _ = baseurl.API.Parse(baseurl.API.Example)
	}
	shared, err := newTransport(cfg)
	if err != nil {
		return nil, refuse(err.Error())
	}
	return newClient(cfg, shared)
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
	editors := []gen.RequestEditorFn{claim, cfg.auth}
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
	c := &Client{API: api, baseURL: cfg.baseURL, config: func() *config { return cfg }, watch: cfg.watch(), transport: transport}
	c.Services = newServices(c)
	return c, nil
}

// newTransport returns what the requests of a client and its copies go through: credentials →
// coalesce → cache → limit → retry → body limit → unpack → middleware → network.
func newTransport(cfg *config) (http.RoundTripper, error) {
	network := cfg.httpClient.Transport
	if network == nil {
		network = transport.Network()
	}
	layers := []transport.Layer{
		transport.Credentials(func(u *url.URL) bool { return baseurl.SameOrigin(u, cfg.baseURL) }),
		cfg.coalesceLayer(),
		cfg.cacheLayer(),
		cfg.limitLayer(),
		cfg.retryLayer(),
		transport.LimitBody(cfg.maxBody),
		transport.Unpack,
	}
	wrapped := network
	for _, wrap := range slices.Backward(cfg.middleware) {
		if wrapped = wrap(wrapped); wrapped == nil {
			return nil, errors.New("WithMiddleware: the function returned nil: want a transport around next, or next itself")
		}
	}
	return transport.Chain(network, append(layers, func(http.RoundTripper) http.RoundTripper { return wrapped })...), nil
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
	timeout   time.Duration // of a whole call, 0 for none
	timedOut  error         // when it is over
	isOwn     func(*http.Request) bool
	anonymous bool // no request has a credential, but for a user's
	noSecrets bool
	watch     watch
}

func newDoer(cfg *config, transport http.RoundTripper) *doer {
	client := *cfg.httpClient // the user's is left as it is
	client.Transport = transport
	client.CheckRedirect = redirectPolicy(cfg.baseURL, client.CheckRedirect)
	timeout := cmp.Or(client.Timeout, defaultTimeout)
	if cfg.timeout != nil {
		timeout = *cfg.timeout
	}
	client.Timeout = 0 // it is that of the context, which tells it from those of connections, and leaves no goroutine if something panics
	return &doer{
		client: &client, base: cfg.baseURL, userAgent: cfg.userAgent, timeout: timeout,
		timedOut: fmt.Errorf("the call took longer than its timeout of %v: %w", timeout, context.DeadlineExceeded),
		isOwn:    cfg.hasOwnCredential, anonymous: cfg.anonymous, noSecrets: cfg.noSecrets, watch: cfg.watch(),
	}
}

// Do sends a request and returns a response that is a success with JSON in it, read to its end. An
// error is an *Error. A request of a service belongs to a call already, one of the generated client
// is a call of its own.
func (d *doer) Do(req *http.Request) (*http.Response, error) {
	c := callFrom(req.Context())
	if c == nil || c.req != req {
		ctx, own := d.watch.begin(req.Context(), operationOf(req.Context(), req))
		req = req.WithContext(ctx)
		own.req = req
		resp, err := d.send(own, req)
		if err == nil {
			resp = inmemory.Own(resp)
		}
		return resp, own.end(err)
	}
	return d.send(c, req)
}

// send sends the request of a call.
func (d *doer) send(c *call, req *http.Request) (resp *http.Response, err error) {
	c.op = operationOf(req.Context(), req)
	err = c.run(req, func() (err error) {
		resp, err = d.exchange(c, c.op, req)
		return err
	})
	return resp, err
}

// exchange checks and sends a request, and checks the response.
func (d *doer) exchange(c *call, op *spec.Operation, req *http.Request) (*http.Response, error) {
	if act, ok := req.Context().Value(laterKey{}).(func(*url.URL)); ok {
		act(req.URL)
	}
	err := setMediaLanguages(op, req.URL, nil)
	if baseurl.SameOrigin(req.URL, d.base) {
		dropEmpty(op, req.URL)
	} else { // an editor of the user's sends it elsewhere; the transport sees to the header
		dropQuery(req.URL, spec.IsSecret)
	}
	if req.Header["User-Agent"] == nil {
		req.Header.Set("User-Agent", d.userAgent)
	}
	if err := check.User(op, req); err != nil {
		e := newError(op, ErrUnauthorized, err)
		e.Message = err.Error()
		return nil, e
	}
	if err == nil {
		err = check.Request(op, req)
	}
	if err == nil && d.noSecrets && (handsOutSecret(op) || len(redact.Secrets(op, req)) > 0) {
		err = errOpen
	}
	if err != nil {
		return nil, newError(op, ErrInvalid, redact.Error(err, redact.Secrets(op, req)...))
	}
	ctx := req.Context()
	if d.timeout > 0 {
		var cancel context.CancelFunc
		ctx, cancel = context.WithTimeoutCause(ctx, d.timeout, d.timedOut)
		defer cancel()
	}
	req = req.WithContext(ctx)
	resp, err := d.client.Do(req)
	if err != nil {
		return nil, networkError(ctx, op, redact.Error(err, redact.Secrets(op, req)...))
	}
	c.status = resp.StatusCode
	resp, err = d.receive(op, req, resp)
	if e, ok := errors.AsType[*Error](err); ok && d.isOwn(req) {
		switch {
		case d.anonymous && e.StatusCode == http.StatusUnauthorized && (e.Code == 0 || e.Code == gen.StatusCodeInvalidAPIKey):
			e.Err = errAnonymous
		case e.Code == gen.StatusCodeInsufficientPermissions || e.Code == gen.StatusCodeWritePermissionMissing:
			e.Err = check.NeedsUser(op, req)
		}
	}
	return resp, err
}

// receive reads a response.
func (d *doer) receive(op *spec.Operation, req *http.Request, resp *http.Response) (*http.Response, error) {
	body := inmemory.Read(resp)
	if body.Checked && body.Fault == nil {
		return resp, nil
	}
	err := body.Err
	secrets := func() []string { return redact.Secrets(op, req) }
	if success := resp.StatusCode >= 200 && resp.StatusCode <= 299; err != nil && success {
		if errors.Is(err, io.ErrUnexpectedEOF) {
			err = fmt.Errorf("the response is cut off: %w", err)
		}
		e := networkError(req.Context(), op, redact.Error(err, secrets()...))
		e.StatusCode = resp.StatusCode
		return nil, e
	}
	// Of a failure, what there is of the body has to do.
	if err := checkResponse(op, resp.StatusCode, resp.Header, body.Data, secrets); err != nil {
		return nil, err
	}
	return resp, nil
}

// Format prints nothing of the doer, whose client may hold cookies.
func (d *doer) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "tmdb doer") }
