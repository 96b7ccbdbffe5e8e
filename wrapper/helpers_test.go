package wrapper

import (
	"io"
	"log"
	"net/http"
	"net/http/httptest"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// testToken is looked for in everything that is printed.
const testToken = "eyJhbGciOiJIUzI1NiJ9.test.token"

// newTestClient returns a client of a server on this machine that answers with handler. It neither waits
// nor tries again, unless opts say so.
func newTestClient(t *testing.T, handler http.HandlerFunc, opts ...Option) *Client {
	t.Helper()
	server := httptest.NewServer(handler)
	t.Cleanup(server.Close)
	client, err := New(testToken, append([]Option{
		WithBaseURL(server.URL), WithHTTPClient(server.Client()), WithRetry(nil), WithLimiter(nil),
	}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}

// newTMDB returns a TMDB in this process, and a client of it that neither waits nor repeats anything. A request
// that the spec does not allow makes the test fail.
func newTMDB(t *testing.T) (*tmdbtest.Server, *Client) {
	t.Helper()
	server := tmdbtest.NewServer(t)
	client, err := New(server.Token, WithBaseURL(server.URL), WithRetry(nil), WithLimiter(nil))
	if err != nil {
		t.Fatal(err)
	}
	return server, client
}

// fail makes requests to an operation of a TMDB fail.
func fail(t *testing.T, server *tmdbtest.Server, operation string, times int, fault tmdbtest.Fault) {
	t.Helper()
	if err := server.Fail(operation, times, fault); err != nil {
		t.Fatal(err)
	}
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
