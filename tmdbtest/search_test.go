package tmdbtest

import (
	"net/url"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

func TestSearchMovies(t *testing.T) {
	t.Parallel()
	s := withExtra(t)
	tests := []struct {
		name, query, more string
		first             int // 0 for nothing found
		n                 int // how many are found, 0 if it does not matter
	}{
		{"title", "Fight Club", "", 550, 1},
		{"case", "fIGHT cLUB", "", 550, 1},
		{"beginning of words", "fig clu", "", 550, 1},
		{"words in another order", "club fight", "", 550, 1},
		{"middle of a word", "ight", "", 0, 0},
		{"accents", "lóng röad", "", 95000001, 1},
		{"original title", "der lange weg", "", 95000001, 1},
		{"translated title", "longa estrada", "", 95000001, 0},
		{"signs", "spider man homecoming", "", 315635, 1},
		{"exact before popular", "avatar", "", 19995, 0},
		{"a word of several", "matrix", "", 603, 0},
		{"year", "ocean", "&primary_release_year=1960", 299, 1},
		{"another year", "ocean", "&primary_release_year=2001", 161, 1},
		{"wrong year", "fight club", "&primary_release_year=2001", 0, 0},
		{"year of any release", "the long road", "&year=2020", 95000001, 1},
		{"adult", "velvet placeholder", "", 0, 0},
		{"adult on request", "velvet placeholder", "&include_adult=true", 90000001, 1},
		{"nothing", "zzzz", "", 0, 0},
		{"signs only", "!!!", "", 0, 0},
	}
	for _, tt := range tests {
		page := fetch[gen.MoviePage](t, s, "/3/search/movie?query="+url.QueryEscape(tt.query)+tt.more)
		first := 0
		if len(page.Results) > 0 {
			first = page.Results[0].ID
		}
		if first != tt.first || tt.n != 0 && page.TotalResults != tt.n {
			t.Errorf("%s: %d found, first %d; want %d, first %d", tt.name, page.TotalResults, first, tt.n, tt.first)
		}
	}
}

func TestSearchOthers(t *testing.T) {
	t.Parallel()
	s := withExtra(t)
	if p := fetch[gen.TVSeriesPage](t, s, "/3/search/tv?query=breaking"); len(p.Results) != 1 || p.Results[0].ID != 1396 {
		t.Errorf("series %v", p.Results)
	}
	if p := fetch[gen.TVSeriesPage](t, s, "/3/search/tv?query="+url.QueryEscape("АВТОБУС")+"&first_air_date_year=2026"); len(p.Results) != 1 {
		t.Errorf("series by original name %v", p.Results)
	}
	if p := fetch[gen.TVSeriesPage](t, s, "/3/search/tv?query=breaking&first_air_date_year=2026"); len(p.Results) != 0 {
		t.Errorf("series of another year %v", p.Results)
	}
	if p := fetch[gen.TVSeriesPage](t, s, "/3/search/tv?query=breaking&year=2011"); len(p.Results) != 1 {
		t.Errorf("series by year of an episode %v", p.Results)
	}
	if p := fetch[gen.PersonPage](t, s, "/3/search/person?query=brad+pitt"); p.Results[0].ID != 287 || len(p.Results[0].KnownFor) != 3 {
		t.Errorf("person %+v, want Brad Pitt known for three works", p.Results[0])
	}
	if p := fetch[gen.CollectionPage](t, s, "/3/search/collection?query=star+wars"); len(p.Results) != 1 || p.Results[0].ID != 10 {
		t.Errorf("collections %v", p.Results)
	}
	if p := fetch[gen.CompanyPage](t, s, "/3/search/company?query=lucasfilm"); len(p.Results) == 0 || p.Results[0].ID != 1 {
		t.Errorf("companies %v", p.Results)
	}
	if p := fetch[gen.KeywordPage](t, s, "/3/search/keyword?query=saving"); len(p.Results) == 0 {
		t.Error("no keyword")
	}
}

// TestSearchMulti wants movies, series and people in one list.
func TestSearchMulti(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	kinds := map[string]int{}
	for page := 1; page <= 5; page++ {
		for _, r := range fetch[gen.MediaPage](t, s, "/3/search/multi?query=b&page="+itoa(page)).Results {
			switch v := r.Value().(type) {
			case gen.Movie:
				kinds["movie"]++
			case gen.TVSeries:
				kinds["tv"]++
			case gen.Person:
				kinds["person"]++
			default:
				t.Errorf("%T among the results", v)
			}
		}
	}
	if kinds["movie"] == 0 || kinds["tv"] == 0 || kinds["person"] == 0 {
		t.Errorf("kinds %v, want all three", kinds)
	}
	first := fetch[gen.MediaPage](t, s, "/3/search/multi?query=breaking+bad").Results[0].Value()
	if v, ok := first.(gen.TVSeries); !ok || v.ID != 1396 {
		t.Errorf("first %+v, want Breaking Bad", first)
	}
}
