package command

import (
	"errors"
	"flag"
	"fmt"

	"github.com/spf13/cobra"

	server "github.com/tmdb-go/tmdb/cmd/tmdb-server/command"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
)

// newServer mounts tmdb-server, which reads its flags itself.
func newServer(*app.App) *cobra.Command {
	cmd := &cobra.Command{
		Use:     "server [flags]",
		Short:   "Serve a stand-in for TMDB on this machine",
		GroupID: groupAll,
		Long: `server is a stand-in for TMDB, for work without a token in any language: it responds to all
operations of the API from some 170 titles, and knows users who can sign in, rate and make lists. What
it prints is for a shell to take: lines that set TMDB_BASE_URL and TMDB_ACCESS_TOKEN. It is tmdb-server
without the pages of the reference.

It listens on loopback only, unless -public is given, and ends at an interrupt.`,
		Example: `  tmdb server
  tmdb server -addr 127.0.0.1:0 -strict
  tmdb server -record responses`,
		DisableFlagParsing: true,
	}
	cmd.RunE = func(cmd *cobra.Command, args []string) error {
		err := server.Check(args)
		if errors.Is(err, flag.ErrHelp) {
			return cmd.Help()
		}
		if err == nil {
			err = server.Run(cmd.Context(), cmd.CommandPath(), args, nil, cmd.OutOrStdout(), cmd.ErrOrStderr())
		}
		if usage, ok := errors.AsType[server.UsageError](err); ok {
			return app.Usagef("%w: see %s --help", usage, cmd.CommandPath())
		}
		return err
	}
	cmd.ValidArgsFunction = func(cmd *cobra.Command, _ []string, _ string) (flags []string, _ cobra.ShellCompDirective) {
		server.Flags("").VisitAll(func(f *flag.Flag) {
			flags = append(flags, "-"+f.Name+"\t"+f.Usage)
		})
		return flags, cobra.ShellCompDirectiveDefault
	}
	cmd.SetHelpFunc(func(cmd *cobra.Command, _ []string) {
		out := cmd.OutOrStdout()
		fmt.Fprintf(out, "%s\n\nUsage:\n  %s\n\nExamples:\n%s\n\nFlags:\n", cmd.Long, cmd.UseLine(), cmd.Example)
		flags := server.Flags("")
		flags.SetOutput(out)
		flags.PrintDefaults()
	})
	return cmd
}
