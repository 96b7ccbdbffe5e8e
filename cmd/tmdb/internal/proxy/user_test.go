package proxy

import (
	"encoding/json"
	"fmt"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// TestPrivateLists: a list that only the owner of the proxy's token may see is shown to nobody else, by
// whatever operation.
func TestPrivateLists(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t, tmdbtest.Quiet())
	ada, _, err := srv.AccessToken("ada")
	if err != nil {
		t.Fatal(err)
	}
	bruno, _, err := srv.AccessToken("bruno")
	if err != nil {
		t.Fatal(err)
	}
	ids := map[string]string{}
	for name, public := range map[string]int{"private": 0, "public": 1} {
		made := askAt(t, http.MethodPost, srv.URL+"/4/list", fmt.Sprintf(`{"name":"my %s list","iso_639_1":"en","public":%d}`, name, public),
			"Authorization", "Bearer "+ada, "Content-Type", "application/json")
		var list struct{ ID json.Number }
		if err := json.Unmarshal([]byte(made.body), &list); err != nil || list.ID == "" {
			t.Fatalf("the list is %s, %v", made.body, err)
		}
		ids[name] = list.ID.String()
		askAt(t, http.MethodPost, srv.URL+"/4/list/"+ids[name]+"/items", `{"items":[{"media_type":"movie","media_id":550}]}`,
			"Authorization", "Bearer "+ada, "Content-Type", "application/json")
	}
	byOwner := newPair(t, srv, func(c *Config) { c.Credential.Token = ada })
	byKey := newPair(t, srv, func(c *Config) { c.Credential = Credential{Key: srv.APIKey} })
	for name, tt := range map[string]struct {
		p      *pair
		list   string
		as     string
		v3, v4 int
		asked  int // requests for the four operations
	}{
		"private":            {byOwner, "private", "", 401, 401, 4},
		"private, of ada":    {byOwner, "private", ada, 401, 401, 4}, // the token of the proxy is no client's
		"private, of bruno":  {byOwner, "private", bruno, 401, 401, 4},
		"private, by key":    {byKey, "private", "", 401, 401, 4},
		"private, ada by it": {byKey, "private", ada, 401, 200, 4},
		"public":             {byOwner, "public", "", 200, 200, 7},
		"public, by key":     {byKey, "public", "", 200, 200, 4},
		"none":               {byOwner, "none", "", 404, 404, 7},
	} {
		id := ids[tt.list]
		if id == "" {
			id = "999"
		}
		before := len(srv.Requests())
		for target, want := range map[string]int{
			"/3/list/" + id: tt.v3,
			"/3/list/" + id + "/item_status?movie_id=550": tt.v3,
			"/4/list/" + id: tt.v4,
			"/4/list/" + id + "/item_status?media_id=550&media_type=movie": tt.v4,
		} {
			resp := tt.p.ask(t, http.MethodGet, target, "", "Authorization", "Bearer "+tt.as)
			if resp.status != want || want == http.StatusUnauthorized && failedIn(t, resp).Code != 39 {
				t.Errorf("%s: %s is %d %s", name, target, resp.status, resp.body)
			}
			if want != http.StatusOK && strings.Contains(resp.body, "my private list") {
				t.Errorf("%s: %s shows the list: %s", name, target, resp.body)
			}
		}
		if n := len(srv.Requests()) - before; n != tt.asked {
			t.Errorf("%s: %d requests arrived, want %d", name, n, tt.asked)
		}
	}
}

