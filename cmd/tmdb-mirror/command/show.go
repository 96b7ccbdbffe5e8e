package command

import (
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"time"

	"golang.org/x/term"

	"github.com/tmdb-go/tmdb/mirror"
)

const (
	barWidth = 24
	// lineEvery is how often there is a line where nobody watches, such as in a log.
	lineEvery = 10 * time.Second
)

// show shows how far a run is: in a terminal as one line that stays in its place below what is logged,
// elsewhere as a line now and then.
type show struct {
	now func() time.Time

	mu       sync.Mutex
	out      io.Writer
	terminal bool
	line     string // that stands in the terminal
	shown    time.Time
	last     string
}

func newShow(out io.Writer, now func() time.Time) *show {
	f, ok := out.(*os.File)
	return &show{now: now, out: out, terminal: ok && term.IsTerminal(int(f.Fd()))}
}

// progress shows how far it is.
func (s *show) progress(p mirror.Progress) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.last = describe(p)
	switch {
	case s.terminal:
		s.line = bar(p) + " " + s.last
		fmt.Fprint(s.out, "\r\x1b[K", s.line)
	case s.now().Sub(s.shown) >= lineEvery:
		s.shown = s.now()
		fmt.Fprintln(s.out, s.last)
		s.last = ""
	}
}

// Write writes what is logged, above the line.
func (s *show) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.line != "" {
		fmt.Fprint(s.out, "\r\x1b[K")
	}
	n, err := s.out.Write(p)
	fmt.Fprint(s.out, s.line)
	return n, err
}

// end shows how far it was.
func (s *show) end() {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.line != "":
		fmt.Fprintln(s.out)
		s.line = ""
	case s.last != "":
		fmt.Fprintln(s.out, s.last)
	}
}

// bar draws what is done of all.
func bar(p mirror.Progress) string {
	done := barWidth
	if p.Total > 0 {
		done = min(barWidth, barWidth*p.Done/p.Total)
	}
	return "[" + strings.Repeat("#", done) + strings.Repeat("-", barWidth-done) + "]"
}

// describe returns what is done, how fast, how long the rest takes, and what failed how often.
func describe(p mirror.Progress) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d of %d", p.Done, p.Total)
	if p.Rate > 0 {
		fmt.Fprintf(&b, ", %.1f/s", p.Rate)
	}
	if left := p.Remaining(); left > 0 {
		fmt.Fprintf(&b, ", %s left", left.Round(time.Second))
	}
	for _, kind := range slices.Sorted(maps.Keys(p.Errors)) {
		fmt.Fprintf(&b, ", %d %s", p.Errors[kind], kind)
	}
	if p.Dead > 0 {
		fmt.Fprintf(&b, ", %d dead", p.Dead)
	}
	return b.String()
}
