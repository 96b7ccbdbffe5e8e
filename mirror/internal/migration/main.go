// Migration writes the next migration of package database, if the tables have columns that no
// migration has: a file for SQLite and one for PostgreSQL. It is run in the folder of the package by
// go generate; a migration that is written is never changed.
package main

import (
	"context"
	"database/sql"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // the driver "sqlite"

	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

func main() {
	log.SetFlags(0)
	if err := run(context.Background(), "migrations"); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, dir string) error {
	there, n, err := columnsThere(ctx, filepath.Join(dir, "sqlite"))
	if err != nil {
		return err
	}
	all, err := tables.All()
	if err != nil {
		return err
	}
	for name, d := range dialects {
		var b strings.Builder
		for _, table := range all {
			d.change(&b, table, there[table.Name])
		}
		if b.Len() == 0 {
			continue
		}
		file := filepath.Join(dir, name, fmt.Sprintf("%04d_tables.sql", n+1))
		text := "-- Written by go generate from the types of package gen, and frozen.\n" + b.String()
		if err := os.WriteFile(file, []byte(text), 0o644); err != nil {
			return err
		}
	}
	return nil
}

// columnsThere returns the columns of the tables that the migrations of SQLite make, and how many
// migrations there are.
func columnsThere(ctx context.Context, dir string) (map[string]map[string]bool, int, error) {
	db, err := sql.Open("sqlite", ":memory:")
	if err != nil {
		return nil, 0, err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	files, err := filepath.Glob(filepath.Join(dir, "*.sql"))
	if err != nil {
		return nil, 0, err
	}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, 0, err
		}
		if _, err := db.ExecContext(ctx, string(text)); err != nil {
			return nil, 0, fmt.Errorf("%s: %w", file, err)
		}
	}
	rows, err := db.QueryContext(ctx, `SELECT t.name, c.name FROM pragma_table_list t, pragma_table_info(t.name) c
		WHERE t.schema = 'main' AND t.type = 'table'`)
	if err != nil {
		return nil, 0, err
	}
	defer rows.Close()
	there := map[string]map[string]bool{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return nil, 0, err
		}
		if there[table] == nil {
			there[table] = map[string]bool{}
		}
		there[table][column] = true
	}
	return there, len(files), rows.Err()
}
