package command

import (
	"io"
	"os"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
)

// open opens a file that an argument or a flag names; - is the standard input.
func open(cmd *cobra.Command, path string) (io.ReadCloser, error) {
	if path == "-" {
		return io.NopCloser(cmd.InOrStdin()), nil
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, app.UsageError{Err: err}
	}
	return f, nil
}
