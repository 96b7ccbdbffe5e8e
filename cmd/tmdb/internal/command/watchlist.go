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

// marks are what watchlist and favorite have in common.
type marks struct {
	name    string // of the command
	what    string // what a title is on
	movies  func(*user.User, context.Context, ...gen.RequestEditorFn) iter.Seq2[gen.Movie, error]
	series  func(*user.User, context.Context, ...gen.RequestEditorFn) iter.Seq2[gen.TVSeries, error]
	add     func(*user.User, context.Context, user.Item) error
	remove  func(*user.User, context.Context, user.Item) error
	aliases []string
}

func newWatchlist(a *app.App) *cobra.Command {
	return newMarks(a, marks{
		name: "watchlist", what: "the watchlist",
		movies: (*user.User).WatchlistMovies, series: (*user.User).WatchlistSeries,
		add: (*user.User).AddToWatchlist, remove: (*user.User).RemoveFromWatchlist,
	})
}

func newFavorite(a *app.App) *cobra.Command {
	return newMarks(a, marks{
		name: "favorite", what: "the favorites", aliases: []string{"favorites"},
		movies: (*user.User).FavoriteMovies, series: (*user.User).FavoriteSeries,
		add: (*user.User).AddToFavorites, remove: (*user.User).RemoveFromFavorites,
	})
}

func newMarks(a *app.App, m marks) *cobra.Command {
	var kind string
	var limit int
	kinds := []string{"movie", "tv"}
	cmd := &cobra.Command{
		Use:     m.name,
		Aliases: m.aliases,
		Short:   fmt.Sprintf("List %s, add to it and remove from it", m.what),
		GroupID: groupAccount,
		Long: fmt.Sprintf(`%s lists the movies and then the series of %s, those added last first. It needs a user: see
tmdb login --user. In the demo that is one of the stand-in, and nothing is kept.`, m.name, m.what),
		Example: fmt.Sprintf("  tmdb %[1]s --demo\n  tmdb %[1]s --kind tv --json=ref,title\n  tmdb %[1]s add arrival\n  tmdb %[1]s remove movie/603", m.name),
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkKindAndLimit(kind, limit, kinds...); err != nil {
				return err
			}
			u, err := signedIn(a, cmd)
			if err != nil {
				return err
			}
			rows := ofKind(kind, map[string]iter.Seq2[title.Row, error]{
				"movie": title.Rows(m.movies(u, cmd.Context(), newestFirst)),
				"tv":    title.Rows(m.series(u, cmd.Context(), newestFirst)),
			}, kinds...)
			return output.List(a.Printer(cmd), title.First(rows, limit), title.Columns()...)
		},
	}
	addKindAndLimit(cmd, &kind, &limit, kinds...)
	cmd.AddCommand(
		newMark(a, m, "add", "Add a movie or series to "+m.what, "On "+m.what+" now:", m.add),
		newMark(a, m, "remove", "Remove a movie or series from "+m.what, "Not on "+m.what+" any more:", m.remove),
	)
	return cmd
}

// newMark is a command that changes what a title is on.
func newMark(a *app.App, m marks, name, short, done string, mark func(*user.User, context.Context, user.Item) error) *cobra.Command {
	var dryRun bool
	cmd := &cobra.Command{
		Use:   name + " title…",
		Short: short,
		Long: short + `. It may be done already. Several at once are given as movie/550, tv/1396 and so on.
It prints a row for each.`,
		Example: fmt.Sprintf("  tmdb %[1]s %[2]s arrival\n  tmdb %[1]s %[2]s movie/550 tv/1396 --dry-run", m.name, name),
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c := changing{App: a, cmd: cmd, done: done, dryRun: dryRun}
			return c.run(args, func(ctx context.Context, u *user.User, item user.Item) error { return mark(u, ctx, item) })
		},
	}
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what it would be and change nothing")
	return cmd
}
