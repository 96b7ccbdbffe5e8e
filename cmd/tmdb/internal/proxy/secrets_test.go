package proxy

import (
	"context"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/internal/store"
	"github.com/tmdb-go/tmdb/internal/transport"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// keeping is a store that shows all that it was ever given.
type keeping struct {
	*store.Memory
	mu   sync.Mutex
	text strings.Builder
}

func (k *keeping) Set(ctx context.Context, key string, value []byte) error {
	k.mu.Lock()
	fmt.Fprintf(&k.text, "%s=%s\n", key, value)
	k.mu.Unlock()
	return k.Memory.Set(ctx, key, value)
}

// TestSecrets: no token, key or session is in a response, the log, the metrics or the cache, and none but
// the right one gets to TMDB.
func TestSecrets(t *testing.T) {
	t.Parallel()
	const client, password = "client-secret-0123456789", "hunter2-and-more"
	for name, byKey := range map[string]bool{"token": false, "key": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			srv := tmdbtest.NewServer(t, tmdbtest.Quiet())
			kept := &keeping{Memory: store.NewMemory(1 << 20)}
			log := &logs{}
			p := newPair(t, srv, func(c *Config) {
				c.Token, c.Write, c.Store = client, true, kept
				c.Logger = slog.New(slog.NewJSONHandler(log, &slog.HandlerOptions{Level: slog.LevelDebug}))
				if byKey {
					c.Credential = Credential{Key: srv.APIKey}
				}
			})
			session, err := srv.Session("ada")
			if err != nil {
				t.Fatal(err)
			}
			user, account, err := srv.AccessToken("ada")
			if err != nil {
				t.Fatal(err)
			}
			secrets := []string{client, srv.Token, srv.APIKey, session, user, password}
			responses := ""
			for _, tt := range []struct{ method, target, body, as string }{
				{"GET", "/3/movie/550?append_to_response=account_states&session_id=" + session, "", client},
				{"GET", "/3/movie/550?language=" + client, "", client},
				{"GET", "/3/search/movie?query=" + session + "&session_id=" + session, "", client},
				{"GET", "/3/movie/popular?page=" + session + "&session_id=" + session + "&api_key=" + client, "", ""},
				{"GET", "/3/nothing/" + session, "", client},
				{"GET", "/3/account/1?session_id=" + session + "&api_key=" + client, "", ""},
				{"GET", "/4/account/" + account + "/lists?api_key=" + client, "", user},
				{"GET", "/4/list/1?api_key=" + client + "&" + user + "=1", "", user},
				{"POST", "/3/authentication/token/validate_with_login", `{"username":"ada","password":"` + password + `","request_token":"` + session + `"}`, client},
				{"GET", "/t/p/w92/" + session + ".jpg", "", client},
				{"GET", "/t/p/" + session + "/a.jpg", "", client},
				{"GET", "/3/movie/550", "", session},
			} {
				resp := p.ask(t, tt.method, tt.target, tt.body, "Authorization", "Bearer "+tt.as, "Cookie", "a="+session, "User-Agent", session, "Via", session)
				responses += fmt.Sprintln(resp.status, resp.header, resp.body)
			}
			for place, text := range map[string]string{
				"a response": responses, "the log": log.String(),
				"the metrics": p.ask(t, http.MethodGet, "/metrics", "").body, "the cache": kept.text.String(),
				"the config": fmt.Sprintf("%v %+v %#v", p.config.Credential, p.config.Credential, p.config.Credential),
			} {
				for i, secret := range secrets {
					if strings.Contains(text, secret) {
						t.Errorf("%s has secret %d", place, i)
					}
				}
			}
			for _, r := range srv.Requests() {
				token, key := r.Header.Get("Authorization"), r.Query.Get("api_key")
				own := token == "Bearer "+srv.Token && key == "" || byKey && token == "" && key == srv.APIKey
				if !own && !(token == "Bearer "+user && key == "" && strings.HasPrefix(r.Path, "/4/")) || r.Header.Get("Cookie") != "" {
					t.Errorf("%s came with another credential", r.Operation)
				}
				if strings.Contains(fmt.Sprint(map[string][]string(r.Header)), session) {
					t.Errorf("%s came with a header of the client", r.Operation)
				}
			}
			if !strings.Contains(log.String(), "/3/account/1?session_id={session_id}") {
				t.Errorf("the log is %s", log)
			}
		})
	}
}

