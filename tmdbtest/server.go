package tmdbtest

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/tmdbtest/data"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
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

	set    *dataset.Set
	state  *state
	config config
	// ownClock is whether the clock is the caller's; then it is that of the Date header too. A Date
	// that stands still would make every answer stale to a cache.
	ownClock bool
	http     *httptest.Server

	faults   faults
	requests record
	limit    limiter
	// done is closed when the server closes, to end answers that are held back.
	done  chan struct{}
	close sync.Once
}

// New starts a server. It has to be closed. The error is about options and the data that they name.
//
// Requests that the spec does not allow are answered with an error, and told by [Server.Problems].
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

// NewUnstarted returns a server that does not listen: its URL is empty, and its Handler answers
// requests. The error is that of [New].
func NewUnstarted(opts ...Option) (*Server, error) {
	c := config{}
	for _, opt := range opts {
		if err := opt(&c); err != nil {
			return nil, fmt.Errorf("tmdbtest: %w", err)
		}
	}
	set, err := c.loadData()
	if err != nil {
		return nil, fmt.Errorf("tmdbtest: %w", err)
	}
	ownClock := c.clock != nil
	if !ownClock {
		c.clock = clockOf(set)
	}
	s := &Server{
		ownClock: ownClock,
		Token:    c.token,
		APIKey:   c.apiKey,
		set:      set,
		state:    newState(set),
		config:   c,
		done:     make(chan struct{}),
	}
	if s.Token == "" {
		s.Token = jwt("read access token", 0)
	}
	if s.APIKey == "" {
		s.APIKey = secret("api key", 0, 32)
	}
	s.limit.perSecond = c.rate
	for _, p := range c.faults {
		s.faults.add(p)
	}
	for _, u := range c.users {
		if err := s.state.add(set, u); err != nil {
			return nil, fmt.Errorf("tmdbtest: WithUser: %w", err)
		}
	}
	return s, nil
}

// embedded is the data set of the module, read once.
var embedded = sync.OnceValues(func() (*dataset.Set, error) { return dataset.Load(data.FS) })

// loadData returns the data set of the module with the files of WithData, each over those before it.
func (c *config) loadData() (*dataset.Set, error) {
	set, err := c.set, error(nil)
	if set == nil {
		set, err = embedded()
	}
	if err != nil {
		return nil, err
	}
	for _, layer := range c.data {
		if set, err = set.Merge(layer); err != nil {
			return nil, fmt.Errorf("WithData: %w", err)
		}
	}
	return set, nil
}

// clockOf returns the clock of a server that is given none: noon of the day that the data is made
// for, which does not pass.
func clockOf(set *dataset.Set) func() time.Time {
	day, _ := set.ReferenceDay().Time()
	noon := day.Add(12 * time.Hour)
	return func() time.Time { return noon }
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

// String returns the address of the server. It never returns the token or the key.
func (s *Server) String() string { return "tmdbtest server at " + s.URL }

// GoString is String, so that %#v shows no secret.
func (s *Server) GoString() string { return s.String() }

// Format writes String for every verb.
func (s *Server) Format(f fmt.State, _ rune) { fmt.Fprint(f, s.String()) }
