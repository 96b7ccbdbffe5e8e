// Package samples has documents of the stand-in for tests of a mirror.
package samples

import (
	"encoding/json"
	"io"
	"net/http"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

const ofTitles = "credits,images,videos,translations,alternative_titles,keywords,external_ids,watch/providers,recommendations,similar,reviews"

var paths = []struct {
	kind database.Kind
	path string
}{
	{database.Movie, "movie/550?append_to_response=" + ofTitles + ",release_dates"},
	{database.Movie, "movie/603?append_to_response=" + ofTitles + ",release_dates"},
	{database.Series, "tv/1396?append_to_response=" + ofTitles + ",aggregate_credits,content_ratings,episode_groups"},
	{database.Season, "tv/1396/season/1?append_to_response=credits,external_ids,images,videos,translations"},
	{database.Person, "person/287?append_to_response=movie_credits,tv_credits,images,external_ids,translations"},
	{database.Collection, "collection/2344?append_to_response=images,translations"},
}

// Documents returns documents of five kinds, two of them movies, with everything that can be appended:
// each was fetched on a day of its own.
func Documents(t testing.TB) []database.Document {
	t.Helper()
	srv := tmdbtest.NewServer(t, tmdbtest.WithClock(tmdbtest.Day))
	var docs []database.Document
	for i, p := range paths {
		body := get(t, srv, p.path)
		var head struct{ ID int }
		if err := json.Unmarshal(body, &head); err != nil {
			t.Fatal(err)
		}
		docs = append(docs, database.Document{Kind: p.kind, ID: head.ID, Body: body, Fetched: time.Date(2026, 11, 1+i, 12, 0, 0, 0, time.UTC)})
	}
	return docs
}

func get(t testing.TB, srv *tmdbtest.Server, path string) []byte {
	t.Helper()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, srv.URL+"/3/"+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+srv.Token)
	resp, err := srv.Client().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("%s: %s, %v", path, resp.Status, err)
	}
	return body
}
