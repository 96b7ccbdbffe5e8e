// Package testdb gives tests of a mirror empty databases of SQLite and of PostgreSQL.
package testdb

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tmdb-go/tmdb/internal/engine"
	"github.com/tmdb-go/tmdb/mirror/database"
)

// Main runs the tests of a package that asks for databases, and ends PostgreSQL after them.
func Main(m *testing.M) {
	code := m.Run()
	stopPostgres()
	os.Exit(code)
}

var stopPostgres = func() {}

// server is one PostgreSQL for all tests of a package.
var server = sync.OnceValues(func() (string, error) {
	dsn, stop, err := engine.StartPostgres()
	if err == nil {
		stopPostgres = stop
	}
	return dsn, err
})

var databases atomic.Int64

// New returns the DSN of an empty database of an engine: sqlite or postgres.
func New(t testing.TB, name string) string {
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

// OnBoth runs a test with the DSN of an empty database of each engine.
func OnBoth(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Parallel()
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, New(t, name))
		})
	}
}
