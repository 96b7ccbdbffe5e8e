package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestSpans(t *testing.T) {
	t.Parallel()
	tries := 0
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if tries++; tries == 1 {
			w.WriteHeader(http.StatusServiceUnavailable)
		}
		_, _ = w.Write([]byte(`{"id":550}`))
	}))
	defer server.Close()
	var out strings.Builder
	if err := run(t.Context(), &out, tmdb.WithAPIKey(strings.Repeat("5e", 16)), tmdb.WithBaseURL(server.URL), tmdb.WithRetry(&tmdb.Retry{MinWait: 1})); err != nil {
		t.Fatal(err)
	}
	want := []string{
		"tmdb.movieDetails url.full= url.template=/3/movie/{movie_id} http.response.status_code=503",
		"tmdb.movieDetails url.full= url.template=/3/movie/{movie_id} http.response.status_code=200",
		"tmdb.movieDetails tmdb.attempts=2",
		"tmdb.movieCredits url.full= url.template=/3/movie/{movie_id}/credits http.response.status_code=200",
		"tmdb.movieCredits tmdb.attempts=1",
	}
	if got := strings.TrimSpace(out.String()); got != strings.Join(want, "\n") {
		t.Errorf("spans\n%s\nwant\n%s", got, strings.Join(want, "\n"))
	}
}
