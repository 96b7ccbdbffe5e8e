package user

import (
	"context"
	"iter"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Rate rates a movie, series or episode: 0.5 to 10 in steps of 0.5. It replaces the rating that
// there was.
//
// TMDB: POST /3/movie/{movie_id}/rating, POST /3/tv/{series_id}/rating,
// POST /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/rating.
func (u *User) Rate(ctx context.Context, item Item, rating float64) error {
	for _, field := range spec.AddMovieRating.Body.Properties {
		if err := field.CheckNumbers("rating", rating); err != nil {
			return refuse("%v", err)
		}
	}
	client, err := u.clientFor(ctx, item)
	if err != nil {
		return err
	}
	body := gen.RatingBody{Value: rating}
	switch item.kind {
	case movie:
		_, err = client.Movies.AddRating(ctx, item.id, nil, body)
	case series:
		_, err = client.TVSeries.AddRating(ctx, item.id, nil, body)
	default:
		_, err = client.TVEpisodes.AddRating(ctx, item.id, item.season, item.episode, nil, body)
	}
	return err
}

// Unrate takes a rating back. That there was none is no error.
//
// TMDB: DELETE /3/movie/{movie_id}/rating, DELETE /3/tv/{series_id}/rating,
// DELETE /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/rating.
func (u *User) Unrate(ctx context.Context, item Item) error {
	client, err := u.clientFor(ctx, item)
	if err != nil {
		return err
	}
	switch item.kind {
	case movie:
		_, err = client.Movies.DeleteRating(ctx, item.id, nil)
	case series:
		_, err = client.TVSeries.DeleteRating(ctx, item.id, nil)
	default:
		_, err = client.TVEpisodes.DeleteRating(ctx, item.id, item.season, item.episode, nil)
	}
	return err
}

// States returns how the user has rated a movie, series or episode, and whether it is a favorite
// and on the watchlist, which episodes cannot be.
//
// TMDB: GET /3/movie/{movie_id}/account_states, GET /3/tv/{series_id}/account_states,
// GET /3/tv/{series_id}/season/{season_number}/episode/{episode_number}/account_states.
func (u *User) States(ctx context.Context, item Item) (*gen.AccountStates, error) {
	client, err := u.clientFor(ctx, item)
	if err != nil {
		return nil, err
	}
	switch item.kind {
	case movie:
		return client.Movies.AccountStates(ctx, item.id, nil)
	case series:
		return client.TVSeries.AccountStates(ctx, item.id, nil)
	}
	return client.TVEpisodes.AccountStates(ctx, item.id, item.season, item.episode, nil)
}

// clientFor returns the client that rates an item.
func (u *User) clientFor(ctx context.Context, item Item) (*tmdb.Client, error) {
	if err := u.check(); err != nil {
		return nil, err
	}
	if err := item.check(); err != nil {
		return nil, err
	}
	return u.v3(ctx)
}

// RatedMovies yields the movies that the user rated, with the ratings. An error comes once and is
// the last. TMDB has a guest who rated nothing, like one whose session has ended, be
// [tmdb.ErrNotFound].
//
// TMDB: GET /3/account/{account_id}/rated/movies,
// GET /3/guest_session/{guest_session_id}/rated/movies.
func (u *User) RatedMovies(ctx context.Context, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.RatedMovie, error] {
	return rows(ctx, u, u.check(), func(client *tmdb.Client) iter.Seq2[gen.RatedMovie, error] {
		if u.guestID != nil {
			return client.GuestSessions.RatedMoviesIter(ctx, u.guestID(), nil, reqEditors...)
		}
		return client.Account.RatedMoviesIter(ctx, anyAccount, nil, reqEditors...)
	})
}

// RatedSeries yields the series that the user rated, with the ratings and errors like those of
// [User.RatedMovies].
//
// TMDB: GET /3/account/{account_id}/rated/tv, GET /3/guest_session/{guest_session_id}/rated/tv.
func (u *User) RatedSeries(ctx context.Context, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.RatedTVSeries, error] {
	return rows(ctx, u, u.check(), func(client *tmdb.Client) iter.Seq2[gen.RatedTVSeries, error] {
		if u.guestID != nil {
			return client.GuestSessions.RatedTVIter(ctx, u.guestID(), nil, reqEditors...)
		}
		return client.Account.RatedTVIter(ctx, anyAccount, nil, reqEditors...)
	})
}

// RatedEpisodes yields the episodes that the user rated, with the ratings and errors like those of
// [User.RatedMovies].
//
// TMDB: GET /3/account/{account_id}/rated/tv/episodes,
// GET /3/guest_session/{guest_session_id}/rated/tv/episodes.
func (u *User) RatedEpisodes(ctx context.Context, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.RatedTVEpisode, error] {
	return rows(ctx, u, u.check(), func(client *tmdb.Client) iter.Seq2[gen.RatedTVEpisode, error] {
		if u.guestID != nil {
			return client.GuestSessions.RatedTVEpisodesIter(ctx, u.guestID(), nil, reqEditors...)
		}
		return client.Account.RatedTVEpisodesIter(ctx, anyAccount, nil, reqEditors...)
	})
}

// rows yields what a list of the user's holds, or the error that keeps it from being asked for.
func rows[T any](ctx context.Context, u *User, err error, list func(*tmdb.Client) iter.Seq2[T, error]) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		if err != nil {
			yield(none, err)
			return
		}
		client, err := u.v3(ctx)
		if err != nil {
			yield(none, err)
			return
		}
		list(client)(yield)
	}
}
