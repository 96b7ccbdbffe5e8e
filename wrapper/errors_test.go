package wrapper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
	"github.com/tmdb-go/tmdb/types"
)

func TestErrorText(t *testing.T) {
	t.Parallel()
	full := Error{
		StatusCode: 404, Code: 34, Message: "The resource you requested could not be found.",
		Method: "GET", Path: "/3/movie/{movie_id}", Operation: "movieDetails",
	}
	for _, test := range []struct {
		err  *Error
		want string
	}{
		{&full, "tmdb: GET /3/movie/{movie_id}: 404 Not Found: The resource you requested could not be found. (code 34)"},
		{
			&Error{StatusCode: 404, Method: "GET", Path: "/3/movie/{movie_id}", Target: "/3/movie/550?language=de"},
			"tmdb: GET /3/movie/550?language=de: 404 Not Found",
		},
		{&Error{Message: "page is 0", Err: errors.New("page is 0")}, "tmdb: page is 0"},
		{&Error{StatusCode: 422, Errors: []string{"a", "b"}}, "tmdb: 422 Unprocessable Entity: a; b"},
		{&Error{StatusCode: 599, Err: io.EOF}, "tmdb: 599: EOF"},
		{&Error{}, "tmdb"},
		{nil, "tmdb: no error"},
	} {
		if got := test.err.Error(); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
	if got := fmt.Sprintf("%#v", &full); !strings.Contains(got, `Code:34, Message:"The resource`) || !strings.Contains(got, "Err:nil") {
		t.Errorf("%%#v gives %s", got)
	}
	if got := fmt.Sprintf("%#v", (*Error)(nil)); got != "(*wrapper.Error)(nil)" {
		t.Errorf("%%#v of nil gives %s", got)
	}
}

func TestErrorIs(t *testing.T) {
	t.Parallel()
	kinds := []error{ErrNotFound, ErrUnauthorized, ErrInvalid, ErrRateLimited, ErrUnavailable}
	for _, test := range []struct {
		status, code int
		want         []error
	}{
		{404, 0, []error{ErrNotFound}},
		{404, 34, []error{ErrNotFound}},
		{200, 21, []error{ErrNotFound}},
		{401, 7, []error{ErrUnauthorized}},
		{403, 45, []error{ErrUnauthorized}},
		{403, 8, []error{ErrUnauthorized, ErrInvalid}},
		{403, 0, []error{ErrUnauthorized}},
		{405, 0, []error{ErrInvalid}},
		{406, 0, []error{ErrInvalid}},
		{400, 22, []error{ErrInvalid}},
		{422, 20, []error{ErrInvalid}},
		{200, 40, []error{ErrInvalid}},
		{406, 19, []error{ErrInvalid}},
		{429, 25, []error{ErrRateLimited}},
		{500, 44, []error{ErrUnavailable, ErrInvalid}},
		{500, 11, []error{ErrUnavailable}},
		{502, 0, []error{ErrUnavailable}},
		{503, 46, []error{ErrUnavailable}},
		{504, 24, []error{ErrUnavailable}},
		{408, 0, []error{ErrUnavailable}},
		{520, 0, []error{ErrUnavailable}},
		{527, 0, []error{ErrUnavailable}},
		{528, 0, nil},
		{530, 0, []error{ErrUnavailable}},
		{501, 2, []error{ErrInvalid}},
		{0, 0, nil},
	} {
		err := fmt.Errorf("wrapped: %w", &Error{StatusCode: test.status, Code: gen.StatusCode(test.code)})
		for _, kind := range kinds {
			want := false
			for _, k := range test.want {
				want = want || k == kind
			}
			if got := errors.Is(err, kind); got != want {
				t.Errorf("status %d, code %d: is %v: %v", test.status, test.code, kind, got)
			}
		}
	}
	if errors.Is(&Error{}, nil) {
		t.Error("an error is nil")
	}
}

// TestEveryCodeHasAKind holds kindOfCode against TMDB's list.
func TestEveryCodeHasAKind(t *testing.T) {
	t.Parallel()
	for code := 1; code <= 47; code++ {
		none := code == 1 || code == 12 || code == 13
		if got := kindOfCode(gen.StatusCode(code)); (got == nil) != none {
			t.Errorf("code %d is %v", code, got)
		}
	}
}

func TestErrorIsAboutTheMessageOnly(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ä", 10_000)
	many, err := json.Marshal(map[string]any{
		"status_message": "one\ntwo\x1b[31m\u202e " + long, "errors": strings.Split(strings.Repeat("e,", 100), ","),
	})
	if err != nil {
		t.Fatal(err)
	}
	client := newTestClient(t, testkit.Respond(422, jsonType, string(many)))
	_, err = client.Movies.Details(t.Context(), 550, nil)
	e, ok := errors.AsType[*Error](err)
	if !ok {
		t.Fatal(err)
	}
	if len(e.Errors) != maxErrors || len([]rune(e.Message)) != redact.MaxLine+1 {
		t.Errorf("%d errors, a message of %d runes", len(e.Errors), len([]rune(e.Message)))
	}
	testkit.WantText(t, e.Message, "one two [31m ä")
	testkit.WantNone(t, e.Message, "\n", "\x1b", "\u202e")
}

func TestErrorShowsNoSecret(t *testing.T) {
	t.Parallel()
	const session, password, guest = "session+secret", "pass word", "guest%secret"
	secrets := []string{testToken, session, url.QueryEscape(session), password, guest, url.PathEscape(guest)}

	// A server that repeats everything it was sent.
	echo := func(status int) http.HandlerFunc {
		return func(w http.ResponseWriter, r *http.Request) {
			sent, _ := io.ReadAll(r.Body)
			var fields map[string]string
			_ = json.Unmarshal(sent, &fields)
			said, _ := json.Marshal(map[string]any{
				"status_message": r.URL.String() + r.URL.Path + r.Header.Get("Authorization"),
				"errors":         []string{r.URL.Query().Get("session_id"), fields["password"], fields["session_id"]},
			})
			testkit.Respond(status, jsonType, string(said))(w, r)
		}
	}
	// Servers that cannot be reached, or send nothing, or redirect to nowhere.
	broken := func(w http.ResponseWriter, _ *http.Request) {
		conn, _, err := w.(http.Hijacker).Hijack()
		if err == nil {
			_ = conn.Close()
		}
	}
	lost := func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Location", "http://[::1/"+r.URL.String())
		w.WriteHeader(http.StatusFound)
	}
	for name, handler := range map[string]http.HandlerFunc{
		"401": echo(401), "404": echo(404), "500": echo(500), "broken": broken, "lost": lost,
	} {
		client := newTestClient(t, handler)
		for _, call := range []func() error{
			func() error {
				_, err := client.Account.Details(t.Context(), &gen.OwnAccountDetailsParams{SessionID: new(session)})
				return err
			},
			func() error { _, err := client.GuestSessions.RatedMovies(t.Context(), "guestXsecret", nil); return err },
			func() error {
				_, err := client.Authentication.ValidateRequestTokenWithLogin(t.Context(),
					gen.LoginBody{Username: "me and you", Password: password, RequestToken: "request-token"})
				return err
			},
			func() error {
				_, err := client.Authentication.DeleteSession(t.Context(), gen.DeleteSessionBody{SessionID: session})
				return err
			},
			func() error {
				_, err := Result(client.API.AccountDetailsWithResponse(t.Context(), 1, &gen.AccountDetailsParams{SessionID: new(session)}))
				return err
			},
		} {
			err := call()
			if err == nil {
				t.Fatalf("%s: no error", name)
			}
			for e := err; e != nil; e = errors.Unwrap(e) {
				for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q"} {
					testkit.WantNone(t, fmt.Sprintf(verb, e), append(secrets, "guestXsecret", "request-token", "me and you")...)
				}
			}
			data, _ := json.Marshal(err)
			testkit.WantNone(t, string(data), secrets...)
		}
	}
}

