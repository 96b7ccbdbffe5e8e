package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// result is what became of a visit.
type result struct {
	name     string
	steps    int // done
	all      int
	requests int
	took     time.Duration
	faults   []string
}

// report prints a table of the visits and what is wrong, and tells whether nothing is.
func report(out io.Writer, done []result) (ok bool) {
	ok = true
	fmt.Fprintln(out, "| visit | steps done / all | requests | faults | seconds |")
	fmt.Fprintln(out, "|---|---|---|---|---|")
	for _, r := range done {
		fmt.Fprintf(out, "| %s | %d / %d | %d | %d | %.1f |\n", r.name, r.steps, r.all, r.requests, len(r.faults), r.took.Seconds())
		if len(r.faults) > 0 || r.steps < r.all {
			ok = false
		}
	}
	for _, r := range done {
		for _, f := range r.faults {
			fmt.Fprintf(out, "FAULT  %s: %s\n", r.name, strings.ReplaceAll(f, "\n", "\n       "))
		}
	}
	return ok
}
