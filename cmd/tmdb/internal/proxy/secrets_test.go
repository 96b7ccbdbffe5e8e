package proxy

import (
	"context"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/internal/store"
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
