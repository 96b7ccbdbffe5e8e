package command

import (
	"errors"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
)

func newStatus(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:     "status",
		Short:   "Show where the credential is from, whether TMDB takes it, and as whom",
		GroupID: groupAccount,
		Long: `status shows where the credential is from (a variable of the environment, the keyring, a file, the server
of TMDB_BASE_URL if it is asked without one, or the demo), whether TMDB takes it, who is signed in, and
the settings in force. It ends by 4 if TMDB does not take the credential.`,
		Example: `  tmdb status
  tmdb status --json=accepted,username`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			status, err := a.Status(cmd)
			taken := "no"
			if status.Accepted {
				taken = "yes"
			}
			printErr := output.One(a.Printer(cmd), status, func(s *output.Sheet) {
				s.Fields(
					"Credential", status.Source,
					"Accepted", taken,
					"User", status.Username,
					"Server", status.BaseURL,
					"Language", status.Language,
					"Region", status.Region,
					"Settings", status.ConfigPath,
				)
			})
			return errors.Join(err, printErr)
		},
	}
}
