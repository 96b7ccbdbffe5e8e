package command

import (
	"bytes"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// try runs a command line and returns what it prints.
func try(t *testing.T, args ...string) (out, progress string, err error) {
	t.Helper()
	var stdout, stderr bytes.Buffer
	root := New()
	root.SetOut(&stdout)
	root.SetErr(&stderr)
	root.SetArgs(args)
	err = root.ExecuteContext(t.Context())
	return stdout.String(), stderr.String(), err
}

// TestMirror mirrors the stand-in as its user would, in the order of the documentation.
func TestMirror(t *testing.T) {
	server := tmdbtest.NewServer(t)
	t.Setenv("TMDB_ACCESS_TOKEN", server.Token)
	t.Setenv("TMDB_BASE_URL", server.URL)
	t.Setenv(envDB, filepath.Join(t.TempDir(), "mirror.db"))
	to := filepath.Join(t.TempDir(), "out")
	for _, step := range []struct {
		args          string
		out, progress string // parts of what is printed
	}{
		{"init --kinds movie,network --languages pt-BR,en --appends movie=credits --rate -1", "The mirror is to have movie, network, in pt-BR, en.", ""},
		{"run --once --files " + server.URL, "", " of "},
		{"run --once --files " + server.URL, "", "0 of 0"},
		{"status", "movie    1", ""},
		{"status --json", `"Known": 1`, ""},
		{"retry", "0 jobs are to be done again.", ""},
		{"export --to " + to + " --format parquet --kinds movie", " rows in ", ""},
		{"export --to " + to + " --format parquet", " rows in ", ""},
	} {
		out, progress, err := try(t, strings.Fields(step.args)...)
		if err != nil || !strings.Contains(out, step.out) || !strings.Contains(progress, step.progress) {
			t.Fatalf("%s: %v\n%s\n%s", step.args, err, out, progress)
		}
	}
	for _, name := range []string{"manifest.json", "movies/part-00001.parquet", "networks/part-00001.parquet"} {
		if _, err := os.Stat(filepath.Join(to, name)); err != nil {
			t.Error(err)
		}
	}
}

// TestRefuse: what is wrong is said in a sentence, without what is secret, with a status.
func TestRefuse(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMDB_ACCESS_TOKEN", "")
	t.Setenv("TMDB_API_KEY", "")
	initialised, empty := filepath.Join(dir, "mirror.db"), filepath.Join(dir, "empty.db")
	if _, _, err := try(t, "init", "--db", initialised); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct {
		args   string
		status int
		want   string
	}{
		{"mirrors", 2, `"mirrors" is no command: want one of init, run`},
		{"status now", 2, `"now" is one too many`},
		{"run --fast", 2, "unknown flag: --fast: see tmdb-mirror run --help"},
		{"run --workers many", 2, `invalid argument "many"`},
		{"init --kinds film", 2, `--kinds has "film": want some of movie, series`},
		{"init --kinds season", 2, `--kinds has "season"`},
		{"init --appends credits", 2, "want a kind and its pieces"},
		{"init --appends film=credits", 2, `--appends has "film"`},
		{"init --appends movie=kredits --db " + initialised, 1, "kredits"},
		{"init --rate -2 --db " + initialised, 1, "Rate is -2"},
		{"export --format csv --to x", 2, `--format is "csv": want jsonl or parquet`},
		{"export", 2, "--to is missing"},
		{"status --db " + empty, 1, "initialise it first with tmdb-mirror init"},
		{"run --db " + empty, 1, "initialise it first with tmdb-mirror init"},
		{"export --to x --db " + empty, 1, "initialise it first with tmdb-mirror init"},
		{"run --once --workers -1 --db " + initialised, 1, "RunOptions.Workers is -1"},
		{"run --once --db " + initialised, 1, "TMDB_ACCESS_TOKEN"},
		{"run --once --redis redis://:hunter2@host:port --db " + initialised, 2, "--redis is no URL of Redis"},
		{"run --once --files ftp://hunter2 --db " + initialised, 1, "TMDB_ACCESS_TOKEN"},
		{"retry --job 7 --db " + initialised, 1, "job 7"},
		{"status --db mysql://a:hunter2@b/c", 1, "the DSN is of neither database"},
		{"status --db postgres://a:hunter2@127.0.0.1:1/c", 1, "PostgreSQL cannot be reached"},
	} {
		_, _, err := try(t, strings.Fields(test.args)...)
		switch {
		case err == nil:
			t.Errorf("%s: no error", test.args)
		case Status(err) != test.status || !strings.Contains(err.Error(), test.want):
			t.Errorf("%s: %d, %v; want %d, %s", test.args, Status(err), err, test.status, test.want)
		case strings.Contains(err.Error(), "hunter2") || strings.Contains(err.Error(), "\n"):
			t.Errorf("%s: %v", test.args, err)
		}
	}
}

func TestShow(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC)
	half := mirror.Progress{Done: 50, Total: 100, Rate: 10, Errors: map[string]int{"unavailable": 2, "not found": 1}}
	full := mirror.Progress{Done: 100, Total: 100, Dead: 3}
	const first, last = "50 of 100, 10.0/s, 5s left, 1 not found, 2 unavailable", "100 of 100, 3 dead"
	for name, test := range map[string]struct {
		terminal bool
		want     string
	}{
		"terminal": {true, "\r\x1b[K[############------------] " + first + "\r\x1b[Klogged\n[############------------] " + first +
			"\r\x1b[K[########################] " + last + "\n"},
		"log": {false, first + "\nlogged\n" + last + "\n"},
	} {
		var out bytes.Buffer
		s := newShow(&out, func() time.Time { return now })
		s.terminal = test.terminal
		s.progress(half)
		_, _ = io.WriteString(s, "logged\n")
		now = now.Add(time.Second)
		s.progress(full)
		s.end()
		if out.String() != test.want {
			t.Errorf("%s: %q, want %q", name, out.String(), test.want)
		}
	}
}

func TestTable(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 1, 10, 0, 0, 0, 0, time.UTC)
	var out strings.Builder
	err := table(&out, &mirror.Status{
		Kinds: map[database.Kind]mirror.KindStatus{database.Movie: {
			Count: database.Count{Known: 5, Gone: 1, Oldest: now.Add(-72 * time.Hour), Newest: now.Add(-90 * time.Minute)},
			Load:  mirror.Load{Waiting: 2, Running: 1, Retrying: 4, Dead: 6}, Seeded: "2026-01-09",
		}},
		Dead: []mirror.DeadJob{{ID: 7, Job: "fetch", Kind: database.Movie, IDs: []int{1, 2}, Died: now.Add(-5 * time.Second), Err: "oh"}},
	}, now)
	const want = `   kind  there  gone  oldest  newest  to fetch  to repeat  dead   export of  changes until
  movie      5     1      3d     90m         3          4     6  2026-01-09              –

Failed for good, the latest first; tmdb-mirror retry has them be done again:
7  fetch movie, 2 ids, 5s ago: oh
`
	if err != nil || out.String() != want {
		t.Errorf("%v\n%s", err, out.String())
	}
}

func TestStatus(t *testing.T) {
	t.Parallel()
	if got := Status(errors.New("oh")); got != 1 {
		t.Errorf("got %d", got)
	}
}
