package wrapper

import (
	"errors"
	"log/slog"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

func TestWith(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "TMDB sees its header, and none of the client's")
	var got []string
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.URL.RawQuery+" "+r.Header.Get("Authorization")[len("Bearer "):]+" "+r.UserAgent())
		testkit.Respond(200, jsonType, `{}`)(w, r)
	}, WithDefaults(Language("pt-BR")), WithUserAgent("a/1"))
	german := with(t, client, WithDefaults(Language("de")), WithDefaults(Session("s1")))
	user := with(t, german, WithToken("user.token"), WithUserAgent("b/2"))
	for _, c := range []*Client{client, german, user, client} {
		if _, err := c.Account.RatedMovies(t.Context(), 1, nil); err != nil {
			t.Fatal(err)
		}
	}
	want := []string{
		"language=pt-BR " + testToken + " a/1",
		"language=de&session_id=s1 " + testToken + " a/1",
		"language=de&session_id=s1 user.token b/2",
		"language=pt-BR " + testToken + " a/1",
	}
	if a, b := strings.Join(got, "\n"), strings.Join(want, "\n"); a != b {
		t.Errorf("sent\n%s\nwant\n%s", a, b)
	}
}

// TestWithCarriesTheAddress: a copy talks to the same server.
func TestWithCarriesTheAddress(t *testing.T) {
	t.Parallel()
	client, err := New(testToken, WithBaseURL("https://api.example"))
	if err != nil {
		t.Fatal(err)
	}
	other := with(t, client, WithDefaults(Language("de")))
	if got, want := other.String(), "tmdb client for https://api.example"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestWithRefuses: what the copies share stays as it is.
func TestWithRefuses(t *testing.T) {
	t.Parallel()
	client := newFakeClient(t, testkit.Respond(200, jsonType, `{}`))
	for name, opt := range map[string]Option{
		"WithBaseURL":       WithBaseURL("https://api.tmdb.org"),
		"WithHTTPClient":    WithHTTPClient(&http.Client{}),
		"WithMaxBody":       WithMaxBody(1),
		"WithLogger":        WithLogger(slog.Default()),
		"WithRetry":         WithRetry(&Retry{}),
		"WithLimiter":       WithLimiter(nil),
		"WithCache":         WithCache(NewMemoryCache(1)),
		"WithStaleIfError":  WithStaleIfError(1),
		"WithoutCoalescing": WithoutCoalescing(),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			other, err := client.With(opt)
			if other != nil || !errors.Is(err, ErrInvalid) {
				t.Fatalf("got %v, %v", other, err)
			}
			testkit.WantText(t, err.Error(), "tmdb: "+name+": ", "want this as an option of New")
		})
	}
	for name, test := range map[string]struct {
		client *Client
		opts   []Option
		want   string
	}{
		"nil option":    {client, []Option{nil}, "option is nil"},
		"bad language":  {client, []Option{WithDefaults(Language(""))}, "WithDefaults: language is"},
		"no client":     {nil, nil, "want one made by New"},
		"empty client":  {&Client{}, nil, "want one made by New"},
		"two tokens":    {client, []Option{WithToken("a.b"), WithToken("c.d")}, "a credential already, by WithToken"},
		"token and key": {client, []Option{WithAPIKey(testKey), WithToken("c.d")}, "a credential already, by WithAPIKey"},
		"bad token":     {client, []Option{WithToken(testKey)}, "WithToken: the token is a v3 API key"},
	} {
		other, err := test.client.With(test.opts...)
		if other != nil || !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: got %v, %v", name, other, err)
			continue
		}
		testkit.WantText(t, err.Error(), test.want)
		testkit.WantNone(t, err.Error(), testKey, "c.d")
	}
}

// TestWithLeavesTheClient: editors and defaults of copies do not reach each other.
func TestWithLeavesTheClient(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "TMDB sees its header, and none of the client's")
	var mu sync.Mutex
	seen := map[string]url.Values{}
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		seen[r.Header.Get("X-Who")] = r.URL.Query()
		mu.Unlock()
		testkit.Respond(200, jsonType, `{"id":1}`)(w, r)
	}, WithDefaults(Query("base", "1")), WithDefaults(Region("BR")))
	var wg sync.WaitGroup
	for _, who := range []string{"a", "b", "c", "d"} {
		wg.Go(func() {
			other, err := client.With(WithDefaults(Language("x"+who)), WithDefaults(Query("who", who)))
			if err != nil {
				t.Error(err)
				return
			}
			if _, err := other.MovieLists.Popular(t.Context(), nil, header("X-Who", who)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if _, err := client.MovieLists.Popular(t.Context(), nil, header("X-Who", "client")); err != nil {
		t.Fatal(err)
	}
	for _, who := range []string{"a", "b", "c", "d"} {
		q := seen[who]
		if q.Get("language") != "x"+who || len(q["who"]) != 1 || q.Get("who") != who || q.Get("base") != "1" || q.Get("region") != "BR" {
			t.Errorf("%s sent %v", who, q)
		}
	}
	if q := seen["client"]; q.Has("language") || q.Has("who") || q.Get("base") != "1" {
		t.Errorf("the client sent %v", q)
	}
}

func TestWithTimeoutOfACopy(t *testing.T) {
	t.Parallel()
	client, err := New(testToken, WithTimeout(time.Minute))
	if err != nil {
		t.Fatal(err)
	}
	for want, c := range map[time.Duration]*Client{time.Minute: client, 0: with(t, client, WithTimeout(0)), time.Second: with(t, client, WithTimeout(time.Second))} {
		if got := c.API.ClientInterface.(*gen.Client).Client.(*doer).timeout; got != want {
			t.Errorf("timeout %v, want %v", got, want)
		}
	}
}
