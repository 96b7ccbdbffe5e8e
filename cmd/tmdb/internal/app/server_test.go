package app

import (
	"testing"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/credential"
)

// TestExportsURL: a server that is asked without a credential has images and no daily exports, also for a
// command that makes a client of its own.
func TestExportsURL(t *testing.T) {
	const server = "https://proxy.example/tmdb"
	tests := map[string]struct {
		token, base, login string
		files, exports     string
	}{
		"TMDB":               {token: "a.b"},
		"TMDB, by name":      {token: "a.b", base: "https://api.tmdb.org/3"},
		"a stand-in":         {token: "a.b", base: server + "/3/", files: server, exports: server},
		"a login":            {login: "a.b", base: server, files: server, exports: server},
		"a proxy":            {base: server, files: server},
		"a proxy, no TLS":    {login: "a.b", base: "http://proxy:8080", files: "http://proxy:8080"},
		"nothing whatsoever": {},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			for name, value := range map[string]string{tokenVariable: tt.token, keyVariable: "", baseVariable: tt.base, "TMDB_CONFIG_DIR": t.TempDir()} {
				t.Setenv(name, value)
			}
			a := New()
			if tt.login != "" {
				if err := a.Store.Save(credential.Credential{Token: tt.login}, credential.File); err != nil {
					t.Fatal(err)
				}
			}
			if got := a.FilesURL(); got != tt.files {
				t.Errorf("images are at %q, want %q", got, tt.files)
			}
			if got := a.ExportsURL(); got != tt.exports {
				t.Errorf("exports are at %q, want %q", got, tt.exports)
			}
			_, got, err := a.OwnClient()
			if nothing := tt.token+tt.base+tt.login == ""; got != tt.exports || (err != nil) != nothing {
				t.Errorf("for a client of its own they are at %q, want %q: %v", got, tt.exports, err)
			}
		})
	}
}

// TestAsked: what cannot be reached, or wants another credential, is told by the name that the user knows.
func TestAsked(t *testing.T) {
	const other = "The server of TMDB_BASE_URL"
	tests := map[string]struct {
		base, want string
		open       bool
	}{
		"TMDB":            {want: "TMDB"},
		"TMDB, by name":   {base: "https://api.tmdb.org/3", want: "TMDB"},
		"a stand-in":      {base: "http://127.0.0.1:8750", want: other},
		"a proxy":         {base: "https://proxy.example", want: other},
		"a proxy, no TLS": {base: "http://proxy:8080", want: other, open: true},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Setenv(baseVariable, tt.base)
			if a := New(); a.Asked() != tt.want || a.IsOpen() != tt.open {
				t.Errorf("it is %q, open %t, want %q, %t", a.Asked(), a.IsOpen(), tt.want, tt.open)
			}
		})
	}
}

// TestOwnClientOfDemo: the stand-in of the demo has the exports as well.
func TestOwnClientOfDemo(t *testing.T) {
	t.Setenv(baseVariable, "https://proxy.example")
	a := New()
	defer a.Close()
	cmd := &cobra.Command{}
	a.AddFlags(cmd)
	if err := cmd.ParseFlags([]string{"--demo"}); err != nil {
		t.Fatal(err)
	}
	if _, got, err := a.OwnClient(); err != nil || got != a.standIn.URL {
		t.Errorf("got %q, %v", got, err)
	}
}
