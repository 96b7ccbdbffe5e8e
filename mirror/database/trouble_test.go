package database_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
)

func TestOpenRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	noDatabase := filepath.Join(dir, "text.db")
	if err := os.WriteFile(noDatabase, []byte(strings.Repeat("this is no database ", 100)), 0o600); err != nil {
		t.Fatal(err)
	}
	at := strings.TrimPrefix(testdb.New(t, "postgres"), "postgres://mirror@")
	host, _, _ := strings.Cut(at, "/")
	tests := []struct{ name, dsn, want string }{
		{"empty", "", "the DSN is empty: want postgres://"},
		{"scheme", "mysql://me:s3cret@host/db", "the DSN is of neither database: want postgres://"},
		{"keywords", "host=localhost password=s3cret", "the DSN is in keywords and values: want postgres://"},
		{"one slash", "postgres:/me:s3cret@host/db", "the DSN is no URL: want postgres://"},
		{"no scheme", "me:s3cret@host/db", "opening the database: the folder of the file: no such file"},
		{"memory", ":memory:", "the DSN is a database in memory"},
		{"escape", "postgres://me:s3cret%zz@host/db", "the DSN is no URL: want postgres://"},
		{"slash", "postgres://me:s3cret/x@host/db", "the DSN is no URL: want postgres://"},
		{"parameter", "postgres://me:s3cret@host/db?sslmode=maybe", "the DSN has a port or parameter that PostgreSQL does not know"},
		{"nobody there", "postgres://me:s3cret@127.0.0.1:1/db", "opening the database: "},
		{"no such database", "postgres://mirror:s3cret@" + host + "/nowhere?sslmode=disable", "opening the database: there is no such database: create it with createdb"},
		{"no such user", "postgres://me:s3cret@" + at, "opening the database: PostgreSQL does not"},
		{"no folder", filepath.Join(dir, "nowhere", "mirror.db"), "opening the database: the folder of the file: no such file"},
		{"is a folder", dir, "opening the database: the file cannot be opened"},
		{"no database", noDatabase, "opening the database: the file is no SQLite database"},
		{"not there", "file:" + filepath.Join(dir, "no.db") + "?mode=ro", "opening the database: the file cannot be opened"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db, err := database.Open(t.Context(), test.dsn)
			if err == nil {
				db.Close()
				t.Fatal("there is no error")
			}
			if !strings.HasPrefix(err.Error(), test.want) || strings.Contains(err.Error(), "s3cret") {
				t.Errorf("error is %q: want %s…", err, test.want)
			}
		})
	}
}

// A path may have characters that mean something in a URI.
func TestOpenPath(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "a mirror?mode=ro#100%.db")
	open(t, path)
	if _, err := os.Stat(path); err != nil {
		t.Error(err)
	}
}

// A database without space says so and keeps what it had. SQLite has no room beyond the size of its file;
// PostgreSQL reports what it does of a full disk, when documents and rows have been written.
func TestNoSpace(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, fill, want string }{
		{"sqlite", "PRAGMA max_page_count = 1", "the disk is full"}, // is the size that it has
		{"postgres", `CREATE FUNCTION fill() RETURNS trigger LANGUAGE plpgsql AS
			$$ BEGIN RAISE disk_full USING MESSAGE = 'could not extend file: No space left on device'; END $$;
			CREATE TRIGGER fill AFTER INSERT ON videos EXECUTE FUNCTION fill()`, "the disk of PostgreSQL is full"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			db := open(t, testdb.New(t, test.name))
			put(t, db, samplesOf(t, database.Movie)[:20]...)
			want := contents(t, db)
			if _, err := db.SQL().ExecContext(t.Context(), test.fill); err != nil {
				t.Fatal(err)
			}
			tx, err := db.SQL().BeginTx(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			err = db.Put(t.Context(), tx, samplesOf(t, database.Movie)...)
			if err == nil || !strings.HasPrefix(err.Error(), "putting documents: "+test.want) {
				t.Errorf("error is %v: want that %s", err, test.want)
			}
			_ = tx.Rollback() // which SQLite may have done
			sameContents(t, contents(t, db), want)
		})
	}
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dsn := testdb.New(t, name)
			before := open(t, dsn)
			put(t, before, keyword(1, "one"))
			before.Close()
			if name == "sqlite" {
				dsn = "file:" + dsn + "?mode=ro"
			} else {
				dsn += "&default_transaction_read_only=on"
			}
			db, err := database.Open(t.Context(), dsn)
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if got := texts(t, db, "SELECT name FROM keywords"); len(got) != 1 {
				t.Errorf("keywords are %q: want one", got)
			}
			tx, err := db.SQL().BeginTx(t.Context(), nil)
			if err == nil {
				defer tx.Rollback()
				err = db.Put(t.Context(), tx, keyword(2, "two"))
			}
			if err == nil || !strings.Contains(err.Error(), "the database may only be read") {
				t.Errorf("error is %v: want that it may only be read", err)
			}
		})
	}
}

func TestSchema(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			db, err := database.Open(t.Context(), testdb.New(t, name))
			if err != nil {
				t.Fatal(err)
			}
			defer db.Close()
			if err := db.Check(t.Context()); !errors.Is(err, database.ErrNotInitialised) {
				t.Errorf("error is %v: want %v", err, database.ErrNotInitialised)
			}
			var wait sync.WaitGroup
			for range 4 {
				wait.Go(func() {
					if err := db.Migrate(t.Context()); err != nil {
						t.Error(err)
					}
				})
			}
			wait.Wait()
			if err := db.Check(t.Context()); err != nil {
				t.Error(err)
			}
			versions := func(statement, want string, err func(context.Context) error) {
				t.Helper()
				if _, err := db.SQL().ExecContext(t.Context(), statement); err != nil {
					t.Fatal(err)
				}
				if err := err(t.Context()); err == nil || !strings.Contains(err.Error(), want) {
					t.Errorf("error is %v: want %s", err, want)
				}
			}
			versions("DELETE FROM mirror_migrations WHERE version > 1", "schema 1, older than this program's", db.Check)
			versions("UPDATE mirror_migrations SET version = 99", "schema 99, newer than this program's", db.Check)
			versions("UPDATE mirror_migrations SET version = 98", "schema 98, newer than this program's", db.Migrate)
		})
	}
}

func TestUnknownKind(t *testing.T) {
	onBoth(t, func(t *testing.T, db *database.DB) {
		_, err := db.IDs(t.Context(), "film", 0, 1)
		refused := []error{err, db.Rebuild(t.Context(), "film")}
		for _, err := range db.Documents(t.Context(), "film", 0) {
			refused = append(refused, err)
		}
		inTx(t, db, func(ctx context.Context, tx *sql.Tx) error {
			refused = append(refused, db.Gone(ctx, tx, "film", "404", start, 1), db.Merged(ctx, tx, "film", start, 1, 2))
			return nil
		})
		if len(refused) != 5 {
			t.Errorf("%d errors: want 5", len(refused))
		}
		for _, err := range refused {
			if err == nil || !strings.HasPrefix(err.Error(), `kind is "film": want one of movie, series,`) {
				t.Errorf("error is %v", err)
			}
		}
	})
}
