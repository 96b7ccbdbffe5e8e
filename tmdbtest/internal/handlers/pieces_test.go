package handlers

import (
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

// piecesAlone returns a set in which the details of nearly everything are missing.
func piecesAlone(t *testing.T) *dataset.Set {
	t.Helper()
	set, err := dataset.Load(fstest.MapFS{"all.json": {Data: []byte(`[
		{"path": "/3/movie/5/credits", "body": {"id": 5, "cast": [{"id": 9, "credit_id": "5", "order": 0}], "crew": []}},
		{"path": "/3/tv/5/images", "body": {"id": 5, "posters": [{"file_path": "/a.jpg", "iso_639_1": "en"}], "backdrops": []}},
		{"path": "/3/person/5/images", "body": {"id": 5, "profiles": []}},
		{"path": "/3/collection/5/images", "body": {"id": 5, "posters": [], "backdrops": []}},
		{"path": "/3/company/5/images", "body": {"id": 5, "logos": []}},
		{"path": "/3/network/5/images", "body": {"id": 5, "logos": []}},
		{"path": "/3/keyword/5/movies", "body": {"id": 5, "page": 1, "results": [{"id": 5, "title": "Five"}], "total_pages": 1, "total_results": 1}},
		{"path": "/3/movie/7", "body": {
			"id": 7, "title": "Seven", "casts": {"cast": [{"id": 9}], "crew": []},
			"releases": {"countries": [{"iso_3166_1": "US", "certification": "R", "primary": true, "release_date": "2013-09-06"}]},
			"trailers": {"quicktime": [], "youtube": [{"name": "One", "size": "HD", "source": "key", "type": "Trailer"}]}
		}},
		{"path": "/3/movie/6", "body": {
			"id": 6, "title": "Six", "original_title": "Sechs", "belongs_to_collection": {"id": 7, "name": "Sixes"},
			"production_companies": [{"id": 8, "name": "Eight"}],
			"casts": {"cast": [], "crew": []},
			"similar": {"results": [{"id": 5, "title": "Five"}, {"id": 6, "title": "Sixes", "media_type": "collection"}]},
			"credits": {"cast": [{"id": 9, "name": "Neun", "original_name": "Nine", "credit_id": "9", "order": 0}], "crew": [{"credit_id": "10", "job": "Writer"}]}
		}}
	]`)}})
	if err != nil {
		t.Fatal(err)
	}
	return set
}

func TestPiecesAlone(t *testing.T) {
	t.Parallel()
	tests := []struct {
		target string
		wants  []want
	}{
		{"/3/movie/5/credits", []want{{"id", "5"}, {"cast/0/id", "9"}}},
		{"/3/movie/5/similar", []want{{"results", "[]"}}},
		{"/3/tv/5/images", []want{{"id", "5"}, {"posters/#", "1"}, {"logos", "[]"}}},
		{"/3/tv/5/images?language=de", []want{{"posters", "[]"}}},
		{"/3/keyword/5/movies", []want{{"id", "5"}, {"results/0/title", `"Five"`}}},
		{"/3/movie/6/similar", []want{{"results/0/title", `"Five"`}, {"results/1/title", `"Sixes"`}}},
		{"/3/movie/6?append_to_response=casts", []want{{"casts/cast/#", "1"}}},
		{"/3/movie/7?append_to_response=casts,releases,trailers", []want{{"casts/cast/0/id", "9"}, {"releases/countries/0/primary", "true"}, {"trailers/youtube/0/source", `"key"`}}},
		{"/3/movie/6?language=de", []want{{"title", `"Six"`}, {"belongs_to_collection/name", `"Sixes"`}}},
		{"/3/collection/7", []want{{"parts/0/title", `"Six"`}, {"poster_path", "null"}}},
		{"/3/company/8", []want{{"description", `""`}, {"parent_company", "null"}}},
		{"/3/person/9", []want{{"name", `"Neun"`}, {"deathday", "null"}}},
		{"/3/person/9/movie_credits", []want{{"cast/#", "1"}, {"cast/0/credit_id", `"9"`}}},
		{"/3/credit/9", []want{{"person/original_name", `"Nine"`}}},
	}
	for _, tt := range tests {
		t.Run(tt.target, func(t *testing.T) {
			t.Parallel()
			check(t, piecesAlone(t), dataset.Day(), tt.target, tt.wants)
		})
	}
}

// TestPiecesAloneEverywhere asks for everything that there is to read about an id that has pieces alone,
// which must not panic.
func TestPiecesAloneEverywhere(t *testing.T) {
	t.Parallel()
	set, asked := piecesAlone(t), 0
	for _, op := range spec.Operations {
		ofUser := strings.HasSuffix(op.ID, "AccountStates") || strings.HasSuffix(op.ID, "Lists") || strings.Contains(op.ID, "Changes")
		if op.Method != "GET" || all()[op.ID] == nil || ofUser {
			continue
		}
		target := op.Path
		for {
			before, rest, found := strings.Cut(target, "{")
			if !found {
				break
			}
			_, after, _ := strings.Cut(rest, "}")
			target = before + "5" + after
		}
		for _, query := range []string{"", "?language=de-DE&region=DE", "?append_to_response=credits,images,similar,casts,releases,trailers,movies"} {
			asked++
			if body, err := ask(t, set, dataset.Day(), target+query); err == nil {
				at(t, body, "id")
			}
		}
	}
	if asked < 100 {
		t.Errorf("asked %d times: want 100 at least", asked)
	}
}
