package command

import (
	"errors"
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/config"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
)

func newConfig(a *app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "config",
		Short:   "Set the language, the region and the pager for all runs",
		GroupID: groupProgram,
		Long:    `config keeps settings in a file of yours, whose path tmdb status shows. A flag goes before them.`,
		Example: `  tmdb config set language de-DE
  tmdb config set region DE
  tmdb config list`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	names := make([]string, len(config.Keys))
	for i, key := range config.Keys {
		names[i] = key.Name
	}
	complete := func(_ *cobra.Command, args []string, _ string) ([]string, cobra.ShellCompDirective) {
		if len(args) > 0 {
			return nil, cobra.ShellCompDirectiveNoFileComp
		}
		return names, cobra.ShellCompDirectiveNoFileComp
	}
	get := &cobra.Command{
		Use: "get name", Short: "Print a setting", Example: "  tmdb config get region", Args: cobra.ExactArgs(1), ValidArgsFunction: complete,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := config.Check(args[0], ""); err != nil {
				return err
			}
			value := a.Config.Get(args[0])
			if value == "" {
				return app.NotFoundf("%s is not set: see tmdb config list", args[0])
			}
			_, err := fmt.Fprintln(cmd.OutOrStdout(), value)
			return err
		},
	}
	set := &cobra.Command{
		Use: "set name value", Short: "Set a setting", Example: "  tmdb config set language pt-BR", Args: cobra.ExactArgs(2), ValidArgsFunction: complete,
		RunE: func(_ *cobra.Command, args []string) error {
			if args[1] == "" {
				return app.Usagef("the value of %s is empty: see tmdb config unset", args[0])
			}
			return a.Config.Set(args[0], args[1])
		},
	}
	unset := &cobra.Command{
		Use: "unset name", Short: "Take a setting away", Example: "  tmdb config unset region", Args: cobra.ExactArgs(1), ValidArgsFunction: complete,
		RunE: func(_ *cobra.Command, args []string) error { return a.Config.Set(args[0], "") },
	}
	list := &cobra.Command{
		Use: "list", Short: "List what is set and what can be", Example: "  tmdb config list", Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error { return listSettings(a, cmd) },
	}
	for _, below := range []*cobra.Command{get, set, unset, list} {
		run := below.RunE
		below.RunE = func(cmd *cobra.Command, args []string) error {
			err := run(cmd, args)
			if _, isValue := errors.AsType[config.ValueError](err); isValue {
				return app.UsageError{Err: err}
			}
			return err
		}
		cmd.AddCommand(below)
	}
	return cmd
}

// setting is a row of config list.
type setting struct {
	Name  string `json:"name"`
	Value string `json:"value"`
	Want  string `json:"want"`
}

func listSettings(a *app.App, cmd *cobra.Command) error {
	rows := func(yield func(setting, error) bool) {
		for _, key := range config.Keys {
			if !yield(setting{key.Name, a.Config.Get(key.Name), key.Want}, nil) {
				return
			}
		}
	}
	return output.List(a.Printer(cmd), rows,
		output.Column[setting]{Name: "name", Text: func(s setting) string { return s.Name }, Style: output.Bold},
		output.Column[setting]{Name: "value", Text: func(s setting) string { return s.Value }},
		output.Column[setting]{Name: "want", Text: func(s setting) string { return s.Want }, Style: output.Dim},
	)
}
