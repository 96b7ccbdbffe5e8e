package command

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/engine"
	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/export"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// session is a user with a database and a server.
type session struct {
	t   *testing.T
	srv *tmdbtest.Server
	db  string
	ctx context.Context

	sent func() // called before each request, unless it is nil
}

func newSession(t *testing.T) *session {
	return &session{t: t, srv: tmdbtest.NewServer(t), db: filepath.Join(t.TempDir(), "mirror.db"), ctx: t.Context()}
}

// RoundTrip implements [http.RoundTripper].
func (s *session) RoundTrip(r *http.Request) (*http.Response, error) {
	if s.sent != nil {
		s.sent()
	}
	return s.srv.Client().Transport.RoundTrip(r)
}

// do executes a command line, with --db unless it has one, and returns what it prints and how it ends.
func (s *session) do(args ...string) (stdout, stderr string, err error) {
	s.t.Helper()
	cmd := New(tmdb.WithBaseURL(s.srv.URL), tmdb.WithToken(s.srv.Token), tmdb.WithHTTPClient(&http.Client{Transport: s}),
		tmdb.WithRetry(&tmdb.Retry{MinWait: time.Millisecond}))
	if !strings.Contains(strings.Join(args, " "), "--db") {
		args = append(args, "--db", s.db)
	}
	if args[0] == "run" {
		args = append(args, "--files-url", s.srv.URL)
	}
	var out, errs bytes.Buffer
	cmd.SetArgs(args)
	cmd.SetOut(&out)
	cmd.SetErr(&errs)
	err = cmd.ExecuteContext(s.ctx)
	return out.String(), errs.String(), err
}

// ok is do of what has to succeed; it returns what that prints.
func (s *session) ok(args ...string) string {
	s.t.Helper()
	stdout, stderr, err := s.do(args...)
	if err != nil {
		s.t.Fatalf("%v: %v\n%s", args, err, stderr)
	}
	return stdout
}

// status returns what status --json has of a kind, and of dead jobs.
func (s *session) status(kind string) (kindStatus, []deadJob) {
	s.t.Helper()
	var all status
	if err := json.Unmarshal([]byte(s.ok("status", "--json")), &all); err != nil {
		s.t.Fatal(err)
	}
	for _, k := range all.Kinds {
		if string(k.Kind) == kind {
			return k, all.Dead
		}
	}
	return kindStatus{}, all.Dead
}

// From nothing to files.
func TestAll(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	out := s.ok("init", "--kinds", "movie,network", "--languages", "de-DE", "--rate=-1", "--appends", "movie=credits,images", "--video")
	if want := "The mirror has movie, network in de-DE, by no limit of requests. Next: tmdb-mirror run\n"; out != want {
		t.Errorf("init prints %q, want %q", out, want)
	}
	_, progress, err := s.do("run", "--once")
	if err != nil || !strings.HasSuffix(progress, "\n") || strings.HasPrefix(progress, "0 fetched") || strings.Contains(progress, "\r") {
		t.Errorf("run: %v, and prints %q", err, progress)
	}
	movie, dead := s.status("movie")
	if movie.Known == 0 || movie.Waiting+movie.Running+movie.Retrying+movie.Dead != 0 || movie.Seeded == "" || len(dead) != 0 {
		t.Errorf("status is %+v, %v", movie, dead)
	}
	table := strings.Split(s.ok("status"), "\n")
	if len(table) != 5 || !strings.HasPrefix(table[0], "KIND     KNOWN") || !strings.HasPrefix(table[1], "movie    ") {
		t.Errorf("status prints %q", table)
	}
	if out := s.ok("retry"); out != "0 dead jobs are to be done again.\n" {
		t.Errorf("retry prints %q", out)
	}
	for _, format := range []string{"jsonl", "parquet"} {
		dir := filepath.Join(t.TempDir(), format)
		out := s.ok("export", "--out", dir, "--format", format, "--kinds", "movie")
		var manifest export.Manifest
		b, err := os.ReadFile(filepath.Join(dir, "manifest.json"))
		if err == nil {
			err = json.Unmarshal(b, &manifest)
		}
		if err != nil || manifest.Documents["movie"].Count != movie.Known || !strings.HasSuffix(out, "are in "+dir+".\n") {
			t.Errorf("%s: %v, %+v; prints %q", format, err, manifest.Documents, out)
		}
	}
}

