package api

import (
	"context"
	"errors"
	"io"
	"strconv"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// way is how a command carries out its request.
type way struct {
	dryRun bool
	all    bool
	limit  int
	body   string
	asUser bool
}

// addFlags adds the flags of a request that has pages, a body, or a user if it is told so.
func (w *way) addFlags(cmd *cobra.Command, pages, body, user bool) {
	flags := cmd.Flags()
	flags.SortFlags = false
	if pages {
		flags.BoolVar(&w.all, "all", false, "follow all pages and print the rows, a line of JSON each")
		flags.IntVar(&w.limit, "limit", 0, "follow the pages for so many rows; 0 for all")
	}
	if body {
		flags.StringVar(&w.body, "body", "", "the body: `JSON`, @file, or - for the input")
	}
	if user {
		flags.BoolVar(&w.asUser, "session", false, "act for the user of tmdb login")
	}
	flags.BoolVar(&w.dryRun, "dry-run", false, "print the request, and the same for curl, and do not send it")
}

// check returns what is wrong with the flags.
func (w *way) check(cmd *cobra.Command) error {
	if err := app.CheckLimit(w.limit); err != nil {
		return err
	}
	if w.all && w.limit > 0 {
		return app.Usagef("--all and --limit exclude each other")
	}
	w.all = w.all || w.limit == 0 && cmd.Flags().Changed("limit")
	return nil
}

// do carries out a request and prints what comes.
func (w *way) do(a *app.App, cmd *cobra.Command, r *request) error {
	if w.asUser {
		r.asUser = true
	}
	if w.dryRun {
		return dry(a, cmd, r)
	}
	client, err := a.Client(cmd)
	if err != nil {
		return err
	}
	if r.asUser {
		user, err := a.User(cmd.Context(), cmd)
		if err != nil {
			return err
		}
		client, r = user.Client, as(user, r)
	}
	p := a.Printer(cmd)
	if w.all || w.limit > 0 {
		first, err := strconv.Atoi(r.get("page"))
		if err != nil {
			first = 1
		}
		progress := a.Progress(cmd, "rows")
		if p.IsTerminal && p.Format() == output.Auto { // where the rows show how far it is
			progress = output.NewProgress(io.Discard, "")
		}
		list := rows(cmd.Context(), r.op, first, progress, func(ctx context.Context, page int) ([]byte, error) {
			return send(ctx, client, r.at(page))
		})
		return printRows(p, title.First(list, w.limit))
	}
	data, err := send(cmd.Context(), client, r)
	if err != nil {
		return err
	}
	if f := p.Format(); f == output.Auto || f == output.JSON || f == output.NDJSON {
		return output.Document(p, data)
	}
	list, err := rowsIn(r.op, data)
	if err != nil {
		return app.Usagef("--output is %s: %w", p.Format(), err)
	}
	return printRows(p, output.Each(list))
}

// as returns a request of a user, with the user's account in place of me.
func as(user *app.User, r *request) *request {
	own := *r
	own.path = r.asAccount(user)
	return &own
}

// dry prints a request that is not sent.
func dry(a *app.App, cmd *cobra.Command, r *request) error {
	req, body, err := a.Dry(r.byToken(), func(client *tmdb.Client, user *app.User) error {
		own := r
		if r.asUser {
			client, own = user.Client, as(user, r)
		}
		_, err := send(cmd.Context(), client, own)
		return err
	})
	switch {
	case err != nil:
		return err
	case req == nil:
		return errors.New("no request was made")
	}
	return writeRequest(cmd.OutOrStdout(), req, body)
}
