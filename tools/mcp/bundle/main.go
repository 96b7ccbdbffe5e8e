// Command bundle packs the program of one platform as an MCP bundle, which an MCP client installs by a
// double click: a zip of the program, its license and cmd/tmdb/mcp/manifest.json. Run it in its module.
package main

import (
	"archive/zip"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"
)

// platforms are the names of systems in a manifest, by those of Go.
var platforms = map[string]string{"darwin": "darwin", "linux": "linux", "windows": "win32"}

func main() {
	top := flag.String("top", filepath.Join("..", ".."), "folder of the repository")
	version := flag.String("version", "", "version of the program")
	system := flag.String("os", "", "its system, as Go calls it")
	date := flag.String("date", "", "date of all files within, such as 2026-11-29T12:00:00Z")
	flag.Parse()
	if flag.NArg() != 2 {
		fmt.Fprintln(os.Stderr, "usage: bundle -version 1.2.3 -os linux -date DATE program bundle.mcpb")
		os.Exit(2)
	}
	at, err := time.Parse(time.RFC3339, *date)
	if err == nil {
		err = bundle(os.DirFS(*top), *version, *system, at, flag.Arg(0), flag.Arg(1))
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bundle:", err)
		os.Exit(1)
	}
}

// bundle writes a program into a bundle at path, the same bytes each time.
func bundle(top fs.FS, version, system string, date time.Time, program, path string) error {
	template, err := fs.ReadFile(top, "cmd/tmdb/mcp/manifest.json")
	if err != nil {
		return err
	}
	manifest, entry, err := manifestOf(template, version, system)
	if err != nil {
		return err
	}
	license, err := fs.ReadFile(top, "LICENSE")
	if err != nil {
		return err
	}
	binary, err := os.ReadFile(program)
	if err != nil {
		return err
	}
	out, err := os.Create(path)
	if err != nil {
		return err
	}
	files := zip.NewWriter(out)
	for _, file := range []struct {
		name string
		mode fs.FileMode
		data []byte
	}{{"manifest.json", 0o644, manifest}, {"LICENSE", 0o644, license}, {entry, 0o755, binary}} {
		header := &zip.FileHeader{Name: file.name, Method: zip.Deflate, Modified: date.UTC()}
		header.SetMode(file.mode)
		w, err := files.CreateHeader(header)
		if err == nil {
			_, err = w.Write(file.data)
		}
		if err != nil {
			return errors.Join(err, out.Close())
		}
	}
	return errors.Join(files.Close(), out.Close())
}

// manifestOf returns the manifest for a version and a system, and where the program is in the bundle.
func manifestOf(template []byte, version, system string) (manifest []byte, entry string, err error) {
	platform, ok := platforms[system]
	if !ok {
		return nil, "", fmt.Errorf("-os is %q: want linux, darwin or windows", system)
	}
	if version == "" {
		return nil, "", errors.New("-version is missing")
	}
	var m map[string]any
	if err := json.Unmarshal(template, &m); err != nil {
		return nil, "", fmt.Errorf("manifest.json: %w", err)
	}
	server, _ := m["server"].(map[string]any)
	entry, _ = server["entry_point"].(string)
	config, _ := server["mcp_config"].(map[string]any)
	if entry == "" || config["command"] != "${__dirname}/"+entry {
		return nil, "", fmt.Errorf("manifest.json has the entry point %q and the command %v: want the same file", entry, config["command"])
	}
	if system == "windows" {
		entry += ".exe"
		server["entry_point"], config["command"] = entry, "${__dirname}/"+entry
	}
	m["version"] = version
	m["compatibility"] = map[string]any{"platforms": []string{platform}}
	manifest, err = json.MarshalIndent(m, "", "  ")
	return append(manifest, '\n'), entry, err
}
