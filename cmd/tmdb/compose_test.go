package main

import (
	"os"
	"strings"
	"testing"

	"go.yaml.in/yaml/v3"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/command"
)

// The service of compose.yaml calls this program in a way that it knows, and has its cache in the volume.
func TestCompose(t *testing.T) {
	t.Parallel()
	text, err := os.ReadFile("compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Services map[string]struct {
			Build                   struct{ Context, Dockerfile string }
			Command, Ports, Volumes []string
			Environment             map[string]string
		}
		Volumes map[string]any
	}
	if err := yaml.Unmarshal(text, &file); err != nil {
		t.Fatal(err)
	}
	service := file.Services["proxy"]
	if _, err := os.Stat(service.Build.Context + "/" + service.Build.Dockerfile); err != nil {
		t.Error(err)
	}
	for name, want := range map[string]string{"TMDB_ACCESS_TOKEN": "${TMDB_ACCESS_TOKEN:?", "TMDB_PROXY_TOKEN": "${TMDB_PROXY_TOKEN:-}"} {
		if value := service.Environment[name]; !strings.HasPrefix(value, want) {
			t.Errorf("%s is %q: want %s", name, value, want)
		}
	}
	cmd, args, err := command.New(app.New()).Find(service.Command)
	if err == nil && cmd.Name() == "proxy" {
		err = cmd.ParseFlags(args)
	}
	if err == nil {
		err = cmd.ValidateArgs(cmd.Flags().Args())
	}
	if err != nil || cmd.Name() != "proxy" {
		t.Fatalf("%v calls %s: %v", service.Command, cmd.Name(), err)
	}
	address, err := cmd.Flags().GetString("addr")
	if err != nil || len(service.Ports) != 1 || service.Ports[0] != "127.0.0.1:8080"+address {
		t.Errorf("it listens at %q, and its ports are %v: %v", address, service.Ports, err)
	}
	folder, err := cmd.Flags().GetString("cache-dir")
	if err != nil || len(service.Volumes) != 1 {
		t.Fatalf("its cache is in %q, and its volumes are %v: %v", folder, service.Volumes, err)
	}
	volume, place, _ := strings.Cut(service.Volumes[0], ":")
	if _, there := file.Volumes[volume]; !there || !strings.HasPrefix(folder, place+"/") {
		t.Errorf("its cache is in %q, and volume %q at %q", folder, volume, place)
	}
}
