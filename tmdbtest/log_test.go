package tmdbtest

import (
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestLogRequests(t *testing.T) {
	t.Parallel()
	s, err := NewUnstarted(onlyData(world), WithFault("tvSeriesDetails", 1, CutOff()), WithFault("configurationDetails", 1, Code(46)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	var lines strings.Builder
	h := LogRequests(s.Handler(), slog.New(slog.NewTextHandler(&lines, nil)))
	const secret = "0123456789abcdef0123456789abcdef"
	for _, test := range []struct{ method, path, want string }{
		{"GET", "/3/movie/550?session_id=" + secret, "method=GET operation=movieDetails status=200 duration="},
		{"HEAD", "/3/movie/9", "method=HEAD operation=movieDetails status=404 duration="},
		{"GET", "/3/configuration", "method=GET operation=configurationDetails status=503 duration="},
		{"GET", "/3/tv/1396", "method=GET operation=tvSeriesDetails status=200 duration="},
		{"GET", "/3/guest_session/" + secret + "/rated/movies", "method=GET operation=guestSessionRatedMovies status=404"},
		{"GET", "/authenticate/" + secret, "method=GET path=/authenticate/… status=404"},
		{"GET", "/3/x%0Ay", "method=GET path=/3/x%0Ay status=404"},
	} {
		lines.Reset()
		r := httptest.NewRequest(test.method, test.path, nil)
		r.Header.Set("Authorization", "Bearer "+s.Token)
		func() {
			defer func() { // as net/http does
				if err := recover(); err != nil && err != http.ErrAbortHandler {
					t.Errorf("%s: %v", test.path, err)
				}
			}()
			h.ServeHTTP(httptest.NewRecorder(), r)
		}()
		if got := lines.String(); !strings.Contains(got, "level=INFO msg=request "+test.want) || strings.Count(got, "\n") != 1 {
			t.Errorf("%s %s is logged as %q, want one line with %s", test.method, test.path, got, test.want)
		}
		if got := lines.String(); strings.Contains(got, secret) || strings.Contains(got, s.Token) {
			t.Errorf("a secret is logged: %s", got)
		}
	}
}
