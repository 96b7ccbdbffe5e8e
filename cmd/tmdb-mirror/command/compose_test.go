package command

import (
	"os"
	"testing"

	"go.yaml.in/yaml/v3"
)

// TestCompose: the command lines of the example are ones that there are.
func TestCompose(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../compose.yaml")
	if err != nil {
		t.Fatal(err)
	}
	var file struct {
		Services map[string]struct {
			Image   string
			Command []string
		}
	}
	if err := yaml.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	checked := 0
	for name, service := range file.Services {
		if service.Image != "tmdb-mirror" {
			continue
		}
		checked++
		cmd, flags, err := New().Find(service.Command)
		if err != nil || !cmd.HasParent() {
			t.Errorf("%s: %v: %v", name, service.Command, err)
		} else if err := cmd.ParseFlags(flags); err != nil || len(cmd.Flags().Args()) > 0 {
			t.Errorf("%s: %v: %v", name, service.Command, err)
		}
	}
	if checked != 2 {
		t.Errorf("%d services are of the image: want init and worker", checked)
	}
}
