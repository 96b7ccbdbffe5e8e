package app

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestExitCode(t *testing.T) {
	t.Parallel()
	flag := output.Settings{Format: "json", Fields: "x"}
	tests := map[string]struct {
		err  error
		want int
	}{
		"none":                   {nil, 0},
		"any":                    {io.ErrUnexpectedEOF, 1},
		"the command line":       {Usagef("--limit is -1"), 2},
		"wrapped":                {fmt.Errorf("so: %w", Usagef("--limit is -1")), 2},
		"a field":                {output.One(output.New(t.Context(), io.Discard, flag), struct{ ID int }{}, nil), 2},
		"what the client takes":  {tmdb.ErrInvalid, 2},
		"credentials":            {Credentialsf("this needs a user"), 4},
		"nothing there":          {NotFoundf("there is no movie"), 5},
		"TMDB says not found":    {&tmdb.Error{StatusCode: 404, Code: 34}, 5},
		"TMDB says unauthorized": {&tmdb.Error{StatusCode: 401, Code: 7}, 4},
		"TMDB asks to wait":      {&tmdb.Error{StatusCode: 429, Code: 25}, 6},
		"TMDB is down":           {&tmdb.Error{StatusCode: 503}, 6},
		"no time is left":        {context.DeadlineExceeded, 6},
		"interrupted":            {fmt.Errorf("so: %w", context.Canceled), 130},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := ExitCode(tt.err); got != tt.want {
				t.Errorf("the exit code of %v is %d, want %d", tt.err, got, tt.want)
			}
		})
	}
}

// What a client returns, as the program sees it.
func TestExitCodeOfCalls(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	client := tmdbtest.NewClient(t, srv)
	ended, cancel := context.WithCancel(t.Context())
	cancel()
	late, cancel := context.WithDeadline(t.Context(), time.Unix(0, 0))
	defer cancel()
	wrong, err := tmdb.New("wrong", tmdb.WithBaseURL(srv.URL))
	if err != nil {
		t.Fatal(err)
	}
	nowhere, err := tmdb.New(srv.Token, tmdb.WithBaseURL("http://127.0.0.1:1"), tmdb.WithRetry(nil))
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		ctx    context.Context
		client *tmdb.Client
		id     int
		want   int
	}{
		"found":         {t.Context(), client, 550, 0},
		"not found":     {t.Context(), client, 999999999, 5},
		"interrupted":   {ended, client, 550, 130},
		"too late":      {late, client, 550, 6},
		"a wrong token": {t.Context(), wrong, 550, 4},
		"unreachable":   {t.Context(), nowhere, 550, 6},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := tt.client.Movies.Details(tt.ctx, tt.id, nil)
			if got := ExitCode(err); got != tt.want {
				t.Errorf("the exit code of %v is %d, want %d", err, got, tt.want)
			}
		})
	}
}

func TestKinds(t *testing.T) {
	t.Parallel()
	for kind, err := range map[error]error{tmdb.ErrNotFound: NotFoundf("no %s", "movie"), tmdb.ErrUnauthorized: Credentialsf("no %s", "movie")} {
		if !errors.Is(err, kind) || err.Error() != "no movie" {
			t.Errorf("%v is not %v", err, kind)
		}
	}
}
