package command

import (
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
)

func newSearch(a *app.App) *cobra.Command {
	var kind string
	var limit int
	cmd := &cobra.Command{
		Use:     "search words…",
		Short:   "Find movies, series and people by their names",
		GroupID: groupTitles,
		Example: `  tmdb search arrival
  tmdb search --kind person villeneuve --json=id,title`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			wanted, err := kindsOf(kind)
			if err != nil {
				return err
			}
			if err := app.CheckLimit(limit); err != nil {
				return err
			}
			client, err := a.Client(cmd)
			if err != nil {
				return err
			}
			text := strings.Join(args, " ")
			p := a.Printer(cmd)
			none := true
			rows := func(yield func(title.Row, error) bool) {
				for row, err := range title.First(title.Search(cmd.Context(), client, text, wanted...), limit) {
					none = false
					if !yield(row, err) {
						return
					}
				}
			}
			if err := output.List(p, rows, title.Columns()...); err != nil {
				return err
			}
			if none && p.ForPeople() {
				return app.NotFoundf("nothing has the name %.60q", text)
			}
			return nil
		},
	}
	cmd.Flags().StringVar(&kind, "kind", "", "movie, tv, person or collection alone")
	cmd.Flags().IntVar(&limit, "limit", 20, "how many rows at most; 0 for all")
	must(cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions([]string{"movie", "tv", "person", "collection"}, cobra.ShellCompDirectiveNoFileComp)))
	return cmd
}

// kindsOf returns the kinds that --kind names, all if it is empty.
func kindsOf(kind string) ([]gen.MediaType, error) {
	switch gen.MediaType(kind) {
	case "":
		return []gen.MediaType{gen.MediaTypeMovie, gen.MediaTypeTV, gen.MediaTypePerson, gen.MediaTypeCollection}, nil
	case gen.MediaTypeMovie, gen.MediaTypeTV, gen.MediaTypePerson, gen.MediaTypeCollection:
		return []gen.MediaType{gen.MediaType(kind)}, nil
	}
	return nil, app.Usagef("--kind is %.20q: want movie, tv, person or collection", kind)
}
