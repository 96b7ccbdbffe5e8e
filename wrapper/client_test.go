package wrapper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

func TestNewRefuses(t *testing.T) {
	t.Parallel()
	key := strings.Repeat("0123abcd", 4)
	for name, test := range map[string]struct {
		token string
		opts  []Option
		want  string
	}{
		"empty token":   {"", nil, "API Read Access Token"},
		"v3 key":        {key, nil, "v3 API key"},
		"v3 key, upper": {strings.ToUpper(key), nil, "v3 API key"},
		"line end":      {testToken + "\n", nil, "white space"},
		"Bearer before": {"Bearer " + testToken, nil, "without Bearer"},
		"not ASCII":     {testToken + "…", nil, "no token has"},
		"nil option":    {testToken, []Option{nil}, "option is nil"},
		"nil client":    {testToken, []Option{WithHTTPClient(nil)}, "WithHTTPClient"},
		"nil editor":    {testToken, []Option{WithDefaults(nil)}, "WithDefaults: editor 1 is nil"},
		"base URL":      {testToken, []Option{WithBaseURL("http://example.com")}, "WithBaseURL"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client, err := New(test.token, test.opts...)
			if err == nil || client != nil {
				t.Fatalf("New gave %v, %v; want an error", client, err)
			}
			testkit.WantText(t, err.Error(), "tmdb: ", test.want)
			if test.token != "" {
				testkit.WantNone(t, err.Error(), strings.TrimSpace(test.token))
			}
		})
	}
}

func TestDefaults(t *testing.T) {
	t.Parallel()
	client, err := New(testToken)
	if err != nil {
		t.Fatal(err)
	}
	api := client.API.ClientInterface.(*gen.Client)
	if api.Server != "https://api.themoviedb.org/" {
		t.Errorf("server %q", api.Server)
	}
	if timeout := api.Client.(*doer).timeout; timeout != defaultTimeout {
		t.Errorf("timeout %v", timeout)
	}
}

func TestClientShowsNoSecret(t *testing.T) {
	t.Parallel()
	client, err := New(testToken)
	if err != nil {
		t.Fatal(err)
	}
	for _, v := range []any{client, *client, client.API, client.API.ClientInterface, client.Movies, client.Services, (*Client)(nil), &Client{}} {
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d"} {
			testkit.WantNone(t, fmt.Sprintf(verb, v), testToken)
		}
		data, err := json.Marshal(v)
		testkit.WantNone(t, string(data)+fmt.Sprint(err), testToken)
	}
	if got := fmt.Sprint(client); got != "tmdb client for https://api.themoviedb.org" {
		t.Errorf("client prints as %q", got)
	}
}

func TestRequestEditors(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "TMDB sees its header, and none of the client's")
	add := func(value string) gen.RequestEditorFn {
		return func(_ context.Context, req *http.Request) error {
			req.Header.Add("X-Order", value)
			return nil
		}
	}
	var got http.Header
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = r.Header
		testkit.Respond(200, "application/json", `{}`)(w, r)
	}, WithDefaults(add("1")), WithDefaults(add("2")))
	if _, err := client.Movies.Details(t.Context(), 550, nil, add("3")); err != nil {
		t.Fatal(err)
	}
	if order := strings.Join(got.Values("X-Order"), ""); order != "123" {
		t.Errorf("editors ran in the order %s", order)
	}
	if got := got.Get("Authorization"); got != "Bearer "+testToken {
		t.Errorf("Authorization %q", got)
	}
}

func TestRequestEditorFails(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	mine := errors.New("not today")
	_, err := client.Movies.Details(t.Context(), 550, nil, func(context.Context, *http.Request) error { return mine })
	e, ok := errors.AsType[*Error](err)
	if !ok || !errors.Is(err, mine) || errors.Is(err, ErrInvalid) || e.Operation != "movieDetails" {
		t.Errorf("got %#v", err)
	}
}

func TestConcurrentUse(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		testkit.Respond(404, "application/json", `{"status_code":34,"status_message":"`+r.URL.Path+`"}`)(w, r)
	})
	var wg sync.WaitGroup
	for id := range 20 {
		wg.Go(func() {
			_, err := client.Movies.Details(t.Context(), id, nil)
			if e, ok := errors.AsType[*Error](err); !ok || e.Message != fmt.Sprintf("/3/movie/%d", id) {
				t.Errorf("movie %d: %v", id, err)
			}
		})
	}
	wg.Wait()
}
