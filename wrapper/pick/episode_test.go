package pick

import (
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

func TestEpisodes(t *testing.T) {
	t.Parallel()
	season := func(episodes ...string) gen.TVSeasonDetails {
		var s gen.TVSeasonDetails
		for _, text := range episodes {
			name, aired, _ := strings.Cut(text, " ")
			s.Episodes = append(s.Episodes, gen.TVSeasonEpisode{Name: name, AirDate: types.Date(aired)})
		}
		return s
	}
	seasons := []gen.TVSeasonDetails{
		season("special 2024-12-25", "undated"),
		season("one 2024-12-01", "two 2024-12-08"),
		season("three 2024-12-25", "four 2024-12-25", "five 2025-01-01", "six 2025"),
	}
	pointers := []*gen.TVSeasonDetails{nil, &seasons[2], nil, &seasons[1], &seasons[0]}
	type picked struct{ on, last, next string }
	names := func(list []gen.TVSeasonEpisode) string {
		var all []string
		for _, e := range list {
			all = append(all, e.Name)
		}
		return strings.Join(all, " ")
	}
	for day, want := range map[types.Date]picked{
		"2024-11-30": {"", "", "one"},
		"2024-12-01": {"one", "one", "two"},
		"2024-12-10": {"", "two", "special three four"},
		"2024-12-25": {"special three four", "special three four", "five"},
		"2024-12-31": {"", "special three four", "five"},
		"2025-01-01": {"five", "five", ""},
		"2030-01-01": {"", "five", ""},
		"":           {},
		"2024":       {},
		"soon":       {},
	} {
		if got := (picked{names(EpisodesOn(day, seasons...)), names(LastEpisodes(day, seasons...)), names(NextEpisodes(day, seasons...))}); got != want {
			t.Errorf("%q: %+v, want %+v", day, got, want)
		}
		if got := names(NextEpisodes(day, &seasons[1])); day == "2024-12-01" && got != "two" {
			t.Errorf("%q in one season: %s", day, got)
		}
	}
	if got := names(EpisodesOn("2024-12-25", pointers...)); got != "three four special" {
		t.Errorf("pointers, some of them nil: %s", got)
	}
}
