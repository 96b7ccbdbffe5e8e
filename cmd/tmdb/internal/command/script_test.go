package command

import (
	"context"
	"errors"
	"flag"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/zalando/go-keyring"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// The variables by which the scripts say what there is in place of the clock, the browser and the keyring.
const (
	nowVariable     = "TMDB_TEST_NOW"
	browserVariable = "TMDB_TEST_BROWSER"
	keyringVariable = "TMDB_TEST_KEYRING" // "works" for one that forgets when the program ends
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
		resp, err := testkit.HTTP.Get(os.Getenv(browserVariable) + "?page=" + url.QueryEscape(page))
		if err != nil {
			return err
		}
		if resp.StatusCode != http.StatusOK {
			err = errors.New("the browser says " + resp.Status)
		}
		return errors.Join(err, resp.Body.Close())
	}
	keyring.MockInitWithError(errors.New("there is none"))
	if os.Getenv(keyringVariable) == "works" {
		keyring.MockInit()
	}
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop)
	os.Exit(Run(ctx, a, os.Args[1:]))
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
			browser := httptest.NewServer(adasBrowser(srv))
			env.Defer(browser.Close)
			proxy := httptest.NewServer(withToken(srv))
			env.Defer(proxy.Close)
			for name, value := range map[string]string{
				"TMDB_BASE_URL": srv.URL, "TMDB_ACCESS_TOKEN": srv.Token, "TMDB_CONFIG_DIR": env.WorkDir + "/config",
				nowVariable: srv.Now().Format(time.RFC3339), browserVariable: browser.URL, "NO_COLOR": "",
				"PROXY": proxy.URL, "STAND_IN": srv.URL,
			} {
				env.Setenv(name, value)
			}
			return nil
		},
	})
}

// withToken is a proxy before srv that has its token, as tmdb proxy has one.
func withToken(srv *tmdbtest.Server) http.Handler {
	return &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) {
		r.Out.URL.Scheme, r.Out.URL.Host = "http", strings.TrimPrefix(srv.URL, "http://")
		if r.In.Header.Get("Authorization") == "" {
			r.Out.Header.Set("Authorization", "Bearer "+srv.Token)
		}
	}}
}

// adasBrowser is a browser in which ada allows what a page asks, or denies it on the path /deny.
func adasBrowser(srv *tmdbtest.Server) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		page := strings.Replace(r.URL.Query().Get("page"), "https://www.themoviedb.org", srv.URL, 1)
		decide := func() (string, error) { return srv.Approve(page, "ada") }
		if r.URL.Path == "/deny" {
			decide = func() (string, error) { return srv.Deny(page) }
		}
		redirect, err := decide()
		var resp *http.Response
		if err == nil {
			resp, err = testkit.HTTP.Get(redirect)
		}
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		resp.Body.Close()
	}
}
