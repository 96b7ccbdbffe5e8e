package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
)

func newLogin(a *app.App) *cobra.Command {
	var how app.Login
	cmd := &cobra.Command{
		Use:     "login",
		Short:   "Keep a token of TMDB's, and sign a user in",
		GroupID: groupAccount,
		Long: `login asks for the API Read Access Token that https://www.themoviedb.org/settings/api has, checks it with
TMDB, and keeps it in the keyring of the system. It is asked for without an echo, or read from standard
input with --token-stdin.

--user signs a user in as well, for watchlist, favorite, rate and the like: TMDB's page opens in the
browser, where the user allows it. If TMDB_ACCESS_TOKEN is set, that is used for it and not kept.

Where there is no keyring, login says so, and --insecure-storage keeps it in a file that only you can
read. That is remembered until tmdb logout.`,
		Example: `  tmdb login
  tmdb login --user
  pass show tmdb | tmdb login --token-stdin --insecure-storage`,
		Args: cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			kept, err := a.Login(cmd, how)
			if err != nil {
				return err
			}
			out := cmd.ErrOrStderr()
			if kept.Username != "" {
				fmt.Fprintf(out, "You are signed in as %s.\n", output.Clean(kept.Username))
			}
			fmt.Fprintf(out, "This is kept in %s.\n", kept.Place)
			if kept.Overruled != "" {
				fmt.Fprintf(out, "%s is set, and goes before the token that is kept.\n", kept.Overruled)
			}
			return nil
		},
	}
	flags := cmd.Flags()
	flags.BoolVar(&how.User, "user", false, "sign a user in as well")
	flags.BoolVar(&how.NoBrowser, "no-browser", false, "print the address of TMDB's page and do not open it, with --user")
	flags.BoolVar(&how.TokenFromInput, "token-stdin", false, "read the token from standard input")
	flags.BoolVar(&how.Insecure, "insecure-storage", false, "keep it in a file in place of the keyring")
	return cmd
}
