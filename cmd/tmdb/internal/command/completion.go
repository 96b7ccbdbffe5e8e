package command

import (
	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
)

var shells = []string{"bash", "zsh", "fish", "powershell"}

// newCompletion takes the place of cobra's own, whose text says less.
func newCompletion(*app.App) *cobra.Command {
	return &cobra.Command{
		Use:     "completion bash|zsh|fish|powershell",
		Short:   "Print what has a shell complete commands",
		GroupID: groupProgram,
		Long: `completion prints the script that has a shell complete the commands, flags and values of tmdb. Packages
of the system have it already. Otherwise, once:

  bash         tmdb completion bash > ~/.local/share/bash-completion/completions/tmdb
               (the package bash-completion has to be there)
  zsh          tmdb completion zsh > "${fpath[1]}/_tmdb"
               (with "autoload -U compinit; compinit" in ~/.zshrc)
  fish         tmdb completion fish > ~/.config/fish/completions/tmdb.fish
  powershell   tmdb completion powershell >> $PROFILE

and start the shell anew.`,
		Example:   "  tmdb completion bash > ~/.local/share/bash-completion/completions/tmdb\n  source <(tmdb completion zsh)",
		Args:      cobra.MatchAll(cobra.ExactArgs(1), knownShell),
		ValidArgs: shells,
		RunE: func(cmd *cobra.Command, args []string) error {
			root, out := cmd.Root(), cmd.OutOrStdout()
			switch args[0] {
			case "bash":
				return root.GenBashCompletionV2(out, true)
			case "zsh":
				return root.GenZshCompletion(out)
			case "fish":
				return root.GenFishCompletion(out, true)
			}
			return root.GenPowerShellCompletionWithDesc(out)
		},
	}
}

func knownShell(_ *cobra.Command, args []string) error {
	for _, shell := range shells {
		if args[0] == shell {
			return nil
		}
	}
	return app.Usagef("%.20q is no shell that is known: want bash, zsh, fish or powershell", args[0])
}
