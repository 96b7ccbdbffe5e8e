package tmdbtest

import (
	"context"
	"errors"
	"net"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// TestNewClient: what fails is repeated within milliseconds, there is no rate limit, and options come
// last.
func TestNewClient(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s, err := NewUnstarted(onlyData(world), WithFault("movieDetails", 3, Code(46)))
		if err != nil {
			t.Fatal(err)
		}
		s.URL = "http://127.0.0.1"
		pipes := testkit.NewPipes()
		server := &http.Server{Handler: s.Handler()}
		go server.Serve(pipes)
		defer server.Close()
		transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) { return pipes.Dial() }}
		defer transport.CloseIdleConnections()
		through := tmdb.WithHTTPClient(&http.Client{Transport: transport})

		begun := time.Now()
		client := NewClient(t, s, through)
		for range 100 {
			if m := must(client.Movies.Details(t.Context(), 550, nil))(t); m.Title != "Fight Club" {
				t.Errorf("the title is %q, want Fight Club", m.Title)
			}
		}
		if took := time.Since(begun); took > 7*time.Millisecond {
			t.Errorf("three retries and 100 calls take %v, want 7ms at most", took)
		}
		if err := s.Fail("movieDetails", 1, Code(46)); err != nil {
			t.Fatal(err)
		}
		if _, err := NewClient(t, s, through, tmdb.WithRetry(nil)).Movies.Details(t.Context(), 550, nil); !errors.Is(err, tmdb.ErrUnavailable) {
			t.Errorf("without retries: error %v, want that of the fault", err)
		}
	})
}

func TestNewClientRefuses(t *testing.T) {
	t.Parallel()
	other := &failRecorder{TB: t}
	NewClient(other, newWorld(t), tmdb.WithTimeout(-1))
	if len(other.failed) != 1 {
		t.Errorf("failures %q, want one about the timeout", other.failed)
	}
}
