package reference

import (
	"encoding/json"
	"testing"

	"github.com/tmdb-go/tmdb/internal/recorded"
)

func TestCountFields(t *testing.T) {
	t.Parallel()
	site := loadSite(t)
	responses := []recorded.Response{
		{Method: "GET", Path: "/3/search/multi", Status: 200, Date: "2026", Body: json.RawMessage(`{"page": 1, "results": [
			{"media_type": "movie", "id": 1, "video": false}, {"media_type": "movie", "id": 2, "poster_path": null},
			{"media_type": "person", "id": 3, "known_for": [{"media_type": "tv", "id": 4}]}
		]}`)},
		{Method: "GET", Path: "/3/movie/{id}", Status: 200, Date: "2026", Body: json.RawMessage(`{"id": 1, "homepage": null, "credits": {"id": 1}}`)},
		{Method: "GET", Path: "/3/movie/{movie_id}", Status: 404, Date: "2026", Body: json.RawMessage(`{}`)},
		{Method: "GET", Path: "/3/movie/{movie_id}", Status: 200, Date: "2023", Body: json.RawMessage(`{}`)},
		{Method: "GET", Path: "/3/movie/{movie_id}", Status: 200, Date: "2026", Kind: "example", Body: json.RawMessage(`{}`)},
	}
	data, err := site.CountFields(responses)
	if err != nil {
		t.Fatal(err)
	}
	var counts map[string]often
	if err := json.Unmarshal(data, &counts); err != nil {
		t.Fatal(err)
	}
	if n := counts["movieDetails"].Responses; n != 1 {
		t.Errorf("%d responses of movieDetails, want 1: no failures, old ones and examples", n)
	}
	for _, test := range []struct {
		op, id string
		want   times
	}{
		{"searchMulti", "response.results.movie.video", times{1, 2, 0}},
		{"searchMulti", "response.results.movie.poster_path", times{1, 2, 1}},
		{"searchMulti", "response.results.person.known_for", times{1, 1, 0}},
		{"searchMulti", "response.results.collection.poster_path", times{}}, // none is there
		{"movieDetails", "response.homepage", times{1, 1, 1}},
		{"movieDetails", "response.credits", times{}}, // it is there if it was asked for
		{"movieDetails", "response.id", times{}},      // always
	} {
		if got := counts[test.op].Fields[test.id]; got != test.want {
			t.Errorf("%s %s: %v, want %v", test.op, test.id, got, test.want)
		}
	}
	responses[1].Body = json.RawMessage(`{"id": `)
	if _, err := site.CountFields(responses); err == nil {
		t.Error("no error for a body that is cut off")
	}
}

func TestSays(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		n    times
		f    field
		want string
	}{
		"never looked at":  {times{}, field{}, ""},
		"always":           {times{3, 3, 0}, field{Required: true}, ""},
		"always or null":   {times{3, 3, 1}, field{Required: true, Nullable: true}, "null in 1 of 3"},
		"optional":         {times{2, 3, 0}, field{}, "in 2 of 3"},
		"optional or null": {times{2, 3, 1}, field{Nullable: true}, "in 2 of 3, null in 1"},
		"never seen":       {times{0, 3, 0}, field{Nullable: true}, "in 0 of 3"},
	} {
		if got := test.n.says(&test.f); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}

// TestCommittedCounts: each of the committed counts is beside a field of a page, which is never there
// more often than it could be.
func TestCommittedCounts(t *testing.T) {
	t.Parallel()
	site := loadSite(t)
	if len(site.often) < 100 {
		t.Errorf("counts of %d operations: want those of all recorded ones", len(site.often))
	}
	for id, counts := range site.often {
		op := site.byID[id]
		if op == nil || op.responseMedia() == nil {
			t.Errorf("%s: no such operation, or no response", id)
			continue
		}
		shown := map[string]bool{}
		for _, f := range site.counted(op) {
			shown[f.ID] = f.Often != ""
		}
		for field, n := range counts.Fields {
			if !shown[field] {
				t.Errorf("%s: %s is not shown: go generate ./... with the recorded responses in ../shared", id, field)
			}
			if n.Null > n.Seen || n.Seen > n.Of {
				t.Errorf("%s: %s: %v", id, field, n)
			}
		}
	}
}
