package wrapper

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

// testToken is looked for in everything that is printed.
const testToken = "eyJhbGciOiJIUzI1NiJ9.test.token"

// newTestClient returns a client of a server on this machine that answers with handler. It neither waits
// nor tries again, unless opts say so.
func newTestClient(t *testing.T, handler http.HandlerFunc, opts ...Option) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	return newClientAt(t, testkit.Front(t, server.URL, testToken), testToken, append([]Option{WithHTTPClient(server.Client())}, opts...)...)
}

// StandIn is a server of package tmdbtest, which imports this package, so that the tests of this package
// cannot import it.
type StandIn struct {
	URL, Token, APIKey string

	Requests func() []StandInRequest
	// FailAppends has the pieces fail in all requests to an operation, Fail all requests to it.
	FailAppends func(operation string, pieces ...string)
	Fail        func(operation string)
}

// StandInRequest is a request that arrived.
type StandInRequest struct {
	Operation, Path string
	Query           url.Values
}

// NewStandIn starts a StandIn that fails the test at a request that the spec does not allow. Package
// wrapper_test sets it.
var NewStandIn func(t *testing.T) *StandIn

// newTMDB returns a TMDB in this process, and a client of it that neither waits nor repeats anything.
func newTMDB(t *testing.T) (*StandIn, *Client) {
	t.Helper()
	server := NewStandIn(t)
	return server, newClientAt(t, server.URL, server.Token)
}

// newClientAt returns a client that neither waits nor tries again, unless opts say so.
func newClientAt(t *testing.T, base, token string, opts ...Option) *Client {
	t.Helper()
	opts = append([]Option{WithBaseURL(base), WithRetry(nil), WithLimiter(nil)}, opts...)
	if testkit.LeavesCredential() {
		token, opts = "", append(opts, WithoutCredential())
	}
	client, err := New(token, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

var discardLog = log.New(io.Discard, "", 0)

// newForeign returns a generated client that knows nothing of this package.
func newForeign(t *testing.T, url string) *gen.ClientWithResponses {
	t.Helper()
	client, err := gen.NewClientWithResponses(url)
	if err != nil {
		t.Fatal(err)
	}
	return client
}
