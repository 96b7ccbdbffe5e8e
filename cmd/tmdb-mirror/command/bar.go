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
	// barWidth is how many characters the bar itself has.
	barWidth = 20
	// fallbackWidth is that of a terminal that does not say.
	fallbackWidth = 80
	// lineEvery is how often a line is written where there is no terminal.
	lineEvery = 10 * time.Second
)

// bar shows progress: on a terminal in one line that stays, otherwise by a line now and then. What is
// written to it, such as a log, comes above that line.
type bar struct {
	to io.Writer
	// width returns that of the terminal, and 0 if there is none.
	width func() int

	mu      sync.Mutex
	line    string // as it is on the terminal, or was meant to be last
	written time.Time
	isShown bool // line is the last that was written
}

func newBar(to io.Writer) *bar {
	return &bar{to: to, width: func() int {
		file, ok := to.(*os.File)
		if !ok || !term.IsTerminal(int(file.Fd())) {
			return 0
		}
		if width, _, err := term.GetSize(int(file.Fd())); err == nil && width > 0 {
			return width
		}
		return fallbackWidth
	}}
}

// show shows p.
func (b *bar) show(p mirror.Progress) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.line, b.isShown = text(p), false
	if width := b.width(); width > 0 {
		b.draw(width)
	} else if now := time.Now(); now.Sub(b.written) >= lineEvery {
		b.written = now
		b.writeLine()
	}
}

// Write writes a line of a log.
func (b *bar) Write(p []byte) (int, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	width := b.width()
	if width > 0 && b.line != "" {
		fmt.Fprint(b.to, "\r\x1b[K")
	}
	n, err := b.to.Write(p)
	if width > 0 && b.line != "" {
		b.draw(width)
	}
	return n, err
}

// end leaves the last line there is.
func (b *bar) end() {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case b.line == "":
	case b.width() > 0:
		fmt.Fprintln(b.to)
	case !b.isShown:
		b.writeLine()
	}
	b.line = ""
}

func (b *bar) writeLine() {
	fmt.Fprintln(b.to, b.line)
	b.isShown = true
}

// draw replaces the line in one write, so that it does not flicker. The last column stays free, as some
// terminals begin a line after it.
func (b *bar) draw(width int) {
	line := []rune(b.line)
	line = line[:min(len(line), width-1)]
	fmt.Fprintf(b.to, "\r%s\x1b[K", string(line))
	b.isShown = true
}

// text words progress such as
//
//	[=====>    ]  52% 1,234 of 2,345, 39.5/s, 28s left, 2 dead, 3 rate limited
func text(p mirror.Progress) string {
	var b strings.Builder
	if p.Total > 0 {
		full := barWidth * p.Done / p.Total
		head := ">"
		if full == barWidth {
			head = ""
		}
		fmt.Fprintf(&b, "[%-*s] %3d%% ", barWidth, strings.Repeat("=", full)+head, 100*p.Done/p.Total)
		fmt.Fprintf(&b, "%s of %s, %.1f/s", thousands(p.Done), thousands(p.Total), p.Rate)
	} else { // which is not counted yet, or was done before it was
		fmt.Fprintf(&b, "%s fetched", thousands(p.Own))
	}
	if left := p.Remaining(); left > 0 {
		fmt.Fprintf(&b, ", %s left", rounded(left))
	}
	if p.Dead > 0 {
		fmt.Fprintf(&b, ", %s dead", thousands(p.Dead))
	}
	for _, kind := range slices.Sorted(maps.Keys(p.Errors)) {
		fmt.Fprintf(&b, ", %s %s", thousands(p.Errors[kind]), kind)
	}
	return b.String()
}

// rounded words how long something takes, by the minute if it is hours.
func rounded(d time.Duration) string {
	if d < time.Hour {
		return d.Round(time.Second).String()
	}
	return strings.TrimSuffix(d.Round(time.Minute).String(), "0s")
}

// thousands writes a number with commas.
func thousands(n int) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}
