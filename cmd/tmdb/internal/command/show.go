package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

func newShow(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:     "show title…",
		Short:   "Show what a movie, series or person is about",
		GroupID: groupTitles,
		Example: `  tmdb show arrival
  tmdb show movie/550 --json=title,runtime
  tmdb show tt0137523
  tmdb show https://www.themoviedb.org/tv/1396-breaking-bad`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			client, err := a.Client(cmd)
			if err != nil {
				return err
			}
			found, err := title.Resolve(cmd.Context(), client, args, gen.MediaTypeMovie, gen.MediaTypeTV, gen.MediaTypePerson)
			if err != nil {
				return err
			}
			p := a.Printer(cmd)
			switch found.Kind {
			case gen.MediaTypeMovie:
				err = showMovie(a, cmd, p, client, found.ID)
			default:
				err = app.Usagef("%s: not yet", found.Ref)
			}
			if note := found.Note(); err == nil && note != "" {
				fmt.Fprintln(cmd.ErrOrStderr(), note)
			}
			return err
		},
	}
}

func showMovie(a *app.App, cmd *cobra.Command, p *output.Printer, client *tmdb.Client, id int) error {
	movie, err := client.Movies.Details(cmd.Context(), id, &gen.MovieDetailsParams{
		AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendReleaseDates, gen.MovieAppendExternalIDs},
	})
	if err != nil {
		return err
	}
	return output.One(p, movie, func(s *output.Sheet) {
		s.Heading(movie.Title, title.Year(movie.ReleaseDate))
		s.Text("tagline", movie.Tagline)
		s.Text("overview", movie.Overview)
		s.Section("")
		s.Fields(
			"Rating", strings.TrimSpace(title.Stars(movie.VoteAverage, movie.VoteCount)),
			"Directed by", strings.Join(pick.Names(pick.Directors(movie.Credits)), ", "),
		)
	})
}
