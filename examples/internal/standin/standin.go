// Package standin lets an example run without an account: it asks TMDB if there is a token, and a
// stand-in for TMDB in the same process if there is none. A program of your own needs nothing of
// it.
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

// Target is what an example asks.
type Target struct {
	Token   string
	Options []tmdb.Option
	// Server is the stand-in, nil if the example asks TMDB.
	Server *tmdbtest.Server
}

// Of returns server as a target.
func Of(server *tmdbtest.Server) Target {
	return Target{Token: server.Token, Options: []tmdb.Option{tmdb.WithBaseURL(server.URL)}, Server: server}
}

// Main is the main function of an example: it runs run with the token in TMDB_ACCESS_TOKEN, prints
// its error and exits. Ctrl-C ends the context.
func Main(run func(ctx context.Context, out io.Writer, at Target) error) {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	err := Start(ctx, os.Stdout, os.Getenv("TMDB_ACCESS_TOKEN"), run)
	stop()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// Start runs run with TMDB, or with a stand-in if token is empty.
func Start(ctx context.Context, out io.Writer, token string, run func(ctx context.Context, out io.Writer, at Target) error) error {
	if token != "" {
		return run(ctx, out, Target{Token: token})
	}
	server, err := tmdbtest.New()
	if err != nil {
		return err
	}
	defer server.Close()
	fmt.Fprintln(out, "TMDB_ACCESS_TOKEN is not set: a stand-in for TMDB responds.")
	fmt.Fprintln(out)
	return run(ctx, out, Of(server))
}
