package main

import (
	"bufio"
	"fmt"
	"io"
	"math"
	"os"
	"runtime"
	"runtime/debug"
	"strings"
	"text/tabwriter"
	"time"
)

// compared are the modules whose versions matter.
var compared = []string{
	"github.com/cyruzin/golang-tmdb", "github.com/goccy/go-json", "github.com/bytedance/sonic",
	"github.com/go-json-experiment/json", "github.com/go-faster/jx",
}

// printMachine says what the figures are of.
func printMachine(w io.Writer) {
	fmt.Fprintf(w, "%s, %s, %s/%s, %d cores, %s\n",
		time.Now().UTC().Format("2006-01-02 15:04 UTC"), runtime.Version(), runtime.GOOS, runtime.GOARCH, runtime.GOMAXPROCS(0), processor())
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return
	}
	for _, module := range compared {
		for _, dep := range info.Deps {
			if dep.Path == module {
				fmt.Fprintf(w, "%s %s\n", dep.Path, dep.Version)
			}
		}
	}
}

// processor returns the name of the processor where the system tells it.
func processor() string {
	file, err := os.Open("/proc/cpuinfo")
	if err != nil {
		return "an unknown processor"
	}
	defer func() { _ = file.Close() }()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		if name, value, _ := strings.Cut(lines.Text(), ":"); strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return "an unknown processor"
}

// printRow prints the table of a row.
func printRow(w io.Writer, r row, m measured) {
	fmt.Fprintf(w, "\n%s: %d bytes of JSON\n", r.name, r.size)
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "time\tCPU\tallocs\tbytes\tMB/s of CPU\t \t\n")
	for _, c := range r.contenders {
		got := m.costs[c.name]
		fmt.Fprintf(t, "%s\t%s\t%.0f\t%.0f\t%.1f\t%s\t\n", duration(got.time), duration(got.cpu), got.allocs, got.bytes, m.rate(c.name), c.name)
	}
	_ = t.Flush()
}

// duration returns nanoseconds with three digits and a unit.
func duration(ns float64) string {
	d := time.Duration(ns)
	for unit := time.Duration(1); ; unit *= 10 {
		if d < 1000*unit {
			return d.Round(unit).String()
		}
	}
}

// printKept prints what is held for titles that are kept.
func printKept(w io.Writer, body []byte) error {
	fmt.Fprintf(w, "\n%d titles kept, each of a response of its own: bytes retained for each\n", keptTitles)
	for _, d := range decoders()[:2] {
		each, err := retained(body, d.decode)
		if err != nil {
			return fmt.Errorf("%s: %w", d.name, err)
		}
		fmt.Fprintf(w, "%6.0f  %s\n", each, d.name)
	}
	return nil
}

// printTargets prints the ratios that the project means to hold, as far as they were measured.
func printTargets(w io.Writer, all results) {
	fmt.Fprint(w, "\nTargets\n")
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	for _, target := range targets {
		measured := target.of(all)
		if math.IsNaN(measured) {
			continue
		}
		word, verdict := "at least", "not met"
		if target.bound.most {
			word = "at most"
		}
		if target.bound.met(measured) {
			verdict = "met"
		}
		fmt.Fprintf(t, "%s\t%.3g\t%s %.3g\t%s\n", target.what, measured, word, target.bound.limit, verdict)
	}
	_ = t.Flush()
}
