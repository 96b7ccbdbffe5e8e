// Command site writes the reference to a folder, as files that any web server can serve:
//
//	go run ./internal/site -out DIR
//
// cmd/tmdb-server serves the same pages at /.
package main

import (
	"flag"
	"fmt"
	"io"
	"os"
	"time"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/drift/compare"
	"github.com/tmdb-go/tmdb/internal/reference"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

func main() {
	out := flag.String("out", "", "`folder` to write to")
	base := flag.String("base", "", "`URL` that the site will have, for llms.txt, such as https://tmdb-go.github.io/tmdb")
	flag.Parse()
	if err := run(*out, *base, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "site:", err)
		os.Exit(1)
	}
}

// run writes the site to the folder out, and tells how large it is.
func run(out, base string, tell io.Writer) error {
	begin := time.Now()
	if out == "" {
		return fmt.Errorf("-out is missing: want a folder to write to")
	}
	standIn, err := tmdbtest.NewUnstarted() // for its made-up token
	if err != nil {
		return err
	}
	site, err := reference.New(api.Spec, reference.Config{Base: base, Token: standIn.Token, Drift: compare.CommittedJSON()})
	if err != nil {
		return err
	}
	size, err := site.Write(out)
	if err != nil {
		return err
	}
	_, err = fmt.Fprintf(tell, "%d files, %.1f MB, in %.1f s\n", len(site.Paths()), float64(size)/1e6, time.Since(begin).Seconds())
	return err
}
