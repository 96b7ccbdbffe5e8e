package database_test

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/internal/engine"
	"github.com/tmdb-go/tmdb/mirror/database"
)

var start = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) {
	code := m.Run()
	stopPostgres()
	os.Exit(code)
}

var stopPostgres = func() {}

// server is one PostgreSQL for all tests.
var server = sync.OnceValues(func() (string, error) {
	dsn, stop, err := engine.StartPostgres()
	if err == nil {
		stopPostgres = stop
	}
	return dsn, err
})

var databases atomic.Int64

// newDSN returns the DSN of an empty database of the engine.
func newDSN(t testing.TB, name string) string {
	t.Helper()
	if name == "sqlite" {
		return filepath.Join(t.TempDir(), "mirror.db")
	}
	dsn, err := server()
	if err != nil {
		t.Fatal(err)
	}
	db, err := database.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	own := fmt.Sprintf("test%d", databases.Add(1))
	if _, err := db.SQL().ExecContext(t.Context(), "CREATE DATABASE "+own); err != nil {
		t.Fatal(err)
	}
	u, err := url.Parse(dsn)
	if err != nil {
		t.Fatal(err)
	}
	u.Path = "/" + own
	return u.String()
}

// open opens the database and migrates it.
func open(t testing.TB, dsn string) *database.DB {
	t.Helper()
	db, err := database.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { db.Close() })
	if err := db.Migrate(t.Context()); err != nil {
		t.Fatal(err)
	}
	return db
}

// onBoth runs a test on an empty database of each engine.
func onBoth(t *testing.T, test func(t *testing.T, db *database.DB)) {
	t.Parallel()
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, open(t, newDSN(t, name)))
		})
	}
}

// inTx calls do in a transaction and fails t if that fails.
func inTx(t testing.TB, db *database.DB, do func(ctx context.Context, tx *sql.Tx) error) {
	t.Helper()
	tx, err := db.SQL().BeginTx(t.Context(), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer tx.Rollback()
	if err := do(t.Context(), tx); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
}

func put(t testing.TB, db *database.DB, docs ...database.Document) {
	t.Helper()
	inTx(t, db, func(ctx context.Context, tx *sql.Tx) error { return db.Put(ctx, tx, docs...) })
}

func gone(t testing.TB, db *database.DB, kind database.Kind, why string, at time.Time, ids ...int) {
	t.Helper()
	inTx(t, db, func(ctx context.Context, tx *sql.Tx) error { return db.Gone(ctx, tx, kind, why, at, ids...) })
}

func merged(t testing.TB, db *database.DB, id, into int) {
	t.Helper()
	inTx(t, db, func(ctx context.Context, tx *sql.Tx) error {
		return db.Merged(ctx, tx, database.Movie, start, id, into)
	})
}
