package command

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
)

// usageError is of a command line that is wrong.
type usageError struct{ error }

// Unwrap has errors.Is and errors.As see what is wrong.
func (e usageError) Unwrap() error { return e.error }

// deadError is of a run that ends with jobs that are dead.
type deadError struct {
	ids, jobs int
	parent    string
}

// Error implements error.
func (e deadError) Error() string {
	what := fmt.Sprintf("%d ids are dead", e.ids)
	if e.ids == 0 {
		what = fmt.Sprintf("%d jobs are dead", e.jobs)
	}
	return fmt.Sprintf("%s: %s status says why, and %s retry has them done again", what, e.parent, e.parent)
}

// ExitCode returns what the program ends by after err: 0 for nil, 2 if the command line is wrong, 3 if
// a run ended with jobs that are dead, and otherwise 1.
func ExitCode(err error) int {
	if err == nil {
		return 0
	}
	if _, ok := errors.AsType[usageError](err); ok {
		return 2
	}
	if _, ok := errors.AsType[deadError](err); ok {
		return 3
	}
	return 1
}

// usage has what args refuses be an error of the command line.
func usage(args cobra.PositionalArgs) cobra.PositionalArgs {
	return func(cmd *cobra.Command, given []string) error {
		if err := args(cmd, given); err != nil {
			return usageError{fmt.Errorf("%w: see %s --help", err, cmd.CommandPath())}
		}
		return nil
	}
}

// flagNames are the flags of what package mirror calls by its own names.
var flagNames = strings.NewReplacer(
	"Config.Kinds", "--kinds", "Config.Languages", "--languages", "Config.Appends", "--appends",
	"Config.MinPopularity", "--min-popularity", "Config.Rate", "--rate", "Config.BatchSize", "--batch",
	"Config.MaxAge", "--max-age", "RunOptions.Workers", "--workers", "some of Kinds", "some of --kinds",
)

// byFlags words an error of package mirror as one of the command line, if it is.
func byFlags(err error) error {
	if err == nil {
		return nil
	}
	if text := flagNames.Replace(err.Error()); strings.HasPrefix(text, "--") {
		return usageError{errors.New(text)}
	}
	return err
}
