package command

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/account"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/user"
)

// newestFirst has the rows of an account that were added last come first.
var newestFirst = tmdb.Query("sort_by", string(gen.AccountSortByCreatedAtDesc))

// signedIn returns the user whom a command acts for.
func signedIn(a *app.App, cmd *cobra.Command) (*user.User, error) {
	u, err := a.User(cmd.Context(), cmd)
	if err != nil {
		return nil, err
	}
	return user.V3(u.Client, u.Session)
}

// addKindAndLimit adds the flags of a list that has several kinds.
func addKindAndLimit(cmd *cobra.Command, kind *string, limit *int, kinds ...string) {
	cmd.Flags().StringVar(kind, "kind", "", strings.Join(kinds, " or ")+" alone")
	cmd.Flags().IntVar(limit, "limit", 0, "how many rows at most; 0 for all")
	must(cmd.RegisterFlagCompletionFunc("kind", cobra.FixedCompletions(kinds, cobra.ShellCompDirectiveNoFileComp)))
}

// checkKindAndLimit returns what is wrong with these flags.
func checkKindAndLimit(kind string, limit int, kinds ...string) error {
	if err := app.CheckLimit(limit); err != nil {
		return err
	}
	if kind != "" && !slices.Contains(kinds, kind) {
		return app.Usagef("--kind is %.20q: want %s", kind, strings.Join(kinds, " or "))
	}
	return nil
}

// ofKind yields the rows of lists of kinds, one after the other, or of one kind alone.
func ofKind[T any](kind string, lists map[string]iter.Seq2[T, error], kinds ...string) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, k := range kinds {
			if kind != "" && kind != k {
				continue
			}
			for row, err := range lists[k] {
				if !yield(row, err) || err != nil {
					return
				}
			}
		}
	}
}

// changing is a command that changes what a user has of titles.
type changing struct {
	*app.App
	cmd *cobra.Command
	// done says what has become of the titles that are printed.
	done   string
	dryRun bool
	// episodes is whether it takes an episode.
	episodes bool
}

// run finds what the words mean, changes each, and prints those that it has changed.
func (c changing) run(words []string, mark func(context.Context, *user.User, user.Item) error) error {
	u, err := signedIn(c.App, c.cmd)
	if err != nil {
		return err
	}
	client, err := c.Client(c.cmd)
	if err != nil {
		return err
	}
	ctx := c.cmd.Context()
	all, err := c.find(ctx, client, words)
	if err != nil {
		return err
	}
	var rows []title.Row
	for _, found := range all {
		var row title.Row
		if row, err = account.Row(ctx, client, found.Ref); err == nil && !c.dryRun {
			err = mark(ctx, u, account.Item(found.Ref))
		}
		if err != nil {
			err = fmt.Errorf("%s: %w", found.Ref, err)
			break
		}
		rows = append(rows, row)
	}
	if len(rows) == 0 {
		return err
	}
	note := c.done
	if c.dryRun {
		note = "Nothing is changed. It would be, " + strings.ToLower(note[:1]) + note[1:]
	}
	fmt.Fprintln(c.cmd.ErrOrStderr(), note)
	printErr := output.List(c.Printer(c.cmd), output.Each(rows), title.Columns()...)
	if also := all[0].Note(); also != "" {
		fmt.Fprintln(c.cmd.ErrOrStderr(), also)
	}
	return errors.Join(err, printErr)
}

// find returns what the words mean: each of them if all are references, or else one title.
func (c changing) find(ctx context.Context, client *tmdb.Client, words []string) ([]title.Found, error) {
	groups := [][]string{words}
	isRef := func(word string) bool { _, ok := title.Parse(word); return ok }
	if !slices.ContainsFunc(words, func(word string) bool { return !isRef(word) }) {
		groups = slices.Collect(slices.Chunk(words, 1))
	}
	var all []title.Found
	for _, group := range groups {
		found, err := title.Resolve(ctx, client, group, gen.MediaTypeMovie, gen.MediaTypeTV)
		if err != nil {
			return nil, err
		}
		switch {
		case found.Episode >= 0 && c.episodes:
		case found.Season >= 0 && c.episodes:
			return nil, app.Usagef("%s is a season: want a movie, series or episode", found.Ref)
		case found.Season >= 0:
			return nil, app.Usagef("%s is a part of a series: want a movie or series, such as tv/%d", found.Ref, found.ID)
		}
		all = append(all, found)
	}
	return all, nil
}
