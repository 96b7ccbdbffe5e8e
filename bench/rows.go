package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	golangtmdb "github.com/cyruzin/golang-tmdb"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Names of the rows, and of those contenders that are compared with others.
const (
	details    = "details"
	page       = "page"
	appends    = "details with six appends"
	series     = "series with its seasons"
	search     = "search"
	union      = "search of all kinds"
	gzipped    = "details with six appends, gzip"
	many       = "1,000 details, eight at a time"
	exportFile = "export of 100,000 lines"
	kept       = "kept titles"

	rawGET       = "raw GET"
	client       = "ours"
	handWritten  = "golang-tmdb"
	transportHit = "hit of the transport's cache"
	typedHit     = "hit, decoded"
	decode       = "decode: " // and the name of a decoder
)

// row is a table: contenders that do the same work, or a part of it.
type row struct {
	name       string
	size       int // bytes of JSON
	contenders []contender
}

// contender is one way to do the work. What op returns is for [factOf].
type contender struct {
	name string
	op   func() (any, error)
}

// request is an operation of TMDB as each client calls it.
type request struct {
	name, path string
	ours       func(context.Context, *tmdb.Client) (any, error)
	theirs     func(*golangtmdb.Client) (any, error)
	decode     func(data []byte, decode func([]byte, any) error) (any, error)
	hits       bool // whether cache hits are measured, too
}

var (
	sixAppends = []gen.MovieAppend{
		gen.MovieAppendCredits, gen.MovieAppendImages, gen.MovieAppendVideos,
		gen.MovieAppendReleaseDates, gen.MovieAppendRecommendations, gen.MovieAppendTranslations,
	}
	sixAppended = "credits,images,videos,release_dates,recommendations,translations"
)

var requests = []request{
	{
		details, detailsPath,
		func(ctx context.Context, c *tmdb.Client) (any, error) { return c.Movies.Details(ctx, 603, nil) },
		func(c *golangtmdb.Client) (any, error) { return c.GetMovieDetails(603, nil) },
		into[gen.MovieDetails], true,
	},
	{
		page, pagePath,
		func(ctx context.Context, c *tmdb.Client) (any, error) { return c.MovieLists.Popular(ctx, nil) },
		func(c *golangtmdb.Client) (any, error) { return c.GetMoviePopular(nil) },
		into[gen.MoviePage], false,
	},
	{
		appends, appendsPath, appendsOurs, appendsTheirs, into[gen.MovieDetails], true,
	},
	{
		series, seriesPath,
		func(ctx context.Context, c *tmdb.Client) (any, error) {
			return c.TVSeries.DetailsWithSeasons(ctx, 1399, nil)
		},
		func(c *golangtmdb.Client) (any, error) {
			return c.GetTVDetails(1399, map[string]string{"append_to_response": "season/0,season/1,season/2,season/3,season/4,season/5,season/6,season/7,season/8"})
		},
		seriesInto, false,
	},
	{
		search, searchPath,
		func(ctx context.Context, c *tmdb.Client) (any, error) {
			return c.Search.Movies(ctx, &gen.SearchMoviesParams{Query: "the"})
		},
		func(c *golangtmdb.Client) (any, error) { return c.GetSearchMovies("the", nil) },
		into[gen.MoviePage], false,
	},
	{
		union, unionPath,
		func(ctx context.Context, c *tmdb.Client) (any, error) {
			found, err := c.Search.Multi(ctx, &gen.SearchMultiParams{Query: "the"})
			if err != nil {
				return nil, err
			}
			return found, readMembers(found)
		},
		func(c *golangtmdb.Client) (any, error) { return c.GetSearchMulti("the", nil) },
		unionInto, false,
	},
}

func appendsOurs(ctx context.Context, c *tmdb.Client) (any, error) {
	return c.Movies.Details(ctx, 550, &gen.MovieDetailsParams{AppendToResponse: sixAppends})
}

func appendsTheirs(c *golangtmdb.Client) (any, error) {
	return c.GetMovieDetails(550, map[string]string{"append_to_response": sixAppended})
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

// newRows returns all rows.
func newRows(plain, packed *clients) ([]row, error) {
	var rows []row
	sizes := map[string]int{}
	for _, r := range requests {
		body, err := plain.body(r.path)
		if err != nil {
			return nil, err
		}
		sizes[r.path] = len(body)
		one := row{r.name, len(body), plain.contenders(r, len(body))}
		if r.hits {
			hit, err := plain.hits(r.path)
			if err != nil {
				return nil, err
			}
			one.add(transportHit, func() (any, error) { return nil, hit() })
			one.add(typedHit, func() (any, error) { return r.ours(context.Background(), plain.cached) })
		}
		for _, d := range decoders() {
			one.add(decode+d.name, func() (any, error) { return r.decode(body, d.decode) })
		}
		one.add("read: jx", func() (any, error) { return nil, skip(body) })
		rows = append(rows, one)
	}
	rows = append(rows,
		row{gzipped, sizes[appendsPath], packed.contenders(
			request{path: appendsPath, ours: appendsOurs, theirs: appendsTheirs}, sizes[appendsPath])},
		plain.many(sizes[detailsPath]))
	lines, err := plain.exports()
	return append(rows, lines), err
}

func (r *row) add(name string, op func() (any, error)) {
	r.contenders = append(r.contenders, contender{name, op})
}

// contenders are the clients with a request.
func (c *clients) contenders(r request, size int) []contender {
	return []contender{
		{rawGET, func() (any, error) { return nil, c.get(r.path, size) }},
		{client, func() (any, error) { return r.ours(context.Background(), c.ours) }},
		{handWritten, func() (any, error) { return r.theirs(c.golangTMDB()) }},
	}
}

// body returns the body of a response. The server makes them: what they are made of would be in the
// heap of this process, and the collector would run less often than in a program's.
func (c *clients) body(path string) ([]byte, error) {
	resp, err := c.open(path)
	if err != nil {
		return nil, err
	}
	body, err := io.ReadAll(resp.Body)
	if err := errors.Join(err, resp.Body.Close()); err != nil {
		return nil, err
	}
	if !json.Valid(body) {
		return nil, fmt.Errorf("%s: the body is no JSON", path)
	}
	return body, nil
}
