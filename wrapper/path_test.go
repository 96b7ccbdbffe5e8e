package wrapper

import (
	"errors"
	"net/http"
	"net/url"
	"path"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

func TestCheckPathValue(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ value, want string }{
		{"tt0137523", ""},
		{"52fe4250c3a36847f80149f3", ""},
		{"a.b.c", ""},
		{"a.b..c", "dots"},
		{" ", "spaces"},
		{"%20", "spaces"},
		{"100%", ""},
		{"Q190050", ""},
		{"ünïcode", ""},
		{"", "is empty"},
		{"a/b", "slash"},
		{"a%2Fb", "slash"},
		{"a%2fb", "slash"},
		{`a\b`, "slash"},
		{"a%5Cb", "slash"},
		{"x/../../movie/550", "slash"},
		{".", "dots"},
		{"..", "dots"},
		{"%2e%2E", "dots"},
		{".%2e", "dots"},
		{"a\x00", "control"},
		{"a%00", "control"},
		{"a\n", "control"},
		{"a%7F", "control"},
		{"a\u0085", "control"},
		{"%252e%252e", ""}, // the edge decodes once: this reaches TMDB as %2e%2e
	} {
		err := checkPath(nil, "credit_id", test.value)
		switch {
		case test.want == "" && err != nil:
			t.Errorf("%q: %v", test.value, err)
		case test.want != "" && err == nil:
			t.Errorf("%q: no error", test.value)
		case err != nil:
			testkit.WantText(t, err.Error(), "credit_id", test.want)
		}
	}
}

func TestServicesRefuseUnsafePaths(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s was sent", r.URL) })
	const bad = "hunter2/../../movie/550"
	for name, call := range map[string]func() error{
		"external_id": func() error {
			_, err := client.Find.ByExternalID(t.Context(), bad, &gen.FindByExternalIDParams{})
			return err
		},
		"credit_id":        func() error { _, err := client.Credits.Details(t.Context(), bad, nil); return err },
		"review_id":        func() error { _, err := client.Reviews.Details(t.Context(), bad); return err },
		"guest_session_id": func() error { _, err := client.GuestSessions.RatedMovies(t.Context(), bad, nil); return err },
		"time_window":      func() error { _, err := client.Trending.Movies(t.Context(), gen.TimeWindow(bad), nil); return err },
		"account_object_id": func() error {
			_, err := client.V4Account.Lists(t.Context(), bad, nil)
			return err
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			err := call()
			e, ok := errors.AsType[*Error](err)
			if !ok || !errors.Is(err, ErrInvalid) || e.StatusCode != 0 || e.Path == "" {
				t.Fatalf("got %#v", err)
			}
			testkit.WantText(t, err.Error(), name, e.Path)
			testkit.WantNone(t, err.Error(), "hunter2")
		})
	}
}

// FuzzCheckPathValue: what passes the check stays one segment, for a server that decodes the path
// once more than it should and then resolves its dots.
func FuzzCheckPathValue(f *testing.F) {
	for _, value := range []string{"tt0137523", "", "..", "a/b", "%2e%2e", "%252f", "a%00", "100%", "ü", "a;b?c#d"} {
		f.Add(value)
	}
	f.Fuzz(func(t *testing.T, value string) {
		if checkPath(nil, "external_id", value) != nil {
			return
		}
		req, err := gen.NewFindByExternalIDRequest("https://api.themoviedb.org", value, nil)
		if err != nil {
			return
		}
		if got := req.URL.Path; got != "/3/find/"+value {
			t.Errorf("%q became the path %q", value, got)
		}
		seen := req.URL.Path
		if decoded, err := url.PathUnescape(seen); err == nil {
			seen = decoded
		}
		if path.Clean(seen) != seen || strings.Count(seen, "/") != 3 {
			t.Errorf("%q reaches %q", value, path.Clean(seen))
		}
	})
}
