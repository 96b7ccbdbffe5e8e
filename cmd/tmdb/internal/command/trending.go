package command

import (
	"iter"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
)

func newTrending(a *app.App) *cobra.Command {
	var week bool
	var limit int
	kinds := []string{"all", "movie", "tv", "person"}
	cmd := &cobra.Command{
		Use:       "trending [all|movie|tv|person]",
		Short:     "List what is looked at most today or this week",
		GroupID:   groupTitles,
		Example:   "  tmdb trending\n  tmdb trending tv --week --limit 5",
		Args:      cobra.MatchAll(cobra.MaximumNArgs(1), cobra.OnlyValidArgs),
		ValidArgs: kinds,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := app.CheckLimit(limit); err != nil {
				return err
			}
			client, err := a.Client(cmd)
			if err != nil {
				return err
			}
			window := gen.TimeWindowDay
			if week {
				window = gen.TimeWindowWeek
			}
			ctx, kind := cmd.Context(), "all"
			if len(args) > 0 {
				kind = args[0]
			}
			var rows iter.Seq2[title.Row, error]
			switch kind {
			case "movie":
				rows = title.Rows(client.Trending.MoviesIter(ctx, window, nil))
			case "tv":
				rows = title.Rows(client.Trending.TVIter(ctx, window, nil))
			case "person":
				rows = title.Rows(client.Trending.PeopleIter(ctx, window, nil))
			default:
				rows = title.Rows(client.Trending.AllIter(ctx, window, nil))
			}
			return output.List(a.Printer(cmd), title.First(rows, limit), title.Columns()...)
		},
	}
	cmd.Flags().BoolVar(&week, "week", false, "this week in place of today")
	cmd.Flags().IntVar(&limit, "limit", 20, "how many rows at most; 0 for all")
	return cmd
}
