// Spectools runs tools of other people on the bundle of the spec: they lint it, generate from it, mock it,
// and what comes of that is held against tmdb-server.
//
//	go run .              # all tools
//	go run . -tool prism  # those whose name begins so
//	go run . -write       # all, and write what came of them to the table of the reference
//
// It prints a table of what each tool makes of the bundle. Faults that are TMDB's own or the tool's stand
// in known.json with the reason; any other ends the program with status 1, and so does a known fault that
// is gone, and a table of the reference that is no longer true.
//
// It is a module of its own and needs Node 20 and npm, which install the tools from package-lock.json.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/tmdb-go/tmdb/compat/rig"
)

// root is the folder of the client's module.
const root = ".."

// bundles are the documents to run the tools on, by what to call them.
var bundles = []struct{ name, file string }{
	{"3.0", "api/bundle.gen.yaml"},
	{"3.1", "api/bundle-3.1.gen.yaml"},
}

// patience is how long a tool may take. The slowest takes half a minute when it has a core to itself, and CI
// machines have other things to do.
const patience = 10 * time.Minute

// atOnce is how many tools run at the same time.
const atOnce = 2

var errFailed = errors.New("there are faults that known.json does not have, or no longer should")

func main() {
	only := flag.String("tool", "", "run only the tools whose `name` begins so")
	write := flag.Bool("write", false, "write "+tableFile)
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, *only, *write, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "spectools:", err)
		os.Exit(1)
	}
}

// run runs the tools whose name begins with only, and prints what became of them. It writes the table of
// the reference, or else holds it against that.
func run(ctx context.Context, only string, write bool, out io.Writer) error {
	if write && only != "" {
		return errors.New("-write with -tool: want -write alone, for the table has all tools")
	}
	known, err := readKnown("known.json")
	if err != nil {
		return err
	}
	var jobs []*job
	for _, bundle := range bundles {
		file := filepath.Join(root, bundle.file)
		if _, err := os.Stat(file); errors.Is(err, os.ErrNotExist) {
			fmt.Fprintf(out, "There is no %s: no tool runs on it.\n", bundle.file)
			continue
		}
		for _, t := range tools {
			if strings.HasPrefix(t.name, only) && (bundle.name == "3.0" || t.reads31) {
				jobs = append(jobs, &job{tool: t, bundle: bundle.name, file: file})
			}
		}
	}
	if len(jobs) == 0 {
		return fmt.Errorf("-tool %s: want the beginning of the name of a tool", only)
	}
	if err := rig.Install(ctx); err != nil {
		return err
	}
	w, err := newWorkshop(ctx)
	if err != nil {
		return err
	}
	defer w.remove()
	w.runAll(ctx, jobs)
	if !report(out, jobs, known) {
		return errFailed
	}
	found := findings(jobs, known)
	if write {
		return writeTable(tableFile, found)
	}
	table, err := readTable(tableFile)
	if err != nil {
		return err
	}
	if names := untrue(table, found, only == ""); names != nil {
		return fmt.Errorf("%s is not true of %s: go run . -write mends it", tableFile, strings.Join(names, ", "))
	}
	return nil
}

// job is a tool to be run on a bundle, and what became of it.
type job struct {
	tool    *tool
	bundle  string // 3.0 or 3.1
	file    string
	version string
	took    time.Duration
	outcome
}

// outcome is what became of a run.
type outcome struct {
	all    int     // how many things were checked; each fault is of one of them
	faults []fault // at most one for each thing, but for linters
}

// fault is what a tool does not like.
type fault struct {
	where string // a pointer into the bundle, an operation or a file
	text  string // in the tool's own words
}

// workshop is what the tools work with.
type workshop struct {
	dir    string // for what they write
	server *rig.Program
}

func newWorkshop(ctx context.Context) (*workshop, error) {
	dir, err := os.MkdirTemp("", "spectools")
	if err != nil {
		return nil, err
	}
	w := &workshop{dir: dir}
	// What is generated finds its packages as if it were here.
	modules, err := filepath.Abs("node_modules")
	if err == nil {
		err = os.Symlink(modules, filepath.Join(dir, "node_modules"))
	}
	if err == nil {
		w.server, err = rig.BuildServer(ctx, root)
	}
	if err != nil {
		os.RemoveAll(dir)
		return nil, err
	}
	return w, nil
}

func (w *workshop) remove() {
	w.server.Remove()
	os.RemoveAll(w.dir)
}

// runAll runs the jobs, atOnce at a time.
func (w *workshop) runAll(ctx context.Context, jobs []*job) {
	var running sync.WaitGroup
	free := make(chan struct{}, atOnce)
	for _, j := range jobs {
		free <- struct{}{}
		running.Go(func() {
			defer func() { <-free }()
			start := time.Now()
			if err := w.run(ctx, j); err != nil {
				j.all++
				j.faults = append(j.faults, fault{"", err.Error()})
			}
			j.took = time.Since(start)
		})
	}
	running.Wait()
}

func (w *workshop) run(ctx context.Context, j *job) (err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("not done within %v", patience))
	defer cancel()
	if j.version, err = j.tool.version(); err != nil {
		return err
	}
	dir := filepath.Join(w.dir, strings.ReplaceAll(j.tool.name, " ", "-")+"-"+j.bundle)
	if err := os.Mkdir(dir, 0o700); err != nil {
		return err
	}
	file, err := filepath.Abs(j.file)
	if err != nil {
		return err
	}
	j.outcome, err = j.tool.run(ctx, w, dir, file)
	if err != nil && ctx.Err() != nil {
		return context.Cause(ctx)
	}
	return err
}

// bin is a program of an npm package.
func bin(name string) string {
	path, err := filepath.Abs(filepath.Join("node_modules", ".bin", name))
	if err != nil {
		return name
	}
	return path
}

// command is a program that works in dir and calls nothing but this machine.
func command(ctx context.Context, dir, name string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "NO_COLOR=1", "CI=1", "REDOCLY_TELEMETRY=off", "REDOCLY_SUPPRESS_UPDATE_NOTICE=true",
		"NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1")
	cmd.Cancel = func() error { return cmd.Process.Signal(os.Interrupt) }
	cmd.WaitDelay = 5 * time.Second
	return cmd
}

// do runs a program and returns what it prints. If it fails, all that it said is the error.
func do(ctx context.Context, dir, name string, args ...string) error {
	cmd := command(ctx, dir, name, args...)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("%s: %w\n%s", filepath.Base(name), err, clip(string(out)))
	}
	return nil
}

// clip shortens what nobody reads whole. What is wrong comes last.
func clip(text string) string {
	const most = 2000
	text = strings.TrimSpace(text)
	if len(text) > most {
		return "… " + text[len(text)-most:]
	}
	return text
}
