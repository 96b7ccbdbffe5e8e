// Package command has the commands of a mirror, of package mirror in a terminal.
package command

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
)

// envDB is the variable that has the database.
const envDB = "TMDB_MIRROR_DB"

// usageError is an error of who wrote the command line.
type usageError struct{ error }

// Unwrap returns what is wrong.
func (e usageError) Unwrap() error { return e.error }

// Status returns the exit status for an error of a command: 2 if the command line cannot be understood,
// otherwise 1.
func Status(err error) int {
	if _, ok := errors.AsType[usageError](err); ok {
		return 2
	}
	return 1
}

// New returns the command with all below it.
func New() *cobra.Command {
	root := &cobra.Command{
		Use:   "tmdb-mirror",
		Short: "Keep a copy of TMDB in a database of yours",
		Long: `Keep a copy of TMDB in a database of yours: SQLite, which is a file, or PostgreSQL for many machines.

  tmdb-mirror init --kinds movie,series
  tmdb-mirror run

Credentials come from TMDB_ACCESS_TOKEN or TMDB_API_KEY, another server than TMDB's from TMDB_BASE_URL.`,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          noArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.PersistentFlags().String("db", "", "`database`: a file, or postgres://user@host/name ("+envDB+", or else mirror.db)")
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w: see %s --help", err, cmd.CommandPath())}
	})
	root.AddCommand(newInit(), newRun(), newStatus(), newRetry(), newExport())
	return root
}

// noArgs refuses arguments, for all commands take flags alone.
func noArgs(cmd *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if !cmd.HasParent() {
		return usageError{fmt.Errorf("%q is no command: want one of init, run, status, retry, export", args[0])}
	}
	return usageError{fmt.Errorf("%q is one too many: %s takes flags alone, see %[2]s --help", args[0], cmd.CommandPath())}
}

// open opens the mirror that the command line or the environment names.
func open(cmd *cobra.Command) (*mirror.Mirror, error) {
	dsn, err := cmd.Flags().GetString("db")
	if err != nil {
		return nil, err
	}
	if dsn == "" {
		dsn = os.Getenv(envDB)
	}
	if dsn == "" {
		dsn = "mirror.db"
	}
	return mirror.Open(cmd.Context(), dsn)
}

// with calls do with the mirror, and closes it.
func with(cmd *cobra.Command, do func(context.Context, *mirror.Mirror) error) error {
	m, err := open(cmd)
	if err != nil {
		return err
	}
	return errors.Join(advise(do(cmd.Context(), m)), m.Close())
}

// advise adds to an error what to do about it.
func advise(err error) error {
	if errors.Is(err, database.ErrNotInitialised) {
		return fmt.Errorf("%w with tmdb-mirror init", err)
	}
	return err
}

// kindsOf returns the kinds of a flag. all are those that it may have.
func kindsOf(flag string, names []string, all []database.Kind) ([]database.Kind, error) {
	var kinds []database.Kind
	for _, name := range names {
		kind := database.Kind(strings.TrimSpace(name))
		if !slices.Contains(all, kind) {
			return nil, usageError{fmt.Errorf("--%s has %q: want some of %s", flag, name, joined(all))}
		}
		kinds = append(kinds, kind)
	}
	return kinds, nil
}

func joined(kinds []database.Kind) string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = string(kind)
	}
	return strings.Join(names, ", ")
}
