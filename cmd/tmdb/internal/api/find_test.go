package api

import (
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
)

func TestFind(t *testing.T) {
	t.Parallel()
	tests := []struct {
		words, want string
		within      int // of the first so many
	}{
		{"movie release dates", "movieReleaseDates", 1},
		{"releases of a film by country", "movieReleaseDates", 2},
		{"film posters", "movieImages", 1},
		{"tv show alternative titles", "tvSeriesAlternativeTitles", 1},
		{"what changed lately", "changedMovies", 8},
		{"person external ids", "personExternalIDs", 1},
		{"find by IMDb id", "findByExternalID", 3},
		{"episode stills", "tvEpisodeImages", 2},
		{"season translations", "tvSeasonTranslations", 1},
		{"company logos", "companyImages", 1},
		{"network details", "networkDetails", 1},
		{"keyword movies", "keywordMovies", 2},
		{"latest movie", "movieLatest", 1},
		{"time zones", "configurationTimezones", 2},
		{"streaming providers tv", "tvWatchProviderList", 3},
		{"review", "reviewDetails", 3},
		{"episode groups", "tvSeriesEpisodeGroups", 2},
		{"movieDetails", "movieDetails", 1},
		{"credit details", "creditDetails", 1},
	}
	for _, tt := range tests {
		t.Run(tt.words, func(t *testing.T) {
			t.Parallel()
			var ids []string
			for _, op := range Find(tt.words) {
				ids = append(ids, op.ID)
			}
			if i := slices.Index(ids, tt.want); i < 0 || i >= tt.within {
				t.Errorf("Find(%q) has %s at %d, want it in the first %d of %.5q", tt.words, tt.want, i, tt.within, ids)
			}
			if spec.ByID(tt.want) == nil {
				t.Errorf("there is no %s", tt.want)
			}
		})
	}
}

func TestFindNothing(t *testing.T) {
	t.Parallel()
	if ops := Find("xyzzy plugh"); len(ops) > 0 {
		t.Errorf("Find returned %s, want nothing", ops[0].ID)
	}
}

// TestReadable: what changes something, makes a token or is a user's cannot be called.
func TestReadable(t *testing.T) {
	t.Parallel()
	for _, op := range Readable() {
		if op.Method != "GET" || op.Writes || op.Unique || op.NeedsUser() {
			t.Errorf("%s is readable", op.ID)
		}
	}
	for _, id := range []string{"clearListV4", "createGuestSession", "accountDetails", "guestSessionRatedMovies", "accountListsV4", "deleteSession"} {
		if op := spec.ByID(id); op == nil || slices.Contains(Readable(), op) {
			t.Errorf("%s is readable or is none", id)
		}
	}
	for _, op := range Readable() {
		for _, p := range Describe(op).Parameters {
			if strings.Contains(p.Want, ofUser) {
				t.Errorf("%s offers what is a user's: %s: %s", op.ID, p.Name, p.Want)
			}
		}
	}
}
