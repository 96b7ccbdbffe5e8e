// Package standin lets an example run without an account: it asks what the environment names, which
// is all that tmdb.FromEnv needs, and a stand-in for TMDB in the same process if that names nothing.
// A program of your own needs nothing of it.
package standin

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/signal"

	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// Example is what an example does. It calls tmdb.FromEnv with the options.
type Example func(ctx context.Context, out io.Writer, opts ...tmdb.Option) error

// Main is the main function of an example: it prints the example's error and exits. Ctrl-C ends the
// context.
func Main(run Example) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := Start(ctx, os.Stdout, InEnv(), run)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// InEnv reports whether the environment says whom to ask, or as whom.
func InEnv() bool {
	return os.Getenv("TMDB_ACCESS_TOKEN")+os.Getenv("TMDB_API_KEY")+os.Getenv("TMDB_BASE_URL") != ""
}

// Start runs an example as the environment says, or with a stand-in.
func Start(ctx context.Context, out io.Writer, inEnv bool, run Example) error {
	if inEnv {
		return run(ctx, out)
	}
	server, err := tmdbtest.New()
	if err != nil {
		return err
	}
	defer server.Close()
	fmt.Fprintln(out, "TMDB_ACCESS_TOKEN is not set: a stand-in for TMDB responds.")
	fmt.Fprintln(out)
	return run(ctx, out, Options(server)...)
}

// Options has a client ask server, whatever the environment says.
func Options(server *tmdbtest.Server) []tmdb.Option {
	return []tmdb.Option{tmdb.WithToken(server.Token), tmdb.WithBaseURL(server.URL)}
}
