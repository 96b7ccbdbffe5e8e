// Package account is what is changed of a user's account: what titles are there, and the user's lists.
package account

import (
	"context"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/user"
)

// Item returns what a reference is for a user.
func Item(ref title.Ref) user.Item {
	switch {
	case ref.Kind == gen.MediaTypeMovie:
		return user.Movie(ref.ID)
	case ref.Episode >= 0:
		return user.Episode(ref.ID, ref.Season, ref.Episode)
	}
	return user.Series(ref.ID)
}

// Row returns the row of what a reference means, which TMDB is asked for.
func Row(ctx context.Context, client *tmdb.Client, ref title.Ref) (title.Row, error) {
	row := title.Row{Ref: ref.String(), MediaType: ref.Kind, ID: ref.ID}
	switch {
	case ref.Kind == gen.MediaTypeMovie:
		m, err := client.Movies.Details(ctx, ref.ID, nil)
		if err != nil {
			return row, err
		}
		row.Title, row.OriginalTitle, row.Date, row.Overview, row.ImagePath = m.Title, m.OriginalTitle, m.ReleaseDate, m.Overview, m.PosterPath
		row.VoteAverage, row.VoteCount, row.Popularity = m.VoteAverage, m.VoteCount, float64(m.Popularity)
	case ref.Episode >= 0:
		e, err := client.TVEpisodes.Details(ctx, ref.ID, ref.Season, ref.Episode, nil)
		if err != nil {
			return row, err
		}
		row.MediaType, row.ID = gen.MediaTypeTVEpisode, e.ID
		row.Title, row.Date, row.Overview, row.ImagePath = e.Name, e.AirDate, e.Overview, e.StillPath
		row.VoteAverage, row.VoteCount = e.VoteAverage, e.VoteCount
	default:
		s, err := client.TVSeries.Details(ctx, ref.ID, nil)
		if err != nil {
			return row, err
		}
		row.Title, row.OriginalTitle, row.Date, row.Overview, row.ImagePath = s.Name, s.OriginalName, s.FirstAirDate, s.Overview, s.PosterPath
		row.VoteAverage, row.VoteCount, row.Popularity = s.VoteAverage, s.VoteCount, float64(s.Popularity)
	}
	return row, nil
}
