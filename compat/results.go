package main

import (
	"bufio"
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"github.com/tmdb-go/tmdb/compat/rig"
)

// result is what became of a call, a line of JSON that a driver prints.
type result struct {
	Call    string `json:"call"`    // method, and in brackets what is special about the call
	Request string `json:"request"` // method and path of the last request, "" if none was sent
	Status  int    `json:"status"`  // of its response, 0 if there was none
	Failure string `json:"failure"` // what is wrong, "" if the call passed
}

// patience is how long a driver may take; it takes seconds.
const patience = 3 * time.Minute

// drive runs the driver of a client against a server of its own.
func drive(ctx context.Context, p *rig.Program, client string) (results []result, err error) {
	ctx, cancel := context.WithTimeoutCause(ctx, patience, fmt.Errorf("not done within %v", patience))
	defer cancel()
	srv, err := p.Start(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, srv.Stop()) }()
	cmd := exec.CommandContext(ctx, "node", filepath.Join("drivers", client+".mjs"))
	cmd.Env = append(os.Environ(), srv.Env...)
	cmd.Env = append(cmd.Env, "NO_PROXY=127.0.0.1", "no_proxy=127.0.0.1")
	cmd.Stderr = os.Stderr
	cmd.WaitDelay = time.Second
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("the driver: %w", cmp.Or(context.Cause(ctx), err))
	}
	return readResults(out)
}

// readResults reads what a driver has printed. A call that comes twice would hide one of the two.
func readResults(out []byte) (results []result, err error) {
	seen := map[string]bool{}
	lines := bufio.NewScanner(bytes.NewReader(out))
	for lines.Scan() {
		var r result
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.DisallowUnknownFields()
		if err := d.Decode(&r); err != nil {
			return nil, fmt.Errorf("the driver printed %q: %w", lines.Text(), err)
		}
		if r.Call == "" || seen[r.Call] {
			return nil, fmt.Errorf("call %q: want a name that no other call has", r.Call)
		}
		seen[r.Call] = true
		results = append(results, r)
	}
	if len(results) == 0 {
		return nil, errors.New("the driver made no calls")
	}
	return results, lines.Err()
}

// report prints how many calls passed and those that failed, and tells whether all is as it should be.
func report(out io.Writer, client string, results []result, known map[string]knownFailure) (ok bool) {
	ok = true
	passed, excused := 0, 0
	var lines []string
	left := maps.Clone(known)
	for _, r := range results {
		failure, expected := known[r.Call]
		delete(left, r.Call)
		switch {
		case r.Failure == "" && expected:
			passed++
			ok = false
			lines = append(lines, fmt.Sprintf("STALE  %s passes: take it out of known.json", r.Call))
		case r.Failure == "":
			passed++
		case expected && failure.Status == r.Status:
			excused++
			lines = append(lines, fmt.Sprintf("known  %s: %s", r, failure.Reason))
		default:
			ok = false
			lines = append(lines, fmt.Sprintf("FAIL   %s: %s", r, r.Failure))
		}
	}
	for _, call := range slices.Sorted(maps.Keys(left)) {
		ok = false
		lines = append(lines, fmt.Sprintf("STALE  %s is not called: take it out of known.json", call))
	}
	fmt.Fprintf(out, "%s: %d of %d calls pass, %d known failures, %d others\n",
		client, passed, len(results), excused, len(results)-passed-excused)
	for _, line := range lines {
		fmt.Fprintln(out, "  "+line)
	}
	return ok
}

// String returns the call with its request and status.
func (r result) String() string {
	if r.Request == "" {
		return r.Call + ", no request"
	}
	return fmt.Sprintf("%s, %s, %d", r.Call, r.Request, r.Status)
}
