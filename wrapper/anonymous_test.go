package wrapper

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

func TestWithoutCredentialRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		token string
		opts  []Option
		want  string
	}{
		"no server":     {"", nil, "want WithBaseURL with a server that has its own"},
		"TMDB":          {"", []Option{WithBaseURL("https://api.tmdb.org/3")}, "TMDB's own servers want a credential"},
		"TMDB, a port":  {"", []Option{WithBaseURL("https://API.TheMovieDB.org.:443")}, "TMDB's own servers want a credential"},
		"a token":       {testToken, []Option{WithBaseURL("https://y")}, "by New: want one of the two"},
		"another token": {"", []Option{WithBaseURL("https://y"), WithToken(testToken)}, "by WithoutCredential: want one of the two"},
		"a key":         {"", []Option{WithBaseURL("https://y"), WithAPIKey(testKey)}, "by WithoutCredential: want one of the two"},
		"no TLS":        {"", []Option{WithBaseURL("http://tmdb-proxy:8080")}, "WithInsecureBaseURL"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, err := New(test.token, append([]Option{WithoutCredential()}, test.opts...)...)
			if client != nil || !errors.Is(err, ErrInvalid) {
				t.Fatalf("got %v, %v", client, err)
			}
			testkit.WantText(t, err.Error(), test.want)
		})
	}
	client := newFakeClient(t, testkit.Respond(200, jsonType, `{}`))
	if _, err := client.With(WithoutCredential()); !errors.Is(err, ErrInvalid) {
		t.Errorf("a copy: %v", err)
	}
}

// TestWithoutCredentialUnauthorized: an error says that there was no credential, but not to whom has
// one, or is no user.
func TestWithoutCredentialUnauthorized(t *testing.T) {
	t.Parallel()
	const says = "the client has no credential"
	for name, test := range map[string]struct {
		body string
		opts []gen.RequestEditorFn
		want bool
	}{
		"TMDB's":          {`{"success":false,"status_code":7,"status_message":"Invalid API key"}`, nil, true},
		"of a server":     {`nobody knows you`, nil, true},
		"a user's token":  {`{"status_code":7,"status_message":"Invalid API key"}`, []gen.RequestEditorFn{BearerAuth("a.b")}, false},
		"an old session":  {`{"status_code":3,"status_message":"Authentication failed"}`, []gen.RequestEditorFn{Session("s")}, false},
		"nobody's rights": {`{"status_code":36,"status_message":"No write permission"}`, nil, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, err := New("", WithoutCredential(), WithBaseURL("https://tmdb.example"), WithHTTPClient(fakeHTTP(testkit.Respond(401, jsonType, test.body))))
			if err != nil {
				t.Fatal(err)
			}
			_, err = client.Movies.AccountStates(t.Context(), 550, nil, test.opts...)
			if !errors.Is(err, ErrUnauthorized) || strings.Contains(err.Error(), says) != test.want {
				t.Errorf("got %v", err)
			}
		})
	}
}

// TestNoSecretsWithoutTLS: a server of another machine that is asked without TLS as there is no
// credential is sent no user's secret, unless the program says that it may.
func TestNoSecretsWithoutTLS(t *testing.T) {
	var sent int
	network := WithHTTPClient(fakeHTTP(func(w http.ResponseWriter, r *http.Request) {
		sent++
		testkit.Respond(200, jsonType, `{}`)(w, r)
	}))
	calls := map[string]struct {
		do     func(*Client) error
		secret bool
	}{
		"details": {func(c *Client) error {
			_, err := c.Movies.Details(t.Context(), 550, nil, Language("de"))
			return err
		}, false},
		"session": {func(c *Client) error {
			_, err := c.Account.Details(t.Context(), nil, Session("s3cr3t"))
			return err
		}, true},
		"default": {func(c *Client) error {
			_, err := with(t, c, WithDefaults(Session("s3cr3t"))).Movies.AccountStates(t.Context(), 550, nil)
			return err
		}, true},
		"token": {func(c *Client) error {
			_, err := with(t, c, WithToken("s3cr3t")).Movies.Details(t.Context(), 550, nil)
			return err
		}, true},
		"guest": {func(c *Client) error {
			_, err := c.GuestSessions.RatedMovies(t.Context(), "s3cr3t", nil)
			return err
		}, true},
		"a guest's": {func(c *Client) error {
			_, err := c.Authentication.CreateGuestSession(t.Context())
			return err
		}, true},
		"to approve": {func(c *Client) error {
			_, err := c.Authentication.CreateRequestToken(t.Context())
			return err
		}, true},
		"to approve, v4": {func(c *Client) error {
			_, err := c.V4Auth.CreateRequestToken(t.Context(), gen.RequestTokenV4Body{})
			return err
		}, true},
		"the key": {func(c *Client) error {
			_, err := c.Authentication.ValidateKey(t.Context())
			return err
		}, false},
		"body": {func(c *Client) error {
			_, err := c.Authentication.ValidateRequestTokenWithLogin(t.Context(), gen.LoginBody{Username: "s3cr3t", Password: "s3cr3t", RequestToken: "s3cr3t"})
			return err
		}, true},
	}
	for base, open := range map[string]bool{"http://tmdb-proxy:8080": true, "http://127.0.0.1:8080": false, "https://tmdb-proxy": false} {
		setEnv(t, "", "", base)
		client, err := FromEnv(network)
		if err != nil {
			t.Fatal(err)
		}
		aloud, err := FromEnv(network, WithInsecureBaseURL(base))
		if err != nil {
			t.Fatal(err)
		}
		for name, call := range calls {
			sent = 0
			err := call.do(client)
			if refused := errors.Is(err, ErrInvalid); refused != (open && call.secret) || refused != (sent == 0) {
				t.Errorf("%s to %s: %d requests, %v", name, base, sent, err)
			}
			if err != nil {
				testkit.WantText(t, err.Error(), "TMDB_BASE_URL", "WithInsecureBaseURL")
				testkit.WantNone(t, printed(err), "s3cr3t")
			}
			if err := call.do(aloud); err != nil {
				t.Errorf("%s to %s, as the program says: %v", name, base, err)
			}
		}
	}
}
