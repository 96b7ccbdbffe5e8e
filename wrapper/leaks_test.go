package wrapper

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// marked are the secrets that must not show, each in a form that is escaped differently in a path, a
// query and a body.
var marked = struct{ token, user, key, session, guest, account, name, password, request, access string }{
	token: "TOKEN.secret", user: "USER.secret", key: "5ec4e75ec4e75ec4e75ec4e75ec4e75e",
	session: "SESSION+se%cret,1", guest: "GUEST&se=cret", account: "ACCOUNT+se'cret",
	name: `NAME "secret"`, password: `PASS\word <secret>`, request: "REQUEST;secret", access: "ACCESS:secret",
}

// markedParts are what no output may hold: a part of each secret that no escaping changes.
var markedParts = []string{"TOKEN", "USER", marked.key, "SESSION", "GUEST", "ACCOUNT", "NAME", "PASS", "REQUEST", "ACCESS"}

// secretiveClients are clients with all kinds of credentials.
func secretiveClients(t *testing.T, opts ...Option) []*Client {
	t.Helper()
	byToken, err := New(marked.token, opts...)
	if err != nil {
		t.Fatal(err)
	}
	byKey, err := New("", append(opts, WithAPIKey(marked.key))...)
	if err != nil {
		t.Fatal(err)
	}
	return []*Client{
		byToken, byKey, with(t, byToken, WithDefaults(Session(marked.session))), with(t, byKey, WithDefaults(GuestSession(marked.guest))),
		with(t, byToken, WithToken(marked.user), WithDefaults(Session(marked.session))),
	}
}

// secretiveCalls have secrets in the header, the query, the path and the body.
var secretiveCalls = map[string]func(context.Context, *Client) error{
	"states": func(ctx context.Context, c *Client) error { return errorOf(c.Movies.AccountStates(ctx, 550, nil)) },
	"session as param": func(ctx context.Context, c *Client) error {
		return errorOf(c.Account.Details(ctx, &gen.OwnAccountDetailsParams{SessionID: &marked.session}))
	},
	"session by editor": func(ctx context.Context, c *Client) error {
		return errorOf(Result(c.API.AccountDetailsWithResponse(ctx, 1, nil, Session(marked.session))))
	},
	"guest in the path": func(ctx context.Context, c *Client) error {
		return errorOf(c.GuestSessions.RatedMovies(ctx, marked.guest, nil))
	},
	"account in the path": func(ctx context.Context, c *Client) error {
		return errorOf(c.V4Account.Lists(ctx, marked.account, nil))
	},
	"password": func(ctx context.Context, c *Client) error {
		body := gen.LoginBody{Username: marked.name, Password: marked.password, RequestToken: marked.request}
		return errorOf(c.Authentication.ValidateRequestTokenWithLogin(ctx, body))
	},
	"request token": func(ctx context.Context, c *Client) error {
		return errorOf(c.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: marked.request}))
	},
	"sign out": func(ctx context.Context, c *Client) error {
		return errorOf(c.Authentication.DeleteSession(ctx, gen.DeleteSessionBody{SessionID: marked.session}))
	},
	"sign out v4": func(ctx context.Context, c *Client) error {
		return errorOf(c.V4Auth.DeleteAccessToken(ctx, gen.DeleteTokenV4Body{AccessToken: marked.access}))
	},
	"editor that fails": func(ctx context.Context, c *Client) error {
		return errorOf(c.Movies.AccountStates(ctx, 550, nil, Session(marked.session), func(_ context.Context, req *http.Request) error {
			return fmt.Errorf("cannot edit %s with %v", req.URL, req.Header)
		}))
	},
	"bad path": func(ctx context.Context, c *Client) error {
		return errorOf(c.GuestSessions.RatedMovies(ctx, marked.guest+"/../x", nil))
	},
	"bad page": func(ctx context.Context, c *Client) error {
		return errorOf(c.Account.RatedMovies(ctx, 1, &gen.AccountRatedMoviesParams{Page: new(0), SessionID: &marked.session}))
	},
}

// everything returns all that was sent, as a text.
func everything(req *http.Request) string {
	var body []byte
	if req.GetBody != nil {
		if b, err := req.GetBody(); err == nil {
			body, _ = io.ReadAll(b)
		}
	}
	var fields map[string]any
	_ = json.Unmarshal(body, &fields)
	path, _ := url.PathUnescape(req.URL.Path)
	query, _ := url.QueryUnescape(req.URL.RawQuery)
	return fmt.Sprint(req.URL, " ", path, " ", query, " ", req.Header, " ", string(body), " ", fields)
}

type failingBody struct{ text string }

func (b failingBody) Read([]byte) (int, error) { return 0, errors.New("lost: " + b.text) }
func (failingBody) Close() error               { return nil }

