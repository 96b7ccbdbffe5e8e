package command

import (
	"context"
	"fmt"
	"iter"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/wrapper/user"
)

// ratedRow is a title with the rating of the user.
type ratedRow struct {
	title.Row
	Rating float64 `json:"rating"`
}

func newRated(a *app.App) *cobra.Command {
	var kind string
	var limit int
	kinds := []string{"movie", "tv", "episode"}
	cmd := &cobra.Command{
		Use:     "rated",
		Short:   "List what you have rated",
		GroupID: groupAccount,
		Long: `rated lists the movies, then the series, then the episodes that you have rated, those rated last first.
It needs a user: see tmdb login --user. In the demo that is one of the stand-in.`,
		Example: `  tmdb rated --demo
  tmdb rated --kind movie --json=ref,rating`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkKindAndLimit(kind, limit, kinds...); err != nil {
				return err
			}
			u, err := signedIn(a, cmd)
			if err != nil {
				return err
			}
			rows := ofKind(kind, ratedRows(cmd.Context(), u), kinds...)
			columns := []output.Column[ratedRow]{{Name: "yours", Text: func(r ratedRow) string { return fmt.Sprintf("%g", r.Rating) }, Style: output.Star, Right: true}}
			for _, c := range title.Columns() {
				column := output.Column[ratedRow]{Name: c.Name, Text: func(r ratedRow) string { return c.Text(r.Row) }, Style: c.Style, Right: c.Right}
				if c.Value != nil {
					column.Value = func(r ratedRow) string { return c.Value(r.Row) }
				}
				columns = append(columns, column)
			}
			return output.List(a.Printer(cmd), title.First(rows, limit), columns...)
		},
	}
	addKindAndLimit(cmd, &kind, &limit, kinds...)
	return cmd
}

func ratedRows(ctx context.Context, u *user.User) map[string]iter.Seq2[ratedRow, error] {
	return map[string]iter.Seq2[ratedRow, error]{
		"movie": rated(u.RatedMovies(ctx, newestFirst), func(m gen.RatedMovie) ratedRow { return ratedRow{title.RowOf(m.Movie()), m.Rating} }),
		"tv":    rated(u.RatedSeries(ctx, newestFirst), func(s gen.RatedTVSeries) ratedRow { return ratedRow{title.RowOf(s.TVSeries()), s.Rating} }),
		"episode": rated(u.RatedEpisodes(ctx, newestFirst), func(e gen.RatedTVEpisode) ratedRow {
			ref := title.Ref{Kind: gen.MediaTypeTV, ID: e.ShowID, Season: e.SeasonNumber, Episode: e.EpisodeNumber}
			return ratedRow{title.Row{Ref: ref.String(), MediaType: gen.MediaTypeTVEpisode, ID: e.ID, Title: e.Name, Date: e.AirDate,
				VoteAverage: e.VoteAverage, VoteCount: e.VoteCount, Overview: e.Overview, ImagePath: e.StillPath}, e.Rating}
		}),
	}
}

func rated[T any](items iter.Seq2[T, error], row func(T) ratedRow) iter.Seq2[ratedRow, error] {
	return func(yield func(ratedRow, error) bool) {
		for item, err := range items {
			if err != nil {
				yield(ratedRow{}, err)
				return
			}
			if !yield(row(item), nil) {
				return
			}
		}
	}
}
