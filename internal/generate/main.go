// Command generate turns the spec into everything that follows from it and that oapi-codegen does
// not write. It is run by go generate, in the root of the module:
//
//	go run ./internal/generate bundle     openapi.yaml + api/*.yaml -> api/bundle.gen.yaml,
//	                                      api/bundle-3.1.gen.yaml, the same in OpenAPI 3.1,
//	                                      api/go.overlay.gen.yaml, what Go has in another way
//	go run ./internal/generate services   the bundle + what oapi-codegen wrote in gen ->
//	                                      gen/*.gen.go, that of oapi-codegen polished,
//	                                      wrapper/*.gen.go, a file for each service,
//	                                      internal/spec/operations.gen.go,
//	                                      tmdbtest/internal/required/required.gen.json,
//	                                      cmd/tmdb/internal/api/texts.gen.json
//
// It stops with exit code 1 and a list of what is wrong, each with its file and line. Files are
// written only when their content changes.
package main

import (
	"fmt"
	"os"
)

func main() {
	if err := run(".", os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run carries out the command named by args in the module at root.
func run(root string, args []string) error {
	if len(args) != 1 {
		return fmt.Errorf("usage: generate bundle|services")
	}
	switch args[0] {
	case "bundle":
		return bundle(root)
	case "services":
		return services(root)
	default:
		return fmt.Errorf("unknown command %q: want bundle or services", args[0])
	}
}
