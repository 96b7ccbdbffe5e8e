// Package command is the commands of the program, a file for each.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/api"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Run runs the program and returns its exit code.
func Run(ctx context.Context, a *app.App, args []string) int {
	defer a.Close()
	log.SetOutput(io.Discard) // net/http tells there what servers send unasked, as it came
	root := New(a, args...)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err != nil && (ctx.Err() == nil || !errors.Is(err, context.Canceled)) { // who ended it knows
		fmt.Fprintf(root.ErrOrStderr(), "tmdb: %s\n", output.CleanLines(advice(a, err))) // which may quote TMDB
	}
	return app.ExitCode(err)
}

// advice is an error with what to do about it.
func advice(a *app.App, err error) string {
	text := strings.TrimPrefix(err.Error(), "tmdb: ")
	e, fromTMDB := errors.AsType[*tmdb.Error](err)
	if !fromTMDB {
		return text
	}
	asked := a.Asked()
	switch source, _, sourceErr := a.Source(); {
	case errors.Is(err, tmdb.ErrUnauthorized) && a.IsOpen():
		return text + "\n" + asked + " wants a credential, which goes to another machine by https alone: set TMDB_BASE_URL to its https address, and TMDB_ACCESS_TOKEN."
	case errors.Is(err, tmdb.ErrUnauthorized) && sourceErr == nil && source == app.FromServer:
		return text + "\n" + asked + " wants a credential: set TMDB_ACCESS_TOKEN to one that it takes, or run tmdb login."
	case errors.Is(err, tmdb.ErrUnauthorized):
		return text + "\n" + asked + " does not take the credential: see tmdb status, or sign in by tmdb login."
	case errors.Is(err, tmdb.ErrRateLimited) && e.RetryAfter > 0:
		return fmt.Sprintf("%s\n%s asks to wait %s.", text, asked, e.RetryAfter)
	case !errors.Is(err, tmdb.ErrUnavailable) || e.StatusCode != 0:
		return text
	case strings.HasPrefix(e.Path, "/p/exports/"):
		return text + "\nTMDB's daily exports cannot be reached from here."
	case asked == "TMDB":
		return text + "\nTMDB cannot be reached from here. TMDB_BASE_URL may name another server, such as a proxy."
	}
	return text + "\n" + asked + " cannot be reached: see whether it runs, and at that address."
}

// New returns the command tmdb with all below it, but of api only what the words of a command line lead to.
func New(a *app.App, words ...string) *cobra.Command {
	root := &cobra.Command{
		Use:   "tmdb",
		Short: "Ask The Movie Database from the terminal",
		Long: `tmdb asks The Movie Database: what a title is about, who is in it, where to watch it, what is new.
Every operation of TMDB's API is there as well, below tmdb api.

Without a credential it asks a stand-in for TMDB in the program itself, with some 170 titles, and
says so. With an account of TMDB, tmdb login is the way to all of it; where there is a tmdb proxy,
its address in TMDB_BASE_URL is.

A title is given by its name, as movie/550 or tv/1396, by its IMDb id, or by the address of its page
at TMDB or IMDb. On a terminal, lists are tables; in a pipe, lines with tabs. --json has all.

Exit codes:
` + indented(app.ExitCodes),
		Example: `  tmdb search arrival
  tmdb show movie/550
  tmdb watch "The Matrix" --region DE
  tmdb discover --genre horror --provider netflix --json=id,title`,
		Version:       app.ThisBuild().Version,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
		PersistentPreRunE: func(_ *cobra.Command, args []string) error {
			if err := a.Output.Check(args); err != nil {
				return app.UsageError{Err: err}
			}
			if err := a.CheckRegion(); err != nil {
				return err
			}
			return a.Config.Err()
		},
	}
	root.SetFlagErrorFunc(flagError)
	root.AddGroup(
		&cobra.Group{ID: groupTitles, Title: "Titles:"},
		&cobra.Group{ID: groupAccount, Title: "Your account:"},
		&cobra.Group{ID: groupAll, Title: "All of TMDB:"},
		&cobra.Group{ID: groupProgram, Title: "This program:"},
	)
	root.SetHelpCommandGroupID(groupProgram)
	root.SetCompletionCommandGroupID(groupProgram)
	a.AddFlags(root)
	for _, flag := range []string{"output", "color"} {
		must(root.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(output.Values(flag), cobra.ShellCompDirectiveNoFileComp)))
	}
	for _, add := range commands {
		root.AddCommand(add(a))
	}
	api.Add(a, root, groupAll)(words)
	sayUsage(root)
	return root
}

// The groups of commands in the help.
const (
	groupTitles  = "titles"
	groupAccount = "account"
	groupAll     = "all"
	groupProgram = "program"
)

// commands are all that there are.
var commands = []func(*app.App) *cobra.Command{
	newCalendar,
	newCast,
	newChanges,
	newCollection,
	newCompletion,
	newConfig,
	newDiscover,
	newExport,
	newFavorite,
	newImport,
	newList,
	newLogin,
	newLogout,
	newMan,
	newMatch,
	newMCP,
	newMirror,
	newPoster,
	newProxy,
	newRate,
	newRated,
	newSearch,
	newSeason,
	newServer,
	newShow,
	newStatus,
	newTrending,
	newVersion,
	newWatch,
	newWatchlist,
}

// sayUsage has what is wrong with the arguments of a command, and of those below it, be an error of the
// command line.
func sayUsage(cmd *cobra.Command) {
	if args := cmd.Args; args != nil {
		cmd.Args = func(cmd *cobra.Command, given []string) error {
			err := args(cmd, given)
			if err == nil || strings.HasSuffix(err.Error(), "--help") { // as tmdb-mirror's
				return err
			}
			if len(given) > 0 {
				cmd.SuggestionsMinimumDistance = 2
				if near := cmd.SuggestionsFor(given[0]); len(near) > 0 {
					return app.Usagef("%w: want %s, or see %s --help", err, strings.Join(near, " or "), cmd.CommandPath())
				}
			}
			return app.Usagef("%w: see %s --help", err, cmd.CommandPath())
		}
	}
	for _, below := range cmd.Commands() {
		sayUsage(below)
	}
}

// must panics at what can only be wrong with this program.
func must(err error) {
	if err != nil {
		panic(err)
	}
}
