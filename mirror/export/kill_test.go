package export

import (
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// killedDir is the variable by which this test runs itself as a process that is to be killed.
const killedDir = "MIRROR_TEST_KILLED_DIR"

// A process that is killed while it exports leaves no manifest, or one whose files are whole; and
// nothing that the next export does not remove.
func TestKilled(t *testing.T) {
	movies := newCopies(t, 2)
	o := Options{Format: Parquet, Kinds: []database.Kind{database.Movie}, PartRows: 1}
	if dir := os.Getenv(killedDir); dir != "" {
		for {
			for _, o.Format = range []Format{JSONLines, Parquet} {
				if _, err := Write(t.Context(), dir, movies, o); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	t.Parallel()
	is := func(dir, name string) bool {
		_, err := os.Stat(filepath.Join(dir, name))
		return err == nil
	}
	tests := []struct {
		name string
		// again reports whether there is an export before.
		again bool
		// moment reports whether the process is to be killed now.
		moment func(dir string) bool
	}{
		{"first", false, func(dir string) bool { return is(dir, stageName+"/movies") }},
		{"second", true, func(dir string) bool { return is(dir, stageName+"/movies") }},
		{"written", true, func(dir string) bool { return is(dir, newName) }},
		{"removing", true, func(dir string) bool { return is(dir, replacedName) }},
		{"moving", true, func(dir string) bool {
			return is(dir, newName) && is(dir, "movies/part-00002.parquet") && !is(dir, stageName+"/movies/part-00002.parquet")
		}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if test.again {
				export(t, dir, movies, o)
				foreign := filepath.Join(dir, "movies", "foreign")
				if err := os.WriteFile(foreign, []byte("mine"), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			kill(t, dir, test.moment)
			t.Logf("killed with a manifest: %t, unfinished: %t", is(dir, manifestName), is(dir, stageName))
			if !is(dir, stageName) && !is(dir, manifestName) {
				t.Error("there is nothing of the export")
			}
			if !is(dir, stageName) {
				isWhole(t, dir)
			}
			export(t, dir, movies, Options{Format: Parquet, Kinds: o.Kinds})
			if test.again && !is(dir, "movies/foreign") {
				t.Error("the file of another is gone")
			}
		})
	}
}

// kill runs a process that exports, and kills it at the moment.
func kill(t *testing.T, dir string, moment func(dir string) bool) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilled$")
	cmd.Env = append(os.Environ(), killedDir+"="+dir)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	for start := time.Now(); !moment(dir); {
		if time.Since(start) > time.Minute {
			t.Error("the moment did not come in a minute")
			break
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = cmd.Wait() // killed
}
