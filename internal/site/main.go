// Command site writes the reference to a folder, as files that any web server can serve:
//
//	go run ./internal/site -out DIR
//
// cmd/tmdb-server serves the same pages at /.
package main

import (
	"flag"
	"fmt"
	"os"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/drift/compare"
	"github.com/tmdb-go/tmdb/internal/reference"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

func main() {
	out := flag.String("out", "", "`folder` to write to")
	base := flag.String("base", "", "`URL` that the site will have, for llms.txt, such as https://tmdb-go.github.io/tmdb")
	viewer := flag.String("viewer", "", "`folder` of the npm package swagger-ui-dist, for a page that shows the whole document")
	flag.Parse()
	if err := run(*out, *base, *viewer); err != nil {
		fmt.Fprintln(os.Stderr, "site:", err)
		os.Exit(1)
	}
}

func run(out, base, viewer string) error {
	if out == "" {
		return fmt.Errorf("-out is missing: want a folder to write to")
	}
	standIn, err := tmdbtest.NewUnstarted() // for its made-up token
	if err != nil {
		return err
	}
	config := reference.Config{Base: base, Token: standIn.Token, Drift: compare.CommittedJSON()}
	if viewer != "" {
		config.Viewer = os.DirFS(viewer)
	}
	site, err := reference.New(api.Spec, config)
	if err != nil {
		return err
	}
	return site.Write(out)
}
