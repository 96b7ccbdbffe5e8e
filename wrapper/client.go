package wrapper

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"github.com/tmdb-go/tmdb/gen"
)

const (
	defaultBaseURL = "https://api.themoviedb.org"
	defaultTimeout = 30 * time.Second
)

// Client calls TMDB. Make one with [New]; it is safe for concurrent use. Its services are the fields
// of [Services].
type Client struct {
	// API is the generated client, with the credential and the request editors of this one.
	API *gen.ClientWithResponses

	Services

	baseURL *url.URL
	siteURL *url.URL
	images  imageHost
}

// New returns a client that authenticates with token, the API Read Access Token of a TMDB account.
// It returns an error if the token is missing or not one, or if an option is invalid.
func New(token string, opts ...Option) (*Client, error) {
	if err := checkToken(token); err != nil {
		return nil, fmt.Errorf("tmdb: %w", err)
	}
	base, _ := url.Parse(defaultBaseURL)
	cfg := config{baseURL: base, httpClient: &http.Client{Timeout: defaultTimeout}}
	for _, opt := range opts {
		if opt == nil {
			return nil, errors.New("tmdb: an option is nil")
		}
		if err := opt(&cfg); err != nil {
			return nil, fmt.Errorf("tmdb: %w", err)
		}
	}

	options := []gen.ClientOption{
		gen.WithHTTPClient(newDoer(cfg.httpClient, cfg.baseURL)),
		gen.WithRequestEditorFn(noteBuilt),
		gen.WithRequestEditorFn(BearerAuth(token)),
	}
	for _, edit := range cfg.editors {
		options = append(options, gen.WithRequestEditorFn(edit))
	}
	api, err := gen.NewClientWithResponses(cfg.baseURL.String(), options...)
	if err != nil {
		return nil, fmt.Errorf("tmdb: %w", err)
	}
	c := &Client{API: api, baseURL: cfg.baseURL, siteURL: cfg.siteURL}
	c.images = newImageHost(cfg.httpClient, cfg.imageBaseURL)
	c.Services = newServices(c)
	return c, nil
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

// noteBuilt is the first request editor: what fails before it is the caller's input.
func noteBuilt(ctx context.Context, _ *http.Request) error {
	if c := callFrom(ctx); c != nil {
		c.built = true
	}
	return nil
}
