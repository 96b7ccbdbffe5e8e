package tmdbtest

import (
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// TestBinge follows one series from its name to the end of its last episode.
func TestBinge(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := newChecked(t)
	c := newClient(t, s)

	found := must(c.Search.TV(ctx, &gen.SearchTVParams{Query: "the simpsons"}))(t)
	if len(found.Results) == 0 {
		t.Fatal("there are no Simpsons")
	}
	series := must(c.TVSeries.DetailsWithSeasons(ctx, found.Results[0].ID, nil))(t)
	var last types.Date
	episodes := 0
	for _, season := range series.Seasons {
		if season.SeasonNumber == 0 {
			continue
		}
		for i, e := range season.Episodes {
			episodes++
			if e.EpisodeNumber != i+1 || !e.AirDate.IsZero() && e.AirDate.Before(last) {
				t.Errorf("episode %dx%d of %s comes after %s", e.SeasonNumber, e.EpisodeNumber, e.AirDate, last)
			}
			if !e.AirDate.IsZero() && !e.AirDate.After(types.DateOf(s.Now())) {
				last = e.AirDate
			}
		}
	}
	if episodes != series.Series.NumberOfEpisodes || last != series.Series.LastAirDate {
		t.Errorf("%d episodes until %s, and the series says %d until %s", episodes, last, series.Series.NumberOfEpisodes, series.Series.LastAirDate)
	}
	// More seasons than one request may append, and still few requests.
	if n := len(s.Requests()); n > 4 {
		t.Errorf("%d requests", n)
	}
}

// TestDiscoverToTheEnd pages through all movies by the wrapper's iterator.
func TestDiscoverToTheEnd(t *testing.T) {
	t.Parallel()
	s := newChecked(t)
	c := newClient(t, s)
	var got []int
	for m, err := range c.Discover.MoviesIter(t.Context(), &gen.DiscoverMoviesParams{
		SortBy:        new(gen.MovieSortByPrimaryReleaseDateAsc),
		WithoutGenres: tmdb.Or(27),
	}) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, m.ID)
	}
	want := 0
	for _, m := range setOf(s).Movies {
		d := m.Details()
		horror := slices.ContainsFunc(d.Genres, func(g gen.Genre) bool { return g.ID == 27 })
		if !d.Adult && !*d.Video && !horror {
			want++
		}
	}
	if len(got) != want || len(slices.Compact(slices.Sorted(slices.Values(got)))) != want {
		t.Errorf("%d movies, want %d, each once", len(got), want)
	}
}
