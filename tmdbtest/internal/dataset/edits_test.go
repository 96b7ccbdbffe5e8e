package dataset_test

import (
	"slices"
	"testing"
	"testing/fstest"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/data"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

// TestEdits looks for the changes of seasons and episodes, whose recordings go by id.
func TestEdits(t *testing.T) {
	t.Parallel()
	s, err := dataset.LoadOwn(data.FS, 0)
	if err != nil {
		t.Fatal(err)
	}
	top, err := dataset.Load(fstest.MapFS{"edits.json": {Data: []byte(`{
		"path": "/3/tv/episode/{episode_id}/changes", "path_params": {"episode_id": "62085"},
		"body": {"changes": [{"key": "runtime", "items": []}]}}`)}})
	if err != nil {
		t.Fatal(err)
	}
	more := s.With(top)
	keys := func(changes *gen.Changes) (keys []string) {
		for _, ch := range changes.Changes {
			keys = append(keys, ch.Key)
		}
		return keys
	}
	for _, tt := range []struct {
		name string
		got  []string
		want []string
	}{
		{"season", keys(dataset.Piece[gen.Changes](s.Season(3572), "changes")), []string{"episode", "name"}},
		{"episode", keys(dataset.Piece[gen.Changes](s.Episode(62085), "changes")), []string{"name", "guest_stars", "runtime"}},
		{"merged", keys(dataset.Piece[gen.Changes](more.Episode(62085), "changes")), []string{"runtime"}},
		{"other episode", keys(dataset.Piece[gen.Changes](s.Episode(62086), "changes")), nil},
	} {
		if !slices.Equal(tt.got, tt.want) {
			t.Errorf("%s: keys %q, want %q", tt.name, tt.got, tt.want)
		}
	}
	if n := len(s.Edited()[s.Series(1396)]); n != 2 {
		t.Errorf("Breaking Bad has %d edits of seasons and episodes, want 2", n)
	}
}
