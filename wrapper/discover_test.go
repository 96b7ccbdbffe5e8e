package wrapper

import (
	"errors"
	"net/http"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

func TestAndOr(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		got  *string
		want string
	}{
		"and, ids":      {And(28, 12), "28,12"},
		"or, codes":     {Or("US", "GB"), "US|GB"},
		"one":           {And(28), "28"},
		"enum, text":    {Or(gen.MonetizationTypeFlatrate, gen.MonetizationTypeFree), "flatrate|free"},
		"enum, numbers": {Or(gen.ReleaseType(2), gen.ReleaseType(3)), "2|3"},
		"genres":        {Or(gen.MovieGenreAction, gen.MovieGenreComedy), "28|35"},
		"genres and":    {And(gen.TVGenreActionAdventure, gen.TVGenreWarPolitics), "10759,10768"},
		"a slice":       {Or([]int{1, 2, 3}...), "1|2|3"},
	} {
		if test.got == nil || *test.got != test.want {
			t.Errorf("%s: got %v, want %q", name, test.got, test.want)
		}
	}
	if And[int]() != nil || Or[string]() != nil {
		t.Error("a list of nothing is not nil")
	}
}

func TestDiscover(t *testing.T) {
	t.Parallel()
	var query string
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		query = r.URL.RawQuery
		testkit.Respond(200, "application/json", `{}`)(w, r)
	})
	_, err := client.Discover.Movies(t.Context(), &gen.DiscoverMoviesParams{
		WithGenres:         And(28, 12),
		WithoutGenres:      And[int](),
		WithOriginCountry:  Or("US", "GB"),
		WithWatchProviders: Or(8, 9),
		WatchRegion:        new("BR"),
		SortBy:             new(gen.MovieSortByPopularityDesc),
	})
	if err != nil {
		t.Fatal(err)
	}
	if want := "sort_by=popularity.desc&watch_region=BR&with_genres=28%2C12&with_origin_country=US%7CGB&with_watch_providers=8%7C9"; query != want {
		t.Errorf("query\n\t%s\nwant\n\t%s", query, want)
	}
}

// TestDiscoverRefusesSeparators: a value that holds the other separator.
func TestDiscoverRefusesSeparators(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	for _, list := range []*string{And("28|12", "16"), Or("28,12", "16"), And("28", ""), Or("", "")} {
		_, err := client.Discover.TV(t.Context(), &gen.DiscoverTVParams{WithKeywords: list})
		if !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: got %v", *list, err)
			continue
		}
		testkit.WantText(t, err.Error(), "GET /3/discover/tv?with_keywords=", ": with_keywords is ")
	}
}
