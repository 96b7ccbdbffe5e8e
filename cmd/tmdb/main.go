// Command tmdb asks The Movie Database from the terminal: see its --help.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/command"
)

func main() {
	ctx, restore := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, restore) // the second signal ends the program at once
	os.Exit(command.Run(ctx, app.New(), os.Args[1:]))
}
