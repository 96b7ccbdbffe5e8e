package command

import (
	"context"
	"flag"
	"net/http"
	"net/url"
	"os"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// The variables by which the scripts say what there is in place of the clock and the browser.
const (
	nowVariable     = "TMDB_TEST_NOW"
	browserVariable = "TMDB_TEST_BROWSER"
)

var update = flag.Bool("update", false, "write what the commands print into the scripts")

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"tmdb": program})
}

// program is the program as the scripts run it.
func program() {
	a := app.New()
	if now, err := time.Parse(time.RFC3339, os.Getenv(nowVariable)); err == nil {
		a.Now = func() time.Time { return now }
	}
	a.OpenBrowser = func(page string) error {
		resp, err := http.Get(os.Getenv(browserVariable) + "?page=" + url.QueryEscape(page))
		if err == nil {
			err = resp.Body.Close()
		}
		return err
	}
	os.Exit(Run(context.Background(), a, os.Args[1:]))
}

// TestScripts runs the transcripts in testdata, each with a server of its own whose day is always the
// same. In a transcript without `env TMDB_ACCESS_TOKEN=` the credential is that of the server.
func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		UpdateScripts:       *update,
		RequireExplicitExec: true,
		Setup: func(env *testscript.Env) error {
			srv, err := tmdbtest.New(tmdbtest.WithClock(tmdbtest.Day))
			if err != nil {
				return err
			}
			env.Defer(srv.Close)
			for name, value := range map[string]string{
				"TMDB_BASE_URL": srv.URL, "TMDB_ACCESS_TOKEN": srv.Token, "TMDB_CONFIG_DIR": env.WorkDir + "/config",
				nowVariable: srv.Now().Format(time.RFC3339), "NO_COLOR": "",
			} {
				env.Setenv(name, value)
			}
			return nil
		},
	})
}
