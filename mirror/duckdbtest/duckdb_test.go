package duckdbtest

import (
	"context"
	"database/sql"
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	_ "github.com/duckdb/duckdb-go/v2" // the driver "duckdb"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/export"
	"github.com/tmdb-go/tmdb/mirror/internal/samples"
	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

// mirror returns a database with the documents.
func mirror(t *testing.T) *database.DB {
	t.Helper()
	ctx := t.Context()
	db, err := database.Open(ctx, filepath.Join(t.TempDir(), "mirror.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Migrate(ctx); err != nil {
		t.Fatal(err)
	}
	tx, err := db.SQL().BeginTx(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := db.Put(ctx, tx, samples.Documents(t)...); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	return db
}

// exported returns DuckDB and the folder of an export.
func exported(t *testing.T, db *database.DB, o export.Options) (*sql.DB, string) {
	t.Helper()
	dir := t.TempDir()
	if _, err := export.Write(t.Context(), dir, db, o); err != nil {
		t.Fatal(err)
	}
	duck, err := sql.Open("duckdb", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { duck.Close() })
	return duck, dir
}

// lines returns what a query returns, a line for each row.
func lines(ctx context.Context, t *testing.T, db *sql.DB, query string, args ...any) []string {
	t.Helper()
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		t.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for rows.Next() {
		values, to := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			to[i] = &values[i]
		}
		if err := rows.Scan(to...); err != nil {
			t.Fatal(err)
		}
		all = append(all, fmt.Sprint(values))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// inDuckDB has what makes of a column of DuckDB what the column of SQLite is.
var inDuckDB = map[tables.Type]string{
	tables.Bool: "::BIGINT",
	tables.Date: "::VARCHAR",
	tables.JSON: "::VARCHAR",
}

func TestParquet(t *testing.T) {
	t.Parallel()
	db := mirror(t)
	duck, dir := exported(t, db, export.Options{Format: export.Parquet, PartRows: 100})
	all, err := tables.All()
	if err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, table := range all {
		var ours, theirs []string
		for _, c := range table.Columns {
			name := `"` + c.Name + `"`
			ours = append(ours, name)
			if c.Type == tables.Time {
				theirs = append(theirs, "strftime("+name+" AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%SZ')")
			} else {
				theirs = append(theirs, name+inDuckDB[c.Type])
			}
		}
		order := " ORDER BY " + strings.Join(ours[:table.Key], ", ")
		want := lines(t.Context(), t, db.SQL(), "SELECT "+strings.Join(ours, ", ")+" FROM "+table.Name+order)
		got := lines(t.Context(), t, duck, "SELECT "+strings.Join(theirs, ", ")+" FROM read_parquet(?)"+order,
			filepath.Join(dir, table.Name, "*.parquet"))
		if !slices.Equal(got, want) {
			t.Errorf("%s has in DuckDB\n%.500q\nand in the database\n%.500q", table.Name, got, want)
		}
		rows += len(got)
	}
	if rows < 1000 {
		t.Errorf("there are %d rows: want many", rows)
	}
}

func TestJSONLines(t *testing.T) {
	t.Parallel()
	db := mirror(t)
	duck, dir := exported(t, db, export.Options{Format: export.JSONLines, PartRows: 1})
	files := filepath.Join(dir, "movies", "*.jsonl.zst")
	var want []string
	for doc, err := range db.Documents(t.Context(), database.Movie, 0) {
		if err != nil {
			t.Fatal(err)
		}
		want = append(want, "["+string(doc.Body)+"]")
	}
	got := lines(t.Context(), t, duck, "SELECT json::VARCHAR FROM read_ndjson_objects(?) ORDER BY (json->>'id')::BIGINT", files)
	if !slices.Equal(got, want) {
		t.Errorf("movies are\n%.500q\nwant\n%.500q", got, want)
	}
	got = lines(t.Context(), t, duck, `SELECT id, title, len(credits."cast") FROM read_json(?) WHERE runtime > 0 ORDER BY id`, files)
	if want := []string{"[550 Fight Club 30]", "[603 The Matrix 6]"}; !slices.Equal(got, want) {
		t.Errorf("movies are %q: want %q", got, want)
	}
}
