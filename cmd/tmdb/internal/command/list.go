package command

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/account"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/transfer"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func newList(a *app.App) *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:     "list",
		Aliases: []string{"lists"},
		Short:   "List your lists, and make, fill and delete them",
		GroupID: groupAccount,
		Long: `list lists the lists that you have made. Those below it show one and change it. A list is given by its id, the
address of its page, or, of your own, its name. It needs a user: see tmdb login --user.`,
		Example: `  tmdb list --demo
  tmdb list show "rainy sundays"
  tmdb list create "For the train"
  tmdb list add "for the train" arrival`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			if err := checkKindAndLimit("", limit); err != nil {
				return err
			}
			u, err := a.User(cmd.Context(), cmd)
			if err != nil {
				return err
			}
			rows := u.Client.V4Account.ListsIter(cmd.Context(), u.AccountID, nil)
			return output.List(a.Printer(cmd), title.First(rows, limit), listColumns()...)
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 0, "how many rows at most; 0 for all")
	cmd.AddCommand(newListShow(a), newListCreate(a), newListAdd(a), newListRemove(a), newListDelete(a))
	return cmd
}

func listColumns() []output.Column[gen.ListV4] {
	return []output.Column[gen.ListV4]{
		{Name: "name", Text: func(l gen.ListV4) string { return l.Name }, Style: output.Bold},
		{Name: "titles", Text: func(l gen.ListV4) string { return strconv.Itoa(l.NumberOfItems) }, Right: true},
		{Name: "for", Text: func(l gen.ListV4) string { return forWhom(l.Public != 0) }},
		{Name: "id", Text: func(l gen.ListV4) string { return strconv.Itoa(l.ID) }, Style: output.Dim},
		{Name: "description", Text: func(l gen.ListV4) string { return l.Description }},
	}
}

func forWhom(public bool) string {
	if public {
		return "all"
	}
	return "you"
}

func newListShow(a *app.App) *cobra.Command {
	var limit int
	cmd := &cobra.Command{
		Use:   "show list",
		Short: "List the movies and series on a list",
		Long: `show lists what is on one of your lists, or on a list of anybody who lets all see it, in the order of the list.
For a list of another, no user is needed.`,
		Example: "  tmdb list show 8000001\n  tmdb list show \"both screens\" --limit 5",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := checkKindAndLimit("", limit); err != nil {
				return err
			}
			ctx := cmd.Context()
			u, err := a.User(ctx, cmd)
			id := account.ListID(args[0])
			var client *tmdb.Client
			switch {
			case err == nil:
				client = u.Client
				if id, _, err = account.FindList(ctx, u, args[0]); err != nil {
					return err
				}
			case id == 0:
				return err
			default: // without a user
				if client, err = a.Client(cmd); err != nil {
					return err
				}
			}
			rows := title.Rows(client.V4Lists.DetailsIter(ctx, id, nil))
			return output.List(a.Printer(cmd), title.First(rows, limit), title.Columns()...)
		},
	}
	cmd.Flags().IntVar(&limit, "limit", 0, "how many rows at most; 0 for all")
	return cmd
}

func newListCreate(a *app.App) *cobra.Command {
	var description string
	var public, dry bool
	cmd := &cobra.Command{
		Use:     "create name…",
		Short:   "Make a list",
		Long:    "create makes an empty list, which only you see unless --public is given, and prints its id.",
		Example: "  tmdb list create \"For the train\" --description \"Not too long\"",
		Args:    cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			name := strings.TrimSpace(strings.Join(args, " "))
			switch {
			case name == "":
				return app.Usagef("the name is empty: want one such as \"For the train\"")
			case account.ListID(name) > 0:
				return app.Usagef("the name is %.60q, which other commands take for an id: want one with a letter", name)
			}
			u, err := a.User(cmd.Context(), cmd)
			if err != nil {
				return err
			}
			if dry {
				fmt.Fprintf(cmd.ErrOrStderr(), "Nothing is changed. It would make the list %s.\n", output.Clean(name))
				return nil
			}
			seen := 0
			if public {
				seen = 1
			}
			language, _, _ := strings.Cut(a.Language(), "-")
			made, err := u.Client.V4Lists.Create(cmd.Context(), gen.ListV4Body{Name: name, Description: &description, LanguageCode: language, Public: &seen})
			if err != nil {
				return err
			}
			return output.One(a.Printer(cmd), made, func(s *output.Sheet) {
				s.Fields("ID", strconv.Itoa(made.ID), "Name", name)
			})
		},
	}
	cmd.Flags().StringVar(&description, "description", "", "what the list is about")
	cmd.Flags().BoolVar(&public, "public", false, "let all see it")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "show what it would be and change nothing")
	return cmd
}

