package dataset

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"
)

func TestMerge(t *testing.T) {
	t.Parallel()
	base := mustLoad(t, files(nil))
	s, err := base.Merge(fstest.MapFS{
		"movies/new.json":     {Data: []byte(`{"id": 12, "title": "Dusk", "original_language": "en", "status": "Planned", "release_date": "", "popularity": 0, "vote_average": 0, "vote_count": 0, "poster_path": "", "backdrop_path": "", "cast": [{"person": 100, "character": "Sun"}, {"person": 102}]}`)},
		"movies/other.json":   {Data: []byte(`{"id": 11, "title": "Darker", "original_language": "en", "status": "Released", "release_date": "1999-01-01", "popularity": 0, "vote_average": 0, "vote_count": 0, "collection": 90, "poster_path": "", "backdrop_path": ""}`)},
		"people/n.json":       {Data: []byte(`[{"id": 102, "name": "Nia New"}]`)},
		"keywords.json":       {Data: []byte(`[{"id": 7, "name": "beacon"}, {"id": 8, "name": "fog"}]`)},
		"tv/x/season-01.json": {Data: []byte(`{"series": 20, "id": 41, "number": 1, "episodes": [{"id": 51, "number": 1, "name": "Higher"}, {"id": 52, "number": 2, "name": "Lower"}]}`)},
		"tv/x/season-02.json": {Data: []byte(`{"series": 20, "id": 42, "number": 2, "count": 6}`)},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, tc := range []struct {
		name string
		ok   bool
	}{
		{"a movie is added", s.Movie(12).Title == "Dusk" && len(s.Movies) == 3},
		{"a movie is replaced", s.Movie(11).Title == "Darker" && s.Movie(11).OriginalTitle == "Darker"},
		{"parts follow", s.Collection(90).Parts[0] == s.Movie(11)},
		{"other movies stay", s.Movie(10).Title == "Light"},
		{"references go to what was replaced", s.Movie(10).Recommendations[0] == s.Movie(11)},
		{"lists are merged by id", s.Keyword(7).Name == "beacon" && s.Keyword(8).Name == "fog"},
		{"a person is added", s.Person(102).Name == "Nia New"},
		{"credits of a person in both", len(s.Credits(100)) == len(base.Credits(100))+1},
		{"a season is replaced, its series stays", s.Series(20).Episode(EpisodeRef{1, 1}).Name == "Higher" && s.Series(20).Name == "Tower"},
		{"a season is added", s.Series(20).NumberOfSeasons() == 2 && s.Series(20).NumberOfEpisodes() == 8},
		{"the base stays as it was", base.Movie(12) == nil && base.Movie(11).Title == "Dark" && base.Keyword(7).Name == "lighthouse" && base.Series(20).Season(2) == nil},
		{"nothing is shared", s.Movie(10) != base.Movie(10)},
	} {
		if !tc.ok {
			t.Errorf("%s: no", tc.name)
		}
	}
	again, err := s.Merge(fstest.MapFS{"keywords.json": {Data: []byte(`[{"id": 8, "name": "mist"}]`)}})
	if err != nil {
		t.Fatal(err)
	}
	if got := names(again.Keywords, func(k *Keyword) string { return k.Name }); !slices.Equal(got, []string{"beacon", "mist"}) {
		t.Errorf("keywords after a second merge: %q", got)
	}
}

func TestMergeRefuses(t *testing.T) {
	t.Parallel()
	base := mustLoad(t, files(nil))
	for _, tc := range []struct{ name, file, text, want string }{
		{"unknown person", "people/a.json", `[{"id": 103, "name": "Someone", "tagged": [{"movie": 99, "type": "poster", "id": "cccccccccccccccccccccccc", "file_path": "/x.jpg", "width": 1, "height": 1}]}]`, "people/a.json: id 103: tagged[0].movie: no movie 99"},
		{"twice in one layer", "keywords.json", `[{"id": 9, "name": "a"}, {"id": 9, "name": "b"}]`, "keyword 9 is there twice"},
		{"what others need", "tv/20-tower/season-01.json", `{"series": 20, "id": 41, "number": 1, "count": 3}`, "episode-groups.json: id 111111111111111111111111: groups[0].episodes: series 20 has no episode 1x02"},
		{"unknown file", "movie.json", `{}`, "movie.json: no file of the data has such a name"},
	} {
		t.Run(tc.name, func(t *testing.T) {
			t.Parallel()
			_, err := base.Merge(fstest.MapFS{tc.file: {Data: []byte(tc.text)}})
			if err == nil || !strings.Contains(err.Error(), tc.want) {
				t.Errorf("error %v, want %q", err, tc.want)
			}
		})
	}
}
