// Command tmdb-mirror keeps a copy of TMDB in a database of yours: see its --help, and package mirror.
package main

import (
	"context"
	"fmt"
	"os"
	"os/signal"
	"syscall"

	"github.com/tmdb-go/tmdb/cmd/tmdb-mirror/command"
)

func main() {
	ctx, restore := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, restore) // the second signal ends the program at once
	cmd := command.New()
	err := cmd.ExecuteContext(ctx)
	if err != nil {
		fmt.Fprintf(os.Stderr, "%s: %v\n", cmd.Name(), err)
	}
	os.Exit(command.ExitCode(err))
}
