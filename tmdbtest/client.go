package tmdbtest

import (
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/wrapper"
)

// NewClient returns a client of a server, with its token, for tests: it has no rate limit, and repeats
// what fails after a millisecond, or when the server says so by Retry-After. opts come after that.
//
// What is no call of a client has its own place for srv.URL, where the server has it all: the Site of
// signin.Options, and BaseURL of packages images and exports.
func NewClient(t testing.TB, srv *Server, opts ...wrapper.Option) *wrapper.Client {
	t.Helper()
	client, err := wrapper.New(srv.Token, append([]wrapper.Option{
		wrapper.WithBaseURL(srv.URL),
		wrapper.WithHTTPClient(srv.Client()),
		wrapper.WithLimiter(nil),
		wrapper.WithRetry(&wrapper.Retry{MinWait: time.Millisecond}),
	}, opts...)...)
	if err != nil {
		t.Fatal(err)
	}
	return client
}
