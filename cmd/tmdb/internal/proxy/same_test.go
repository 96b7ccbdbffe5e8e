package proxy

import (
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// targetOf returns a request for an operation that the stand-in has something for.
func targetOf(op *spec.Operation, session, account string) string {
	values := map[string]string{
		"movie_id": "329865", "series_id": "1396", "season_number": "1", "episode_number": "1", "person_id": "287",
		"list_id": "1", "collection_id": "10", "company_id": "1", "keyword_id": "1", "network_id": "1", "account_id": "1",
		"account_object_id": account, "time_window": "week", "external_id": "tt2543164", "guest_session_id": "none",
		"review_id": "none", "credit_id": "none", "tv_episode_group_id": "none", "episode_id": "62085", "season_id": "3572",
	}
	path := op.Path
	query := url.Values{}
	for p := range op.In(spec.InPath) {
		path = strings.Replace(path, "{"+p.Name+"}", values[p.Name], 1)
	}
	for p := range op.In(spec.InQuery) {
		switch p.Name {
		case "session_id":
			if op.NeedsUser() {
				query.Set(p.Name, session)
			}
		case "query":
			query.Set(p.Name, "the")
		case "external_source":
			query.Set(p.Name, "imdb_id")
		case "language":
			query.Set(p.Name, "de-DE")
		case "movie_id":
			query.Set(p.Name, "550")
		default:
			if p.Required {
				query.Set(p.Name, "1")
			}
		}
	}
	if op.ID == "listItemStatusV4" {
		query.Set("media_type", "movie")
	}
	return path + "?" + query.Encode()
}

// TestSame: what reads has the same response through the proxy as without it, and so once more from the
// cache. But a user's is called private.
func TestSame(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t, tmdbtest.Quiet(), tmdbtest.WithClock(tmdbtest.Day))
	p := newPair(t, srv)
	session, err := srv.Session("ada")
	if err != nil {
		t.Fatal(err)
	}
	token, account, err := srv.AccessToken("ada")
	if err != nil {
		t.Fatal(err)
	}
	good := 0
	for _, op := range spec.Operations {
		if op.Method != http.MethodGet || op.Writes || op.Unique || op.ID == "configurationDetails" {
			continue
		}
		target := targetOf(op, session, account)
		as := "Bearer " + srv.Token
		if strings.HasPrefix(op.Path, "/4/") {
			as = "Bearer " + token
		}
		want := askAt(t, http.MethodGet, srv.URL+target, "", "Authorization", as)
		if want.status == http.StatusOK {
			good++
		}
		control, before := want.header.Get("Cache-Control"), len(srv.Requests())
		if op.OfUsers() || strings.Contains(target, "session_id=") {
			control = strings.Replace(control, "public", "private", 1)
		}
		for range 2 {
			got := p.ask(t, http.MethodGet, target, "", "Authorization", as)
			if got.status != want.status || got.body != want.body || got.header.Get("Etag") != want.header.Get("Etag") ||
				got.header.Get("Cache-Control") != control || got.header.Get("Content-Type") != want.header.Get("Content-Type") {
				t.Errorf("%s: %s is %d %v %.200s, want %d %v %.200s", op.ID, target, got.status, got.header, got.body, want.status, want.header, want.body)
			}
		}
		cached := !op.OfUsers() && op.MaxAge() > 0 && want.status == http.StatusOK
		if n := len(srv.Requests()) - before; cached && n != 1 {
			t.Errorf("%s: %d requests, want 1", op.ID, n)
		}
	}
	if good < 120 {
		t.Errorf("%d operations were a success, want most", good)
	}
}