func newListAdd(a *app.App) *cobra.Command {
	return newListChange(a, "add", "Add movies and series to a list", "added to", func(ctx context.Context, u *app.User, id int, body gen.ListItemsV4Body) (*gen.ListItemResultsV4, error) {
		return u.Client.V4Lists.AddItems(ctx, id, body)
	})
}

func newListRemove(a *app.App) *cobra.Command {
	return newListChange(a, "remove", "Remove movies and series from a list", "removed from", func(ctx context.Context, u *app.User, id int, body gen.ListItemsV4Body) (*gen.ListItemResultsV4, error) {
		return u.Client.V4Lists.RemoveItems(ctx, id, body)
	})
}

// newListChange is a command that changes what is on a list.
func newListChange(a *app.App, name, short, done string, change func(context.Context, *app.User, int, gen.ListItemsV4Body) (*gen.ListItemResultsV4, error)) *cobra.Command {
	var dry bool
	cmd := &cobra.Command{
		Use:   name + " list title…",
		Short: short,
		Long: short + `. The title is one, by its name, or several as movie/550, tv/1396 and so on.
It prints a row for each. What TMDB refuses, such as one that is there already, keeps none of the others out.`,
		Example: fmt.Sprintf("  tmdb list %[1]s 8000001 arrival\n  tmdb list %[1]s \"both screens\" movie/603 tv/1437 --dry-run", name),
		Args:    cobra.MinimumNArgs(2),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			u, err := a.User(ctx, cmd)
			if err != nil {
				return err
			}
			id, listName, err := account.FindList(ctx, u, args[0])
			if err != nil {
				return err
			}
			c := changing{App: a, cmd: cmd}
			all, err := c.find(ctx, u.Client, args[1:])
			if err != nil {
				return err
			}
			var body gen.ListItemsV4Body
			var rows []title.Row
			for _, found := range all {
				row, err := account.Row(ctx, u.Client, found.Ref)
				if err != nil {
					return fmt.Errorf("%s: %w", found.Ref, err)
				}
				rows = append(rows, row)
				body.Items = append(body.Items, gen.ListEntryV4{MediaType: gen.FavoriteMediaType(found.Kind), MediaID: found.ID})
			}
			note := "Nothing is changed. It would be " + done
			var refused error
			if !dry {
				results, err := change(ctx, u, id, body)
				if err != nil {
					return err
				}
				refused = transfer.Refused(results)
				rows = slices.DeleteFunc(rows, func(row title.Row) bool {
					return slices.ContainsFunc(results.Results, func(r gen.ListItemResultV4) bool {
						return !r.Success && r.MediaType == row.MediaType && r.MediaID == row.ID
					})
				})
				note = strings.ToUpper(done[:1]) + done[1:]
			}
			if len(rows) == 0 {
				return refused
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "%s %s:\n", note, output.Clean(listName))
			if also := all[0].Note(); also != "" {
				fmt.Fprintln(cmd.ErrOrStderr(), also)
			}
			return errors.Join(refused, output.List(a.Printer(cmd), output.Each(rows), title.Columns()...))
		},
	}
	cmd.Flags().BoolVar(&dry, "dry-run", false, "show what it would be and change nothing")
	return cmd
}

func newListDelete(a *app.App) *cobra.Command {
	var yes, dry bool
	cmd := &cobra.Command{
		Use:     "delete list",
		Short:   "Delete a list",
		Long:    "delete deletes a list and what is on it. It does so with --yes alone, as TMDB does not bring it back.",
		Example: "  tmdb list delete \"rainy sundays\" --dry-run\n  tmdb list delete 8000001 --yes",
		Args:    cobra.ExactArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			ctx := cmd.Context()
			u, err := a.User(ctx, cmd)
			if err != nil {
				return err
			}
			id, _, err := account.FindList(ctx, u, args[0])
			if err != nil {
				return err
			}
			list, err := u.Client.V4Lists.Details(ctx, id, nil)
			if err != nil {
				return err
			}
			what := fmt.Sprintf("%s (%d) with %s", output.Clean(list.Name), id, numbered(list.TotalResults, "title"))
			switch {
			case dry:
				fmt.Fprintf(cmd.ErrOrStderr(), "Nothing is changed. It would delete %s.\n", what)
				return nil
			case !yes:
				return app.Usagef("this would delete %s for good: want --yes", what)
			}
			if _, err := u.Client.V4Lists.Delete(ctx, id); err != nil {
				return err
			}
			fmt.Fprintf(cmd.ErrOrStderr(), "Deleted %s.\n", what)
			return nil
		},
	}
	cmd.Flags().BoolVar(&yes, "yes", false, "delete it")
	cmd.Flags().BoolVar(&dry, "dry-run", false, "show what it would be and change nothing")
	return cmd
}
