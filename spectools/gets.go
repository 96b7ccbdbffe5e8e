package main

import (
	"bufio"
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// orval writes zod validators, compiles a program that has types of them, and holds the responses of
// tmdb-server to all GETs against them.
func orval(ctx context.Context, w *workshop, dir, file string) (outcome, error) {
	if err := do(ctx, dir, bin("orval"), "--input", file, "--output", "zod.ts", "--client", "zod"); err != nil {
		return outcome{}, err
	}
	compiled, err := compile(ctx, dir, "orval.ts")
	if err != nil {
		return compiled, err
	}
	// Faults of types do not keep tsc from writing the validators.
	called, err := w.withServer(ctx, func(env []string, url string) (outcome, error) {
		return w.getAll(ctx, dir, file, env, url, filepath.Join(dir, "zod.js"))
	})
	return outcome{compiled.all + called.all, slices.Concat(compiled.faults, called.faults)}, err
}

// prismMock calls a server that makes the responses up.
func prismMock(ctx context.Context, w *workshop, dir, file string) (outcome, error) {
	return w.withServer(ctx, func(env []string, _ string) (outcome, error) {
		return w.withPrism(ctx, dir, []string{"mock", file}, func(url string) (outcome, error) {
			return w.getAll(ctx, dir, file, env, url)
		})
	})
}

// prismProxy calls tmdb-server by way of a proxy that fails what the bundle does not have.
func prismProxy(ctx context.Context, w *workshop, dir, file string) (outcome, error) {
	return w.withServer(ctx, func(env []string, server string) (outcome, error) {
		return w.withPrism(ctx, dir, []string{"proxy", file, server, "--errors"}, func(url string) (outcome, error) {
			return w.getAll(ctx, dir, file, env, url)
		})
	})
}

// withServer runs f with a tmdb-server of its own.
func (w *workshop) withServer(ctx context.Context, f func(env []string, url string) (outcome, error)) (o outcome, err error) {
	srv, err := w.server.Start(ctx)
	if err != nil {
		return outcome{}, err
	}
	defer func() { err = errors.Join(err, srv.Stop()) }()
	return f(srv.Env, srv.BaseURL())
}

// withPrism runs f with a Prism, once that listens.
func (w *workshop) withPrism(ctx context.Context, dir string, args []string, f func(url string) (outcome, error)) (outcome, error) {
	port, err := freePort()
	if err != nil {
		return outcome{}, err
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	cmd := command(ctx, dir, bin("prism"), append(args, "--host", "127.0.0.1", "--port", port)...)
	out, err := cmd.StdoutPipe()
	if err != nil {
		return outcome{}, err
	}
	cmd.Stderr = cmd.Stdout
	if err := cmd.Start(); err != nil {
		return outcome{}, err
	}
	defer func() {
		cancel()
		cmd.Wait()
	}()
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 1<<20)
	said := ""
	for lines.Scan() {
		if strings.Contains(lines.Text(), "Prism is listening") {
			go func() {
				for lines.Scan() {
				}
			}()
			return f("http://127.0.0.1:" + port)
		}
		said += lines.Text() + "\n"
	}
	return outcome{}, fmt.Errorf("prism ended before it listened\n%s", clip(said))
}

// freePort returns a port that nobody listens on.
func freePort() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	return port, err
}

// getAll has Node send a request to each GET of the bundle to url. They are signed in at the tmdb-server
// that env tells of.
func (w *workshop) getAll(ctx context.Context, dir, bundle string, env []string, url string, validators ...string) (outcome, error) {
	requests := filepath.Join(dir, "requests.json")
	if err := writeRequests(ctx, env, bundle, requests); err != nil {
		return outcome{}, err
	}
	program, err := filepath.Abs("programs/get.mjs")
	if err != nil {
		return outcome{}, err
	}
	cmd := command(ctx, dir, "node", append([]string{program, requests, url}, validators...)...)
	cmd.Stderr = os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return outcome{}, fmt.Errorf("get.mjs: %w", err)
	}
	return readCalls(out)
}

// readCalls reads what the programs print that call a server.
func readCalls(out []byte) (o outcome, err error) {
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var r struct{ Operation, Failure string }
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			return outcome{}, fmt.Errorf("a program printed %q: %w", lines.Text(), err)
		}
		if r.Operation == "" {
			return outcome{}, fmt.Errorf("a program printed %q: want an operation", lines.Text())
		}
		o.all++
		if r.Failure != "" {
			o.faults = append(o.faults, fault{r.Operation, r.Failure})
		}
	}
	if o.all == 0 {
		return outcome{}, errors.New("a program made no calls")
	}
	return o, lines.Err()
}
