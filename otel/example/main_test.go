package main

import (
	"regexp"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// times are what differs from run to run.
var times = regexp.MustCompile(` in [0-9.]+ s\n`)

func TestRun(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t, tmdbtest.WithFault("movieDetails", 1, tmdbtest.Code(46)))
	var out strings.Builder
	if err := run(t.Context(), &out, tmdb.WithAPIKey(srv.APIKey), tmdb.WithBaseURL(srv.URL), tmdb.WithRetry(&tmdb.Retry{MinWait: 1})); err != nil {
		t.Fatal(err)
	}
	got := strings.ReplaceAll(times.ReplaceAllString(out.String(), "\n"), srv.URL, "http://server")
	for _, want := range []string{
		`span "GET /3/movie/{movie_id}" error.type=503 http.request.method=GET http.response.status_code=503 network.protocol.version=1.1 ` +
			`url.full=http://server/3/movie/550?api_key={api_key} url.template=/3/movie/{movie_id}`,
		`span "GET /3/movie/{movie_id}" http.request.method=GET http.request.resend_count=1 http.response.status_code=200 network.protocol.version=1.1 ` +
			`url.full=http://server/3/movie/550?api_key={api_key} url.template=/3/movie/{movie_id}`,
		`span "tmdb.movieDetails" http.response.status_code=200 tmdb.attempts=2 tmdb.cache=miss tmdb.operation=movieDetails ` +
			`tmdb.target=/3/movie/550?api_key={api_key} url.template=/3/movie/{movie_id}`,
		`span "tmdb.movieDetails" http.response.status_code=200 tmdb.attempts=0 tmdb.cache=hit tmdb.operation=movieDetails ` +
			`tmdb.target=/3/movie/550?api_key={api_key} url.template=/3/movie/{movie_id}`,
		`span "look up a movie"`,
		`metric http.client.request.duration error.type=503 http.request.method=GET http.response.status_code=503 network.protocol.version=1.1 url.template=/3/movie/{movie_id}: 1`,
		`metric tmdb.client.call.duration tmdb.operation=movieDetails: 2`,
		`metric tmdb.client.cache tmdb.cache=hit tmdb.operation=movieDetails: 1`,
		`metric tmdb.client.retries tmdb.operation=movieDetails: 1`,
	} {
		if !strings.Contains(got, want+"\n") {
			t.Errorf("%s\nis missing in\n%s", want, got)
		}
	}
}
