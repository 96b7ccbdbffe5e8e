package database

import (
	"embed"
	"strconv"
	"strings"
)

// dialect is where SQLite and PostgreSQL differ.
type dialect struct {
	// name is the folder of the migrations.
	name string
	// lock is the statement by which a transaction keeps other processes from migrating.
	lock string
	// versions makes the table of the migrations that were done, hasVersions asks whether it is there.
	versions, hasVersions string
	// among is a condition that takes ids as the dialect's ids returns them.
	among string
	// forUpdate, after a SELECT, keeps others from changing the rows before the transaction ends.
	forUpdate string
	// search asks for the documents that a query for words finds.
	search string
	// What a query for words is made of.
	quote, and, then, beginning string
}

var sqlite = &dialect{
	name: "sqlite",
	lock: "SELECT 1", // a transaction has the lock from its start
	versions: `CREATE TABLE IF NOT EXISTS mirror_migrations (
		version INTEGER NOT NULL PRIMARY KEY, migrated_at TEXT NOT NULL) STRICT`,
	hasVersions: `SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'mirror_migrations'`,
	among:       "IN (SELECT value FROM json_each(?))",
	search: `SELECT s.kind, s.id, s.title FROM search_words w JOIN search s ON s.key = w.rowid
		WHERE search_words MATCH ? ORDER BY s.folded = ? DESC, s.popularity DESC, s.kind, s.id LIMIT ?`,
	quote: `"`, and: `" "`, then: ` `, beginning: `*`,
}

var postgres = &dialect{
	name: "postgres",
	lock: "SELECT pg_advisory_xact_lock(7463623)",
	versions: `CREATE TABLE IF NOT EXISTS mirror_migrations (
		version integer NOT NULL PRIMARY KEY, migrated_at timestamptz NOT NULL)`,
	hasVersions: `SELECT to_regclass('mirror_migrations') IS NOT NULL`,
	among:       "= ANY(?::bigint[])",
	forUpdate:   " FOR UPDATE",
	search: `SELECT kind, id, title FROM search
		WHERE words @@ ?::text::tsquery ORDER BY folded = ?::text DESC, popularity DESC, kind, id LIMIT ?`,
	quote: `'`, and: `' & '`, then: `' <-> '`, beginning: `:*`,
}

//go:embed migrations
var migrationFiles embed.FS

// bind returns query, whose parameters are question marks, with those of PostgreSQL if that is asked.
func (db *DB) bind(query string) string {
	if db.dialect != postgres {
		return query
	}
	var b strings.Builder
	for n := 1; ; n++ {
		before, after, ok := strings.Cut(query, "?")
		b.WriteString(before)
		if !ok {
			return b.String()
		}
		b.WriteString("$" + strconv.Itoa(n))
		query = after
	}
}

// ids returns ids as a parameter of among.
func (d *dialect) ids(ids []int64) any {
	if d == postgres {
		return ids
	}
	text := []byte{'['}
	for i, id := range ids {
		if i > 0 {
			text = append(text, ',')
		}
		text = strconv.AppendInt(text, id, 10)
	}
	return string(append(text, ']'))
}
