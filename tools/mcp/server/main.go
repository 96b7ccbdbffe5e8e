// Command server writes the server.json that tells MCP's registry of a release: cmd/tmdb/server.json,
// whose package is the image, with the version, the bundles and their checksums, and the images of
// goreleaser's results. goreleaser's own "mcp" has no room for checksums and variables of the
// environment. Run it in its module.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	registry "github.com/modelcontextprotocol/registry/pkg/api/v0"
	"github.com/modelcontextprotocol/registry/pkg/model"
)

func main() {
	top := flag.String("top", filepath.Join("..", ".."), "folder of the repository, with goreleaser's results in dist")
	flag.Parse()
	if flag.NArg() > 0 {
		fmt.Fprintln(os.Stderr, "usage: server [-top folder]")
		os.Exit(2)
	}
	server, err := serverJSON(os.DirFS(*top))
	if err == nil {
		err = check(server)
	}
	if err == nil {
		err = os.WriteFile(filepath.Join(*top, "dist", "server.json"), server, 0o644)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "server:", err)
		os.Exit(1)
	}
}

// serverJSON returns what there is to tell of the release in dist.
func serverJSON(top fs.FS) ([]byte, error) {
	var server registry.ServerJSON
	if err := read(top, "cmd/tmdb/server.json", &server); err != nil {
		return nil, err
	}
	if len(server.Packages) != 1 || server.Repository == nil {
		return nil, errors.New("cmd/tmdb/server.json: want a repository, and in packages the image alone")
	}
	var release struct{ Tag, Version string }
	if err := read(top, "dist/metadata.json", &release); err != nil {
		return nil, err
	}
	common := server.Packages[0]
	server.Version = release.Version
	var err error
	if server.Packages, err = bundles(top, common, server.Repository.URL+"/releases/download/"+release.Tag+"/"); err != nil {
		return nil, err
	}
	images, err := images(top, common, release.Version)
	if err != nil {
		return nil, err
	}
	server.Packages = append(server.Packages, images...)
	out := new(bytes.Buffer)
	to := json.NewEncoder(out)
	to.SetEscapeHTML(false)
	to.SetIndent("", "  ")
	err = to.Encode(server)
	return out.Bytes(), err
}

// bundles returns a package for each bundle that the checksums have.
func bundles(top fs.FS, common model.Package, url string) ([]model.Package, error) {
	sums, err := fs.ReadFile(top, "dist/checksums.txt")
	if err != nil {
		return nil, err
	}
	var packages []model.Package
	for line := range strings.Lines(string(sums)) {
		sum, name, _ := strings.Cut(strings.TrimSpace(line), "  ")
		if strings.HasSuffix(name, ".mcpb") {
			bundle := common
			bundle.PackageArguments = nil // which its manifest has
			bundle.RegistryType, bundle.Identifier, bundle.FileSHA256 = model.RegistryTypeMCPB, url+name, sum
			packages = append(packages, bundle)
		}
	}
	if packages == nil {
		return nil, errors.New("dist/checksums.txt has no bundle")
	}
	return packages, nil
}

// images returns a package for each image that goreleaser has pushed; a snapshot has none.
func images(top fs.FS, common model.Package, version string) ([]model.Package, error) {
	var artifacts []struct{ Type, Name string }
	if err := read(top, "dist/artifacts.json", &artifacts); err != nil {
		return nil, err
	}
	var packages []model.Package
	for _, artifact := range artifacts {
		repository, digest, pinned := strings.Cut(artifact.Name, "@")
		if artifact.Type != "Docker Manifest" || !pinned {
			continue
		}
		image := common
		image.RegistryType, image.Identifier = model.RegistryTypeOCI, repository+":"+version+"@"+digest
		packages = append(packages, image)
	}
	return packages, nil
}

// read decodes a file of JSON.
func read(top fs.FS, name string, into any) error {
	data, err := fs.ReadFile(top, name)
	if err != nil {
		return err
	}
	if err := json.Unmarshal(data, into); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	return nil
}
