//go:build unix

package output

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/creack/pty"
)

// terminal returns a terminal of a size, and what has been written to it when it is closed.
func terminal(t *testing.T, width, height uint16) (tty *os.File, written func() string) {
	t.Helper()
	screen, tty, err := pty.Open()
	if err != nil {
		t.Skip("there is no pseudo-terminal here:", err)
	}
	if err := pty.Setsize(tty, &pty.Winsize{Cols: width, Rows: height}); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	done := make(chan struct{})
	go func() {
		defer close(done)
		_, _ = io.Copy(&b, screen) // ends by an error when the terminal is closed
	}()
	return tty, func() string {
		_ = tty.Close()
		<-done
		_ = screen.Close()
		return strings.ReplaceAll(b.String(), "\r\n", "\n")
	}
}

// pager returns a pager that writes what it is given, and LESS, to a file.
func pager(t *testing.T, end string) (path, written string) {
	t.Helper()
	folder := t.TempDir()
	path, written = filepath.Join(folder, "pager"), filepath.Join(folder, "written")
	script := "#!/bin/sh\n{ echo \"LESS=$LESS\"; " + end + "; } >" + written + "\n"
	if err := os.WriteFile(path, []byte(script), 0o700); err != nil {
		t.Fatal(err)
	}
	return path, written
}

func TestTerminal(t *testing.T) {
	t.Setenv("NO_COLOR", "")
	t.Setenv("CLICOLOR", "")
	t.Setenv("TERM", "xterm")
	long := strings.Repeat("long ", 40)
	tests := map[string]struct {
		settings Settings
		width    uint16
		env      string // its NO_COLOR
		title    string
		want     string
	}{
		"a table with colours": {Settings{}, 80, "", "A", "\x1b[2mTITLE\x1b[0m  \x1b[2mTHE NUMBER\x1b[0m\n\x1b[1mA\x1b[0m              #1\n"},
		"NO_COLOR":             {Settings{}, 80, "yes", "A", "TITLE  THE NUMBER\nA              #1\n"},
		"never":                {Settings{Color: "never"}, 80, "", "A", "TITLE  THE NUMBER\nA              #1\n"},
		"narrow":               {Settings{Color: "never"}, 40, "", long, "TITLE                         THE NUMBER\nlong long long long long lo…          #1\n"},
		"asked for lines":      {Settings{Format: "tsv"}, 80, "", "a\x1b[1m", "a[1m\t1\n"},
		"jq":                   {Settings{JQ: ".[].title"}, 80, "", "a\x1b[1m\u009b\nb", "a[1m\nb\n"},
		"jq of the user's own": {Settings{JQ: `"\u001b[1m" + .[].title`}, 80, "", "a", "\x1b[1ma\n"},
		"a template":           {Settings{Template: "{{range .}}{{.title}}{{end}}"}, 80, "", "a\x1b[1m\u009b", "a[1m\n"},
		"json":                 {Settings{Format: "ndjson"}, 80, "", "a\x1b[1m\u009b\u202e", `{"id":1,"title":"a\u001b[1m\u009b\u202e"}` + "\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Setenv("NO_COLOR", tt.env)
			tty, written := terminal(t, tt.width, 24)
			p := New(t.Context(), tty, tt.settings)
			if p.ForPeople() != (tt.settings == Settings{Color: tt.settings.Color}) {
				t.Errorf("ForPeople is %v", p.ForPeople())
			}
			if err := List(p, all(nil, row{ID: 1, Title: tt.title}), columns...); err != nil {
				t.Fatal(err)
			}
			if got := written(); got != tt.want {
				t.Errorf("the terminal has\n%q, want\n%q", got, tt.want)
			}
		})
	}
}

func TestPager(t *testing.T) {
	t.Setenv("LESS", "")
	const lines = 40
	var text strings.Builder
	for range lines {
		text.WriteString("a line\n")
	}
	show := func(s *Sheet) { s.Raw(text.String()) }
	tests := map[string]struct {
		less   *string
		end    string
		height uint16
		set    func(s *Settings)
		paged  string // what the pager has, "" if it does not run
	}{
		"longer than the terminal":  {end: "cat", height: 24, paged: "LESS=FRX\n" + text.String()},
		"LESS is the user's":        {less: new("S"), end: "cat", height: 24, paged: "LESS=S\n" + text.String()},
		"LESS is empty":             {less: new(""), end: "cat", height: 24, paged: "LESS=\n" + text.String()},
		"it fits":                   {end: "cat", height: 60},
		"no pager is wanted":        {end: "cat", height: 24, set: func(s *Settings) { s.NoPager = true }},
		"cat is none":               {end: "cat", height: 24, set: func(s *Settings) { s.Pager = "cat" }},
		"it is not there":           {end: "cat", height: 24, set: func(s *Settings) { s.Pager = "/nowhere/pager -x" }},
		"it ends before it reads":   {end: "true", height: 24, paged: "LESS=FRX\n"},
		"it ends with another code": {end: "exit 3", height: 24, paged: "LESS=FRX\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Setenv("LESS", "")
			if tt.less == nil {
				if err := os.Unsetenv("LESS"); err != nil {
					t.Fatal(err)
				}
			} else {
				t.Setenv("LESS", *tt.less)
			}
			path, paged := pager(t, tt.end)
			settings := Settings{Pager: path}
			if tt.set != nil {
				tt.set(&settings)
			}
			tty, written := terminal(t, 80, tt.height)
			if err := New(t.Context(), tty, settings).Page(show); err != nil {
				t.Error(err)
			}
			got, _ := os.ReadFile(paged)
			if string(got) != tt.paged {
				t.Errorf("the pager has %q, want %q", got, tt.paged)
			}
			want := text.String()
			if tt.paged != "" {
				want = ""
			}
			if got := written(); got != want {
				t.Errorf("the terminal has %q, want %q", got, want)
			}
		})
	}
}

// A pager that stops reading ends nothing, however much is left.
func TestPagerQuitsEarly(t *testing.T) {
	t.Parallel()
	path, _ := pager(t, "head -n 1")
	tty, written := terminal(t, 80, 24)
	err := New(t.Context(), tty, Settings{Pager: path}).Page(func(s *Sheet) {
		s.Raw(strings.Repeat(strings.Repeat("x", 79)+"\n", 1<<14))
	})
	if err != nil {
		t.Error(err)
	}
	if got := written(); got != "" {
		t.Errorf("the terminal has %.100q, want nothing", got)
	}
}

func TestProgress(t *testing.T) {
	t.Parallel()
	tty, written := terminal(t, 80, 24)
	p := NewProgress(tty, "changes")
	p.Set(1, 3)
	p.Set(2, 3) // too soon after the first
	p.End()
	if got, want := written(), "\r\x1b[Kchanges: 1 of 3\r\x1b[K"; got != want {
		t.Errorf("the terminal has %q, want %q", got, want)
	}
	var b bytes.Buffer
	p = NewProgress(&b, "changes")
	p.Set(1, 3)
	p.End()
	if b.Len() > 0 {
		t.Errorf("a pipe has %q, want nothing", b.String())
	}
}
