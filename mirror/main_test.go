package mirror_test

import (
	"fmt"
	"log/slog"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/internal/engine"
	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/synthetic"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

// now is the time of the tests, at which the export of the day is there.
var now = time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)

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

// newDSN returns the DSN of an empty database of an engine.
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

// onBoth runs a test with the DSN of an empty database of each engine.
func onBoth(t *testing.T, test func(t *testing.T, dsn string)) {
	t.Parallel()
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			test(t, newDSN(t, name))
		})
	}
}

func open(t testing.TB, dsn string) *mirror.Mirror {
	t.Helper()
	m, err := mirror.Open(t.Context(), dsn)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { m.Close() })
	return m
}

// initialised returns the mirror in a database, with a config.
func initialised(t testing.TB, dsn string, config mirror.Config) *mirror.Mirror {
	t.Helper()
	m := open(t, dsn)
	if err := m.Init(t.Context(), config); err != nil {
		t.Fatal(err)
	}
	return m
}

// movies is the config for movies of package synthetic.
var movies = mirror.Config{
	Kinds: []database.Kind{database.Movie}, Video: true, Rate: mirror.NoLimit,
	Appends: map[database.Kind][]string{database.Movie: {}},
}

// serve serves movies and returns the options of a run that asks for them.
func serve(t testing.TB, s *synthetic.Server) mirror.RunOptions {
	t.Helper()
	srv := httptest.NewServer(s)
	t.Cleanup(srv.Close)
	return optionsFor(srv.URL, tmdb.WithAPIKey(synthetic.Credential), tmdb.WithRetry(&tmdb.Retry{MinWait: time.Millisecond}))
}

// optionsFor returns options for a run that asks the server at a URL, and ends when all is done.
func optionsFor(url string, opts ...tmdb.Option) mirror.RunOptions {
	return mirror.Impatient(mirror.RunOptions{
		NewClient: func(given ...tmdb.Option) (*tmdb.Client, error) {
			return tmdb.New("", append(append(given, tmdb.WithBaseURL(url)), opts...)...)
		},
		Exports: []exports.Option{exports.BaseURL(url)},
		Once:    true,
		Now:     func() time.Time { return now },
		Logger:  slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: logLevel})),
	})
}

// logLevel shows what goes wrong if MIRROR_TEST_LOG is set.
var logLevel = func() slog.Level {
	if os.Getenv("MIRROR_TEST_LOG") != "" {
		return slog.LevelWarn
	}
	return slog.LevelError + 1
}()

func run(t testing.TB, m *mirror.Mirror, opts mirror.RunOptions) {
	t.Helper()
	if err := m.Run(t.Context(), opts); err != nil {
		t.Fatal(err)
	}
}

func status(t testing.TB, m *mirror.Mirror) *mirror.Status {
	t.Helper()
	s, err := m.Status(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// count returns the number that a query returns.
func count(t testing.TB, m *mirror.Mirror, query string) (n int) {
	t.Helper()
	if err := m.Database().Reader().QueryRowContext(t.Context(), query).Scan(&n); err != nil {
		t.Fatal(err)
	}
	return n
}
