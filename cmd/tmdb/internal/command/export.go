package command

import (
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/file"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/foreign"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/transfer"
)

// exported is what can be exported, in the order in which all of it is.
var exported = []struct {
	name string
	kind foreign.Kind
}{{"ratings", foreign.Rating}, {"watchlist", foreign.Watchlist}, {"favorites", foreign.Favorite}, {"lists", foreign.List}}

func newExport(a *app.App) *cobra.Command {
	var out string
	cmd := &cobra.Command{
		Use:       "export [ratings|watchlist|favorites|lists]…",
		Short:     "Write what your account has to a file",
		GroupID:   groupAccount,
		ValidArgs: []string{"ratings", "watchlist", "favorites", "lists"},
		Long: `export writes your ratings, watchlist, favorites and lists, or some of them, as CSV or with -o json as JSON. Both
are what tmdb import takes back.

With --out they go to a file, which is JSON if its name ends so. It is there when it is whole.`,
		Example: `  tmdb export
  tmdb export ratings --out ratings.csv
  tmdb export watchlist favorites -o json`,
		Args: cobra.OnlyValidArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			u, err := a.User(cmd.Context(), cmd)
			if err != nil {
				return err
			}
			settings := a.Output
			if settings.Format == "" && settings.Fields == "" && settings.JQ == "" && settings.Template == "" {
				settings.Format = string(output.CSV)
				if strings.HasSuffix(strings.ToLower(out), ".json") {
					settings.Format = string(output.JSON)
				}
			}
			progress := a.Progress(cmd, "Reading your account")
			defer progress.End()
			n := 0
			rows := func(yield func(foreign.Own, error) bool) {
				for _, export := range exported {
					if len(args) > 0 && !slices.Contains(args, export.name) {
						continue
					}
					for row, err := range transfer.Export(cmd.Context(), u, export.kind) {
						if !yield(row, err) || err != nil {
							return
						}
						n++
						if out != "" {
							progress.Set(int64(n), 0)
						}
					}
				}
			}
			if out == "" {
				return output.List(output.New(cmd.Context(), cmd.OutOrStdout(), settings), rows, exportColumns()...)
			}
			err = file.Create(out, 0o600, func(f *os.File) error {
				return output.List(output.New(cmd.Context(), f, settings), rows, exportColumns()...)
			})
			if err == nil {
				progress.End()
				fmt.Fprintf(cmd.ErrOrStderr(), "%s: %s\n", out, numbered(n, "row"))
			}
			return err
		},
	}
	cmd.Flags().StringVar(&out, "out", "", "write to this `file`")
	return cmd
}

// exportColumns are those that import takes back.
func exportColumns() []output.Column[foreign.Own] {
	return []output.Column[foreign.Own]{
		{Name: "kind", Text: func(o foreign.Own) string { return string(o.Kind) }},
		{Name: "ref", Text: func(o foreign.Own) string { return o.Ref }, Style: output.Dim},
		{Name: "title", Text: func(o foreign.Own) string { return o.Title }, Style: output.Bold},
		{Name: "year", Text: func(o foreign.Own) string { return yearText(o.Year) }},
		{Name: "rating", Text: func(o foreign.Own) string { return ratingText(o.Rating) }, Style: output.Star, Right: true},
		{Name: "list", Text: func(o foreign.Own) string { return o.List }},
	}
}

func yearText(year int) string {
	if year == 0 {
		return ""
	}
	return strconv.Itoa(year)
}

func ratingText(rating float64) string {
	if rating == 0 {
		return ""
	}
	return strconv.FormatFloat(rating, 'g', -1, 64)
}

// numbered is a number of things: 1 line, 2 lines.
func numbered(n int, what string) string {
	if n == 1 {
		return "1 " + what
	}
	return fmt.Sprintf("%d %ss", n, what)
}
