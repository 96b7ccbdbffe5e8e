package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	registry "github.com/modelcontextprotocol/registry/pkg/api/v0"
	"github.com/modelcontextprotocol/registry/pkg/model"
)

const (
	metadata  = `{"tag":"v1.2.3","version":"1.2.3"}`
	sum       = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
	checksums = sum + "  tmdb_1.2.3_linux_amd64.mcpb\n" + sum + "  tmdb_1.2.3_linux_amd64.tar.gz\n" + sum + "  tmdb_1.2.3_windows_arm64.mcpb\n"
	artifacts = `[{"name":"tmdb","type":"Binary"},{"name":"images.example/tmdb@sha256:` + sum + `","type":"Docker Manifest"}]`
)

// release returns what the command reads: the repository's own file, and goreleaser's results.
func release(t *testing.T, results map[string]string) fstest.MapFS {
	template, err := os.ReadFile(filepath.Join("..", "..", "..", "cmd", "tmdb", "server.json"))
	if err != nil {
		t.Fatal(err)
	}
	top := fstest.MapFS{
		"cmd/tmdb/server.json": {Data: template}, "dist/metadata.json": {Data: []byte(metadata)},
		"dist/checksums.txt": {Data: []byte(checksums)}, "dist/artifacts.json": {Data: []byte(artifacts)},
	}
	for name, data := range results {
		top[name] = &fstest.MapFile{Data: []byte(data)}
	}
	return top
}

func TestServerJSON(t *testing.T) {
	t.Parallel()
	data, err := serverJSON(release(t, nil))
	if err != nil {
		t.Fatal(err)
	}
	if err := check(data); err != nil {
		t.Error(err)
	}
	var server registry.ServerJSON
	if err := json.Unmarshal(data, &server); err != nil {
		t.Fatal(err)
	}
	if server.Version != "1.2.3" {
		t.Errorf("the version is %s", server.Version)
	}
	var identifiers []string
	for _, p := range server.Packages {
		identifiers = append(identifiers, p.RegistryType+" "+p.Identifier)
		if (p.RegistryType == model.RegistryTypeMCPB) != (p.FileSHA256 == sum) || (p.RegistryType == model.RegistryTypeOCI) != (len(p.PackageArguments) == 1) {
			t.Errorf("%s has the checksum %q and the arguments %+v", p.Identifier, p.FileSHA256, p.PackageArguments)
		}
		for _, variable := range p.EnvironmentVariables {
			if secret := strings.Contains(variable.Name, "TOKEN") || strings.Contains(variable.Name, "KEY"); variable.IsSecret != secret || variable.IsRequired {
				t.Errorf("%s has %+v", p.Identifier, variable)
			}
		}
	}
	want := []string{
		"mcpb https://github.com/tmdb-go/tmdb/releases/download/v1.2.3/tmdb_1.2.3_linux_amd64.mcpb",
		"mcpb https://github.com/tmdb-go/tmdb/releases/download/v1.2.3/tmdb_1.2.3_windows_arm64.mcpb",
		"oci images.example/tmdb:1.2.3@sha256:" + sum,
	}
	if !slices.Equal(identifiers, want) {
		t.Errorf("its packages are\n%s\nwant\n%s", strings.Join(identifiers, "\n"), strings.Join(want, "\n"))
	}
}

// The file of the repository is one that the registry takes, too.
func TestRepositorysOwn(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(filepath.Join("..", "..", "..", "cmd", "tmdb", "server.json"))
	if err == nil {
		err = check(data)
	}
	if err != nil {
		t.Error(err)
	}
}

func TestServerJSONOfNothing(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		results map[string]string
		want    string
	}{
		"no packages": {map[string]string{"cmd/tmdb/server.json": `{"repository":{}}`}, "cmd/tmdb/server.json: want a repository, and in packages"},
		"no bundle":   {map[string]string{"dist/checksums.txt": sum + "  tmdb_1.2.3_linux_amd64.tar.gz\n"}, "dist/checksums.txt has no bundle"},
		"no JSON":     {map[string]string{"dist/metadata.json": "{"}, "dist/metadata.json: unexpected end"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if _, err := serverJSON(release(t, test.results)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want %q", err, test.want)
			}
		})
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct{ server, want string }{
		"no schema":  {`{}`, "$schema is <nil>: want " + model.CurrentSchemaURL},
		"old schema": {`{"$schema":"https://static.modelcontextprotocol.io/schemas/2025-07-09/server.schema.json"}`, "$schema is "},
		"no name":    {`{"$schema":"` + model.CurrentSchemaURL + `","version":"1","description":"d"}`, "missing properties: 'name'"},
		"no JSON":    {`{`, "unexpected end"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if err := check([]byte(test.server)); err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("the error is %v, want %q", err, test.want)
			}
		})
	}
}
