package mirror_test

import (
	"context"
	"fmt"
	"log"
	"os"
	"path/filepath"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

// A copy of what the stand-in has, in a SQLite file. Against TMDB, NewClient and Exports are left out,
// and the credential is in the environment.
func Example() {
	ctx := context.Background()
	srv, err := tmdbtest.New()
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	dir, err := os.MkdirTemp("", "mirror")
	if err != nil {
		log.Fatal(err)
	}
	defer os.RemoveAll(dir)

	m, err := mirror.Open(ctx, filepath.Join(dir, "mirror.db"))
	if err != nil {
		log.Fatal(err)
	}
	defer m.Close()
	if err := m.Init(ctx, mirror.Config{Kinds: []database.Kind{database.Movie}}); err != nil {
		log.Fatal(err)
	}
	err = m.Run(ctx, mirror.RunOptions{
		NewClient: func(opts ...tmdb.Option) (*tmdb.Client, error) {
			return tmdb.New(srv.Token, append(opts, tmdb.WithBaseURL(srv.URL))...)
		},
		Exports: []exports.Option{exports.BaseURL(srv.URL)},
		Once:    true,
	})
	if err != nil {
		log.Fatal(err)
	}
	found, err := m.Database().Search(ctx, "fight club", 1)
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range found {
		fmt.Println(f.Kind, f.ID, f.Title)
	}
	// Output: movie 550 Fight Club
}
