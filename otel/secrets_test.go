package otel_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// The secrets, each with a part that no escaping changes and that stands in nothing else.
const (
	token, userToken   = "TOKENx.secret", "USERx.secret"
	key                = "5ec4e75ec4e75ec4e75ec4e75ec4e75e"
	session, guest     = "SESSIONx+se%cret,1", "GUESTx&se=cret"
	account, password  = "ACCOUNTx+se'cret", `PASSx\word <secret>`
	requestToken, name = "REQUESTx;secret", `NAMEx "secret"`
)

var secretParts = []string{"TOKENx", "USERx", key, "SESSIONx", "GUESTx", "ACCOUNTx", "PASSx", "REQUESTx", "NAMEx"}

// networks respond, or fail, with all that was sent.
var networks = map[string]func(req *http.Request, text string) (*http.Response, error){
	"success": func(*http.Request, string) (*http.Response, error) {
		return respond(200, `{"id":1,"success":true}`), nil
	},
	"404":     func(_ *http.Request, text string) (*http.Response, error) { return respond(404, text), nil },
	"503":     func(_ *http.Request, text string) (*http.Response, error) { return respond(503, text), nil },
	"no JSON": func(_ *http.Request, text string) (*http.Response, error) { return respond(200, "<"+text), nil },
	"redirect": func(req *http.Request, _ string) (*http.Response, error) {
		if req.Response != nil {
			return respond(200, `{"id":1}`), nil
		}
		resp := respond(307, "{}")
		resp.Header.Set("Location", req.URL.String()+"#again")
		return resp, nil
	},
	"error": func(_ *http.Request, text string) (*http.Response, error) { return nil, errors.New("lost: " + text) },
	"body": func(_ *http.Request, text string) (*http.Response, error) {
		resp := respond(200, "")
		resp.Body = io.NopCloser(io.MultiReader(strings.NewReader(`{"id":`), failing(text)))
		return resp, nil
	},
}

type failing string

func (f failing) Read([]byte) (int, error) { return 0, errors.New("lost: " + string(f)) }

func respond(status int, body string) *http.Response {
	return &http.Response{StatusCode: status, ProtoMajor: 1, ProtoMinor: 1, Header: http.Header{"Content-Type": {"application/json"}},
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: -1}
}

// secretiveCalls have secrets in the header, the query, the path and the body.
var secretiveCalls = []func(context.Context, *tmdb.Client){
	func(ctx context.Context, c *tmdb.Client) { _, _ = c.Movies.AccountStates(ctx, 550, nil) },
	func(ctx context.Context, c *tmdb.Client) {
		_, _ = c.Account.Details(ctx, &gen.OwnAccountDetailsParams{SessionID: new(session)})
	},
	func(ctx context.Context, c *tmdb.Client) { _, _ = c.GuestSessions.RatedMovies(ctx, guest, nil) },
	func(ctx context.Context, c *tmdb.Client) { _, _ = c.V4Account.Lists(ctx, account, nil) },
	func(ctx context.Context, c *tmdb.Client) {
		_, _ = c.Authentication.ValidateRequestTokenWithLogin(ctx, gen.LoginBody{Username: name, Password: password, RequestToken: requestToken})
	},
	func(ctx context.Context, c *tmdb.Client) {
		_, _ = c.Authentication.DeleteSession(ctx, gen.DeleteSessionBody{SessionID: session})
	},
	func(ctx context.Context, c *tmdb.Client) {
		_, _ = c.API.SearchMoviesWithResponse(ctx, &gen.SearchMoviesParams{Query: "x"}, func(_ context.Context, req *http.Request) error {
			query := req.URL.Query() // with the credential where nothing secret is expected
			query.Set("query", "find "+strings.TrimPrefix(req.Header.Get("Authorization"), "Bearer ")+query.Get("api_key"))
			req.URL.RawQuery = query.Encode()
			return nil
		})
	},
	func(ctx context.Context, c *tmdb.Client) {
		_, _ = c.Movies.Details(ctx, 550, nil, tmdb.Session(session), func(_ context.Context, req *http.Request) error {
			return fmt.Errorf("cannot edit %s with %v", req.URL, req.Header)
		})
	},
	func(ctx context.Context, c *tmdb.Client) {
		_, _ = c.Movies.Details(ctx, 550, nil, func(_ context.Context, req *http.Request) error {
			req.URL.Path, req.URL.RawQuery = "/unknown", url.Values{"session_id": {session}}.Encode()
			return nil
		})
	},
}

