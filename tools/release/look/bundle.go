package main

import (
	"archive/zip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

// bundle looks into the MCP bundle and has its program list its tools, which have to be the manifest's.
func bundle(folder string) (err error) {
	path, err := only(folder, ".mcpb")
	if err != nil {
		return err
	}
	files, err := zip.OpenReader(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	var names []string
	for _, file := range files.File {
		names = append(names, file.Name)
	}
	if err := missing(names, "manifest.json", "LICENSE", "server/tmdb"); err != nil {
		return err
	}
	data, err := contents(&files.Reader, "manifest.json")
	if err != nil {
		return err
	}
	var manifest struct {
		Version string
		Tools   []struct{ Name string }
	}
	if err := json.Unmarshal(data, &manifest); err != nil {
		return err
	}
	version, err := versionOf(folder)
	if err != nil {
		return err
	}
	if manifest.Version != version {
		return fmt.Errorf("its version is %q, want %q", manifest.Version, version)
	}
	if runtime.GOOS != "linux" {
		return nil
	}
	scratch, err := os.MkdirTemp("", "look-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	program := filepath.Join(scratch, "tmdb")
	if data, err = contents(&files.Reader, "server/tmdb"); err != nil {
		return err
	}
	if err := os.WriteFile(program, data, 0o700); err != nil {
		return err
	}
	tools, err := toolsOf(program)
	if err != nil {
		return err
	}
	var want []string
	for _, tool := range manifest.Tools {
		want = append(want, tool.Name)
	}
	slices.Sort(tools)
	slices.Sort(want)
	if !slices.Equal(tools, want) {
		return fmt.Errorf("the program's tools are %s, the manifest's %s", strings.Join(tools, " "), strings.Join(want, " "))
	}
	fmt.Printf("%s: %d files, and the program has %d tools\n", filepath.Base(path), len(names), len(tools))
	return nil
}

// contents returns a file of a zip.
func contents(files *zip.Reader, name string) ([]byte, error) {
	f, err := files.Open(name)
	if err != nil {
		return nil, err
	}
	data, err := io.ReadAll(f)
	return data, errors.Join(err, f.Close())
}

// toolsOf returns the names of the tools that tmdb mcp lists.
func toolsOf(program string) (names []string, err error) {
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	server := exec.CommandContext(ctx, program, "mcp", "--demo")
	server.Stderr = os.Stderr
	in, err := server.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := server.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := server.Start(); err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, in.Close(), server.Wait()) }() // the end of its input ends it
	_, err = io.WriteString(in, `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"look","version":"1"}}}
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/list"}
`)
	if err != nil {
		return nil, err
	}
	for messages := json.NewDecoder(out); ; {
		var response struct {
			ID     any
			Result struct{ Tools []struct{ Name string } }
		}
		if err := messages.Decode(&response); err != nil {
			return nil, fmt.Errorf("tmdb mcp does not list its tools: %w", err)
		}
		if response.ID != 2.0 {
			continue
		}
		for _, tool := range response.Result.Tools {
			names = append(names, tool.Name)
		}
		return names, nil
	}
}

// server holds the packages of server.json against the files.
func server(folder string) error {
	data, err := os.ReadFile(filepath.Join(folder, "server.json"))
	if err != nil {
		return err
	}
	var registered struct {
		Version  string
		Packages []struct{ Identifier, FileSHA256 string }
	}
	if err := json.Unmarshal(data, &registered); err != nil {
		return err
	}
	version, err := versionOf(folder)
	if err != nil {
		return err
	}
	if registered.Version != version || len(registered.Packages) != 1 {
		return fmt.Errorf("it has version %q and %d packages, want %q and the bundle", registered.Version, len(registered.Packages), version)
	}
	file := registered.Packages[0]
	name := file.Identifier[strings.LastIndex(file.Identifier, "/")+1:]
	if data, err = os.ReadFile(filepath.Join(folder, name)); err != nil {
		return err
	}
	if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != file.FileSHA256 {
		return fmt.Errorf("%s is %x, want %s", name, sum, file.FileSHA256)
	}
	fmt.Printf("server.json: %s\n", file.Identifier)
	return nil
}
