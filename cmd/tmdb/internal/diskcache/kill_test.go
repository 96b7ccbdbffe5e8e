package diskcache

import (
	"bufio"
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strings"
	"sync"
	"testing"
)

// killFolder names, for a process that is to be killed, the folder to write in.
const (
	killFolder = "DISKCACHE_TEST_FOLDER"
	killBytes  = 100 * block
	killKeys   = 300
)

func TestMain(m *testing.M) {
	if dir := os.Getenv(killFolder); dir != "" {
		writeForEver(dir)
	}
	os.Exit(m.Run())
}

// writeForEver writes and tells so by a line for each entry, until the process is killed.
func writeForEver(dir string) {
	c, err := Open(dir, killBytes)
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				k := keyOf(rand.IntN(killKeys))
				if err := c.Set(context.Background(), k, valueOf(k, rand.Uint64(), rand.IntN(10*block))); err != nil {
					fmt.Println(err)
					os.Exit(1)
				}
				fmt.Println("kept")
			}
		})
	}
	wg.Wait()
}

// Killed at any moment, a cache is within its bound, and has nothing but what was kept.
func TestKill(t *testing.T) {
	t.Parallel()
	program, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	var unfinished int
	for range 10 {
		cmd := exec.CommandContext(t.Context(), program)
		cmd.Env = append(os.Environ(), killFolder+"="+dir)
		out, err := cmd.StdoutPipe()
		if err != nil {
			t.Fatal(err)
		}
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		lines := bufio.NewScanner(out)
		for range 1 + rand.IntN(200) {
			if !lines.Scan() || lines.Text() != "kept" {
				t.Fatalf("the process says %q, %v", lines.Text(), lines.Err())
			}
		}
		if err := cmd.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		_ = cmd.Wait() // says that it was killed

		bytes, names := spent(t, dir)
		if bytes > killBytes {
			t.Errorf("%d bytes, want at most %d", bytes, int64(killBytes))
		}
		unfinished += strings.Count(strings.Join(names, " "), tempSuffix)
		c := open(t, dir, killBytes)
		bytes, names = spent(t, dir)
		got := c.Stats()
		if strings.Contains(strings.Join(names, " "), tempSuffix) || bytes != got.Bytes || len(names) != got.Entries || got.Entries == 0 {
			t.Errorf("%d bytes in %s, but %+v", bytes, names, got)
		}
		for i := range killKeys {
			if v := get(t, c, keyOf(i)); v != nil && !whole(keyOf(i), v) {
				t.Errorf("%d: %d bytes that nobody kept", i, len(v))
			}
		}
		if after := c.Stats(); after != got {
			t.Errorf("not all of %+v was whole: %+v", got, after)
		}
		if err := c.Close(); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d files were unfinished", unfinished)
}
