// Package mcp_test runs tmdb mcp as the files beside it have clients run it.
package mcp_test

import (
	"context"
	"encoding/json"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/command"
)

// TestMain is tmdb itself, if this program is called by that name.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) == "tmdb" {
		os.Exit(command.Run(context.Background(), app.New(), os.Args[1:]))
	}
	os.Exit(m.Run())
}

// server is how a client runs a server.
type server struct {
	Type, Command string
	Args          []string
	Env           map[string]string
}

// read decodes a file, and refuses what it has else.
func read(t *testing.T, name string, into any) {
	t.Helper()
	f, err := os.Open(name)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	from := json.NewDecoder(f)
	from.DisallowUnknownFields()
	if err := from.Decode(into); err != nil {
		t.Fatalf("%s: %v", name, err)
	}
}

// tools returns the names of the tools that a client is offered, sorted.
func tools(t *testing.T, program string, args ...string) []string {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), program)
	if err := os.Symlink(self, path); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), path, args...)
	cmd.Env = []string{"TMDB_CONFIG_DIR=" + t.TempDir()}
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), &mcp.CommandTransport{Command: cmd}, nil)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for tool, err := range session.Tools(t.Context(), nil) {
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, tool.Name)
	}
	if err := session.Close(); err != nil {
		t.Errorf("it ends with %v", err)
	}
	slices.Sort(names)
	return names
}

// manifest is that of a bundle, as far as it is of interest here.
type manifest struct {
	Server struct {
		Config server `json:"mcp_config"`
	}
	UserConfig map[string]struct {
		Default   string
		Sensitive bool
	} `json:"user_config"`
	Tools []struct{ Name string }
}

// tools returns the names of its tools, sorted.
func (m manifest) tools() []string {
	var names []string
	for _, tool := range m.Tools {
		names = append(names, tool.Name)
	}
	slices.Sort(names)
	return names
}

func readManifest(t *testing.T) manifest {
	t.Helper()
	data, err := os.ReadFile("manifest.json")
	if err != nil {
		t.Fatal(err)
	}
	var m manifest
	if err := json.Unmarshal(data, &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestConfigurations: each has a client run tmdb, and none has room for a token.
func TestConfigurations(t *testing.T) {
	t.Parallel()
	prompt := regexp.MustCompile(`^\$\{input:(.+)\}$`)
	for name, variable := range map[string]string{
		"claude-desktop.json": "", // it can neither ask nor read its environment: tmdb login
		"vscode.json":         "${input:tmdb-access-token}",
		"cursor.json":         "${env:TMDB_ACCESS_TOKEN}",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var file struct {
				MCPServers, Servers map[string]server
				Inputs              []struct {
					Type, ID, Description string
					Password              bool
				}
			}
			read(t, name, &file)
			servers := slices.Collect(maps.Values(file.Servers))
			servers = slices.AppendSeq(servers, maps.Values(file.MCPServers))
			if len(servers) != 1 || servers[0].Command != "tmdb" {
				t.Fatalf("its servers are %+v, want one that is tmdb", servers)
			}
			environment := map[string]string{}
			if variable != "" {
				environment["TMDB_ACCESS_TOKEN"] = variable
			}
			if !maps.Equal(servers[0].Env, environment) {
				t.Errorf("its environment is %v, want %v", servers[0].Env, environment)
			}
			if match := prompt.FindStringSubmatch(variable); match != nil && (len(file.Inputs) != 1 || file.Inputs[0].ID != match[1] || !file.Inputs[0].Password) {
				t.Errorf("it asks for %+v, want %s as a password", file.Inputs, match[1])
			}
			want := readManifest(t).tools()
			if got := tools(t, servers[0].Command, append(servers[0].Args, "--demo")...); !slices.Equal(got, want) {
				t.Errorf("the tools are\n%v\nwant\n%v", got, want)
			}
		})
	}
}

// TestManifest: the program runs as the bundle says, before anything is set, and has the tools that the
// bundle tells of.
func TestManifest(t *testing.T) {
	t.Parallel()
	m := readManifest(t)
	var set []string
	for name, config := range m.UserConfig {
		set = append(set, "${user_config."+name+"}", config.Default)
		if secret := name == "access_token"; config.Sensitive != secret {
			t.Errorf("%s is sensitive: %t, want %t", name, config.Sensitive, secret)
		}
	}
	if token := m.Server.Config.Env["TMDB_ACCESS_TOKEN"]; token != "${user_config.access_token}" || len(m.Server.Config.Env) != 1 {
		t.Errorf("its environment is %v, want the token that the user has set", m.Server.Config.Env)
	}
	var args []string
	for _, arg := range m.Server.Config.Args {
		args = append(args, strings.NewReplacer(set...).Replace(arg))
	}
	program := filepath.Base(m.Server.Config.Command)
	if got, want := tools(t, program, append(args, "--demo")...), m.tools(); !slices.Equal(got, want) {
		t.Errorf("the tools are\n%v\nthe manifest has\n%v", got, want)
	}
}