// TestEcho: an error that repeats what TMDB got tells no client the credential.
func TestEcho(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	for _, status := range []int{200, 201, 400, 401, 404, 503} {
		for _, credential := range []Credential{{Token: "eyJ.echoed.token"}, {Key: "0123456789abcdef0123456789abcdef"}} {
			echo := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
				w.Header().Set("Content-Type", "application/json")
				w.WriteHeader(status)
				fmt.Fprintf(w, `{"success":false,"status_code":7,"status_message":"%s %s"}`, r.Header.Get("Authorization"), r.URL)
			}))
			t.Cleanup(echo.Close)
			p := newPair(t, srv, func(c *Config) {
				c.Upstreams, c.Credential, c.Write = []*url.URL{parsed(t, echo.URL)}, credential, true
			})
			resp := p.ask(t, "POST", "/3/movie/550/rating?session_id=s1", `{"value":8}`)
			if strings.Contains(fmt.Sprint(resp), credential.Token+credential.Key) || resp.status != http.StatusBadGateway || failedIn(t, resp).Code != 43 {
				t.Errorf("%d becomes %v", status, resp)
			}
		}
	}
}

// TestRevoked: a credential that TMDB takes no more is the proxy's own matter: no client is told to have
// another one, and the log says it once. What a user's token is not taken for is told as it is.
func TestRevoked(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t, tmdbtest.Quiet())
	for _, credential := range []Credential{{Token: "eyJ.revoked.token"}, {Key: "0123456789abcdef0123456789abcdef"}} {
		p := newPair(t, srv, func(c *Config) { c.Credential, c.Write = credential, true })
		for _, tt := range []struct {
			method, target, token string
			status, code          int
		}{
			{"GET", "/3/movie/550", "", 502, 43},
			{"HEAD", "/3/movie/551", "", 502, 0},
			{"GET", "/4/list/1", "", 502, 43},
			{"POST", "/3/movie/550/rating?session_id=s1", "", 502, 43},
			{"GET", "/4/account/a/lists", userToken, 401, 7},
		} {
			resp := p.ask(t, tt.method, tt.target, `{"value":8}`, "Authorization", "Bearer "+tt.token)
			if resp.status != tt.status || tt.code != 0 && failedIn(t, resp).Code != tt.code {
				t.Errorf("%s %s is %d %s", tt.method, tt.target, resp.status, resp.body)
			}
			if tt.code == 43 && !strings.Contains(resp.body, "the credential of the proxy") {
				t.Errorf("%s says %s", tt.target, resp.body)
			}
		}
		if log := p.log.String(); strings.Count(log, "level=WARN") != 1 || !strings.Contains(log, "does not take the credential") {
			t.Errorf("the log is %s", log)
		}
	}
}

// TestRepeated: what a host makes of a request in its own response is in the log without the client's secrets,
// wherever they stood.
func TestRepeated(t *testing.T) {
	t.Parallel()
	const secret = "0123456789abcdef-of-a-client"
	for target, secret := range map[string]string{
		"/3/guest_session/" + secret + "/rated/movies":     secret,
		"/3/guest_session/" + secret + "/rated/movies/":    secret,
		"/3/account/1?session_id=" + secret:                secret,
		"/3/movie/550/account_states?session_id=" + secret: secret,
		"/4/account/a/lists":                               userToken,
	} {
		p := newPair(t, tmdbtest.NewServer(t), func(c *Config) {
			c.network = transport.Func(func(req *http.Request) (*http.Response, error) {
				return nil, &net.AddrError{Err: "odd: " + req.URL.String(), Addr: req.Header.Get("Authorization")} // which comes again, so that nobody waits
			})
		})
		p.ask(t, http.MethodGet, target, "", "Authorization", "Bearer "+userToken)
		if log := p.log.String(); strings.Contains(log, secret) || !strings.Contains(log, "odd") {
			t.Errorf("%s: the log is %s", target, log)
		}
	}
}

// TestShortCredential: that of a stand-in may be a word of a response.
func TestShortCredential(t *testing.T) {
	t.Parallel()
	for token, want := range map[string]bool{"abc": false, "": false, "0123456789abcdef": true} {
		if got := (Credential{Token: token}).isIn([]byte("abc 0123456789abcdef")); got != want {
			t.Errorf("%q is in it: %t", token, got)
		}
	}
}
