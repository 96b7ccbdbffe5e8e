package command

import (
	"context"
	"iter"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// changed is what of one kind has changed.
type changed struct {
	// Ref is what other commands take, such as movie/550.
	Ref string `json:"ref"`
	ID  int    `json:"id"`
	// Adult is null if TMDB has it no more.
	Adult *bool `json:"adult"`
}

func newChanges(a *app.App) *cobra.Command {
	since, until := "", ""
	limit := 0
	kinds := []string{"movie", "tv", "person"}
	cmd := &cobra.Command{
		Use:     "changes movie|tv|person",
		Short:   "List what has changed at TMDB",
		GroupID: groupAll,
		Long: `changes lists the movies, series or people that have changed on the days from --since to --until, both
included and in UTC, each once, those of earlier days first. There may be any number of days. What
has changed in one of them is below tmdb api: tmdb api movies changes 550.`,
		Example: `  tmdb changes movie
  tmdb changes tv --since 2026-01-01 --until 2026-01-31 --json=id
  tmdb changes person --limit 10 -o table`,
		Args:              cobra.ExactArgs(1),
		ValidArgs:         kinds,
		ValidArgsFunction: cobra.FixedCompletions(kinds, cobra.ShellCompDirectiveNoFileComp),
		RunE: func(cmd *cobra.Command, args []string) error {
			between, err := changesOf(args[0])
			if err != nil {
				return err
			}
			if err := app.CheckLimit(limit); err != nil {
				return err
			}
			to, err := day("--until", until, types.DateOf(a.Now().UTC()))
			if err != nil {
				return err
			}
			before, _ := to.Time()
			from, err := day("--since", since, types.DateOf(before.AddDate(0, 0, -1)))
			if err != nil {
				return err
			}
			if from > to {
				return app.Usagef("--since is %s, after %s, where the days end: want it to be the same day or before", from, to)
			}
			client, err := a.Client(cmd)
			if err != nil {
				return err
			}
			p, progress := a.Printer(cmd), a.Progress(cmd, "changes")
			ctx := tmdb.OnProgress(cmd.Context(), progress.Set)
			none := true
			list := func(yield func(changed, error) bool) {
				defer progress.End()
				for row, err := range title.First(between(client.Changes, ctx, from, to), limit) {
					none = false
					if !yield(changed{args[0] + "/" + strconv.Itoa(row.ID), row.ID, row.Adult}, err) {
						return
					}
				}
			}
			err = output.List(p, list,
				output.Column[changed]{Name: "ref", Text: func(c changed) string { return c.Ref }, Style: output.Bold},
				output.Column[changed]{Name: "is", Text: changed.is, Style: output.Dim})
			if err == nil && none && p.ForPeople() {
				return app.NotFoundf("nothing has changed from %s to %s", from, to)
			}
			return err
		},
	}
	cmd.Flags().StringVar(&since, "since", "", "the first day, such as 2026-01-31 (the day before the last)")
	cmd.Flags().StringVar(&until, "until", "", "the last day (today)")
	cmd.Flags().IntVar(&limit, "limit", 0, "how many rows at most; 0 for all")
	for _, flag := range []string{"since", "until"} {
		must(cmd.RegisterFlagCompletionFunc(flag, cobra.NoFileCompletions))
	}
	return cmd
}

// between yields what has changed on some days.
type between func(s *tmdb.ChangesService, ctx context.Context, from, to types.Date, reqEditors ...gen.RequestEditorFn) iter.Seq2[gen.ChangedID, error]

// changesOf returns what yields the changes of a kind.
func changesOf(kind string) (between, error) {
	switch gen.MediaType(kind) {
	case gen.MediaTypeMovie:
		return (*tmdb.ChangesService).MoviesBetween, nil
	case gen.MediaTypeTV:
		return (*tmdb.ChangesService).TVBetween, nil
	case gen.MediaTypePerson:
		return (*tmdb.ChangesService).PeopleBetween, nil
	}
	return nil, app.Usagef("%.20q does not have changes: want movie, tv or person", kind)
}

// day returns the day that a flag names, or else another.
func day(flag, text string, otherwise types.Date) (types.Date, error) {
	date := types.Date(strings.TrimSpace(text))
	if text == "" {
		return otherwise, nil
	}
	if !date.Valid() {
		return "", app.Usagef("%s is %.40q: want a day of the calendar as YYYY-MM-DD", flag, text)
	}
	return date, nil
}

// is says that something is gone, or for adults.
func (c changed) is() string {
	switch {
	case c.Adult == nil:
		return "gone"
	case *c.Adult:
		return "adult"
	}
	return ""
}
