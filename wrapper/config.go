package wrapper

import (
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// config is what options set. It holds credentials: it is not to be printed.
type config struct {
	// What a copy of a client may have otherwise.
	auth          gen.RequestEditorFn
	authBy        string // what set auth, since New or With began
	editors       []gen.RequestEditorFn
	defaults      defaults
	userAgent     string
	timeout       *time.Duration // nil: that of httpClient, or else the default
	siteURL       *url.URL
	imageBaseURL  *url.URL
	exportBaseURL *url.URL

	// What all copies share.
	baseURL      *url.URL
	httpClient   *http.Client
	maxBody      int64
	logger       *slog.Logger
	retry        *transport.Retry // nil: none
	limiter      Limiter          // nil: none
	cache        CacheStore       // nil: none
	staleIfError time.Duration
	coalesce     bool
	isCopy       bool
}

func newConfig() *config {
	base, _ := url.Parse(defaultBaseURL)
	return &config{
		baseURL:    base,
		httpClient: &http.Client{},
		userAgent:  defaultUserAgent(),
		maxBody:    defaultMaxBody,
		retry:      &transport.Retry{},
		limiter:    defaultLimiter(),
		coalesce:   true,
	}
}

// copy returns the config for a copy of a client.
func (c *config) copy() *config {
	other := *c
	other.isCopy, other.authBy = true, ""
	other.editors, other.defaults = slices.Clone(c.editors), slices.Clone(c.defaults)
	return &other
}

// check tells what no option sees alone.
func (c *config) check() error {
	if c.staleIfError > 0 && c.cache == nil {
		return errors.New("WithStaleIfError: there is no cache to take answers from: want WithCache, too")
	}
	return nil
}

// clientOf returns the user's HTTP client with another transport and our timeout.
func (c *config) clientOf(transport http.RoundTripper) *http.Client {
	own := *c.httpClient // the user's is left as it is
	own.Transport = transport
	switch {
	case c.timeout != nil:
		own.Timeout = *c.timeout
	case own.Timeout == 0:
		own.Timeout = defaultTimeout
	}
	return &own
}
