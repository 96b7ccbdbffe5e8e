// Package guides_test holds the programs of the site's guides, one to a file, as a reader would
// write them. Here they run against a stand-in for TMDB.
package guides_test

import (
	"fmt"
	"log"
	"net/http"
	"net/url"
	"os"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// TestMain gives the programs what a reader has: a token in the environment, TMDB behind its usual
// addresses, and a user who approves.
func TestMain(m *testing.M) {
	server, err := tmdbtest.New(tmdbtest.WithClock(tmdbtest.Day))
	if err != nil {
		log.Fatal(err)
	}
	target, err := url.Parse(server.URL)
	if err != nil {
		log.Fatal(err)
	}
	http.DefaultTransport = toStandIn{target, http.DefaultTransport}
	for name, value := range map[string]string{"TMDB_ACCESS_TOKEN": server.Token, "TMDB_API_KEY": "", "TMDB_BASE_URL": ""} {
		if err := os.Setenv(name, value); err != nil {
			log.Fatal(err)
		}
	}
	openPage = func(page string) error {
		back, err := server.Approve(strings.Replace(page, "https://www.themoviedb.org", server.URL, 1), "ada")
		if err != nil {
			return err
		}
		resp, err := http.Get(back)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
	code := m.Run()
	server.Close()
	os.Exit(code)
}

// toStandIn sends what is for TMDB to the stand-in. Nothing else leaves the machine.
type toStandIn struct {
	target *url.URL
	base   http.RoundTripper
}

func (t toStandIn) RoundTrip(req *http.Request) (*http.Response, error) {
	switch host := req.URL.Hostname(); host {
	case "127.0.0.1": // a server of the test
	case "api.themoviedb.org", "image.tmdb.org", "files.tmdb.org":
		req = req.Clone(req.Context())
		req.URL.Scheme, req.URL.Host = t.target.Scheme, t.target.Host
	default:
		return nil, fmt.Errorf("%s is not TMDB's", host)
	}
	return t.base.RoundTrip(req)
}