// everyFailure are the ways in which a call can fail, each of which repeats what was sent.
var everyFailure = map[string]func(*http.Request) (*http.Response, error){
	"401":          func(req *http.Request) (*http.Response, error) { return said(req, 401, jsonType, echoed(req)) },
	"404":          func(req *http.Request) (*http.Response, error) { return said(req, 404, jsonType, echoed(req)) },
	"422":          func(req *http.Request) (*http.Response, error) { return said(req, 422, jsonType, echoed(req)) },
	"429":          func(req *http.Request) (*http.Response, error) { return said(req, 429, jsonType, echoed(req)) },
	"503":          func(req *http.Request) (*http.Response, error) { return said(req, 503, jsonType, echoed(req)) },
	"503, HTML":    func(req *http.Request) (*http.Response, error) { return said(req, 503, "text/html", everything(req)) },
	"200, HTML":    func(req *http.Request) (*http.Response, error) { return said(req, 200, "text/html", everything(req)) },
	"200, odd":     func(req *http.Request) (*http.Response, error) { return said(req, 200, "text/"+everything(req), "x") },
	"200, failure": func(req *http.Request) (*http.Response, error) { return said(req, 200, jsonType, echoed(req)) },
	"200, cut off": func(req *http.Request) (*http.Response, error) {
		return said(req, 200, jsonType, `{"x":"`+everything(req))
	},
	"200, no JSON": func(req *http.Request) (*http.Response, error) { return said(req, 200, jsonType, everything(req)) },
	"200, wrong type": func(req *http.Request) (*http.Response, error) {
		return said(req, 200, jsonType, `{"id":"`+marked.token+`","success":"`+marked.session+`","results":1}`)
	},
	"200, too large": func(req *http.Request) (*http.Response, error) {
		return said(req, 200, jsonType, strings.Repeat(everything(req), 10_000))
	},
	"200, lost": func(req *http.Request) (*http.Response, error) {
		resp, err := said(req, 200, jsonType, "")
		resp.Body = failingBody{everything(req)}
		return resp, err
	},
	"404, lost": func(req *http.Request) (*http.Response, error) {
		resp, err := said(req, 404, jsonType, "")
		resp.Body = failingBody{everything(req)}
		return resp, err
	},
	"no connection": func(req *http.Request) (*http.Response, error) {
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New(everything(req))}
	},
	"an error with the URL": func(req *http.Request) (*http.Response, error) {
		return nil, fmt.Errorf("proxy: %w", &url.Error{Op: "Get", URL: req.URL.String(), Err: errors.New(everything(req))})
	},
	"several errors": func(req *http.Request) (*http.Response, error) {
		return nil, errors.Join(errors.New(everything(req)), io.ErrUnexpectedEOF)
	},
	"timeout": func(req *http.Request) (*http.Response, error) {
		<-req.Context().Done()
		return nil, fmt.Errorf("%s: %w", everything(req), req.Context().Err())
	},
	"redirect to another host": func(req *http.Request) (*http.Response, error) {
		return moved(req, 302, "https://other.example", req.URL.RequestURI())
	},
	"redirect with the body": func(req *http.Request) (*http.Response, error) {
		return moved(req, 307, "https://other.example", req.URL.RequestURI())
	},
	"redirect to plain HTTP": func(req *http.Request) (*http.Response, error) {
		return moved(req, 301, "http://api.themoviedb.org", req.URL.RequestURI())
	},
	"redirect, decoded": func(req *http.Request) (*http.Response, error) {
		return moved(req, 302, "https://other.example/", url.PathEscape(everything(req)))
	},
	"redirect without secrets": func(req *http.Request) (*http.Response, error) {
		return moved(req, 302, "https://other.example", "/3/movie/550")
	},
	"redirect for ever": func(req *http.Request) (*http.Response, error) { return moved(req, 302, "", req.URL.RequestURI()) },
	"redirect to what is no URL": func(req *http.Request) (*http.Response, error) {
		return moved(req, 302, "http://[::1/", everything(req))
	},
}

func echoed(req *http.Request) string {
	data, _ := json.Marshal(map[string]any{
		"success": false, "status_code": 7, "status_message": everything(req), "errors": []string{everything(req), req.URL.String()},
	})
	return string(data)
}

func said(req *http.Request, status int, contentType, body string) (*http.Response, error) {
	w := httptest.NewRecorder()
	testkit.Respond(status, contentType, body)(w, req)
	resp := w.Result()
	resp.Request = req
	return resp, nil
}

func moved(req *http.Request, status int, origin, rest string) (*http.Response, error) {
	resp, err := said(req, status, "", "")
	resp.Header.Set("Location", origin+rest)
	return resp, err
}

