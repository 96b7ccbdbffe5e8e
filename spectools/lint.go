package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// lint runs a linter. That it ends with status 1 says no more than that there are faults.
func lint(ctx context.Context, dir, name string, read func(out []byte) ([]fault, error), args ...string) (outcome, error) {
	cmd := command(ctx, dir, name, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && (!ok || exit.ExitCode() != 1) {
		return outcome{}, fmt.Errorf("%w\n%s", err, clip(stderr.String()))
	}
	faults, err := read(out)
	if err == nil && len(faults) == 0 && cmd.ProcessState.ExitCode() != 0 {
		err = errors.New("it fails and names no fault")
	}
	if err != nil {
		err = fmt.Errorf("%w\n%s", err, clip(stderr.String()))
	}
	return outcome{1, faults}, err
}

func redocly(ctx context.Context, _ *workshop, dir, file string) (outcome, error) {
	return lint(ctx, dir, bin("redocly"), readRedocly, "lint", "--extends=recommended", "--max-problems=100000", "--format=json", file)
}

// readRedocly reads the JSON that redocly lint prints.
func readRedocly(out []byte) (faults []fault, err error) {
	var result struct {
		Totals   *struct{ Errors, Warnings int }
		Problems []struct {
			RuleID   string
			Message  string
			Location []struct{ Pointer string }
		}
	}
	if err := json.Unmarshal(out, &result); err != nil {
		return nil, fmt.Errorf("redocly's JSON: %w", err)
	}
	if result.Totals == nil {
		return nil, errors.New("redocly's JSON has no totals")
	}
	for _, p := range result.Problems {
		f := fault{"?", p.RuleID + ": " + p.Message}
		if len(p.Location) > 0 {
			f.where = p.Location[0].Pointer
		}
		faults = append(faults, f)
	}
	if n := result.Totals.Errors + result.Totals.Warnings; n != len(faults) {
		return nil, fmt.Errorf("redocly counts %d problems and lists %d", n, len(faults))
	}
	return faults, nil
}

func spectral(ctx context.Context, _ *workshop, dir, file string) (outcome, error) {
	rules := filepath.Join(dir, "rules.yaml")
	if err := os.WriteFile(rules, []byte("extends: ['spectral:oas']\n"), 0o600); err != nil {
		return outcome{}, err
	}
	results := filepath.Join(dir, "results.json")
	return lint(ctx, dir, bin("spectral"), func([]byte) ([]fault, error) {
		data, err := os.ReadFile(results)
		if err != nil {
			return nil, err
		}
		return readSpectral(data)
	}, "lint", "--ruleset", rules, "--fail-severity=hint", "--format=json", "--output", results, file)
}

// readSpectral reads the JSON that spectral lint writes.
func readSpectral(data []byte) (faults []fault, err error) {
	var results []struct {
		Code    string
		Message string
		Path    []any
	}
	if err := json.Unmarshal(data, &results); err != nil {
		return nil, fmt.Errorf("spectral's JSON: %w", err)
	}
	for _, r := range results {
		where := "#"
		for _, key := range r.Path {
			where += "/" + strings.NewReplacer("~", "~0", "/", "~1").Replace(fmt.Sprint(key))
		}
		faults = append(faults, fault{where, r.Code + ": " + r.Message})
	}
	return faults, nil
}

func scalar(ctx context.Context, _ *workshop, dir, file string) (outcome, error) {
	program, err := filepath.Abs("programs/scalar.mjs")
	if err != nil {
		return outcome{}, err
	}
	return lint(ctx, dir, "node", readScalar, program, file)
}

// readScalar reads what programs/scalar.mjs prints: the result of Scalar's validate.
func readScalar(out []byte) (faults []fault, err error) {
	var result struct {
		Valid  *bool
		Errors []struct {
			Message string
			Path    any
		}
	}
	if err := json.Unmarshal(out, &result); err != nil {
		return nil, fmt.Errorf("scalar's JSON: %w", err)
	}
	if result.Valid == nil {
		return nil, errors.New("scalar does not say whether the bundle is valid")
	}
	for _, e := range result.Errors {
		faults = append(faults, fault{fmt.Sprint(e.Path), e.Message})
	}
	if *result.Valid != (len(faults) == 0) {
		return nil, fmt.Errorf("scalar says valid: %v, and lists %d errors", *result.Valid, len(faults))
	}
	return faults, nil
}
