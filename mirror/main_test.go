package mirror_test

import (
	"log/slog"
	"net/http/httptest"
	"os"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/synthetic"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

// now is the time of the tests, at which the export of the day is there.
var now = time.Date(2026, 8, 1, 12, 0, 0, 0, time.UTC)

func TestMain(m *testing.M) { testdb.Main(m) }

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
