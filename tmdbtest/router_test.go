package tmdbtest

import (
	"maps"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
)

func TestRouter(t *testing.T) {
	t.Parallel()
	tests := []struct {
		method, path string
		want         string // operationId, empty for none
		found        bool
		params       map[string]string
	}{
		{"GET", "/3/movie/550", "movieDetails", true, map[string]string{"movie_id": "550"}},
		{"GET", "/3/movie/latest", "movieLatest", true, map[string]string{}},
		{"GET", "/3/movie/popular", "popularMovies", true, map[string]string{}},
		{"GET", "/3/tv/1396/season/1/episode/2", "tvEpisodeDetails", true, map[string]string{"series_id": "1396", "season_number": "1", "episode_number": "2"}},
		{"GET", "/3/find/tt0137523%2Fx", "findByExternalID", true, map[string]string{"external_id": "tt0137523/x"}},
		{"DELETE", "/3/movie/550", "", true, map[string]string{"movie_id": "550"}},
		{"GET", "/3/movie", "", false, nil},
		{"GET", "/3/movie/", "", false, nil},
		{"GET", "/3/movie/550/", "", false, nil},
		{"GET", "/3//movie/550", "", false, nil},
		{"GET", "/5/movie/550", "", false, nil},
		{"GET", "/", "", false, nil},
		{"GET", "", "", false, nil},
	}
	for _, tt := range tests {
		t.Run(tt.method+" "+tt.path, func(t *testing.T) {
			t.Parallel()
			op, params, found := spec.Match(tt.method, tt.path)
			id := ""
			if op != nil {
				id = op.ID
			}
			if id != tt.want || found != tt.found || !maps.Equal(params, tt.params) {
				t.Errorf("%q, %v, %v, want %q, %v, %v", id, params, found, tt.want, tt.params, tt.found)
			}
		})
	}
}
