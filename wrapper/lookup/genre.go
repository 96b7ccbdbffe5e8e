package lookup

import (
	"cmp"
	"context"
	"maps"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// GenreNames are the names of genres by their ids.
type GenreNames map[int]string

// Genres returns the names of all genres of movies and series, in the language of the client or of
// a request editor. A genre that has no name in it is there with its English one.
//
// TMDB: GET /3/genre/movie/list, GET /3/genre/tv/list
//
// Errors are *[tmdb.Error]: [tmdb.ErrUnauthorized], [tmdb.ErrInvalid], [tmdb.ErrRateLimited],
// [tmdb.ErrUnavailable].
func Genres(ctx context.Context, client *tmdb.Client, reqEditors ...gen.RequestEditorFn) (GenreNames, error) {
	if err := checkClient(client); err != nil {
		return nil, err
	}
	names, err := genresIn(ctx, client, reqEditors)
	if err != nil || !slices.Contains(slices.Collect(maps.Values(names)), "") {
		return names, err
	}
	english, err := genresIn(ctx, client, append(slices.Clone(reqEditors), tmdb.Language("en")))
	if err != nil {
		return nil, err
	}
	for id, name := range names {
		if name == "" {
			names[id] = english[id]
		}
	}
	return names, nil
}

func genresIn(ctx context.Context, client *tmdb.Client, reqEditors []gen.RequestEditorFn) (GenreNames, error) {
	movies, err := client.Genres.Movies(ctx, nil, reqEditors...)
	if err != nil {
		return nil, err
	}
	series, err := client.Genres.TV(ctx, nil, reqEditors...)
	if err != nil {
		return nil, err
	}
	names := GenreNames{}
	for _, genre := range slices.Concat(movies.Genres, series.Genres) { // some are in both
		names[genre.ID] = cmp.Or(names[genre.ID], genre.Name)
	}
	return names, nil
}

// Names returns the names of genres in the order of their ids. An id that TMDB does not list has
// none.
func (names GenreNames) Names(ids ...int) []string {
	var list []string
	for _, id := range ids {
		if name := names[id]; name != "" {
			list = append(list, name)
		}
	}
	return list
}
