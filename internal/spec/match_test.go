package spec

import (
	"maps"
	"strings"
	"testing"
)

func TestMatch(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		method, path, id string
		known            bool
		values           map[string]string
	}{
		{"GET", "/3/movie/550", "movieDetails", true, map[string]string{"movie_id": "550"}},
		{"GET", "/3/movie/latest", "movieLatest", true, nil},
		{"GET", "/3/movie/550/watch/providers", "movieWatchProviders", true, map[string]string{"movie_id": "550"}},
		{"POST", "/3/movie/550/rating", "addMovieRating", true, map[string]string{"movie_id": "550"}},
		{"PUT", "/3/movie/550", "", true, map[string]string{"movie_id": "550"}},
		{"GET", "/3/tv/1399/season/0/episode/1", "tvEpisodeDetails", true, map[string]string{"series_id": "1399", "season_number": "0", "episode_number": "1"}},
		{"GET", "/3/find/a%2Fb", "findByExternalID", true, map[string]string{"external_id": "a/b"}},
		{"GET", "/3/find/%zz", "", false, nil},
		{"GET", "/3/movie/", "", false, nil},
		{"GET", "/3/movie//images", "", false, nil},
		{"GET", "/prefix/3/movie/550", "", false, nil},
		{"GET", "/3/nothing", "", false, nil},
		{"GET", "", "", false, nil},
	} {
		op, values, known := Match(test.method, test.path)
		id := ""
		if op != nil {
			id = op.ID
		}
		if id != test.id || known != test.known || !maps.Equal(values, test.values) {
			t.Errorf("%s %s: %q %v %v", test.method, test.path, id, values, known)
		}
	}
}

// TestFind: every operation is found behind a prefix, and is the one that its own path matches.
func TestFind(t *testing.T) {
	t.Parallel()
	for _, op := range Operations {
		path := op.Path
		for p := range op.In(InPath) {
			path = strings.ReplaceAll(path, "{"+p.Name+"}", "x-"+p.Name)
		}
		for _, prefix := range []string{"", "/proxy", "/3", "/a/b"} {
			if got := Find(op.Method, prefix+path); got != op {
				t.Errorf("%s %s%s: %+v", op.Method, prefix, path, got)
			}
			if !op.Matches(op.Method, prefix+path) {
				t.Errorf("%s does not match %s%s", op.ID, prefix, path)
			}
			for p := range op.In(InPath) {
				if got := op.Value(prefix+path, p.Name); got != "x-"+p.Name {
					t.Errorf("%s: %s is %q", op.ID, p.Name, got)
				}
			}
		}
		if op.Matches("TRACE", path) || op.Matches(op.Method, path+"/x") || op.Matches(op.Method, "/x") || op.Matches(op.Method, "") {
			t.Errorf("%s matches what is not its own", op.ID)
		}
	}
	if op := Find("GET", "/3/nothing"); op != nil {
		t.Errorf("found %s", op.ID)
	}
	if got := MovieDetails.Value("/3/movie/%zz", "movie_id"); got != "" {
		t.Errorf("value %q", got)
	}
}
