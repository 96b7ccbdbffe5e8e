package signin

import (
	"errors"
	"net/url"
	"testing"

	"github.com/tmdb-go/tmdb/internal/testkit"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestApprovalURL(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		site              string
		token, redirectTo string
		want              string // "" for an error
		says              string
	}{
		"no redirect":    {"", "abc", "", "https://www.themoviedb.org/authenticate/abc", ""},
		"redirect":       {"", "abc", "https://www.example.com/done", "https://www.themoviedb.org/authenticate/abc?redirect_to=https%3A%2F%2Fwww.example.com%2Fdone", ""},
		"with a query":   {"", "abc", "https://www.example.com/?a=1&b=2", "https://www.themoviedb.org/authenticate/abc?redirect_to=https%3A%2F%2Fwww.example.com%2F%3Fa%3D1%26b%3D2", ""},
		"to an app":      {"", "abc", "app://done", "https://www.themoviedb.org/authenticate/abc?redirect_to=app%3A%2F%2Fdone", ""},
		"odd token":      {"", "a?b#c d", "", "https://www.themoviedb.org/authenticate/a%3Fb%23c%20d", ""},
		"proxy":          {"https://proxy.example.com/tmdb/", "abc", "", "https://proxy.example.com/tmdb/authenticate/abc", ""},
		"empty token":    {"", "", "", "", "requestToken"},
		"token of dots":  {"", "..", "", "", "requestToken"},
		"slash":          {"", "a/../b", "", "", "requestToken"},
		"encoded slash":  {"", "a%2f..%2fb", "", "", "requestToken"},
		"dots, encoded":  {"", "%2e%2e", "", "", "requestToken"},
		"line end":       {"", "a%0ab", "", "", "requestToken"},
		"relative":       {"", "abc", "/done", "", "redirectTo"},
		"no host":        {"", "abc", "https:///done", "", "redirectTo"},
		"script":         {"", "abc", "javascript://a.example/%0aalert(1)", "", "redirectTo"},
		"script, spaced": {"", "abc", " JavaScript://a.example/%0aalert(1)", "", "redirectTo"},
		"data":           {"", "abc", "data://text/html,a", "", "redirectTo"},
		"other host":     {"", "abc", "//evil.example", "", "redirectTo"},
		"no URL":         {"", "abc", "http://[", "", "redirectTo"},
		"user":           {"", "abc", "https://me:secret@example.com/", "", "redirectTo"},
		"fragment":       {"", "abc", "https://example.com/#a", "", "redirectTo"},
		"empty fragment": {"", "abc", "https://example.com/#", "", "redirectTo"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var opts []ApprovalOption
			if test.site != "" {
				opts = append(opts, Site(test.site))
			}
			got, err := ApprovalURL(test.token, test.redirectTo, opts...)
			if got != test.want || (err == nil) != (test.want != "") {
				t.Errorf("got %q, %v; want %q", got, err, test.want)
			}
			if err != nil {
				if !errors.Is(err, tmdb.ErrInvalid) {
					t.Errorf("%v is not ErrInvalid", err)
				}
				testkit.WantText(t, err.Error(), test.says, "want")
				testkit.WantNone(t, err.Error(), "secret", "..")
			}
		})
	}
}

func TestApprovalURLV4(t *testing.T) {
	t.Parallel()
	got, err := ApprovalURLV4("eyJ.a&b", Site("http://127.0.0.1:8080"))
	if want := "http://127.0.0.1:8080/auth/access?request_token=eyJ.a%26b"; got != want || err != nil {
		t.Errorf("got %q, %v; want %q", got, err, want)
	}
	if got, err := ApprovalURLV4("", Site("http://127.0.0.1:8080")); got != "" || !errors.Is(err, tmdb.ErrInvalid) {
		t.Errorf("empty: got %q, %v", got, err)
	}
}

func TestSiteRefuses(t *testing.T) {
	t.Parallel()
	for _, site := range []string{"", "www.themoviedb.org", "http://www.themoviedb.org", "https://me:secret@example.com", "https://example.com/?a", "javascript:x"} {
		_, err3 := ApprovalURL("abc", "", Site(site))
		_, err4 := ApprovalURLV4("abc", Site(site))
		errs := []error{err3, err4}
		if site != "" { // which is TMDB's own in Options
			opts := Options{Site: site, Open: func(string) error { panic("there is nothing to open") }}
			_, err := V3(t.Context(), newUserWorld(t).client(t), opts)
			errs = append(errs, err)
		}
		for _, err := range errs {
			if !errors.Is(err, tmdb.ErrInvalid) {
				t.Errorf("%q: got %v", site, err)
				continue
			}
			testkit.WantText(t, err.Error(), "Site: ")
			testkit.WantNone(t, err.Error(), "secret")
		}
	}
	if _, err := ApprovalURLV4("abc", nil); !errors.Is(err, tmdb.ErrInvalid) {
		t.Errorf("no option: got %v", err)
	}
}

func TestParseApproval(t *testing.T) {
	t.Parallel()
	for query, test := range map[string]struct {
		token string
		is    error
		says  string
	}{
		"request_token=abc&approved=true":             {"abc", nil, ""},
		"request_token=abc&denied=true":               {"abc", ErrDenied, "denied"},
		"denied=true":                                 {"", ErrDenied, "denied"},
		"request_token=abc&approved=true&denied=true": {"abc", ErrDenied, "denied"},
		"":                                 {"", tmdb.ErrInvalid, "approved"},
		"request_token=abc":                {"", tmdb.ErrInvalid, "approved"},
		"request_token=abc&approved=1":     {"", tmdb.ErrInvalid, "approved"},
		"request_token=abc&approved=false": {"", tmdb.ErrInvalid, "approved"},
		"approved=true":                    {"", tmdb.ErrInvalid, "request_token"},
		"request_token=&approved=true":     {"", tmdb.ErrInvalid, "request_token"},
		"request_token=abc&request_token=abc&approved=true": {"", tmdb.ErrInvalid, "request_token"},
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		token, err := ParseApproval(values)
		if token != test.token || !errors.Is(err, test.is) {
			t.Errorf("%q: got %q, %v", query, token, err)
		}
		if err != nil {
			testkit.WantText(t, err.Error(), "tmdb: ", test.says)
			testkit.WantNone(t, err.Error(), "abc")
		}
	}
	if token, err := ParseApproval(nil); token != "" || !errors.Is(err, tmdb.ErrInvalid) {
		t.Errorf("nil: got %q, %v", token, err)
	}
}
