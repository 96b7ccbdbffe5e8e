package database_test

import (
	"context"
	"database/sql"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
)

var start = time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) { testdb.Main(m) }

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
	testdb.OnBoth(t, func(t *testing.T, dsn string) { test(t, open(t, dsn)) })
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
