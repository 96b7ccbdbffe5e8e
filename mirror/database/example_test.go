package database_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// What can I stream in Germany that is good and short?
func Example() {
	dir, err := os.MkdirTemp("", "mirror")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer os.RemoveAll(dir)
	if err := askWhatToStream(context.Background(), filepath.Join(dir, "mirror.db")); err != nil {
		fmt.Println(err)
	}
	// Output:
	// Lola rennt (79 minutes) on Arthaus
	// found: movie 104
}

func askWhatToStream(ctx context.Context, dsn string) error {
	db, err := database.Open(ctx, dsn) // or postgres://user:password@host/database
	if err != nil {
		return err
	}
	defer db.Close()
	if err := db.Migrate(ctx); err != nil {
		return err
	}

	tx, err := db.SQL().BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback()
	err = db.Put(ctx, tx, database.Document{Kind: database.Movie, ID: 104, Fetched: time.Now(), Body: []byte(`{
		"id": 104, "title": "Lola rennt", "runtime": 79, "vote_average": 7.6,
		"translations": {"translations": [{"iso_639_1": "en", "data": {"title": "Run Lola Run"}}]},
		"watch/providers": {"results": {"DE": {"flatrate": [{"provider_id": 1, "provider_name": "Arthaus"}]}}}
	}`)})
	if err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return err
	}

	rows, err := db.Reader().QueryContext(ctx, `SELECT title, runtime, provider_name FROM streaming
		WHERE country = 'DE' AND offer = 'flatrate' AND vote_average > 7.5 AND runtime < 100`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var title, provider string
		var minutes int
		if err := rows.Scan(&title, &minutes, &provider); err != nil {
			return err
		}
		fmt.Printf("%s (%d minutes) on %s\n", title, minutes, provider)
	}
	if err := rows.Err(); err != nil {
		return err
	}

	found, err := db.Search(ctx, "run lola", 1)
	for _, f := range found {
		fmt.Println("found:", f.Kind, f.ID)
	}
	return err
}