// TestNothingLeaks makes every call fail in every way with every kind of credential, and searches
// whatever can be printed, logged or encoded for the secrets, and other hosts for what reached them.
func TestNothingLeaks(t *testing.T) {
	t.Parallel()
	for name, failure := range everyFailure {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				out := &lockedBuffer{}
				options := &slog.HandlerOptions{Level: slog.LevelDebug, AddSource: false}
				logger := slog.New(slog.NewMultiHandler(slog.NewTextHandler(out, options), slog.NewJSONHandler(out, options)))
				network := transport.Func(func(req *http.Request) (*http.Response, error) {
					if req.URL.Host != "api.themoviedb.org" || req.URL.Scheme != "https" {
						wantNoSecret(t, "to another host", everything(req))
						return said(req, 404, jsonType, `{}`)
					}
					return failure(req)
				})
				for _, client := range secretiveClients(t, WithHTTPClient(&http.Client{Transport: network}), WithLimiter(nil),
					WithLogger(logger), WithRetry(&Retry{Max: 1, MinWait: 1}), WithTimeout(time.Second), WithMaxBody(100_000),
					WithCache(NewMemoryCache(1<<20)), WithStaleIfError(time.Hour)) {
					for call, do := range secretiveCalls {
						err := do(t.Context(), client)
						if err == nil {
							if !strings.HasPrefix(call, "sign out") { // what is gone already is signed out
								t.Errorf("%s: no error", call)
							}
							continue
						}
						if _, ok := errors.AsType[*Error](err); !ok {
							t.Errorf("%s: the error is a %T", call, err)
						}
						logger.Error("failed", "err", err, "client", client)
						wantNoSecret(t, call, printed(err))
					}
				}
				wantNoSecret(t, "the log", out.String())
			})
		})
	}
}

// TestNothingOfOursShowsASecret prints and encodes the values that hold secrets.
func TestNothingOfOursShowsASecret(t *testing.T) {
	t.Parallel()
	for _, client := range secretiveClients(t) {
		api := client.API.ClientInterface.(*gen.Client)
		for _, value := range []any{
			client, *client, client.API, api, *api, api.Client, client.Services, client.Movies, *client.Movies,
			[]*Client{client}, map[string]any{"client": client}, struct{ C *Client }{client}, struct{ c Client }{*client},
			WithDefaults(Session(marked.session)), WithAPIKey(marked.key), Session(marked.session), BearerAuth(marked.token),
		} {
			var text string
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d"} {
				text += fmt.Sprintf(verb, value) + "\n"
			}
			data, err := json.Marshal(value)
			wantNoSecret(t, fmt.Sprintf("%T", value), text+string(data)+fmt.Sprint(err))
		}
	}
	for name, opts := range map[string][]Option{
		"two":      {WithAPIKey(marked.key)},
		"base URL": {WithBaseURL("https://me:PASSword@api.themoviedb.org")},
		"query":    {WithBaseURL("https://api.themoviedb.org?api_key=" + marked.key)},
		"session":  {WithDefaults(Session(marked.session + " "))},
		"key":      {WithAPIKey(marked.token)},
		"token":    {WithToken(marked.user + " ")},
	} {
		_, err := New(marked.token, opts...)
		if err == nil {
			t.Errorf("%s: no error", name)
		}
		wantNoSecret(t, name, printed(err))
	}
}

// TestContextShowsNoSecret: what editors, handlers and middleware may print of a request's context.
func TestContextShowsNoSecret(t *testing.T) {
	t.Parallel()
	for name, opts := range map[string][]Option{"shared": nil, "alone": {WithoutCoalescing()}} {
		var text string
		show := func(ctx context.Context) {
			for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x", "%d", "%t"} {
				text += fmt.Sprintf(verb+verb, ctx, struct{ inner context.Context }{ctx})
			}
		}
		client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
			show(r.Context())
			op, _ := OperationFrom(r.Context())
			text += fmt.Sprintf("%#v %+v", op, op)
			testkit.Respond(200, jsonType, `{}`)(w, r)
		}, append(opts, WithDefaults(Session(marked.session)))...)
		edit := func(ctx context.Context, _ *http.Request) error { show(ctx); return nil }
		if _, err := client.Movies.Details(t.Context(), 550, nil, BearerAuth(marked.token), edit); err != nil {
			t.Fatal(err)
		}
		wantNoSecret(t, name, text)
	}
}

// printed returns an error and all of its causes in every form.
func printed(err error) string {
	var text string
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		text += fmt.Sprintf(verb, err) + "\n"
	}
	data, jsonErr := json.Marshal(err)
	text += string(data) + fmt.Sprint(jsonErr) + "\n"
	switch e := err.(type) {
	case interface{ Unwrap() error }:
		if cause := e.Unwrap(); cause != nil {
			text += printed(cause)
		}
	case interface{ Unwrap() []error }:
		for _, cause := range e.Unwrap() {
			text += printed(cause)
		}
	}
	return text
}

func wantNoSecret(t *testing.T, where, text string) {
	t.Helper()
	for _, part := range markedParts {
		for _, form := range []string{part, fmt.Sprintf("%x", part)} {
			if i := strings.Index(text, form); i >= 0 {
				t.Errorf("%s shows %s: …%s…", where, part, text[max(0, i-200):min(len(text), i+100)])
			}
		}
	}
}

// lockedBuffer is a buffer that several may write to.
type lockedBuffer struct {
	mu     sync.Mutex
	buffer bytes.Buffer
}

func (b *lockedBuffer) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.Write(p)
}

func (b *lockedBuffer) String() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return b.buffer.String()
}
