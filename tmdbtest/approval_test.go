package tmdbtest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/signin"
)

// TestSignInWithABrowser has signin open the page and wait for the user to come back.
func TestSignInWithABrowser(t *testing.T) {
	t.Parallel()
	s := newWorld(t)
	app := newClient(t, s)
	come := func(redirect string, err error) error {
		if err != nil {
			return err
		}
		resp, err := testkit.HTTP.Get(redirect)
		if err == nil {
			resp.Body.Close()
		}
		return err
	}
	allow := signin.Options{Site: s.URL, Open: func(page string) error { return come(s.Approve(page, "ada")) }}
	deny := signin.Options{Site: s.URL, Open: func(page string) error { return come(s.Deny(page)) }}

	session := must(signin.V3(t.Context(), app, allow))(t).SessionID
	ada := must(app.With(tmdb.WithDefaults(tmdb.Session(session))))(t)
	if a := must(ada.Account.Details(t.Context(), nil))(t); a.Username != "ada" {
		t.Errorf("signed in as %q, want ada", a.Username)
	}
	user := must(signin.V4(t.Context(), app, allow))(t)
	must(newClientWith(t, s, user.AccessToken).V4Account.Lists(t.Context(), user.AccountID, nil))(t)

	for name, signIn := range map[string]func(context.Context, signin.Options) error{
		"v3": func(ctx context.Context, o signin.Options) error { _, err := signin.V3(ctx, app, o); return err },
		"v4": func(ctx context.Context, o signin.Options) error { _, err := signin.V4(ctx, app, o); return err },
	} {
		if err := signIn(t.Context(), deny); !errors.Is(err, signin.ErrDenied) {
			t.Errorf("%s, the user denies: %v, want %v", name, err, signin.ErrDenied)
		}
	}
}

var formAction = regexp.MustCompile(`<form method="post" action="([^"]+)" id="(\w+)">`)

// TestApprovalPage presses the buttons of the page as a browser does.
func TestApprovalPage(t *testing.T) {
	t.Parallel()
	s := newWorld(t)
	app := newClient(t, s)
	v3 := must(app.Authentication.CreateRequestToken(t.Context()))(t).RequestToken
	v4 := must(app.V4Auth.CreateRequestToken(t.Context(), gen.RequestTokenV4Body{RedirectTo: new("https://example.com/v4")}))(t).RequestToken
	page3, err := signin.ApprovalURL(v3, "https://example.com/v3?a=1&b=<2>", signin.Site(s.URL))
	if err != nil {
		t.Fatal(err)
	}
	page4, err := signin.ApprovalURLV4(v4, signin.Site(s.URL))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ page, want string }{
		{page3, "https://example.com/v3?a=1&approved=true&b=%3C2%3E&request_token=" + v3},
		{page4, "https://example.com/v4"},
	} {
		status, html := browse(t, http.MethodGet, tt.page, "")
		if status != 200 || !strings.Contains(html, "<option>ada</option><option>bob</option>") {
			t.Fatalf("%d, %s, want a page with the users", status, html)
		}
		actions := map[string]string{}
		for _, m := range formAction.FindAllStringSubmatch(html, -1) {
			actions[m[2]] = s.URL + strings.ReplaceAll(m[1], "&amp;", "&")
		}
		if actions["deny"] == "" {
			t.Errorf("no form to deny: %s", html)
		}
		if status, html := browse(t, http.MethodPost, actions["allow"], "username=nobody"); status != 400 || !strings.Contains(html, "no user of that name") {
			t.Errorf("nobody approves: %d, %s, want 400", status, html)
		}
		if status, location := browse(t, http.MethodPost, actions["allow"], "username=bob"); status != 302 || location != tt.want {
			t.Errorf("bob approves: %d to %s, want 302 to %s", status, location, tt.want)
		}
		if status, _ := browse(t, http.MethodGet, tt.page, ""); status != 404 {
			t.Errorf("the page again: %d, want 404", status)
		}
	}
	for _, page := range []string{"/authenticate/unknown", "/authenticate/" + v3 + "/maybe", "/auth/access", "/auth/access?request_token=" + v3} {
		if status, _ := browse(t, http.MethodGet, s.URL+page, ""); status != 404 {
			t.Errorf("%s: %d, want 404", page, status)
		}
	}
}

// TestApprovalWithoutRedirect shows a page at the end.
func TestApprovalWithoutRedirect(t *testing.T) {
	t.Parallel()
	s := newWorld(t)
	app := newClient(t, s)
	token := must(app.Authentication.CreateRequestToken(t.Context()))(t).RequestToken
	for _, redirect := range []string{
		"", "javascript:alert(1)", "JavaScript://a.example/%0aalert(1)", " javascript:alert(1)", "java\tscript:alert(1)",
		"data:text/html,hello", "//evil.example", `/\evil.example`, "file:///etc/passwd",
	} {
		if redirect != "" {
			v4 := must(app.V4Auth.CreateRequestToken(t.Context(), gen.RequestTokenV4Body{RedirectTo: &redirect}))(t).RequestToken
			status, html := browse(t, http.MethodPost, s.URL+"/auth/access?decision=allow&request_token="+v4, "username=ada")
			if status != 200 || !strings.Contains(html, "You can close this page") {
				t.Errorf("v4, %q: %d, %s, want a page that says thank you", redirect, status, html)
			}
			redirect = "?" + url.Values{"redirect_to": {redirect}}.Encode()
		}
		status, html := browse(t, http.MethodPost, s.URL+"/authenticate/"+token+"/allow"+redirect, "username=ada")
		if status != 200 || !strings.Contains(html, "You can close this page") {
			t.Errorf("%q: %d, %s, want a page that says thank you", redirect, status, html)
		}
		token = must(app.Authentication.CreateRequestToken(t.Context()))(t).RequestToken
	}
	if _, err := s.Approve(s.URL+"/authenticate/unknown", "ada"); err == nil || strings.Contains(err.Error(), "/unknown") {
		t.Errorf("approving an unknown token: %v, want an error without the token", err)
	}
	if _, err := s.Session("nobody"); err == nil {
		t.Error("a session of nobody")
	}
	if _, _, err := s.AccessToken("nobody"); err == nil {
		t.Error("a token of nobody")
	}
}

// browse sends what a browser does and returns the page, or where it leads.
func browse(t testing.TB, method, address, form string) (status int, text string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, address, strings.NewReader(form))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	client := http.Client{Transport: testkit.HTTP.Transport, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	resp, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	page, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	if to := resp.Header.Get("Location"); to != "" {
		return resp.StatusCode, to
	}
	return resp.StatusCode, string(page)
}

// TestApproveUnstarted: a server without an address has its buttons pressed, too.
func TestApproveUnstarted(t *testing.T) {
	t.Parallel()
	s, err := NewUnstarted()
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	if _, err := s.Approve("http://tmdb.example/authenticate/unknown", "ada"); err == nil || !strings.Contains(err.Error(), "responds 404") {
		t.Errorf("unknown request token: %v, want an error of the page", err)
	}
}
