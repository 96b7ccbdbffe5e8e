// Package transfer takes ratings, watchlists, favorites and lists out of an account of TMDB, and into it.
package transfer

import (
	"context"
	"fmt"
	"iter"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/foreign"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/wrapper/user"
)

// Export yields what an account has of a kind.
func Export(ctx context.Context, u *app.User, kind foreign.Kind) iter.Seq2[foreign.Own, error] {
	own, err := user.V3(u.Client, u.Session)
	if err != nil {
		return func(yield func(foreign.Own, error) bool) { yield(foreign.Own{}, err) }
	}
	switch kind {
	case foreign.Rating:
		return ratings(ctx, own)
	case foreign.Watchlist:
		return chain(marks(kind, title.Rows(own.WatchlistMovies(ctx))), marks(kind, title.Rows(own.WatchlistSeries(ctx))))
	case foreign.Favorite:
		return chain(marks(kind, title.Rows(own.FavoriteMovies(ctx))), marks(kind, title.Rows(own.FavoriteSeries(ctx))))
	}
	return lists(ctx, u)
}

func rowOf(kind foreign.Kind, row title.Row) foreign.Own {
	return foreign.Own{Kind: kind, Ref: row.Ref, Title: row.Title, Year: row.Date.Year()}
}

func marks(kind foreign.Kind, rows iter.Seq2[title.Row, error]) iter.Seq2[foreign.Own, error] {
	return each(rows, func(row title.Row) foreign.Own { return rowOf(kind, row) })
}

func ratings(ctx context.Context, u *user.User) iter.Seq2[foreign.Own, error] {
	rated := func(row title.Row, rating float64) foreign.Own {
		own := rowOf(foreign.Rating, row)
		own.Rating = rating
		return own
	}
	return chain(
		each(u.RatedMovies(ctx), func(m gen.RatedMovie) foreign.Own { return rated(title.RowOf(m.Movie()), m.Rating) }),
		each(u.RatedSeries(ctx), func(s gen.RatedTVSeries) foreign.Own { return rated(title.RowOf(s.TVSeries()), s.Rating) }),
		each(u.RatedEpisodes(ctx), func(e gen.RatedTVEpisode) foreign.Own {
			return foreign.Own{
				Kind: foreign.Rating, Ref: fmt.Sprintf("tv/%d/season/%d/episode/%d", e.ShowID, e.SeasonNumber, e.EpisodeNumber),
				Title: e.Name, Year: e.AirDate.Year(), Rating: e.Rating,
			}
		}),
	)
}

// lists yields what is on the lists of a user.
func lists(ctx context.Context, u *app.User) iter.Seq2[foreign.Own, error] {
	return func(yield func(foreign.Own, error) bool) {
		for list, err := range u.Client.V4Account.ListsIter(ctx, u.AccountID, nil) {
			if err != nil {
				yield(foreign.Own{}, err)
				return
			}
			for item, err := range u.Client.V4Lists.DetailsIter(ctx, list.ID, nil) {
				own := foreign.Own{}
				if err == nil {
					own = rowOf(foreign.List, title.RowOf(item))
					own.List = list.Name
				}
				if !yield(own, err) || err != nil {
					return
				}
			}
		}
	}
}

// each yields what of makes of rows.
func each[T, U any](rows iter.Seq2[T, error], of func(T) U) iter.Seq2[U, error] {
	return func(yield func(U, error) bool) {
		for row, err := range rows {
			if err != nil {
				var none U
				yield(none, err)
				return
			}
			if !yield(of(row), nil) {
				return
			}
		}
	}
}

// chain yields rows one after the other, up to the first error.
func chain[T any](all ...iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, rows := range all {
			for row, err := range rows {
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	}
}
