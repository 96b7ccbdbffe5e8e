package api

import (
	"context"
	"errors"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
)

func TestCheckBody(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		op         *spec.Operation
		body, want string // "" for a body that fits
	}{
		{spec.AddMovieRating, `{"value": 8.5}`, ""},
		{spec.AddMovieRating, `{"value": 11}`, "--body.value is 11: want a number from 0.5 to 10 in steps of 0.5"},
		{spec.AddMovieRating, `{"value": "8"}`, `--body.value is "8": want a number`},
		{spec.AddMovieRating, `{}`, "--body lacks value: want a number"},
		{spec.AddMovieRating, `{"value": 8, "note": "x"}`, `--body has "note", which the operation does not know: want some of value`},
		{spec.AddMovieRating, `[8]`, "--body is a list: want a JSON object of value"},
		{spec.AddMovieRating, `8`, "--body is 8: want a JSON object"},
		{spec.AddMovieRating, `null`, "--body is null: want a JSON object"},
		{spec.AddFavorite, `{"media_type": "movie", "media_id": 550, "favorite": true}`, ""},
		{spec.AddFavorite, `{"media_type": "film", "media_id": 550, "favorite": true}`, `--body.media_type is "film": want one of movie, tv`},
		{spec.AddFavorite, `{"media_type": "movie", "media_id": 5.5, "favorite": true}`, "--body.media_id is 5.5: want a whole number"},
		{spec.AddFavorite, `{"media_type": "movie", "media_id": 550, "favorite": 1}`, "--body.favorite is 1: want true or false"},
		{spec.CreateList, `{"name": "Mine", "description": null}`, ""},
		{spec.CreateSession, `{"request_token": 123456}`, "--body.request_token does not fit: want text"},
	} {
		err := checkBody(tt.op.Body, []byte(tt.body))
		if got := ""; err != nil {
			got = err.Error()
			if tt.want == "" || !strings.HasPrefix(got, tt.want) {
				t.Errorf("%s: %q, want %q", tt.body, got, tt.want)
			}
		} else if tt.want != "" {
			t.Errorf("%s fits, want %q", tt.body, tt.want)
		}
	}
}

func TestReadBody(t *testing.T) {
	t.Parallel()
	folder := t.TempDir()
	name := filepath.Join(folder, "body.json")
	if err := os.WriteFile(name, []byte("\ufeff{\"value\": 1}\r\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ text, in, want, err string }{
		{`{"value": 1}`, "", `{"value": 1}`, ""},
		{"@" + name, "", `{"value": 1}`, ""},
		{"-", " {\"value\": 1}\n", `{"value": 1}`, ""},
		{"@-", "2", "2", ""},
		{"value=1", "", "", "--body: --body is no JSON: want one such as"},
		{"-", "", "", "--body: the input is no JSON"},
		{"@" + folder + "/none", "", "", "--body: open "},
		{"-", strings.Repeat(" ", maxBody+1), "", "--body: the input is longer than 1048576 bytes"},
	} {
		got, err := readBody(t.Context(), tt.text, strings.NewReader(tt.in))
		if string(got) != tt.want || (err == nil) != (tt.err == "") || err != nil && !strings.HasPrefix(err.Error(), tt.err) {
			t.Errorf("%.40q with %.20q: %q and %v, want %q and %q", tt.text, tt.in, got, err, tt.want, tt.err)
		}
	}
}

// TestInterrupted: who is asked for a body can end the program.
func TestInterrupted(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	stop()
	in, out := io.Pipe()
	defer out.Close()
	if _, err := readBody(ctx, "-", in); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v, want that it was ended", err)
	}
}

// FuzzCheckBody: any JSON is taken or refused by a sentence, with any schema.
func FuzzCheckBody(f *testing.F) {
	f.Add(`{"value": 8.5}`)
	f.Add(`{"items": [{"media_id": 1, "media_type": "movie"}, null]}`)
	f.Fuzz(func(t *testing.T, body string) {
		for _, op := range spec.Operations {
			if op.Body == nil {
				continue
			}
			if err := checkBody(op.Body, []byte(body)); err != nil && !strings.HasPrefix(err.Error(), "--body") {
				t.Errorf("%s: %q", op.ID, err)
			}
		}
	})
}
