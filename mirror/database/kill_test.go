package database_test

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
)

// killedDSN is the variable by which this test runs itself as a process that is to be killed.
const killedDSN = "MIRROR_TEST_KILLED_DSN"

// putForEver puts documents again and again, a few at once, and writes dots meanwhile.
func putForEver(ctx context.Context, docs []database.Document) error {
	db, err := database.Open(ctx, os.Getenv(killedDSN))
	if err != nil {
		return err
	}
	defer db.Close()
	go func() {
		for {
			fmt.Print(".")
		}
	}()
	for {
		for some := range slices.Chunk(docs, 25) {
			tx, err := db.SQL().BeginTx(ctx, nil)
			if err != nil {
				return err
			}
			if err := db.Put(ctx, tx, some...); err != nil {
				return err
			}
			if err := tx.Commit(); err != nil {
				return err
			}
		}
	}
}

// A process that is killed while it puts leaves no half title.
func TestKilled(t *testing.T) {
	if os.Getenv(killedDSN) != "" {
		if err := putForEver(t.Context(), samplesOf(t, database.Movie)); err != nil {
			t.Fatal(err)
		}
		return
	}
	t.Parallel()
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			dsn := testdb.New(t, name)
			open(t, dsn).Close()
			for range 3 {
				kill(t, dsn, rand.Int64N(300_000))
				db := open(t, dsn)
				isWhole(t, db)
				db.Close()
			}
		})
	}
}

// kill runs a process that puts, and kills it after n dots: at any moment of what it does.
func kill(t *testing.T, dsn string, n int64) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestKilled$")
	cmd.Env = append(os.Environ(), killedDSN+"="+dsn)
	cmd.Stderr = os.Stderr
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	if _, err := io.CopyN(io.Discard, out, n); err != nil {
		t.Error("the process ended by itself")
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = cmd.Wait() // killed
}
