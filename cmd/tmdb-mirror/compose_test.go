package main

import (
	"os"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"go.yaml.in/yaml/v3"

	"github.com/tmdb-go/tmdb/cmd/tmdb-mirror/command"
)

// The services of compose.yaml that are of this program call it in a way that it knows.
func TestCompose(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Services map[string]struct {
			Image       string
			Build       struct{ Context, Dockerfile string }
			Command     []string
			Environment map[string]string
			DependsOn   map[string]any `yaml:"depends_on"`
		}
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	called := map[string]bool{}
	for name, service := range file.Services {
		for other := range service.DependsOn {
			if _, ok := file.Services[other]; !ok {
				t.Errorf("%s depends on %s, which there is not", name, other)
			}
		}
		if service.Image != "tmdb-mirror" {
			continue
		}
		if _, err := os.Stat(service.Build.Context + "/" + service.Build.Dockerfile); err != nil {
			t.Error(err)
		}
		if !strings.HasPrefix(service.Environment["TMDB_MIRROR_DB"], "postgres://") {
			t.Errorf("%s has no DSN: %v", name, service.Environment)
		}
		cmd, args, err := command.New().Find(service.Command)
		if err == nil {
			err = parse(cmd, args)
		}
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		called[cmd.Name()] = true
	}
	if !called["init"] || !called["run"] {
		t.Errorf("these are called: %v", called)
	}
}

// parse parses the flags of a command, and checks its other arguments.
func parse(cmd *cobra.Command, args []string) error {
	if err := cmd.ParseFlags(args); err != nil {
		return err
	}
	return cmd.ValidateArgs(cmd.Flags().Args())
}
