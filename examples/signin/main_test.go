package main

import (
	"errors"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/examples/internal/standin"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/signin"
)

func TestStartWithoutToken(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	if err := start(t.Context(), &out, false); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		"Please approve at http://127.0.0.1:", "Rated:\n", "   9.0  Fight Club\n", "Lists:\n", "  Both screens, 6 entries\n", "Signed out.\n",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("output lacks %q:\n%s", want, out.String())
		}
	}
}

func TestRun(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		open  func(*tmdbtest.Server) func(string) error
		fault string // the operation that fails
		is    error
		says  string
	}{
		"denied": {
			open: func(server *tmdbtest.Server) func(string) error {
				return func(approvalURL string) error {
					back, err := server.Deny(approvalURL)
					if err != nil {
						return err
					}
					resp, err := server.Client().Get(back)
					if err != nil {
						return err
					}
					return resp.Body.Close()
				}
			},
			says: "Then not.\n",
		},
		"signs out after an error": {
			open: approveAsAda, fault: "accountListsV4", is: tmdb.ErrUnavailable, says: "Signed out.\n",
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server := tmdbtest.NewServer(t)
			if test.fault != "" {
				if err := server.Fail(test.fault, tmdbtest.Always, tmdbtest.ServerError()); err != nil {
					t.Fatal(err)
				}
			}
			var out strings.Builder
			err := run(t.Context(), &out, signin.Options{Open: test.open(server), Site: server.URL},
				append(standin.Options(server), tmdb.WithRetry(nil))...)
			if !errors.Is(err, test.is) {
				t.Errorf("got %v, want %v", err, test.is)
			}
			if !strings.Contains(out.String(), test.says) {
				t.Errorf("output lacks %q:\n%s", test.says, out.String())
			}
		})
	}
}
