package database_test

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// killedDSN is the variable by which this test runs itself as a process that is to be killed.
const killedDSN = "MIRROR_TEST_KILLED_DSN"

// putForEver puts the samples again and again, a few at once, and prints a line before each time.
func putForEver(ctx context.Context, docs []database.Document) error {
	db, err := database.Open(ctx, os.Getenv(killedDSN))
	if err != nil {
		return err
	}
	defer db.Close()
	for {
		for some := range slices.Chunk(docs, 25) {
			fmt.Println("putting", some[0].ID)
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
			dsn := newDSN(t, name)
			open(t, dsn).Close()
			for range 3 {
				kill(t, dsn, 1+rand.IntN(20))
				db := open(t, dsn)
				isWhole(t, db)
				db.Close()
			}
		})
	}
}

// kill runs a process that puts, and kills it within the n-th time.
func kill(t *testing.T, dsn string, n int) {
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
	lines := bufio.NewScanner(out)
	for range n {
		if !lines.Scan() {
			t.Error("the process ended by itself")
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Error(err)
	}
	_ = cmd.Wait() // killed
}
