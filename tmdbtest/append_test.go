package tmdbtest

import (
	"encoding/json"
	"maps"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/handlers"
)

// TestAppend appends all that each operation takes, and wants what the operation
// of each piece responses, without its id.
func TestAppend(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	session, err := s.Session("ada")
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]string{
		"movieDetails":      "/3/movie/550",
		"tvSeriesDetails":   "/3/tv/1396",
		"tvSeasonDetails":   "/3/tv/1396/season/1",
		"tvEpisodeDetails":  "/3/tv/1396/season/1/episode/1",
		"personDetails":     "/3/person/287",
		"collectionDetails": "/3/collection/10",
		"companyDetails":    "/3/company/1",
		"networkDetails":    "/3/network/49",
	}
	for id := range paths {
		names := handlers.Pieces(spec.ByID(id))
		if id == "tvSeriesDetails" {
			names = append(names, "season/1", "season/1/credits")
		}
		query := "?append_to_response=" + strings.Join(names, ",")
		takesSession := spec.ByID(id).Has("session_id")
		if takesSession {
			query += "&session_id=" + session
		}
		whole := fetch[map[string]json.RawMessage](t, s, paths[id]+query)
		for _, name := range names {
			if whole[name] == nil {
				t.Errorf("%s: %s is missing", id, name)
				continue
			}
			alone := paths[id] + "/" + name
			if _, _, found := spec.Match("GET", alone); !found {
				continue // casts and trailers can be appended only
			}
			if strings.HasSuffix(name, "account_states") {
				alone += "?session_id=" + session
			}
			want := fetch[map[string]json.RawMessage](t, s, alone)
			if !(strings.HasPrefix(name, "season/") && strings.Count(name, "/") == 1) {
				delete(want, "id")
			}
			got := map[string]json.RawMessage{}
			if err := json.Unmarshal(whole[name], &got); err != nil {
				t.Errorf("%s: %s: %v", id, name, err)
			}
			if !maps.EqualFunc(got, want, func(a, b json.RawMessage) bool { return string(a) == string(b) }) {
				t.Errorf("%s: %s differs from what its own operation responses", id, name)
			}
		}
	}
}

func TestAppendLimit(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	seasons := func(n int) string {
		names := []string{}
		for i := range n {
			names = append(names, "season/"+itoa(i+1))
		}
		return strings.Join(names, ",")
	}
	got := fetch[map[string]json.RawMessage](t, s, "/3/tv/1396?append_to_response="+seasons(20))
	for i := range 20 {
		if there, want := got["season/"+itoa(i+1)] != nil, i < 5; there != want {
			t.Errorf("season %d appended: %t, want %t", i+1, there, want)
		}
	}
	refused(t, s, "/3/tv/1396?append_to_response="+seasons(21), gen.StatusCodeTooManyAppends)
	refused(t, s, "/3/movie/550?append_to_response="+strings.Repeat("videos,", 20)+"videos", gen.StatusCodeTooManyAppends)
}

// TestAppendDropsFailures wants what cannot be responded to to be left out without a
// word.
func TestAppendDropsFailures(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	got := fetch[map[string]json.RawMessage](t, s, "/3/movie/550?append_to_response=account_states,videos")
	if got["account_states"] != nil || got["videos"] == nil {
		t.Error("account_states without a session is there, or videos is not")
	}
	s.Fail("movieDetails", 1, FailedAppend("credits"))
	d := fetch[gen.MovieDetails](t, s, "/3/movie/550?append_to_response=credits,videos")
	if d.Credits != nil || d.Videos == nil {
		t.Error("the piece that fails is there, or the other is not")
	}
}

// TestAppendKeepsLanguage wants pieces in the language of the details.
func TestAppendKeepsLanguage(t *testing.T) {
	t.Parallel()
	d := fetch[gen.MovieDetails](t, withExtra(t), "/3/movie/95000001?language=de&include_image_language=null&append_to_response=images,videos")
	if len(d.Images.Posters) != 2 || len(d.Videos.Results) != 1 || d.Videos.Results[0].Key != "b" {
		t.Errorf("posters %v, videos %v, want two and the German one", d.Images.Posters, d.Videos.Results)
	}
}
