package command

import (
	"context"
	"fmt"
	"math"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/wrapper/user"
)

func newRate(a *app.App) *cobra.Command {
	var dryRun, remove bool
	cmd := &cobra.Command{
		Use:     "rate title… rating",
		Short:   "Rate a movie, series or episode",
		GroupID: groupAccount,
		Long: `rate gives a movie, series or episode your rating, the last word: 0.5 to 10 in steps of 0.5. --remove takes it
back, and has no rating after the title. Several titles at once are given as movie/550, tv/1396 and so on.
It needs a user: see tmdb login --user.`,
		Example: `  tmdb rate arrival 8.5
  tmdb rate tv/1396/season/1/episode/1 9
  tmdb rate --remove movie/550`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			c := changing{App: a, cmd: cmd, dryRun: dryRun, episodes: true}
			if remove {
				c.done = "Not rated any more:"
				return c.run(args, func(ctx context.Context, u *user.User, item user.Item) error { return u.Unrate(ctx, item) })
			}
			rating, err := ratingOf(args[len(args)-1])
			if err != nil {
				return err
			}
			if args = args[:len(args)-1]; len(args) == 0 {
				return app.Usagef("there is no title before the rating: want one, such as tmdb rate movie/550 %g", rating)
			}
			c.done = fmt.Sprintf("Rated %g:", rating)
			return c.run(args, func(ctx context.Context, u *user.User, item user.Item) error { return u.Rate(ctx, item, rating) })
		},
	}
	cmd.Flags().BoolVar(&remove, "remove", false, "take the rating back")
	cmd.Flags().BoolVar(&dryRun, "dry-run", false, "show what it would be and change nothing")
	return cmd
}

// ratingOf reads a rating.
func ratingOf(text string) (float64, error) {
	rating, err := strconv.ParseFloat(text, 64)
	if err != nil || !(rating >= 0.5 && rating <= 10) || math.Mod(rating, 0.5) != 0 {
		return 0, app.Usagef("the rating, the last word, is %.20q: want 0.5 to 10 in steps of 0.5", text)
	}
	return rating, nil
}
