// Compat runs clients that nobody here wrote against tmdb-server: every method that reads, the sign-in
// and some writes of four npm packages.
//
//	go run .                      # all clients
//	go run . -client tmdb-ts      # one of them
//
// A call passes if it returns and what it returns is what was asked for. Failures that are the
// client's own fault stand in known.json with the reason; any other ends the program with status 1, and
// so does a known failure that passes.
//
// It is a module of its own and needs Node 20 and npm, which install the clients from package-lock.json.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"slices"
	"syscall"

	"github.com/tmdb-go/tmdb/compat/rig"
)

// clients names the packages; each has a driver of that name in the folder drivers.
var clients = []string{"moviedb-promise", "tmdb-ts", "lorenzopant-tmdb", "node-themoviedb"}

var errFailed = errors.New("there are failures that known.json does not have, or no longer should")

func main() {
	client := flag.String("client", "", "the one client to run, by the `name` of its driver")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *client, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "compat:", err)
		os.Exit(1)
	}
}

// run prints what became of the calls of each client, all clients if only is empty.
func run(ctx context.Context, only string, out io.Writer) error {
	if only != "" && !slices.Contains(clients, only) {
		return fmt.Errorf("-client %s: want one of %q", only, clients)
	}
	known, err := readKnown("known.json")
	if err != nil {
		return err
	}
	if err := rig.Install(ctx); err != nil {
		return err
	}
	program, err := rig.BuildServer(ctx, "..")
	if err != nil {
		return err
	}
	defer program.Remove()
	failed := false
	for _, client := range clients {
		if only != "" && client != only {
			continue
		}
		results, err := drive(ctx, program, client)
		if err != nil {
			fmt.Fprintf(out, "%s: %v\n", client, err)
			failed = true
			continue
		}
		if !report(out, client, results, known[client]) {
			failed = true
		}
	}
	if failed {
		return errFailed
	}
	return nil
}
