package signin

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/testkit"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestOpenBrowserRefuses(t *testing.T) {
	t.Parallel()
	for _, pageURL := range []string{"", "--help", "/etc/passwd", "file:///etc/passwd", "javascript:x", "http:", "https:///x", "http://[", "ftp://example.com"} {
		if err := OpenBrowser(pageURL); !errors.Is(err, tmdb.ErrInvalid) {
			t.Errorf("%q: got %v", pageURL, err)
		}
	}
}

func TestBrowserCommand(t *testing.T) {
	t.Parallel()
	const page = "https://www.themoviedb.org/authenticate/abc"
	for goos, want := range map[string][]string{
		"linux":   {"xdg-open", page},
		"freebsd": {"xdg-open", page},
		"darwin":  {"open", page},
		"windows": {"rundll32", "url.dll,FileProtocolHandler", page},
	} {
		if got := browserCommand(goos, page); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", goos, got, want)
		}
	}
}

// TestOpenBrowser has a desktop whose opener writes down what it is to open.
func TestOpenBrowser(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("the opener of the test is a shell script")
	}
	dir := t.TempDir()
	t.Setenv("PATH", dir)
	const page = "https://www.themoviedb.org/authenticate/abc?redirect_to=http%3A%2F%2F127.0.0.1%3A9%2FX&a=$(b)"
	if err := OpenBrowser(page); !errors.Is(err, exec.ErrNotFound) || errors.Is(err, tmdb.ErrInvalid) {
		t.Errorf("no opener: got %v", err)
	}

	opener, opened := filepath.Join(dir, browserCommand(runtime.GOOS, "")[0]), filepath.Join(dir, "opened")
	write := func(script string) {
		t.Helper()
		if err := os.WriteFile(opener, []byte("#!/bin/sh\n"+script+"\n"), 0o700); err != nil {
			t.Fatal(err)
		}
	}
	write(`echo "$#$1" > ` + opened)
	if err := OpenBrowser(page); err != nil {
		t.Fatal(err)
	}
	got, err := os.ReadFile(opened)
	if err != nil || strings.TrimSpace(string(got)) != "1"+page {
		t.Errorf("opened %q, %v", got, err)
	}

	write("exit 3")
	err = OpenBrowser(page)
	if err == nil {
		t.Fatal("no error from an opener that fails")
	}
	testkit.WantText(t, err.Error(), "tmdb: ", "exit status 3")
	testkit.WantNone(t, err.Error(), "authenticate")

	// V3 opens the page so if it is not told otherwise.
	world := newUserWorld(t)
	_, err = V3(t.Context(), world.client(t), world.options(nil))
	if err == nil {
		t.Fatal("no error from V3")
	}
	testkit.WantText(t, err.Error(), "tmdb: the approval page does not open: "+filepath.Base(opener)+": exit status 3")
	wantHidden(t, world, nil, err)
}
