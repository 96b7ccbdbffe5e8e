package command

import (
	"slices"

	"github.com/spf13/cobra"

	mirror "github.com/tmdb-go/tmdb/cmd/tmdb-mirror/command"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// newMirror mounts the commands of tmdb-mirror.
func newMirror(a *app.App) *cobra.Command {
	cmd := mirror.NewFunc(func(run *cobra.Command) ([]tmdb.Option, error) {
		opts, exports, err := a.OwnClient()
		if err == nil && exports != "" && !run.Flags().Changed("files-url") {
			err = run.Flags().Set("files-url", exports)
		}
		return opts, err
	})
	cmd.Use, cmd.GroupID = "mirror", groupAll
	cmd.Long = `mirror keeps a copy of TMDB in a database of yours: SQLite, which is a file, or PostgreSQL for many
machines. init makes the tables and says what to mirror, run fetches and goes on day by day. Any
number of run may run on any number of machines: together they keep to one rate, and where one dies,
others go on.

The credential is that of all commands. Without one there is no demo, unless --demo is given. The
exit code is 3 if run --once ends with jobs that are dead.`
	cmd.Example = `  tmdb mirror init --kinds movie,series --languages en-US,de-DE
  tmdb mirror run --once
  tmdb mirror status
  tmdb mirror export --out movies --format parquet --kinds movie`
	notOfMirror := slices.Concat(ofPrinting, ofLanguages) // it prints as tmdb-mirror does, and has languages of its own
	cmd.PersistentPreRunE = func(cmd *cobra.Command, _ []string) error { return refuseFlags(cmd, notOfMirror...) }
	hideFlags(cmd, notOfMirror...)
	return cmd
}
