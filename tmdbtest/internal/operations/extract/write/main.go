// Command write writes operations.gen.json or required.gen.json from the spec.
package main

import (
	"fmt"
	"os"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/operations/extract"
)

func main() {
	if err := run(os.Args[1:]); err != nil {
		fmt.Fprintln(os.Stderr, "write:", err)
		os.Exit(1)
	}
}

// files are what can be written, by name.
var files = map[string]func(spec []byte) ([]byte, error){
	"operations.gen.json": extract.File,
	"required.gen.json":   extract.RequiredFile,
}

func run(args []string) error {
	if len(args) != 1 || files[args[0]] == nil {
		return fmt.Errorf("arguments %q: want operations.gen.json or required.gen.json", args)
	}
	file, err := files[args[0]](api.Spec)
	if err != nil {
		return err
	}
	return os.WriteFile(args[0], file, 0o644)
}
