package main

import (
	"cmp"
	"fmt"
	"io"
	"strings"
)

// shown is how many faults of a run are printed.
const shown = 40

// report prints a table of the runs and the faults that nobody knows, and tells whether all is as it
// should be.
func report(out io.Writer, jobs []*job, known map[string][]knownFault) (ok bool) {
	ok = true
	var lines []string
	met := map[string]map[int]bool{} // the known faults that there are, by tool
	fmt.Fprintln(out, "| tool | version | OpenAPI | what | passed / all | known | seconds |")
	fmt.Fprintln(out, "|---|---|---|---|---|---|---|")
	for _, j := range jobs {
		t := j.tool
		if met[t.name] == nil {
			met[t.name] = map[int]bool{}
		}
		bad, excused := map[string]bool{}, 0
		for _, f := range j.faults {
			if i := indexKnown(known[t.name], f, j.bundle); i >= 0 {
				met[t.name][i] = true
				excused++
				lines = append(lines, fmt.Sprintf("known  %s %s: %s: %s", t.name, j.bundle, f, known[t.name][i].Reason))
				continue
			}
			ok = false
			bad[f.where] = true
			if len(bad) <= shown {
				lines = append(lines, fmt.Sprintf("FAULT  %s %s: %s", t.name, j.bundle, f))
			}
		}
		if len(bad) > shown {
			lines = append(lines, fmt.Sprintf("FAULT  %s %s: … in %d places in all", t.name, j.bundle, len(bad)))
		}
		fmt.Fprintf(out, "| %s | %s | %s | %s | %d / %d | %d | %.0f |\n", t.name, cmp.Or(j.version, "?"), j.bundle, t.what,
			max(0, j.all-len(bad)), j.all, excused, j.took.Seconds())
	}
	for _, t := range tools {
		for i, k := range known[t.name] {
			if met[t.name] != nil && !met[t.name][i] {
				ok = false
				lines = append(lines, fmt.Sprintf("STALE  %s: %s: %s: take it out of known.json", t.name, k.Where, k.Text))
			}
		}
	}
	for _, line := range lines {
		fmt.Fprintln(out, strings.ReplaceAll(line, "\n", "\n       "))
	}
	return ok
}

func indexKnown(known []knownFault, f fault, bundle string) int {
	for i, k := range known {
		if k.is(f, bundle) {
			return i
		}
	}
	return -1
}

func (f fault) String() string {
	if f.where == "" {
		return f.text
	}
	return f.where + ": " + f.text
}
