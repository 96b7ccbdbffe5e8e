package main

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	golangtmdb "github.com/cyruzin/golang-tmdb"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// request is an operation of TMDB as each client calls it.
type request struct {
	name, path string
	ours       func(context.Context, *tmdb.Client) (any, error)
	theirs     func(*golangtmdb.Client) (any, error)
	decode     func(data []byte, decode func([]byte, any) error) (any, error)
	hits       bool // whether cache hits are measured, too
}

var requests = []request{
	{
		name: details, path: detailsPath, decode: into[gen.MovieDetails], hits: true,
		ours: func(ctx context.Context, c *tmdb.Client) (any, error) {
			return c.Movies.Details(ctx, 603, nil)
		},
		theirs: func(c *golangtmdb.Client) (any, error) { return c.GetMovieDetails(603, nil) },
	},
	{
		name: page, path: pagePath, decode: into[gen.MoviePage],
		ours: func(ctx context.Context, c *tmdb.Client) (any, error) {
			return c.MovieLists.Popular(ctx, nil)
		},
		theirs: func(c *golangtmdb.Client) (any, error) { return c.GetMoviePopular(nil) },
	},
	withAppends,
	{
		name: series, path: seriesPath, decode: seriesInto,
		ours: func(ctx context.Context, c *tmdb.Client) (any, error) {
			return c.TVSeries.DetailsWithSeasons(ctx, 1399, nil)
		},
		theirs: func(c *golangtmdb.Client) (any, error) {
			return c.GetTVDetails(1399, map[string]string{"append_to_response": allSeasons})
		},
	},
	{
		name: search, path: searchPath, decode: into[gen.MoviePage],
		ours: func(ctx context.Context, c *tmdb.Client) (any, error) {
			return c.Search.Movies(ctx, &gen.SearchMoviesParams{Query: "the"})
		},
		theirs: func(c *golangtmdb.Client) (any, error) { return c.GetSearchMovies("the", nil) },
	},
	{
		name: union, path: unionPath, decode: unionInto,
		ours: func(ctx context.Context, c *tmdb.Client) (any, error) {
			found, err := c.Search.Multi(ctx, &gen.SearchMultiParams{Query: "the"})
			if err != nil {
				return nil, err
			}
			return found, readMembers(found)
		},
		theirs: func(c *golangtmdb.Client) (any, error) { return c.GetSearchMulti("the", nil) },
	},
}

// withAppends is measured with gzip, too.
var withAppends = request{
	name: appends, path: appendsPath, decode: into[gen.MovieDetails], hits: true,
	ours: func(ctx context.Context, c *tmdb.Client) (any, error) {
		return c.Movies.Details(ctx, 550, &gen.MovieDetailsParams{AppendToResponse: []gen.MovieAppend{
			gen.MovieAppendCredits, gen.MovieAppendImages, gen.MovieAppendVideos,
			gen.MovieAppendReleaseDates, gen.MovieAppendRecommendations, gen.MovieAppendTranslations,
		}})
	},
	theirs: func(c *golangtmdb.Client) (any, error) {
		return c.GetMovieDetails(550, map[string]string{"append_to_response": sixPieces})
	},
}

// into decodes a response into a new T.
func into[T any](data []byte, decode func([]byte, any) error) (any, error) {
	v := new(T)
	return v, decode(data, v)
}

// unionInto decodes a page of a union.
func unionInto(data []byte, decode func([]byte, any) error) (any, error) {
	found := new(gen.MediaPage)
	if err := decode(data, found); err != nil {
		return nil, err
	}
	return found, readMembers(found)
}

// readMembers reads the rows, which are decoded when they are asked for, and by package gen whatever
// has decoded the page.
func readMembers(found *gen.MediaPage) error {
	for _, item := range found.Results {
		if _, unknown := item.Value().(json.RawMessage); unknown {
			return fmt.Errorf("%v is of no kind", item)
		}
	}
	return nil
}

// seriesInto decodes a series, and then the seasons that were appended to it.
func seriesInto(data []byte, decode func([]byte, any) error) (any, error) {
	all := &tmdb.SeriesWithSeasons{Series: new(gen.TVSeriesDetails)}
	if err := decode(data, all.Series); err != nil {
		return nil, err
	}
	for _, name := range slices.Sorted(maps.Keys(all.Series.AdditionalProperties)) {
		if !strings.HasPrefix(name, "season/") {
			continue
		}
		var season gen.TVSeasonDetails
		if err := decode(all.Series.AdditionalProperties[name], &season); err != nil {
			return nil, err
		}
		all.Seasons = append(all.Seasons, season)
	}
	all.Series.AdditionalProperties = nil
	return all, nil
}
