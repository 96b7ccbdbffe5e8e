package proxy

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"golang.org/x/time/rate"

	"github.com/tmdb-go/tmdb/internal/store"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// Config says what a proxy is.
type Config struct {
	// Upstreams are servers of TMDB's API in the order in which they are asked, Images those of its
	// images with /t/p in their path. None ends with a slash.
	Upstreams, Images []*url.URL
	// Credential is what TMDB gets with each request that is not a user's.
	Credential Credential
	// Token is what clients have to send; "" lets everybody in.
	Token string
	// Write lets what changes something through.
	Write bool
	// Rate is how many requests a second TMDB's API gets, 1 or more.
	Rate int
	// Store keeps responses and images.
	Store store.Store
	// Stats tells what the store holds, nil if nobody knows.
	Stats func() Stats
	// Stale is how long a response may be out of date if TMDB cannot respond.
	Stale time.Duration
	// Origins are the pages whose scripts may ask, such as https://films.example; none is all.
	Origins []string
	// PublicURL is where clients have the proxy, nil for what their requests say.
	PublicURL *url.URL
	// Logger is told what happens. Quiet leaves out each request.
	Logger *slog.Logger
	Quiet  bool

	network  http.RoundTripper // of tests
	warnings *warnings
}

// warnings let one of each kind through now and then.
type warnings struct{ cache, credential rate.Sometimes }

func newWarnings() *warnings {
	return &warnings{cache: rate.Sometimes{Interval: time.Minute}, credential: rate.Sometimes{Interval: time.Minute}}
}

// Credential is a token or an API key of TMDB's.
type Credential struct{ Token, Key string }

// Format prints no secret, for every verb.
func (c Credential) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, "credential of the proxy") }

// isIn reports whether a text repeats the credential. Its end is looked for, which takes far less
// time than all of it. A short one is a stand-in's, and may be a word of any text.
func (c Credential) isIn(text []byte) bool {
	secret := c.Token + c.Key // one of them is empty
	return len(secret) >= 16 && bytes.Contains(text, []byte(secret[max(0, len(secret)-32):]))
}

func (c Credential) set(req *http.Request) {
	if c.Token != "" {
		req.Header.Set("Authorization", "Bearer "+c.Token)
		return
	}
	query := req.URL.Query()
	query.Set(apiKey, c.Key)
	req.URL.RawQuery = query.Encode()
}

// CheckToken returns what is wrong with a token for clients, without repeating it.
func CheckToken(token string) error {
	if !isClientToken(token) {
		return errors.New("want 16 to 512 letters, digits and . _ ~ + / -, such as openssl rand -hex 20 prints")
	}
	return nil
}

func (c *Config) check() error {
	switch {
	case len(c.Upstreams) == 0 || len(c.Images) == 0:
		return errors.New("there is no upstream: want one such as https://api.themoviedb.org")
	case c.Credential == Credential{}:
		return errors.New("there is no credential for TMDB")
	case c.Rate < 1:
		return fmt.Errorf("the rate is %d: want 1 request a second or more", c.Rate)
	case c.Stale < 0:
		return fmt.Errorf("stale is %v: want 0 or more", c.Stale)
	}
	return nil
}

// cache returns how the cache is to be.
func (c *Config) cache(usable func(*http.Response, []byte) error) transport.CacheConfig {
	return transport.CacheConfig{
		Store: c.Store, Usable: usable, StaleIfError: c.Stale,
		Report: func(_ *http.Request, err error) {
			c.warnings.cache.Do(func() { c.Logger.Warn("the cache failed", "error", err.Error()) })
		},
	}
}
