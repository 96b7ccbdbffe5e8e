package agent

import (
	"context"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

type listsInput struct {
	List   string `json:"list" enum:"trending,popular,top_rated,now_playing,upcoming,airing_today,on_the_air"`
	Kind   string `json:"kind,omitempty" enum:"movie,tv,person" jsonschema:"default: all for trending, else what the list is of"`
	Window string `json:"window,omitempty" enum:"day,week" jsonschema:"of trending; default day"`
	Region string `json:"region,omitempty" jsonschema:"country of cinemas, such as DE"`
	Page   int    `json:"page,omitempty" min:"1" max:"500"`
}

// listKinds are the kinds that each list has, the first of them where a call names none.
var listKinds = map[string][]string{
	"trending": {"", "movie", "tv", "person"}, "popular": {"movie", "tv", "person"}, "top_rated": {"movie", "tv"},
	"now_playing": {"movie"}, "upcoming": {"movie"}, "airing_today": {"tv"}, "on_the_air": {"tv"},
}

// lists returns what TMDB keeps lists of: what is looked at most, what is in cinemas, what is on television.
func (t *tools) lists(ctx context.Context, in listsInput) (*listOutput, error) {
	region, err := t.country(in.Region)
	if err != nil {
		return nil, err
	}
	if in.Window != "" && in.List != "trending" {
		return nil, app.Usagef("window is for the list trending: leave it out for %s", in.List)
	}
	kinds := listKinds[in.List]
	if in.Kind == "" && len(kinds) > 0 {
		in.Kind = kinds[0]
	}
	if !slices.Contains(kinds, in.Kind) {
		return nil, app.Usagef("kind is %s: the list %s is of %s", in.Kind, in.List, strings.TrimPrefix(strings.Join(kinds, ", "), ", "))
	}
	out, err := t.list(ctx, in, region)
	if err != nil {
		return nil, err
	}
	out.orWhy("TMDB has nothing on this list now.")
	out.more = "ask for the next page"
	return out, nil
}

func (t *tools) list(ctx context.Context, in listsInput, region string) (*listOutput, error) {
	c, page := t.client, tmdb.Page(max(in.Page, 1))
	var only *string // what is in the cinemas is so somewhere, but what is popular need not have been shown there
	if in.Region != "" {
		only = &region
	}
	window := gen.TimeWindowDay
	if in.Window == "week" {
		window = gen.TimeWindowWeek
	}
	switch in.List + " " + in.Kind {
	case "trending movie":
		return movies(c.Trending.Movies(ctx, window, nil, page))
	case "trending tv":
		return series(c.Trending.TV(ctx, window, nil, page))
	case "trending person":
		return people(c.Trending.People(ctx, window, nil, page))
	case "popular movie":
		return movies(c.MovieLists.Popular(ctx, &gen.PopularMoviesParams{Region: only}, page))
	case "popular tv":
		return series(c.TVSeriesLists.Popular(ctx, nil, page))
	case "popular person":
		return people(c.PeopleLists.Popular(ctx, nil, page))
	case "top_rated movie":
		return movies(c.MovieLists.TopRated(ctx, &gen.TopRatedMoviesParams{Region: only}, page))
	case "top_rated tv":
		return series(c.TVSeriesLists.TopRated(ctx, nil, page))
	case "now_playing movie":
		return datedMovies(c.MovieLists.NowPlaying(ctx, &gen.NowPlayingMoviesParams{Region: &region}, page))
	case "upcoming movie":
		return datedMovies(c.MovieLists.Upcoming(ctx, &gen.UpcomingMoviesParams{Region: &region}, page))
	case "airing_today tv":
		return series(c.TVSeriesLists.AiringToday(ctx, nil, page))
	case "on_the_air tv":
		return series(c.TVSeriesLists.OnTheAir(ctx, nil, page))
	}
	return media(c.Trending.All(ctx, window, nil, page))
}
