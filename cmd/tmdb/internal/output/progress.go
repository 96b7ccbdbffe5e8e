package output

import (
	"fmt"
	"io"
	"os"
	"sync"
	"time"

	"golang.org/x/term"
)

// Progress shows on a terminal how far something is that takes long.
type Progress struct {
	out  io.Writer // nil if it is no terminal
	what string

	mu   sync.Mutex
	last time.Time
}

// redrawEvery is how often the line is written again.
const redrawEvery = 100 * time.Millisecond

// NewProgress returns one for an error output.
func NewProgress(out io.Writer, what string) *Progress {
	if f, ok := out.(*os.File); !ok || !term.IsTerminal(int(f.Fd())) {
		out = nil
	}
	return &Progress{out: out, what: what}
}

// Set shows that so much of total is done; total is 0 if it is not known.
func (p *Progress) Set(done, total int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.out == nil || time.Since(p.last) < redrawEvery {
		return
	}
	p.last = time.Now()
	of := ""
	if total > 0 {
		of = fmt.Sprintf(" of %d", total)
	}
	fmt.Fprintf(p.out, "\r\x1b[K%s: %d%s", p.what, done, of)
}

// End takes the line away.
func (p *Progress) End() {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.out != nil {
		fmt.Fprint(p.out, "\r\x1b[K")
	}
}
