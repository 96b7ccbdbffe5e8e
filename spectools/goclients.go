package main

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
)

// ogen writes a client, as the module that this one is requires it.
func ogen(ctx context.Context, w *workshop, dir, file string) (outcome, error) {
	config, err := filepath.Abs("programs/_ogen/ogen.yml")
	if err != nil {
		return outcome{}, err
	}
	if err := do(ctx, ".", "go", "tool", "ogen", "-config", config, "-target", filepath.Join(dir, "api"), "-package", "api", file); err != nil {
		return outcome{}, err
	}
	return w.callByGo(ctx, dir, ".", "programs/_ogen/main.go")
}

// oapiCodegen writes types and a client with the generator that the client's module requires, without its
// overlay.
func oapiCodegen(ctx context.Context, w *workshop, dir, file string) (outcome, error) {
	if err := os.Mkdir(filepath.Join(dir, "api"), 0o700); err != nil {
		return outcome{}, err
	}
	output := filepath.Join(dir, "api", "api.go")
	if err := do(ctx, root, "go", "tool", "oapi-codegen", "-package", "api", "-generate", "types,client", "-o", output, file); err != nil {
		return outcome{}, err
	}
	return w.callByGo(ctx, dir, root, "programs/_oapi-codegen/main.go")
}

// callByGo compiles what was written to the folder api in dir and a program of ours that calls it, with
// the modules that go.mod in the folder module requires, and runs the program against tmdb-server.
func (w *workshop) callByGo(ctx context.Context, dir, module, program string) (outcome, error) {
	for _, file := range []string{filepath.Join(module, "go.mod"), filepath.Join(module, "go.sum"), program} {
		data, err := os.ReadFile(file)
		if err != nil {
			return outcome{}, err
		}
		if err := os.WriteFile(filepath.Join(dir, filepath.Base(file)), data, 0o600); err != nil {
			return outcome{}, err
		}
	}
	// It is not needed, and elsewhere from there.
	const compat = "github.com/tmdb-go/tmdb/compat"
	if err := do(ctx, dir, "go", "mod", "edit", "-droprequire="+compat, "-dropreplace="+compat); err != nil {
		return outcome{}, err
	}
	// What is the same as the last time is not compiled again, wherever dir is. Nor is it made fast.
	if err := do(ctx, dir, "go", "build", "-trimpath", "-gcflags=-N -l", "-o", "program", "."); err != nil {
		return outcome{}, err
	}
	return w.withServer(ctx, func(env []string, _ string) (outcome, error) {
		u, err := signIn(ctx, environment(env))
		if err != nil {
			return outcome{}, err
		}
		cmd := command(ctx, dir, filepath.Join(dir, "program"))
		cmd.Env = append(append(cmd.Env, env...), "TMDB_SESSION_ID="+u.session)
		var stderr bytes.Buffer
		cmd.Stderr = &stderr
		out, err := cmd.Output()
		if err != nil {
			return outcome{}, fmt.Errorf("%s: %w\n%s", program, err, clip(stderr.String()))
		}
		return readCalls(out)
	})
}

// environment returns settings such as NAME=value by their names.
func environment(env []string) map[string]string {
	set := map[string]string{}
	for _, s := range env {
		name, value, _ := strings.Cut(s, "=")
		set[name] = value
	}
	return set
}
