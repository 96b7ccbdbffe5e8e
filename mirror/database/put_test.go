package database_test

import (
	"testing"

	"github.com/tmdb-go/tmdb/mirror/database"
)

func TestSamples(t *testing.T) {
	n, size := map[database.Kind]int{}, map[database.Kind]int{}
	for _, d := range samples(t) {
		n[d.Kind]++
		size[d.Kind] += len(d.Body)
	}
	t.Log(n, size)
	db := open(t, newDSN(t, "sqlite"))
	put(t, db, samples(t)...)
	rows, err := db.SQL().Query("SELECT name FROM pragma_table_list WHERE schema='main' AND name NOT LIKE 'search_words%'")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for rows.Next() {
		var s string
		rows.Scan(&s)
		names = append(names, s)
	}
	for _, s := range names {
		var n int
		db.SQL().QueryRow("SELECT count(*) FROM " + s).Scan(&n)
		t.Log(s, n)
	}
}

// tableNames returns the tables that have rows of documents, and the documents.
func tableNames(t testing.TB, db *database.DB) []string {
	t.Helper()
	query := `SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table'
		AND name NOT IN ('mirror_migrations', 'sqlite_schema') ORDER BY name`
	if db.IsPostgres() {
		query = `SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename <> 'mirror_migrations' ORDER BY 1`
	}
	return texts(t, db, query)
}

// texts returns the texts of the first column of what a query returns.
func texts(t testing.TB, db *database.DB, query string, args ...any) []string {
	t.Helper()
	rows, err := db.Reader().QueryContext(t.Context(), query, args...)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		var s string
		if err := rows.Scan(&s); err != nil {
			t.Fatal(err)
		}
		all = append(all, s)
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	return all
}

// rowsIn returns the number of rows in all tables.
func rowsIn(t testing.TB, db *database.DB) (n int) {
	t.Helper()
	for _, name := range tableNames(t, db) {
		var rows int
		if err := db.Reader().QueryRowContext(t.Context(), "SELECT count(*) FROM "+name).Scan(&rows); err != nil {
			t.Fatal(err)
		}
		n += rows
	}
	return n
}
