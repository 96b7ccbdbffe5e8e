package database

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

// postgresConns is how many connections to PostgreSQL a process opens at most.
const postgresConns = 10

// sqliteReaders is how many connections read from a SQLite file beside the one that writes.
const sqliteReaders = 4

// DB is a copy of TMDB. Its methods may be called concurrently.
type DB struct {
	// write has one connection if the database is SQLite, which has one writer at a time.
	write *sql.DB
	// read is write if the database is PostgreSQL.
	read    *sql.DB
	dialect *dialect
}

// Open opens the database that dsn names: "postgres://user:password@host/database", or the path of a
// SQLite file such as "mirror.db", also as "file:mirror.db?mode=ro". A file that is not there is
// created. An error says what is wrong with the DSN and shows no secret of it.
//
// The tables are made by [DB.Migrate].
func Open(ctx context.Context, dsn string) (*DB, error) {
	if scheme, _, ok := strings.Cut(dsn, "://"); ok && !strings.HasPrefix(dsn, "file:") {
		if scheme != "postgres" && scheme != "postgresql" {
			return nil, errors.New("the DSN is of neither database: " + wantDSN)
		}
		return openPostgres(ctx, dsn)
	}
	return openSQLite(ctx, dsn)
}

const wantDSN = "want postgres://user:password@host:5432/database, or the path of a SQLite file"

func openPostgres(ctx context.Context, dsn string) (*DB, error) {
	// What net/url and pgx say of a bad DSN has parts of it, the password among them.
	if _, err := url.Parse(dsn); err != nil {
		return nil, errors.New("the DSN is no URL: " + wantDSN +
			"; in a password write % as %25, / as %2F, @ as %40, : as %3A, # as %23 and ? as %3F")
	}
	config, err := pgx.ParseConfig(dsn)
	if err != nil {
		return nil, errors.New("the DSN has a port or parameter that PostgreSQL does not know: " + wantDSN)
	}
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(postgresConns)
	db.SetMaxIdleConns(postgresConns)
	if err := db.PingContext(ctx); err != nil {
		_ = db.Close()
		return nil, fmt.Errorf("opening the database: %w", explain(err))
	}
	return &DB{write: db, read: db, dialect: postgres}, nil
}

// sqliteOptions make each transaction of a connection take the lock of writers at its start, wait
// for it, and not disturb readers.
const sqliteOptions = "_pragma=busy_timeout(30000)&_pragma=journal_mode(WAL)&_pragma=synchronous(NORMAL)" +
	"&_pragma=cache_size(-65536)&_pragma=temp_store(MEMORY)&_txlock=immediate"

// keyValue is the other notation for PostgreSQL, "host=… user=…".
var keyValue = regexp.MustCompile(`^\s*(host|hostaddr|port|user|password|dbname|service|sslmode)\s*=`)

// almostURL is what was meant as a URL.
var almostURL = regexp.MustCompile(`^\s*postgres(ql)?:`)

func openSQLite(ctx context.Context, dsn string) (*DB, error) {
	switch {
	case dsn == "":
		return nil, errors.New("the DSN is empty: " + wantDSN)
	case keyValue.MatchString(dsn):
		return nil, errors.New("the DSN is in keywords and values: " + wantDSN)
	case almostURL.MatchString(dsn):
		return nil, errors.New("the DSN is no URL: " + wantDSN)
	case strings.Contains(dsn, ":memory:") || strings.Contains(dsn, "mode=memory"):
		return nil, errors.New("the DSN is a database in memory, which each connection has one of: " + wantDSN)
	}
	uri, path := sqliteURI(dsn)
	if _, err := os.Stat(filepath.Dir(path)); err != nil {
		if e, ok := errors.AsType[*fs.PathError](err); ok {
			err = e.Err // a DSN that was meant as something else may have a secret in the path
		}
		return nil, fmt.Errorf("opening the database: the folder of the file: %w", err)
	}
	write, err := sql.Open("sqlite", uri)
	if err != nil {
		return nil, fmt.Errorf("opening the database: %w", explain(err))
	}
	write.SetMaxOpenConns(1)
	if err := write.PingContext(ctx); err != nil {
		_ = write.Close()
		return nil, fmt.Errorf("opening the database: %w", explain(err))
	}
	read, err := sql.Open("sqlite", uri+"&_pragma=query_only(1)")
	if err != nil {
		_ = write.Close()
		return nil, fmt.Errorf("opening the database: %w", explain(err))
	}
	read.SetMaxOpenConns(sqliteReaders)
	return &DB{write: write, read: read, dialect: sqlite}, nil
}

// sqliteURI returns dsn as a URI with our options, and the path in it.
func sqliteURI(dsn string) (uri, path string) {
	rest, isURI := strings.CutPrefix(dsn, "file:")
	if !isURI {
		return "file:" + (&url.URL{Path: filepath.ToSlash(dsn)}).EscapedPath() + "?" + sqliteOptions, dsn
	}
	path, query, _ := strings.Cut(rest, "?")
	if query != "" {
		query += "&"
	}
	uri = "file:" + path + "?" + query + sqliteOptions
	if unescaped, err := url.PathUnescape(strings.TrimPrefix(path, "//")); err == nil {
		path = unescaped
	}
	return uri, path
}

// SQL returns the database for the transactions that [DB.Put] and [DB.Gone] take part in, and for
// other tables in it. If it is SQLite, it has one connection: a transaction waits for the one before
// it, and who asks for a second one within the first waits for ever.
func (db *DB) SQL() *sql.DB { return db.write }

// Reader returns the database for questions: connections of their own if it is SQLite, which see what
// is committed and wait for no writer.
func (db *DB) Reader() *sql.DB { return db.read }

// IsPostgres reports whether the database is PostgreSQL; otherwise it is SQLite.
func (db *DB) IsPostgres() bool { return db.dialect == postgres }

// optimizeWithin is how long Close may take to have SQLite look at its tables.
const optimizeWithin = 5 * time.Second

// Close closes the database. SQLite looks before at the tables that have changed much, for without
// that it chooses bad ways through them.
func (db *DB) Close() error {
	if db.dialect == sqlite {
		ctx, cancel := context.WithTimeout(context.Background(), optimizeWithin)
		_, _ = db.write.ExecContext(ctx, "PRAGMA busy_timeout = 500; PRAGMA optimize") // as well as it can
		cancel()
	}
	err := db.write.Close()
	if db.read != db.write {
		err = errors.Join(err, db.read.Close())
	}
	return err
}

// inTx calls do in a transaction of the writer.
func (db *DB) inTx(ctx context.Context, do func(tx *sql.Tx) error) error {
	tx, err := db.write.BeginTx(ctx, nil)
	if err != nil {
		return explain(err)
	}
	defer tx.Rollback() //nolint:errcheck // after a commit there is nothing to roll back
	if err := do(tx); err != nil {
		return err
	}
	return explain(tx.Commit())
}
