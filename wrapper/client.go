package wrapper

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"

	"github.com/tmdb-go/tmdb/gen"
)

const defaultBaseURL = "https://api.themoviedb.org"

// Client calls TMDB. Make one with [New]; it is safe for concurrent use. Its services are the fields
// of [Services].
type Client struct {
	// API is the generated client, with the credential, the defaults and the request editors of this
	// one.
	API *gen.ClientWithResponses

	Services

	// Exports are the daily files with all ids.
	Exports *ExportsService

	baseURL *url.URL
	siteURL *url.URL
	images  imageHost

	// A function, for fmt prints what any other value holds, and this holds a session.
	config    func() *config
	transport http.RoundTripper // of all copies
}

// New returns a client that authenticates with token, the API Read Access Token of a TMDB account. With
// a v3 API key instead, token is "" and [WithAPIKey] has the key.
//
// A client sends at most 40 requests a second ([WithRateLimit]), repeats what fails for a moment
// ([WithRetry]), sends identical requests that are under way only once ([WithoutCoalescing]), gives up
// after 30 seconds ([WithTimeout]) and reads answers of up to 32 MiB ([WithMaxBody]). It caches nothing
// and logs nothing unless [WithCache] and [WithLogger] say so. Make one client and keep it:
// [Client.With] makes others of it, for a user or a language.
//
// The error is an *[Error] that is [ErrInvalid] if the token is missing or not one, or if an option is
// invalid.
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
	return newClient(cfg, newTransport(cfg))
}

// With returns a copy of the client with other defaults, such as a user's session or another language:
//
//	user, err := client.With(wrapper.WithSession(session.ID.Reveal()), wrapper.WithLanguage("pt-BR"))
//
// Copies are cheap: they share connections, cache, rate limit and retry budget with the client they are
// made of. An option for one of these is refused. The client itself does not change.
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
	options := []gen.ClientOption{
		gen.WithHTTPClient(newDoer(cfg, transport)),
		gen.WithRequestEditorFn(noteBuilt),
		gen.WithRequestEditorFn(cfg.auth),
	}
	for _, edit := range cfg.editors {
		options = append(options, gen.WithRequestEditorFn(edit))
	}
	api, err := gen.NewClientWithResponses(cfg.baseURL.String(), options...)
	if err != nil {
		return nil, fmt.Errorf("tmdb: %w", err)
	}
	c := &Client{API: api, baseURL: cfg.baseURL, siteURL: cfg.siteURL, config: func() *config { return cfg }, transport: transport}
	c.images = newImageHost(cfg.clientOf(cfg.httpClient.Transport), cfg.imageBaseURL)
	c.Services = newServices(c)
	c.Exports = newExportsService(cfg)
	return c, nil
}

// apply carries out options.
func (c *config) apply(opts []Option) error {
	for _, opt := range opts {
		if opt == nil {
			return errors.New("an option is nil")
		}
		if err := opt(c); err != nil {
			return err
		}
	}
	return c.check()
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

// noteBuilt is the first request editor: what fails before it is the caller's input, and what fails
// after it may tell of the request.
func noteBuilt(ctx context.Context, req *http.Request) error {
	if c := callFrom(ctx); c != nil && c.req == nil {
		c.built, c.draft = true, req
	}
	return nil
}
