package api

import (
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
)

func TestKebab(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"Movies": "movies", "TVSeriesLists": "tv-series-lists", "V4Account": "v4-account", "ExternalIDs": "external-ids",
		"ByExternalID": "by-external-id", "RatedTVEpisodes": "rated-tv-episodes", "FavoriteTV": "favorite-tv", "TV": "tv",
		"CreateSessionFromV4Token": "create-session-from-v4-token", "DetailsByID": "details-by-id",
	} {
		if got := kebab(name); got != want {
			t.Errorf("%s is %s, want %s", name, got, want)
		}
	}
}

// TestNames: every operation has a name of its own, and texts, and so has every parameter.
func TestNames(t *testing.T) {
	t.Parallel()
	texts, seen, count := readTexts(), map[string]bool{}, 0
	for _, s := range services() {
		if texts.Services[s.name] == "" {
			t.Errorf("%s has no text", s.name)
		}
		for _, op := range s.operations {
			count++
			name := kebab(s.name) + " " + kebab(op.GoMethod)
			if seen[name] {
				t.Errorf("%s are two operations", name)
			}
			seen[name] = true
			if texts.of(op).Text == "" {
				t.Errorf("%s has no text", op.ID)
			}
			flags := []string{"all", "limit", "body", "session", "dry-run", "output", "json", "jq", "template", "demo", "color", "no-pager", "help", "language", "region"}
			for _, p := range op.Parameters {
				if texts.parameter(op, p.Name) == "" {
					t.Errorf("%s: %s has no text", op.ID, p.Name)
				}
				if p.In == spec.InPath || slices.Contains(everywhere, p.Name) {
					continue
				}
				flag := flagName(p.Name)
				if slices.Contains(flags, flag) || strings.ToLower(flag) != flag {
					t.Errorf("%s: --%s is another flag already", op.ID, flag)
				}
				flags = append(flags, flag)
			}
		}
	}
	if count != len(spec.Operations) {
		t.Errorf("there are %d operations, want %d", count, len(spec.Operations))
	}
}
