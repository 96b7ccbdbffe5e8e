// Sitecheck reads the reference in a browser as a reader does: it searches, opens an operation by
// keyboard, opens a field, changes the language of the samples and sends a request to tmdb-server; wide
// and at 390 pixels, light and dark, and without JavaScript. It types words that have to be found, and
// sends each kind of parameter by the form. It looks into the viewer of the whole document, and visits
// the site as files, too.
//
//	go run .             # a table of the visits
//	go run . -shots DIR  # and an image of each page
//
// Anything unexpected ends it with status 1: an error on the console, a failed request, a request to
// another host, a page that scrolls sideways, a serious or critical finding of axe-core.
//
// It is a module of its own and needs Chromium, and npm for what stands in package-lock.json.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"syscall"
	"time"

	"github.com/tmdb-go/tmdb/compat/rig"
)

// root is the folder of the client's module.
const root = ".."

// patience is how long all visits may take. They take half a minute on a machine with nothing else to do.
const patience = 10 * time.Minute

var errFailed = errors.New("the site has faults")

func main() {
	shots := flag.String("shots", "", "`folder` to write images of the pages to")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *shots, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "sitecheck:", err)
		os.Exit(1)
	}
}

// run prints what became of the visits. Images go to the folder shots, unless it is empty.
func run(ctx context.Context, shots string, out io.Writer) error {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("not done within %v", patience))
	defer cancel()
	if shots != "" {
		if err := os.MkdirAll(shots, 0o755); err != nil {
			return err
		}
	}
	if err := rig.Install(ctx); err != nil {
		return err
	}
	axe, err := os.ReadFile(filepath.Join("node_modules", "axe-core", "axe.min.js"))
	if err != nil {
		return err
	}
	served, stop, err := startServer(ctx)
	if err != nil {
		return err
	}
	defer stop()
	files, stopFiles, err := writeSite(ctx)
	if err != nil {
		return err
	}
	defer stopFiles()
	b, err := startBrowser(ctx, string(axe), shots)
	if err != nil {
		return err
	}
	defer b.stop()
	var done []result
	for _, v := range visits {
		base := served
		if v.files {
			base = files
		}
		done = append(done, b.visit(v, base))
	}
	if !report(out, done) {
		return errFailed
	}
	return nil
}

// startServer starts tmdb-server and returns its URL.
func startServer(ctx context.Context) (base string, stop func(), err error) {
	program, err := rig.BuildServer(ctx, root)
	if err != nil {
		return "", nil, err
	}
	server, err := program.Start(ctx)
	if err != nil {
		program.Remove()
		return "", nil, err
	}
	return server.BaseURL(), func() { server.Stop(); program.Remove() }, nil
}

// writeSite writes the site to a folder and serves that as GitHub does. It returns the URL.
func writeSite(ctx context.Context) (base string, stop func(), err error) {
	dir, err := os.MkdirTemp("", "sitecheck")
	if err != nil {
		return "", nil, err
	}
	cmd := exec.CommandContext(ctx, "go", "run", "./internal/site", "-out", dir)
	cmd.Dir = root
	if out, err := cmd.CombinedOutput(); err != nil {
		os.RemoveAll(dir)
		return "", nil, fmt.Errorf("go run ./internal/site: %w\n%s", err, out)
	}
	base, stopServer := serveFiles(os.DirFS(dir))
	return base, func() { stopServer(); os.RemoveAll(dir) }, nil
}
