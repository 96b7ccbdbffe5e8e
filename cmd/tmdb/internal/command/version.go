package command

import (
	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
)

func newVersion(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:     "version",
		Short:   "Tell what this program is made of",
		GroupID: groupProgram,
		Long:    "version tells the version of the program, the revision of its source, and the version of Go. --version\nis for the first alone.",
		Example: "  tmdb version\n  tmdb version --json=version",
		Args:    cobra.NoArgs,
		RunE: func(cmd *cobra.Command, _ []string) error {
			b := app.ThisBuild()
			return output.One(a.Printer(cmd), b, func(s *output.Sheet) {
				s.Fields("Version", b.Version, "Revision", b.Revision, "Go", b.Go, "Platform", b.Platform)
			})
		},
	}
}
