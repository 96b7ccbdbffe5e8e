package app

import (
	"io"
	"strings"
	"testing"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/credential"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

func TestSource(t *testing.T) {
	for _, name := range []string{tokenVariable, keyVariable, baseVariable} {
		t.Setenv(name, "")
	}
	srv := tmdbtest.NewServer(t)
	tests := map[string]struct {
		args []string
		env  map[string]string
		want Source
		demo bool
		err  string
		code int

		login  string // the token that is stored
		noCall bool
	}{
		"nothing":                        {want: FromNothing, demo: true},
		"a token":                        {env: map[string]string{tokenVariable: srv.Token, baseVariable: srv.URL}, want: FromEnv},
		"a demo all the same":            {args: []string{"--demo"}, env: map[string]string{tokenVariable: srv.Token}, want: FromFlag, demo: true},
		"a server alone":                 {env: map[string]string{baseVariable: srv.URL}, want: FromServer, noCall: true},
		"a server and a login":           {env: map[string]string{baseVariable: srv.URL}, login: srv.Token, want: FromStore},
		"a login that others would hear": {env: map[string]string{baseVariable: "http://tmdb-proxy:8080"}, login: srv.Token, want: FromServer, noCall: true},
		"TMDB alone": {env: map[string]string{baseVariable: "https://api.tmdb.org/3"}, want: FromNothing, code: 4,
			err: "TMDB_BASE_URL names TMDB's own server, which wants a credential: set TMDB_ACCESS_TOKEN as well, or run tmdb login"},
		"TMDB and a login, without TLS": {env: map[string]string{baseVariable: "http://api.tmdb.org"}, login: srv.Token, want: FromStore, code: 2, err: "not https"},
		"no URL":                        {env: map[string]string{baseVariable: "http://me:hunter2@x"}, want: FromServer, code: 2, err: "holds a user"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMDB_CONFIG_DIR", t.TempDir())
			for name, value := range tt.env {
				t.Setenv(name, value)
			}
			a := New()
			defer a.Close()
			if tt.login != "" {
				if err := a.Store.Save(credential.Credential{Token: tt.login}, credential.File); err != nil {
					t.Fatal(err)
				}
			}
			cmd := &cobra.Command{}
			cmd.SetErr(io.Discard)
			a.AddFlags(cmd)
			if err := cmd.ParseFlags(tt.args); err != nil {
				t.Fatal(err)
			}
			if source, _, err := a.Source(); source != tt.want || err != nil {
				t.Errorf("the credential is from %s, %v, want %s", source, err, tt.want)
			}
			client, err := a.Client(cmd)
			if tt.err != "" {
				if err == nil || !strings.Contains(err.Error(), tt.err) || strings.Contains(err.Error(), "hunter2") || ExitCode(err) != tt.code {
					t.Errorf("the error is %v, want %s", err, tt.err)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if tt.noCall {
				return
			}
			if (a.standIn != nil) != tt.demo {
				t.Errorf("the stand-in is %v", a.standIn)
			}
			if _, err := client.Movies.Details(t.Context(), 550, nil); err != nil {
				t.Error(err)
			}
		})
	}
}

func TestLanguageAndRegion(t *testing.T) {
	tests := map[string]struct {
		args, set []string
		want      string
	}{
		"neither":       {want: "en-US US"},
		"configuration": {set: []string{"language", "de-DE", "region", "DE"}, want: "de-DE DE"},
		"flags before":  {args: []string{"--language", "fr", "--region=FR"}, set: []string{"language", "de-DE", "region", "DE"}, want: "fr FR"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Setenv("TMDB_CONFIG_DIR", t.TempDir())
			a := New()
			for i := 0; i < len(tt.set); i += 2 {
				if err := a.Config.Set(tt.set[i], tt.set[i+1]); err != nil {
					t.Fatal(err)
				}
			}
			cmd := &cobra.Command{}
			a.AddFlags(cmd)
			if err := cmd.ParseFlags(tt.args); err != nil {
				t.Fatal(err)
			}
			if got := a.Language() + " " + a.Region(); got != tt.want {
				t.Errorf("it is %s, want %s", got, tt.want)
			}
		})
	}
}
