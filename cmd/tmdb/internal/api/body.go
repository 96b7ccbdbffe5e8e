package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// maxBody is how long a body may be.
const maxBody = 1 << 20

// readBody returns the body that --body means: JSON, @file, or - for the input.
func readBody(ctx context.Context, text string, in io.Reader) ([]byte, error) {
	data, from := []byte(text), "--body"
	var err error
	switch name, isFile := strings.CutPrefix(text, "@"); {
	case text == "-" || text == "@-":
		from = "the input"
		data, err = readInput(ctx, in)
	case isFile:
		from = name
		data, err = readFile(name)
	}
	switch {
	case ctx.Err() != nil:
		return nil, ctx.Err()
	case err != nil:
		return nil, app.Usagef("--body: %w", err)
	case len(data) > maxBody:
		return nil, app.Usagef("--body: %s is longer than %d bytes", from, maxBody)
	}
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\ufeff")))
	if !json.Valid(data) { // which may hold a secret
		return nil, app.Usagef("--body: %s is no JSON: want one such as --body '{\"value\": 8.5}', --body @file.json, or --body - for the input", from)
	}
	return data, nil
}

// readInput reads what somebody may be typing, who may end the program instead.
func readInput(ctx context.Context, in io.Reader) ([]byte, error) {
	type result struct {
		data []byte
		err  error
	}
	read := make(chan result, 1)
	go func() {
		data, err := io.ReadAll(io.LimitReader(in, maxBody+1))
		read <- result{data, err}
	}()
	select {
	case r := <-read:
		return r.data, r.err
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

func readFile(name string) ([]byte, error) {
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(io.LimitReader(f, maxBody+1))
	return data, errors.Join(err, f.Close())
}

// checkBody returns what is wrong with a body, without what it has in fields that are secret.
func checkBody(s *spec.Schema, body []byte) error {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	if err := d.Decode(&v); err != nil {
		return app.Usagef("--body is no JSON: %w", err)
	}
	if err := checkJSON(s, "--body", v); err != nil {
		return app.UsageError{Err: err}
	}
	return nil
}

// checkJSON returns what is wrong with a value at a place.
func checkJSON(s *spec.Schema, at string, v any) error {
	switch v := v.(type) {
	case map[string]any:
		if s.Type != "object" || len(s.Properties) == 0 && len(v) > 0 {
			break
		}
		return checkObject(s, at, v)
	case []any:
		if s.Type != "array" {
			break
		}
		for i, item := range v {
			if s.Items == nil {
				continue
			}
			if err := checkJSON(s.Items, fmt.Sprintf("%s[%d]", at, i), item); err != nil {
				return err
			}
		}
		return nil
	case string:
		if s.Type == "string" && s.Fits(v) && s.Knows(v) {
			return nil
		}
	case json.Number:
		if (s.Type == "integer" || s.Type == "number") && s.Fits(v.String()) {
			return nil
		}
	case bool:
		if s.Type == "boolean" {
			return nil
		}
	}
	if s.Secret() {
		return fmt.Errorf("%s does not fit: want %s", at, s.Want())
	}
	return fmt.Errorf("%s is %s: want %s", at, brief(v), s.Want())
}

func checkObject(s *spec.Schema, at string, v map[string]any) error {
	var known []string
	for _, p := range s.Properties {
		known = append(known, p.Name)
		value, ok := v[p.Name]
		switch {
		case !ok && p.Required:
			return fmt.Errorf("%s lacks %s: want %s", at, p.Name, p.Want())
		case !ok || value == nil && !p.Required:
			continue
		}
		if err := checkJSON(&p.Schema, at+"."+p.Name, value); err != nil {
			return err
		}
	}
	for _, name := range slices.Sorted(maps.Keys(v)) {
		if !slices.Contains(known, name) {
			return fmt.Errorf("%s has %.40q, which the operation does not know: want some of %s", at, name, strings.Join(known, ", "))
		}
	}
	return nil
}

// brief says what a value is.
func brief(v any) string {
	switch v.(type) {
	case map[string]any:
		return "an object"
	case []any:
		return "a list"
	case nil:
		return "null"
	}
	data, err := json.Marshal(v)
	if err != nil {
		return "something else"
	}
	return fmt.Sprintf("%.40s", data)
}