func TestNetworkErrors(t *testing.T) {
	t.Parallel()
	t.Run("canceled", func(t *testing.T) {
		t.Parallel()
		client := newTestClient(t, testkit.Respond(200, jsonType, `{}`))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		_, err := client.Movies.Details(ctx, 550, nil)
		checkNetworkError(t, err, context.Canceled)
	})
	t.Run("deadline", func(t *testing.T) {
		t.Parallel()
		client := newTestClient(t, testkit.Respond(200, jsonType, `{}`))
		ctx, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
		defer cancel()
		_, err := client.Movies.Details(ctx, 550, nil)
		checkNetworkError(t, err, context.DeadlineExceeded)
	})
	t.Run("timeout", func(t *testing.T) {
		t.Parallel()
		client := newTestClient(t, func(_ http.ResponseWriter, r *http.Request) { <-r.Context().Done() },
			WithHTTPClient(&http.Client{Timeout: time.Millisecond}))
		_, err := client.Movies.Details(t.Context(), 550, nil)
		checkNetworkError(t, err, context.DeadlineExceeded)
		if timeout, ok := errors.AsType[net.Error](err); !ok || !timeout.Timeout() {
			t.Errorf("%v is no timeout", err)
		}
	})
	t.Run("deadline of the connection", func(t *testing.T) {
		t.Parallel()
		client := newTestClient(t, nil, WithHTTPClient(&http.Client{Transport: transport.Func(
			func(*http.Request) (*http.Response, error) { return nil, os.ErrDeadlineExceeded })}))
		_, err := client.Movies.Details(t.Context(), 550, nil)
		checkNetworkError(t, err, os.ErrDeadlineExceeded)
	})
	t.Run("refused", func(t *testing.T) {
		t.Parallel()
		server := httptest.NewServer(nil)
		server.Close()
		client, err := New(testToken, WithBaseURL(server.URL))
		if err != nil {
			t.Fatal(err)
		}
		_, err = client.Movies.Details(t.Context(), 550, nil)
		if _, ok := errors.AsType[*net.OpError](err); !ok {
			t.Errorf("%v is no *net.OpError", err)
		}
		checkNetworkError(t, err, err)
	})
}

