// Command tmdb-mirror keeps a copy of TMDB in a database of yours:
//
//	tmdb-mirror init --kinds movie,series    make the tables, and say what they are to have
//	tmdb-mirror run                          fetch what is missing, then each day what changed
//	tmdb-mirror status                       how old each kind is, and what failed
//	tmdb-mirror retry                        have what failed for good be done again
//	tmdb-mirror export --to movies --format parquet
//
// The database is a file, mirror.db, or with --db or TMDB_MIRROR_DB a PostgreSQL, of which any number of
// processes on any number of machines may run. Credentials come from TMDB_ACCESS_TOKEN or TMDB_API_KEY.
//
// The exit status is 0 if all went well, 1 if not, and 2 for what cannot be understood. An interrupt or
// SIGTERM has a run store what it has and return the rest; a second one ends it at once.
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/tmdb-go/tmdb/cmd/tmdb-mirror/command"
)

func main() {
	caught, release := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	ctx, stop := context.WithCancel(context.Background())
	context.AfterFunc(caught, func() {
		release() // a second signal ends the program at once
		stop()
	})
	root := command.New()
	root.SetOut(os.Stdout)
	err := root.ExecuteContext(ctx)
	switch {
	case err == nil:
	case errors.Is(err, context.Canceled) && ctx.Err() != nil:
		fmt.Fprintln(os.Stderr, "tmdb-mirror: stopped; run again to go on")
	default:
		fmt.Fprintln(os.Stderr, "tmdb-mirror:", err)
		os.Exit(command.Status(err))
	}
}
