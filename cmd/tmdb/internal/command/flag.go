package command

import (
	"errors"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
)

// flagValues say what the flags of a type want.
var flagValues = map[string]string{
	"bool": "true or false", "int": "a whole number", "float64": "a number", "duration": "a time such as 24h or 90s",
}

// flagError is what is wrong with a flag of a command, rather by what is wanted than by what parsed it.
func flagError(cmd *cobra.Command, err error) error {
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		if want := flagValues[e.GetFlag().Value.Type()]; want != "" {
			return app.Usagef("--%s is %.60q: want %s", e.GetFlag().Name, e.GetValue(), want)
		}
	}
	return app.Usagef("%w: see %s --help", err, cmd.CommandPath())
}

// What commands that print otherwise, and those that have no language of their own, have nothing to do with, of
// the flags that all commands have.
var (
	ofPrinting  = []string{"output", "json", "jq", "template", "no-pager", "color"}
	ofLanguages = []string{"language", "region"}
)

// refuseFlags returns an error if one of the flags that all commands have is given to one that has nothing to
// do with it.
func refuseFlags(cmd *cobra.Command, names ...string) error {
	for _, name := range names {
		if f := cmd.InheritedFlags().Lookup(name); f != nil && f.Changed {
			return app.Usagef("--%s is not for %s: see its --help", name, cmd.CommandPath())
		}
	}
	return nil
}

// hideFlags keeps them out of the help of a command, and of those below it.
func hideFlags(cmd *cobra.Command, names ...string) {
	help := cmd.HelpFunc()
	cmd.SetHelpFunc(func(cmd *cobra.Command, args []string) {
		for _, name := range names {
			if f := cmd.InheritedFlags().Lookup(name); f != nil {
				f.Hidden = true
			}
		}
		help(cmd, args)
	})
}
