// Package command is the commands of tmdb-mirror, for other programs to mount as well.
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
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// dsnVariable is where the DSN is from without --db. There a password is not in the list of processes.
const dsnVariable = "TMDB_MIRROR_DB"

const defaultDSN = "mirror.db"

// New returns the command tmdb-mirror with those below it. It prints no error: who executes it does,
// and ends by [ExitCode]. The client options are for the client of run, before those that
// [tmdb.FromEnv] has from the environment.
//
// When the context that it is executed with ends, run gives back what it holds, and returns nil.
func New(clientOptions ...tmdb.Option) *cobra.Command {
	return NewFunc(func(*cobra.Command) ([]tmdb.Option, error) { return clientOptions, nil })
}

// NewFunc is New with client options that run asks for when it needs them, with its command, such as
// those that have a credential in them. An error ends it.
func NewFunc(clientOptions func(run *cobra.Command) ([]tmdb.Option, error)) *cobra.Command {
	root := &cobra.Command{
		Use:   "tmdb-mirror",
		Short: "Keep a copy of TMDB in SQLite or PostgreSQL",
		Long: `tmdb-mirror keeps a copy of TMDB in a database of yours: SQLite, which is a file, or PostgreSQL
for many machines. init makes the tables and says what to mirror, run fetches and goes on day by
day. Any number of run may run on any number of machines: together they keep to one rate, and where
one dies, others go on.

The exit code is 0 if all is well, 2 if the command line is wrong, 3 if run --once ends with jobs
that are dead, and 1 if anything else fails.`,
		Example: `  tmdb-mirror init --kinds movie,series --languages en-US,de-DE
  TMDB_ACCESS_TOKEN=… tmdb-mirror run --once
  tmdb-mirror status
  tmdb-mirror export --out movies --format parquet --kinds movie`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          usage(cobra.NoArgs),
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return usageError{fmt.Errorf("%w: see %s --help", err, cmd.CommandPath())}
	})
	root.PersistentFlags().String("db", "", "the database: a file of SQLite, or postgres://user:password@host/database\n"+
		"(from "+dsnVariable+" if it is not given, or else "+defaultDSN+")")
	root.AddCommand(newInit(), newRun(clientOptions), newStatus(), newRetry(), newExport())
	return root
}

// open opens the mirror. A file has to be there, unless it may be created.
func open(cmd *cobra.Command, mayCreate bool) (*mirror.Mirror, error) {
	dsn, err := cmd.Flags().GetString("db")
	if err != nil {
		return nil, err
	}
	if !cmd.Flags().Changed("db") {
		if dsn = os.Getenv(dsnVariable); dsn == "" {
			dsn = defaultDSN
		}
	}
	// A URL or what was meant as one is not looked for, as it may have a secret.
	if !mayCreate && !strings.ContainsAny(dsn, "@:=") {
		if _, err := os.Stat(dsn); errors.Is(err, os.ErrNotExist) {
			return nil, fmt.Errorf("there is no database %s: make it by %s init, or say by --db or %s where it is", dsn, parent(cmd), dsnVariable)
		}
	}
	m, err := mirror.Open(cmd.Context(), dsn)
	if err != nil {
		return nil, fmt.Errorf("--db: %w", err)
	}
	return m, nil
}

// with opens the mirror, calls do, and closes it.
func with(cmd *cobra.Command, mayCreate bool, do func(ctx context.Context, m *mirror.Mirror) error) (err error) {
	m, err := open(cmd, mayCreate)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	err = do(cmd.Context(), m)
	if errors.Is(err, database.ErrNotInitialised) {
		return fmt.Errorf("%w, by %s init", err, parent(cmd))
	}
	return err
}

// parent returns the words that the commands beside cmd follow.
func parent(cmd *cobra.Command) string { return cmd.Parent().CommandPath() }

// kinds returns the kinds of documents that a flag names, some of those.
func kinds(cmd *cobra.Command, some []database.Kind) ([]database.Kind, error) {
	names, err := cmd.Flags().GetStringSlice("kinds")
	if err != nil {
		return nil, err
	}
	var all []database.Kind
	for _, name := range names {
		kind := database.Kind(name)
		if !slices.Contains(some, kind) {
			return nil, usageError{fmt.Errorf("--kinds has %.40q: want some of %s", name, join(some))}
		}
		all = append(all, kind)
	}
	return all, nil
}

// fetched are the kinds that a mirror may have. Seasons come with their series.
func fetched() []database.Kind {
	return slices.DeleteFunc(database.Kinds(), func(k database.Kind) bool { return k == database.Season })
}

func join(kinds []database.Kind) string {
	names := make([]string, len(kinds))
	for i, kind := range kinds {
		names[i] = string(kind)
	}
	return strings.Join(names, ",")
}
