// Signin signs a user in, prints what the user rated and which lists the user has, and signs out
// again.
//
// With an API Read Access Token in TMDB_ACCESS_TOKEN it opens TMDB's approval page in the browser, or
// that of the tmdb-server at TMDB_BASE_URL, and TMDB's also with TMDB_BASE_URL alone, for a tmdb proxy
// with --write. Without any of these it asks a stand-in for TMDB in this program,
// where a made-up user called Ada approves.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"

	"github.com/tmdb-go/tmdb/examples/internal/standin"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/signin"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	defer stop()
	if err := start(ctx, os.Stdout, standin.InEnv()); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// start is run as the environment says, or with a stand-in.
func start(ctx context.Context, out io.Writer, inEnv bool) error {
	if inEnv {
		asked := signin.Options{Open: signin.OpenBrowser}
		if base := os.Getenv("TMDB_BASE_URL"); strings.HasPrefix(base, "http:") && os.Getenv("TMDB_ACCESS_TOKEN") != "" {
			asked.Site = base // a tmdb-server has an approval page of its own, a tmdb proxy that of TMDB
		}
		return run(ctx, out, asked)
	}
	server, err := tmdbtest.New()
	if err != nil {
		return err
	}
	defer server.Close()
	fmt.Fprintln(out, "TMDB_ACCESS_TOKEN is not set: Ada signs in to a stand-in for TMDB.")
	fmt.Fprintln(out)
	return run(ctx, out, signin.Options{Open: approveAsAda(server), Site: server.URL}, standin.Options(server)...)
}

// approveAsAda presses Allow on the approval page, and goes where that leads to.
func approveAsAda(server *tmdbtest.Server) func(approvalURL string) error {
	return func(approvalURL string) error {
		back, err := server.Approve(approvalURL, "ada")
		if err != nil {
			return err
		}
		resp, err := server.Client().Get(back)
		if err != nil {
			return err
		}
		return resp.Body.Close()
	}
}

func run(ctx context.Context, out io.Writer, asked signin.Options, opts ...tmdb.Option) error {
	client, err := tmdb.FromEnv(opts...)
	if err != nil {
		return err
	}
	asked.Prompt = func(url string) { fmt.Fprintln(out, "Please approve at", url) }
	signedIn, err := signin.V4(ctx, client, asked)
	if errors.Is(err, signin.ErrDenied) {
		fmt.Fprintln(out, "Then not.")
		return nil
	}
	if err != nil {
		return err
	}
	defer func() {
		// Also when the user has pressed Ctrl-C meanwhile.
		if err := signin.OutV4(context.WithoutCancel(ctx), client, signedIn.AccessToken); err == nil {
			fmt.Fprintln(out, "Signed out.")
		}
	}()

	user, err := client.With(tmdb.WithToken(signedIn.AccessToken))
	if err != nil {
		return err
	}
	return printUser(ctx, out, user, signedIn.AccountID)
}

func printUser(ctx context.Context, out io.Writer, user *tmdb.Client, accountID string) error {
	fmt.Fprintln(out, "\nRated:")
	for movie, err := range user.V4Account.RatedMoviesIter(ctx, accountID, nil) {
		if err != nil {
			return err
		}
		if movie.AccountRating != nil {
			fmt.Fprintf(out, "  %4.1f  %s\n", movie.AccountRating.Value, movie.Title)
		}
	}
	fmt.Fprintln(out, "\nLists:")
	for list, err := range user.V4Account.ListsIter(ctx, accountID, nil) {
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "  %s, %d entries\n", list.Name, list.NumberOfItems)
	}
	fmt.Fprintln(out)
	return nil
}