func checkNetworkError(t *testing.T, err, want error) {
	t.Helper()
	e, ok := errors.AsType[*Error](err)
	if !ok || !errors.Is(err, want) {
		t.Fatalf("got %#v, want %v", err, want)
	}
	if e.StatusCode != 0 || e.Operation != "movieDetails" || e.Path != "/3/movie/{movie_id}" {
		t.Errorf("got %#v", e)
	}
	if _, ok := errors.AsType[*url.Error](err); ok {
		t.Errorf("%v holds the URL", err)
	}
	testkit.WantText(t, err.Error(), "tmdb: GET /3/movie/550: ")
}

// TestRefusedInput: what the generated code cannot put into a request is the caller's.
func TestRefusedInput(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("%s was sent", r.URL) })
	_, err := client.Movies.Changes(t.Context(), 550, &gen.MovieChangesParams{StartDate: new(types.Date("yesterday"))})
	e, ok := errors.AsType[*Error](err)
	if !ok || !errors.Is(err, ErrInvalid) || e.Operation != "movieChanges" {
		t.Errorf("got %#v", err)
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Retry-After", "3")
		testkit.Respond(429, jsonType, `{"status_code":25}`)(w, r)
	})
	_, err := client.Movies.Details(t.Context(), 550, nil)
	if e, ok := errors.AsType[*Error](err); !ok || e.RetryAfter != 3*time.Second {
		t.Errorf("got %#v", err)
	}
}
