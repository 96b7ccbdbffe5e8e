// Package api is the command api: every operation of the API, as the table of the spec has it, so that a
// new one is a command as well.
package api

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
)

const (
	groupServices = "services"
	groupRaw      = "raw"
)

// tree is the command api with what of it has been made: the commands of one command line, as making all
// of them takes longer than most of what they do.
type tree struct {
	a   *app.App
	cmd *cobra.Command
	// grow has what makes the commands or flags of a command.
	grow map[*cobra.Command]func()
}

// Add adds the command api to root, and returns what makes the commands below it that a command line
// asks for, by its words.
func Add(a *app.App, root *cobra.Command, groupID string) (grow func(words []string)) {
	t := &tree{a: a, grow: map[*cobra.Command]func(){}}
	t.cmd = &cobra.Command{
		Use:     "api",
		Short:   "Call any operation of the API",
		GroupID: groupID,
		Long: `api calls any operation of TMDB's API: tmdb api service method, with the values of its path and its
parameters as flags, by the names of TMDB's documentation with a dash for each _ and dot. api alone
lists the services, a service its methods, and the help of a method says all of it.

Values are checked before anything is sent. The response is printed as it comes; -o, --json, --jq and
--template work on it. --all and --limit follow the pages of a list and print its rows, a line of JSON
each. --dry-run shows the request, and the same as a line for curl, without any secret in it.

A language goes along where the operation takes one: that of --language, or of the configuration. In
the path of an account, "me" is the user of tmdb login.

get, post, put and delete are for any path.`,
		Example: `  tmdb api movies details 550 --append-to-response credits,images
  tmdb api discover movies --vote-average-gte 8 --limit 50 --jq .title
  tmdb api search movies --query arrival -o csv
  tmdb api movies add-rating 550 --body '{"value": 8.5}' --dry-run
  tmdb api get "/3/movie/550?language=de"`,
	}
	t.list(t.cmd, "service")
	t.grow[t.cmd] = t.growServices
	root.AddCommand(t.cmd)
	return func(words []string) { t.reach(root, words) }
}

// reach makes what is on the way that words lead, of help and completion as well.
func (t *tree) reach(root *cobra.Command, words []string) {
	if len(words) > 0 {
		switch words[0] {
		case "help", cobra.ShellCompRequestCmd, cobra.ShellCompNoDescRequestCmd:
			words = words[1:]
		}
	}
	for {
		cmd, _, _ := root.Find(words)
		if cmd == nil || t.grow[cmd] == nil {
			return
		}
		grow := t.grow[cmd]
		delete(t.grow, cmd)
		grow()
	}
}

// list has a command list those below it.
func (t *tree) list(cmd *cobra.Command, kind string) {
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		if len(args) == 0 {
			return cmd.Help()
		}
		text := fmt.Sprintf("%.40q is no %s: see %s", args[0], kind, cmd.CommandPath())
		if near := cmd.SuggestionsFor(args[0]); len(near) > 0 {
			text = fmt.Sprintf("%.40q is no %s: do you mean %s?", args[0], kind, strings.Join(near, " or "))
		}
		return app.Usagef("%s", text)
	}
	cmd.SuggestionsMinimumDistance = 2
	cmd.ValidArgsFunction = cobra.NoFileCompletions
}

// growServices adds the services, and the commands for any path.
func (t *tree) growServices() {
	t.cmd.AddGroup(&cobra.Group{ID: groupServices, Title: "Services:"}, &cobra.Group{ID: groupRaw, Title: "Any path:"})
	for _, s := range services() {
		cmd := &cobra.Command{Use: kebab(s.name), Short: readTexts().Services[s.name], GroupID: groupServices}
		t.list(cmd, "method of "+cmd.Name())
		t.grow[cmd] = func() {
			for _, op := range s.operations {
				cmd.AddCommand(t.newMethod(op))
			}
		}
		t.cmd.AddCommand(cmd)
	}
	for _, method := range []string{"get", "post", "put", "delete"} {
		t.cmd.AddCommand(newRaw(t.a, method))
	}
}