// A second init changes what its flags say and keeps the rest.
func TestInitAgain(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	s.ok("init", "--kinds", "movie,series", "--languages", "de-DE", "--rate", "20", "--appends", "movie=credits", "--appends", "series=",
		"--adult", "--video", "--batch", "50", "--max-age", "90", "--min-popularity", "1.5")
	s.ok("init", "--kinds", "movie,keyword", "--batch", "70")
	m, err := mirror.Open(t.Context(), s.db)
	if err != nil {
		t.Fatal(err)
	}
	defer m.Close()
	c, err := m.Config(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if join(c.Kinds) != "movie,keyword" || strings.Join(c.Languages, ",") != "de-DE" || c.Rate != 20 || !c.Adult || !c.Video ||
		c.BatchSize != 70 || c.MaxAge != 90*24*time.Hour || c.MinPopularity != 1.5 || strings.Join(c.Appends["movie"], ",") != "credits" {
		t.Errorf("%+v", c)
	}
}

// What is wrong is said in a sentence, without a secret, and ends by a code of its own.
func TestErrors(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	s.ok("init", "--kinds", "network")
	empty := filepath.Join(t.TempDir(), "empty.db")
	if err := os.WriteFile(empty, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	missing := filepath.Join(t.TempDir(), "missing.db")
	for _, test := range []struct {
		args string
		code int
		want string
	}{
		{"frobnicate", 2, `unknown command "frobnicate" for "tmdb-mirror"`},
		{"status --frobnicate", 2, "unknown flag: --frobnicate: see tmdb-mirror status --help"},
		{"status now", 2, "see tmdb-mirror status --help"},
		{"init --kinds season", 2, `--kinds has "season": want some of movie,series,person`},
		{"init --languages deutsch", 2, `--languages has "deutsch": want one such as de or pt-BR`},
		{"init --appends credits", 2, `--appends is "credits": want a kind and pieces such as movie=credits,images`},
		{"init --appends network=a --appends network=b", 2, "--appends has network twice"},
		{"init --appends movie=credits", 2, `--appends has "movie": want some of --kinds, which are network`},
		{"init --rate 0.01", 2, "--rate is 0.01: want requests a second from 0.1"},
		{"init --max-age -1", 2, "--max-age is -1: want 1 to 3650 days"},
		{"run --workers 1000", 2, "--workers is 1000: want 1 to 100"},
		{"run --rescue-after 1s", 2, "--rescue-after is 1s: want 3s or more"},
		{"run --redis http://user:s3cret@host", 2, "--redis is no URL of a Redis: want redis://"},
		{"run --redis redis://user:s3cret@host --processes -1", 2, "--redis, --processes: "},
		{"export --format jsonl", 2, "--out is missing"},
		{"export --out x --format csv", 2, `--format is "csv": want jsonl or parquet`},
		{"retry all", 2, `a job is "all": want the number that tmdb-mirror status has of it`},
		{"status --db " + missing, 1, "there is no database " + missing + ": make it by tmdb-mirror init"},
		{"status --db " + empty, 1, "the database has no mirror in it yet: initialise it first, by tmdb-mirror init"},
		{"export --out x --format jsonl --db " + empty, 1, "by tmdb-mirror init"},
		{"run --db mysql://user:s3cret@host/db", 1, "--db: the DSN is of neither database: want postgres://"},
		{"run --db postgres://user:s3%cret@host/db", 1, "--db: the DSN is no URL"},
		{"run --db postgres://user:s3cret@127.0.0.1:1/db?sslmode=disable", 1, "--db: opening the database"},
	} {
		t.Run(test.args, func(t *testing.T) {
			t.Parallel()
			stdout, stderr, err := s.do(strings.Fields(test.args)...)
			if err == nil || !strings.Contains(err.Error(), test.want) || ExitCode(err) != test.code {
				t.Errorf("exit %d, %v: want %d, %q", ExitCode(err), err, test.code, test.want)
			}
			if err != nil && strings.Contains(err.Error()+stdout+stderr, "cret") {
				t.Errorf("a secret is shown: %v", err)
			}
		})
	}
	if _, err := os.Stat(missing); err == nil {
		t.Error("status has made a database")
	}
}

// A schema of a newer version is left alone.
func TestNewer(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	s.ok("init")
	m, err := mirror.Open(t.Context(), s.db)
	if err != nil {
		t.Fatal(err)
	}
	var table string
	err = m.Database().SQL().QueryRowContext(t.Context(),
		"SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE '%migrations' AND name NOT LIKE 'river%'").Scan(&table)
	if err == nil {
		_, err = m.Database().SQL().ExecContext(t.Context(), "INSERT INTO "+table+" (version, migrated_at) VALUES (9999, '2099-01-01T00:00:00Z')")
	}
	if err = errors.Join(err, m.Close()); err != nil {
		t.Fatal(err)
	}
	for _, args := range [][]string{{"init"}, {"status"}, {"run", "--once"}} {
		if _, _, err := s.do(args...); err == nil || !strings.Contains(err.Error(), "newer") || ExitCode(err) != 1 {
			t.Errorf("%v: %v", args, err)
		}
	}
}

// The processes share the rate by Redis.
func TestRedis(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	server := engine.Redis(t)
	s.ok("init", "--kinds", "network", "--rate", "1000")
	s.ok("run", "--once", "--redis", "redis://"+server.Addr)
	if network, _ := s.status("network"); network.Known == 0 {
		t.Errorf("%+v", network)
	}
}

// A signal ends run, which is no failure.
func TestEnd(t *testing.T) {
	t.Parallel()
	s := newSession(t)
	s.ok("init", "--kinds", "movie", "--rate", "1")
	ctx, cancel := context.WithCancel(t.Context())
	s.ctx, s.sent = ctx, cancel
	_, stderr, err := s.do("run")
	if err != nil || !strings.HasSuffix(stderr, "the rest given back.\n") {
		t.Errorf("%v, and prints %q", err, stderr)
	}
	s.ctx = t.Context()
	if movie, _ := s.status("movie"); movie.Running != 0 {
		t.Errorf("%+v", movie)
	}
}

func TestExitCode(t *testing.T) {
	t.Parallel()
	dead := deadError{ids: 3, jobs: 1, parent: "tmdb mirror"}
	if code := ExitCode(errors.Join(dead)); code != 3 || ExitCode(nil) != 0 || ExitCode(errors.New("x")) != 1 {
		t.Errorf("a dead job ends by %d", code)
	}
	if got, want := dead.Error(), "3 ids are dead: tmdb mirror status says why, and tmdb mirror retry has them done again"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for want, p := range map[string]mirror.Progress{
		"150 fetched": {Own: 150},
		"0 fetched":   {},
		"[==========>         ]  50% 1,234 of 2,468, 39.5/s, 31s left, 2 dead, 3 not found, 1 rate limited": {
			Done: 1234, Total: 2468, Rate: 39.5, Dead: 2, Errors: map[string]int{"rate limited": 1, "not found": 3}},
		"[>                   ]   0% 0 of 1,000,000, 40.0/s, 6h57m left": {Total: 1e6, Rate: 40},
		"[====================] 100% 7 of 7, 1.0/s":                      {Done: 7, Total: 7, Rate: 1},
	} {
		if got := text(p); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

// A terminal has one line, which logs come above.
func TestBarOnTerminal(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	b := &bar{to: &out, width: func() int { return 16 }}
	b.show(mirror.Progress{})
	if _, err := b.Write([]byte("log\n")); err != nil {
		t.Fatal(err)
	}
	b.show(mirror.Progress{Done: 1, Total: 2})
	b.end()
	want := "\r0 fetched\x1b[K" + "\r\x1b[Klog\n" + "\r0 fetched\x1b[K" + "\r[==========>   \x1b[K\n"
	if got := out.String(); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// Elsewhere there is a line every ten seconds, and the last one.
func TestBarInLog(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		var out bytes.Buffer
		b := newBar(&out)
		for done := range 26 {
			b.show(mirror.Progress{Own: done})
			time.Sleep(time.Second)
		}
		b.end()
		b.end()
		if got, want := out.String(), "0 fetched\n10 fetched\n20 fetched\n25 fetched\n"; got != want {
			t.Errorf("%q, want %q", got, want)
		}
	})
}
