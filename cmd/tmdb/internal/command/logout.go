package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
)

func newLogout(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:     "logout",
		Short:   "End what you are signed in by, and take it all away",
		GroupID: groupAccount,
		Long: `logout ends the session of a user at TMDB and takes away all that login has kept. What the environment
has stays, and so do the settings of tmdb config.`,
		Example: `  tmdb logout`,
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			left, err := a.Logout(cmd)
			out := cmd.ErrOrStderr()
			switch {
			case left.Place == "":
				fmt.Fprintln(out, "There is nothing of login to take away.")
			case err != nil: // which says what has become of it
			case left.Username != "":
				fmt.Fprintf(out, "%s is signed out, and nothing is left in %s.\n", output.Clean(left.Username), left.Place)
			default:
				fmt.Fprintf(out, "Nothing is left in %s.\n", left.Place)
			}
			if left.Environment != "" {
				fmt.Fprintf(out, "%s is still set in the environment.\n", left.Environment)
			}
			return err
		},
	}
}
