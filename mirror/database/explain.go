package database

import (
	"errors"
	"fmt"
	"net"

	"github.com/jackc/pgx/v5/pgconn"
	sqlitedriver "modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"
)

// sqliteReasons says what the primary result codes of SQLite mean for who runs a mirror.
var sqliteReasons = map[int]string{
	sqlite3.SQLITE_FULL:     "the disk is full, or the database has its largest size",
	sqlite3.SQLITE_READONLY: "the database may only be read: the file or its folder is read-only",
	sqlite3.SQLITE_CANTOPEN: "the file cannot be opened: is its folder there, and may it be written?",
	sqlite3.SQLITE_NOTADB:   "the file is no SQLite database",
	sqlite3.SQLITE_CORRUPT:  "the file is damaged",
	sqlite3.SQLITE_BUSY:     "another process holds the database for too long",
	sqlite3.SQLITE_IOERR:    "the disk fails, or is full",
}

// postgresReasons does so for codes of PostgreSQL.
var postgresReasons = map[string]string{
	"53100": "the disk of PostgreSQL is full",
	"53300": "PostgreSQL has no connection left: raise max_connections, or run fewer processes",
	"25006": "the database may only be read",
	"42501": "the user may not write to the database or make tables in it",
	"3D000": "there is no such database: create it with createdb",
	"28P01": "PostgreSQL does not know this user with this password",
	"28000": "PostgreSQL does not let this user in",
}

// explain says what err of a driver means, if that is known, and wraps it.
func explain(err error) error {
	reason := ""
	if e, ok := errors.AsType[*sqlitedriver.Error](err); ok {
		reason = sqliteReasons[e.Code()&0xff]
	}
	if e, ok := errors.AsType[*pgconn.PgError](err); ok {
		reason = postgresReasons[e.Code]
	}
	if e, ok := errors.AsType[*net.OpError](err); ok { // pgx tells it once for each way that it tried
		return fmt.Errorf("PostgreSQL cannot be reached: %w", e)
	}
	if reason == "" {
		return err
	}
	return fmt.Errorf("%s (%w)", reason, err)
}
