package database_test

import (
	"encoding/json"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

// contents returns the rows of all tables, alike for both databases.
func contents(t testing.TB, db *database.DB) map[string][]string {
	t.Helper()
	all := map[string][]string{}
	for _, name := range append(tablesOf(t), tables.Table{Name: "search", Columns: []tables.Column{
		{Name: "kind"}, {Name: "id"}, {Name: "title"}, {Name: "folded"}, {Name: "popularity"},
	}}, tables.Table{Name: "documents", Columns: []tables.Column{
		{Name: "kind"}, {Name: "id"}, {Name: "gone_why"}, {Name: "merged_into"}, {Name: "body"},
	}}) {
		all[name.Name] = rowsOf(t, db, name)
	}
	return all
}

// tablesOf returns the tables of documents, with what is no column of theirs by the types.
func tablesOf(t testing.TB) []tables.Table {
	t.Helper()
	all, err := tables.All()
	if err != nil {
		t.Fatal(err)
	}
	var copies []tables.Table
	for _, table := range all {
		c := *table
		c.Columns = slices.Clone(c.Columns)
		if table.Main {
			c.Columns = append(c.Columns, tables.Column{Name: "gone_at", Type: tables.Time})
		}
		copies = append(copies, c)
	}
	return copies
}

func rowsOf(t testing.TB, db *database.DB, table tables.Table) []string {
	t.Helper()
	query := "SELECT "
	for i, c := range table.Columns {
		if i > 0 {
			query += ", "
		}
		query += `"` + c.Name + `"`
	}
	rows, err := db.Reader().QueryContext(t.Context(), query+" FROM "+table.Name)
	if err != nil {
		t.Fatal(err)
	}
	defer rows.Close()
	var all []string
	for rows.Next() {
		values, into := make([]any, len(table.Columns)), make([]any, len(table.Columns))
		for i := range values {
			into[i] = &values[i]
		}
		if err := rows.Scan(into...); err != nil {
			t.Fatal(err)
		}
		for i, c := range table.Columns {
			values[i] = alike(t, c.Type, values[i])
		}
		all = append(all, fmt.Sprint(values...))
	}
	if err := rows.Err(); err != nil {
		t.Fatal(err)
	}
	slices.Sort(all)
	return all
}

// alike returns a value as SQLite has it.
func alike(t testing.TB, typ tables.Type, v any) any {
	t.Helper()
	if b, ok := v.([]byte); ok {
		v = string(b)
	}
	switch v := v.(type) {
	case bool:
		if v {
			return int64(1)
		}
		return int64(0)
	case time.Time:
		if typ == tables.Date {
			return v.Format(time.DateOnly)
		}
		return v.UTC()
	case string:
		switch typ {
		case tables.Time:
			at, err := time.Parse(time.RFC3339, v)
			if err != nil {
				t.Fatal(err)
			}
			return at.UTC()
		case tables.JSON:
			var list []string
			if err := json.Unmarshal([]byte(v), &list); err != nil {
				t.Fatal(err)
			}
			return fmt.Sprintf("%q", list)
		}
	}
	return v
}

func sameContents(t testing.TB, got, want map[string][]string) {
	t.Helper()
	for name := range want {
		if slices.Equal(got[name], want[name]) {
			continue
		}
		t.Errorf("%s has %d rows: want these %d", name, len(got[name]), len(want[name]))
		for i, row := range want[name] {
			if i >= len(got[name]) || got[name][i] != row {
				t.Errorf("the first that is not the same is %s", row)
				if i < len(got[name]) {
					t.Errorf("and in place of it %s", got[name][i])
				}
				break
			}
		}
	}
}

// isWhole fails t unless each document has all its rows, and all rows have their document.
func isWhole(t testing.TB, db *database.DB) {
	t.Helper()
	for _, table := range tablesOf(t) {
		owned := "d.kind = t.kind"
		if table.Kind != "" {
			owned = "d.kind = '" + string(table.Kind) + "'"
		}
		orphans := texts(t, db, "SELECT t."+table.Owner()+" FROM "+table.Name+" t LEFT JOIN documents d ON "+owned+
			" AND d.id = t."+table.Owner()+" WHERE d.id IS NULL")
		if len(orphans) > 0 {
			t.Errorf("%s has rows of documents that are not there: %v", table.Name, orphans)
		}
	}
	before := contents(t, db)
	for _, kind := range database.Kinds() {
		if err := db.Rebuild(t.Context(), kind); err != nil {
			t.Fatal(err)
		}
	}
	sameContents(t, before, contents(t, db))
}

// texts returns the texts of the first column of what a query returns.
func texts(t testing.TB, db *database.DB, query string) []string {
	t.Helper()
	rows, err := db.Reader().QueryContext(t.Context(), query)
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
	for _, table := range tablesOf(t) {
		var rows int
		if err := db.Reader().QueryRowContext(t.Context(), "SELECT count(*) FROM "+table.Name).Scan(&rows); err != nil {
			t.Fatal(err)
		}
		n += rows
	}
	return n
}
