package tmdbtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/pictures"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

// Server is TMDB in this process, on a port of its own on loopback. It is safe for concurrent use.
// It shares its data with other servers, and no users: a session of one is unknown to the others.
type Server struct {
	// URL is where it is, such as http://127.0.0.1:40617: the base URL for a client, and the site on
	// which users approve.
	URL string
	// Token is the API Read Access Token that it takes, as bearer.
	Token string
	// APIKey is the v3 key that it takes, as the parameter api_key.
	APIKey string

	data   *source
	state  *state.State
	config config
	http   *httptest.Server

	pictures http.Handler

	faults   faults
	requests record
	limit    limiter
	// done is closed when the server closes, to end responses that are held back.
	done  chan struct{}
	close sync.Once
}

// New starts a server. It has to be closed. The error is about options and the data that they name.
//
// Requests that the spec does not allow get an error, and told by [Server.Problems].
func New(opts ...Option) (*Server, error) {
	s, err := NewUnstarted(opts...)
	if err != nil {
		return nil, err
	}
	s.http = httptest.NewUnstartedServer(s.Handler())
	s.http.Config.ReadHeaderTimeout = 10 * time.Second
	s.http.Start()
	s.URL = s.http.URL
	return s, nil
}

// NewServer starts a server that is closed when the test is over. The test fails if an option is
// wrong, and if a request comes in that the spec does not allow, unless [Lenient] or [Quiet] is
// given.
func NewServer(t testing.TB, opts ...Option) *Server {
	t.Helper()
	s, err := New(append(opts, reportTo(t))...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	return s
}

// NewUnstarted returns a server that does not listen: its URL is empty, and its Handler responds to
// requests. The error is that of [New].
func NewUnstarted(opts ...Option) (*Server, error) {
	c := config{}
	for _, opt := range opts {
		if err := opt(&c); err != nil {
			return nil, fmt.Errorf("tmdbtest: %w", err)
		}
	}
	// The data goes with the clock of the machine, and stays as it is with another.
	moves := c.clock == nil
	if moves {
		c.clock = time.Now
	}
	data, err := newSource(c.top, c.only, moves, c.clock())
	if err != nil {
		return nil, fmt.Errorf("tmdbtest: %w", err)
	}
	set := data.at(c.clock())
	s := &Server{
		Token:  c.token,
		APIKey: c.apiKey,
		data:   data,
		state:  state.New(set),
		config: c,
		done:   make(chan struct{}),
	}
	if s.Token == "" {
		s.Token = state.JWT("read access token", 0)
	}
	if s.APIKey == "" {
		s.APIKey = state.Secret("api key", 0, 32)
	}
	s.pictures = pictures.New(s.picture)
	s.limit.perSecond = c.rate
	for _, p := range c.faults {
		s.faults.add(p)
	}
	for _, u := range c.users {
		if err := s.add(set, u); err != nil {
			return nil, fmt.Errorf("tmdbtest: WithUser: %w", err)
		}
	}
	return s, nil
}

// Close stops the server when the requests under way have their responses. Those that [WithLatency]
// holds back get 503 with code 9, those of [Slow] their response at once, and those of [Stall] are cut
// off. Closing it again does nothing.
func (s *Server) Close() {
	s.close.Do(func() {
		close(s.done)
		if s.http != nil {
			s.http.Close()
		}
	})
}

// Client returns an HTTP client for the server. It carries no credentials.
func (s *Server) Client() *http.Client {
	if s.http == nil {
		return http.DefaultClient
	}
	return s.http.Client()
}

// Now returns the time by the server's clock.
func (s *Server) Now() time.Time { return s.config.clock().UTC() }

// Skipped returns the names of the files of [WithData] of which something is left out, because the server is
// not made of it: a page of a search, say, or a piece that does not say of what. They are sorted.
func (s *Server) Skipped() []string { return slices.Clone(s.data.at(s.Now()).Skipped) }

// String returns the address of the server. It never returns the token or the key.
func (s *Server) String() string { return "tmdbtest server at " + s.URL }

// GoString is String, so that %#v shows no secret.
func (s *Server) GoString() string { return s.String() }

// Format writes String for every verb.
func (s *Server) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }
