package main

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestBundle(t *testing.T) {
	t.Parallel()
	top := os.DirFS(filepath.Join("..", "..", ".."))
	date := time.Date(2026, 11, 29, 12, 0, 0, 0, time.UTC)
	program := filepath.Join(t.TempDir(), "program")
	if err := os.WriteFile(program, []byte("the program"), 0o600); err != nil {
		t.Fatal(err)
	}
	for system, want := range map[string]struct{ platform, entry string }{
		"linux":   {"linux", "server/tmdb"},
		"darwin":  {"darwin", "server/tmdb"},
		"windows": {"win32", "server/tmdb.exe"},
	} {
		t.Run(system, func(t *testing.T) {
			t.Parallel()
			path := filepath.Join(t.TempDir(), "tmdb.mcpb")
			var twice [2][]byte
			for i := range twice {
				if err := bundle(top, "1.2.3", system, date, program, path); err != nil {
					t.Fatal(err)
				}
				var err error
				if twice[i], err = os.ReadFile(path); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(twice[0], twice[1]) {
				t.Error("two bundles of the same differ")
			}
			files, err := zip.NewReader(bytes.NewReader(twice[0]), int64(len(twice[0])))
			if err != nil {
				t.Fatal(err)
			}
			modes, data := map[string]os.FileMode{}, map[string]string{}
			for _, file := range files.File {
				r, err := file.Open()
				if err != nil {
					t.Fatal(err)
				}
				content, err := io.ReadAll(r)
				if err != nil {
					t.Fatal(err)
				}
				modes[file.Name], data[file.Name] = file.Mode(), string(content)
			}
			if data[want.entry] != "the program" || modes[want.entry] != 0o755 || data["LICENSE"] == "" {
				t.Errorf("it has %v, want the program as %s, to be run, and LICENSE", modes, want.entry)
			}
			var manifest struct {
				Version string
				Server  struct {
					EntryPoint string                   `json:"entry_point"`
					Config     struct{ Command string } `json:"mcp_config"`
				}
				Compatibility struct{ Platforms []string }
			}
			if err := json.Unmarshal([]byte(data["manifest.json"]), &manifest); err != nil {
				t.Fatal(err)
			}
			if manifest.Version != "1.2.3" || manifest.Server.EntryPoint != want.entry || manifest.Server.Config.Command != "${__dirname}/"+want.entry ||
				!slices.Equal(manifest.Compatibility.Platforms, []string{want.platform}) {
				t.Errorf("the manifest has %+v", manifest)
			}
		})
	}
}

func TestManifestOfNothing(t *testing.T) {
	t.Parallel()
	good := `{"server":{"entry_point":"a","mcp_config":{"command":"${__dirname}/a"}}}`
	for name, test := range map[string]struct{ template, version, system, want string }{
		"system":  {good, "1.2.3", "plan9", `-os is "plan9": want linux, darwin or windows`},
		"version": {good, "", "linux", "-version is missing"},
		"no JSON": {"{", "1.2.3", "linux", "manifest.json: "},
		"program": {strings.Replace(good, "/a", "/b", 1), "1.2.3", "linux", `the entry point "a" and the command ${__dirname}/b`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, _, err := manifestOf([]byte(test.template), test.version, test.system); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want %q", err, test.want)
			}
		})
	}
}
