package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
)

// tool is one of the tools, and what is done with it.
type tool struct {
	name    string
	what    string
	npm     string // its package, or else
	module  string // its module, required by
	modfile string
	reads31 bool // it reads OpenAPI 3.1, too

	// run runs it on the bundle in file. What it writes goes to dir.
	run func(ctx context.Context, w *workshop, dir, file string) (outcome, error)
}

// tools are all tools, the slow ones first.
var tools = []*tool{
	{name: "ogen", what: "Generates a client that compiles and calls", module: "github.com/ogen-go/ogen", modfile: "go.mod", run: ogen},
	{name: "orval", what: "Zod validators, tsc --strict with a program, and the responses to all GETs", npm: "orval", reads31: true, run: orval},
	{name: "spectral", what: "Lints, spectral:oas", npm: "@stoplight/spectral-cli", reads31: true, run: spectral},
	{name: "prism mock", what: "Responds to all GETs", npm: "@stoplight/prism-cli", reads31: true, run: prismMock},
	{name: "prism proxy", what: "Watches all GETs of tmdb-server", npm: "@stoplight/prism-cli", reads31: true, run: prismProxy},
	{name: "hey-api", what: "A client, tsc --strict with a program", npm: "@hey-api/openapi-ts", reads31: true, run: heyAPI},
	{name: "openapi-typescript", what: "Types, tsc --strict with a program", npm: "openapi-typescript", reads31: true, run: openapiTypeScript},
	{name: "oapi-codegen", what: "Generates a client that compiles and calls", module: "github.com/oapi-codegen/oapi-codegen/v2", modfile: root + "/go.mod", run: oapiCodegen},
	{name: "redocly", what: "Lints, recommended rules", npm: "@redocly/cli", reads31: true, run: redocly},
	{name: "scalar", what: "Validates", npm: "@scalar/openapi-parser", reads31: true, run: scalar},
}

// version returns the version of the tool that is installed.
func (t *tool) version() (string, error) {
	if t.npm == "" {
		mod, err := os.ReadFile(t.modfile)
		if err != nil {
			return "", err
		}
		return moduleVersion(mod, t.module)
	}
	data, err := os.ReadFile(filepath.Join("node_modules", filepath.FromSlash(t.npm), "package.json"))
	if err != nil {
		return "", err
	}
	var p struct{ Version string }
	if err := json.Unmarshal(data, &p); err != nil {
		return "", fmt.Errorf("package.json of %s: %w", t.npm, err)
	}
	return p.Version, nil
}

// moduleVersion returns the version that a go.mod requires of a module.
func moduleVersion(mod []byte, module string) (string, error) {
	m := regexp.MustCompile(`(?m)^(?:require)?\s+` + regexp.QuoteMeta(module) + ` v(\S+)`).FindSubmatch(mod)
	if m == nil {
		return "", fmt.Errorf("go.mod does not require %s", module)
	}
	return string(m[1]), nil
}
