package command

import (
	"io"
	"testing"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
)

// TestWrongCommandLine: whatever is wrong with a command line ends the program by the code for that.
func TestWrongCommandLine(t *testing.T) {
	t.Parallel()
	for _, args := range [][]string{
		{"prox"}, {"list", "creat"}, {"show"}, {"proxy", "movies"}, {"mcp", "--json"}, {"proxy", "--rate", "x"}, {"proxy", "--listen", ":80"},
		{"proxy", "--addr"}, {"proxy", "--demo", "--addr", "127.0.0.1:80800"}, {"discover", "--limit", "1.5"}, {"discover", "--offer", "steal"},
	} {
		a := app.New()
		root := New(a, args...)
		root.SetArgs(args)
		root.SetOut(io.Discard)
		root.SetErr(io.Discard)
		if err := root.ExecuteContext(t.Context()); app.ExitCode(err) != 2 {
			t.Errorf("tmdb %q ends by %d: %v", args, app.ExitCode(err), err)
		}
	}
}