// TestNoSecret makes calls that hold secrets, and looks for them in all that spans and metrics have.
func TestNoSecret(t *testing.T) {
	t.Parallel()
	for how, network := range networks {
		t.Run(how, func(t *testing.T) {
			t.Parallel()
			r := newRig()
			sent := roundTripper(func(req *http.Request) (*http.Response, error) {
				var body []byte
				if req.Body != nil {
					body, _ = io.ReadAll(req.Body)
				}
				return network(req, fmt.Sprintf(`{"status_code":34,"status_message":%q}`, fmt.Sprint(req.URL, req.Header, string(body))))
			})
			opts := []tmdb.Option{r.instrument(), tmdb.WithHTTPClient(&http.Client{Transport: sent}), tmdb.WithLimiter(nil),
				tmdb.WithRetry(&tmdb.Retry{Max: 1, MinWait: 1})}
			byToken, err := tmdb.New(token, opts...)
			if err != nil {
				t.Fatal(err)
			}
			byKey, err := tmdb.New("", append(opts, tmdb.WithAPIKey(key))...)
			if err != nil {
				t.Fatal(err)
			}
			asUser, err := byToken.With(tmdb.WithToken(userToken), tmdb.WithDefaults(tmdb.Session(session)))
			if err != nil {
				t.Fatal(err)
			}
			asGuest, err := byKey.With(tmdb.WithDefaults(tmdb.GuestSession(guest)))
			if err != nil {
				t.Fatal(err)
			}
			for _, client := range []*tmdb.Client{byToken, byKey, asUser, asGuest} {
				for _, do := range secretiveCalls {
					do(t.Context(), client)
				}
			}
			r.noSecret(t, secretParts, 4*len(secretiveCalls)+10)
		})
	}
}

// TestNoSecretOfUsers does the same with what a server knows as secrets.
func TestNoSecretOfUsers(t *testing.T) {
	t.Parallel()
	r, srv := newRig(), tmdbtest.NewServer(t, tmdbtest.WithUser(tmdbtest.User{Username: "NAMEx", Password: "PASSx"}))
	session, err := srv.Session("NAMEx")
	if err != nil {
		t.Fatal(err)
	}
	client, err := tmdb.New("", tmdb.WithAPIKey(srv.APIKey), tmdb.WithBaseURL(srv.URL), tmdb.WithDefaults(tmdb.Session(session)), r.instrument())
	if err != nil {
		t.Fatal(err)
	}
	if _, err := client.Movies.AccountStates(t.Context(), 550, nil); err != nil {
		t.Error(err)
	}
	if _, err := client.Account.Details(t.Context(), nil); err != nil {
		t.Error(err)
	}
	created, err := client.Authentication.CreateRequestToken(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	body := gen.LoginBody{Username: "NAMEx", Password: "PASSx", RequestToken: created.RequestToken}
	if _, err := client.Authentication.ValidateRequestTokenWithLogin(t.Context(), body); err != nil {
		t.Error(err)
	}
	r.noSecret(t, []string{"NAMEx", "PASSx", session, srv.APIKey, created.RequestToken}, 8)
}

// noSecret looks for secrets in at least so many spans, and in all metrics.
func (r *rig) noSecret(t *testing.T, secrets []string, least int) {
	t.Helper()
	var text bytes.Buffer
	if n := len(r.ended); n < least {
		t.Errorf("%d spans, want %d or more", n, least)
	}
	for len(r.ended) > 0 {
		span := <-r.ended
		fmt.Fprintln(&text, span.Name(), span.Status(), span.Events(), span.Links(), span.Resource(), span.InstrumentationScope())
		for _, a := range span.Attributes() {
			fmt.Fprintln(&text, a.Key, a.Value.String())
		}
	}
	_, all := r.metrics(t)
	lines, _ := r.metrics(t)
	fmt.Fprintf(&text, "%s\n%+v", strings.Join(lines, "\n"), all)
	if !strings.Contains(text.String(), "={session_id}") || !strings.Contains(text.String(), "http.client.request.duration") {
		t.Errorf("something is missing in\n%s", text.String())
	}
	for _, secret := range secrets {
		if i := strings.Index(text.String(), secret); i >= 0 {
			t.Errorf("it shows %s: …%s…", secret, text.String()[max(0, i-200):min(text.Len(), i+100)])
		}
	}
}
