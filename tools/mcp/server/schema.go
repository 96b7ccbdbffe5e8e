package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"github.com/modelcontextprotocol/registry/pkg/model"
	"github.com/santhosh-tekuri/jsonschema/v5"
)

// check holds a server.json against the registry's schema, of the version that it wants from publishers.
func check(server []byte) error {
	const module = "github.com/modelcontextprotocol/registry"
	folder, err := exec.Command("go", "list", "-m", "-f", "{{.Dir}}", module).Output()
	if err != nil {
		return fmt.Errorf("go list -m %s: %w", module, err)
	}
	name := model.CurrentSchemaVersion + ".json"
	schema, err := os.ReadFile(filepath.Join(strings.TrimSpace(string(folder)), "internal", "validators", "schemas", name))
	if err != nil {
		return err
	}
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat = true
	if err := compiler.AddResource(model.CurrentSchemaURL, bytes.NewReader(schema)); err != nil {
		return err
	}
	compiled, err := compiler.Compile(model.CurrentSchemaURL)
	if err != nil {
		return err
	}
	var document map[string]any
	if err := json.Unmarshal(server, &document); err != nil {
		return err
	}
	if document["$schema"] != model.CurrentSchemaURL {
		return fmt.Errorf("$schema is %v: want %s", document["$schema"], model.CurrentSchemaURL)
	}
	err = compiled.Validate(document)
	if all, ok := errors.AsType[*jsonschema.ValidationError](err); ok {
		return fmt.Errorf("%w:\n%s", err, all.GoString())
	}
	return err
}
