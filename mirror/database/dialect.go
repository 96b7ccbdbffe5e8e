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
}

var sqlite = &dialect{
	name: "sqlite",
	lock: "SELECT 1", // a transaction has the lock from its start
	versions: `CREATE TABLE IF NOT EXISTS mirror_migrations (
		version INTEGER NOT NULL PRIMARY KEY, migrated_at TEXT NOT NULL) STRICT`,
	hasVersions: `SELECT count(*) > 0 FROM sqlite_schema WHERE name = 'mirror_migrations'`,
}

var postgres = &dialect{
	name: "postgres",
	lock: "SELECT pg_advisory_xact_lock(7463623)",
	versions: `CREATE TABLE IF NOT EXISTS mirror_migrations (
		version integer NOT NULL PRIMARY KEY, migrated_at timestamptz NOT NULL)`,
	hasVersions: `SELECT to_regclass('mirror_migrations') IS NOT NULL`,
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