// TestIsPublic: only a list that says that it is public is.
func TestIsPublic(t *testing.T) {
	t.Parallel()
	for body, want := range map[string]int{
		`{"public":true}`: 200, `{"public":1}`: 200, `{"public":false}`: 401, `{"public":0}`: 401, `{"public":"true"}`: 401,
		`{"public":null}`: 401, `{"id":1}`: 401, `[]`: 401,
	} {
		up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Content-Type", "application/json")
			if strings.HasPrefix(r.URL.Path, "/3/") {
				fmt.Fprint(w, `{"item_present":true}`)
				return
			}
			fmt.Fprint(w, body)
		}))
		p := newPair(t, tmdbtest.NewServer(t), func(c *Config) { c.Upstreams = []*url.URL{parsed(t, up.URL)} })
		first, second := p.ask(t, http.MethodGet, "/4/list/1", ""), p.ask(t, http.MethodGet, "/3/list/1/item_status?movie_id=550", "")
		if first.status != want || second.status != want {
			t.Errorf("%s is %d and %d, want %d", body, first.status, second.status, want)
		}
		up.Close()
	}
}

// TestUsers: there is no operation of an account that somebody could read or change as the owner of the
// proxy's token.
func TestUsers(t *testing.T) {
	t.Parallel()
	for _, op := range spec.Operations {
		if (op.Tag == "ACCOUNT" || op.Tag == "V4 ACCOUNT" || strings.HasSuffix(op.Path, "/account_states") || strings.HasSuffix(op.Path, "/rating")) && !op.NeedsUser() {
			t.Errorf("%s needs no user", op.ID)
		}
	}
}

// TestPrivate: no cache on the way, nor that of a browser which several users have, keeps a user's response
// for another.
func TestPrivate(t *testing.T) {
	t.Parallel()
	for control, want := range map[string]string{
		"public, max-age=300": "private, max-age=300", "": "private", "Public": "private", "max-age=0,private , must-revalidate": "private, max-age=0, must-revalidate",
	} {
		up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			w.Header()["Cache-Control"] = []string{control}
			fmt.Fprint(w, `{"id":1}`)
		}))
		t.Cleanup(up.Close)
		p := newPair(t, tmdbtest.NewServer(t), func(c *Config) {
			c.Upstreams, c.Credential = []*url.URL{parsed(t, up.URL)}, Credential{Key: "0123456789abcdef0123456789abcdef"}
		})
		for target, own := range map[string]bool{
			"/4/list/1": true, "/4/account/a/lists": true, "/3/movie/550?session_id=s": true, "/3/account/1?session_id=s": true,
			"/3/guest_session/g/rated/movies": true, "/3/movie/550": false,
		} {
			resp := p.ask(t, http.MethodGet, target, "", "Authorization", "Bearer "+userToken)
			got, vary := resp.header.Get("Cache-Control"), resp.header.Get("Vary")
			if resp.status != http.StatusOK || own && (got != want || vary != "Authorization") || !own && (got != control || vary != "") {
				t.Errorf("%q: %s is %d %q, and varies by %q", control, target, resp.status, got, vary)
			}
		}
	}
}

// TestNotShared: what TMDB says is for one client is kept for no other, whatever the spec says of it.
func TestNotShared(t *testing.T) {
	t.Parallel()
	for control, want := range map[string]int32{
		"public, max-age=300": 2, "max-age=300, private": 4, `Private="Set-Cookie", max-age=300`: 4, "privately, max-age=300": 2,
	} {
		var asked atomic.Int32
		up := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			asked.Add(1)
			w.Header().Set("Cache-Control", control)
			w.Header().Set("Content-Type", "image/svg+xml")
			fmt.Fprint(w, `{"id":1}`)
		}))
		t.Cleanup(up.Close)
		p := newPair(t, tmdbtest.NewServer(t), func(c *Config) {
			c.Upstreams, c.Images = []*url.URL{parsed(t, up.URL)}, []*url.URL{parsed(t, up.URL)}
		})
		for range 2 {
			for _, target := range []string{"/3/movie/550", "/t/p/original/a.svg"} {
				if resp := p.ask(t, http.MethodGet, target, ""); resp.status != http.StatusOK || resp.header.Get("Cache-Control") != control || resp.header.Get("Vary") != "" {
					t.Errorf("%s is %d %v", target, resp.status, resp.header)
				}
			}
		}
		if n := asked.Load(); n != want {
			t.Errorf("%s: %d requests, want %d", control, n, want)
		}
	}
}
