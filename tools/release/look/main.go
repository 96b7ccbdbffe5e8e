// Command look looks into what goreleaser has made of the command tmdb for this machine: whether the
// program runs and says its version, and whether archive, packages, SBOM and what is for MCP have what
// they should.
package main

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
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
)

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: look folder, that of goreleaser's results")
		os.Exit(2)
	}
	folder := os.Args[1]
	failed := false
	for _, look := range []struct {
		at func(folder string) error
		of string
	}{{archive, "archive"}, {deb, "deb"}, {rpm, "rpm"}, {sbom, "SBOM"}, {checksums, "checksums"}, {bundle, "bundle"}, {server, "server.json"}} {
		if err := look.at(folder); err != nil {
			fmt.Fprintf(os.Stderr, "%s: %v\n", look.of, err)
			failed = true
		}
	}
	if failed {
		os.Exit(1)
	}
}

// only returns the one file in a folder with an ending.
func only(folder, ending string) (string, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*"+ending))
	if err != nil || len(files) != 1 {
		return "", fmt.Errorf("%s has %d files *%s, want 1", folder, len(files), ending)
	}
	return files[0], nil
}

// missing returns an error that names what of wanted is not there.
func missing(names []string, wanted ...string) error {
	wanted = slices.DeleteFunc(wanted, func(name string) bool { return slices.Contains(names, name) })
	if len(wanted) > 0 {
		return fmt.Errorf("%s missing in\n%s", strings.Join(wanted, ", "), strings.Join(names, "\n"))
	}
	return nil
}

func archive(folder string) (err error) {
	path, err := only(folder, ".tar.gz")
	if err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	unzipped, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	scratch, err := os.MkdirTemp("", "look-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	program := filepath.Join(scratch, "tmdb")
	var names []string
	for files := tar.NewReader(unzipped); ; {
		header, err := files.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
		names = append(names, header.Name)
		if header.Name != "tmdb" {
			continue
		}
		data, err := io.ReadAll(files)
		if err != nil {
			return err
		}
		if err := os.WriteFile(program, data, header.FileInfo().Mode()); err != nil {
			return err
		}
	}
	err = missing(names, "tmdb", "LICENSE", "README.md", "man/tmdb.1", "man/tmdb-search.1", "completions/tmdb.bash", "completions/tmdb.zsh", "completions/tmdb.fish", "completions/tmdb.ps1")
	if err != nil || runtime.GOOS != "linux" {
		return err
	}
	version, err := versionOf(folder)
	if err != nil {
		return err
	}
	for _, run := range []struct {
		args []string
		want string
	}{{[]string{"--version"}, version}, {[]string{"search", "arrival", "--demo"}, "movie/329865"}} {
		out, err := exec.Command(program, run.args...).CombinedOutput()
		if err != nil || !strings.Contains(string(out), run.want) {
			return fmt.Errorf("tmdb %s prints %q without %s: %w", strings.Join(run.args, " "), out, run.want, err)
		}
	}
	fmt.Printf("%s: %d files, and the program runs\n", filepath.Base(path), len(names))
	return nil
}

// versionOf returns the version that goreleaser has given.
func versionOf(folder string) (string, error) {
	data, err := os.ReadFile(filepath.Join(folder, "metadata.json"))
	if err != nil {
		return "", err
	}
	var metadata struct{ Version string }
	if err := json.Unmarshal(data, &metadata); err != nil {
		return "", err
	}
	if metadata.Version == "" {
		return "", errors.New("metadata.json has no version")
	}
	return metadata.Version, nil
}

func deb(folder string) error {
	path, err := only(folder, ".deb")
	if err != nil {
		return err
	}
	if _, err := exec.LookPath("dpkg-deb"); err != nil {
		fmt.Println("deb: NOT CHECKED, there is no dpkg-deb here")
		return nil
	}
	out, err := exec.Command("dpkg-deb", "--contents", path).Output()
	if err != nil {
		return err
	}
	var names []string
	for line := range strings.Lines(string(out)) {
		fields := strings.Fields(line)
		names = append(names, strings.TrimPrefix(fields[len(fields)-1], "."))
	}
	err = missing(names, "/usr/bin/tmdb", "/usr/share/man/man1/tmdb.1.gz", "/usr/share/man/man1/tmdb-search.1.gz", "/usr/share/bash-completion/completions/tmdb",
		"/usr/share/zsh/vendor-completions/_tmdb", "/usr/share/fish/vendor_completions.d/tmdb.fish", "/usr/share/doc/tmdb/copyright")
	if err != nil {
		return err
	}
	if out, err = exec.Command("dpkg-deb", "--field", path, "Package", "Architecture").Output(); err != nil {
		return err
	}
	if !strings.Contains(string(out), "Package: tmdb\n") {
		return fmt.Errorf("its fields are %q, want Package: tmdb", out)
	}
	fmt.Printf("%s: %d files and folders\n", filepath.Base(path), len(names))
	return nil
}

// rpm looks for the package, and into it if there is a program that can.
func rpm(folder string) error {
	path, err := only(folder, ".rpm")
	if err != nil {
		return err
	}
	if _, err := exec.LookPath("rpm"); err != nil {
		fmt.Printf("%s: NOT LOOKED INTO, there is no rpm here\n", filepath.Base(path))
		return nil
	}
	out, err := exec.Command("rpm", "--query", "--list", "--package", path).Output()
	if err != nil {
		return err
	}
	names := strings.Fields(string(out))
	fmt.Printf("%s: %d files\n", filepath.Base(path), len(names))
	return missing(names, "/usr/bin/tmdb", "/usr/share/man/man1/tmdb.1.gz", "/usr/share/zsh/site-functions/_tmdb", "/usr/share/licenses/tmdb/LICENSE")
}

func sbom(folder string) error {
	path, err := only(folder, ".cdx.json")
	if err != nil {
		return err
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	var bom struct {
		BOMFormat  string
		Components []struct{ Name, Version string }
	}
	if err := json.Unmarshal(data, &bom); err != nil {
		return err
	}
	var names []string
	for _, component := range bom.Components {
		names = append(names, component.Name)
	}
	if bom.BOMFormat != "CycloneDX" {
		return fmt.Errorf("its format is %q, want CycloneDX", bom.BOMFormat)
	}
	fmt.Printf("%s: %d components\n", filepath.Base(path), len(names))
	return missing(names, "std", "github.com/spf13/cobra") // those of this repository have their folder for a name, while they are replaced
}

func checksums(folder string) (err error) {
	f, err := os.Open(filepath.Join(folder, "checksums.txt"))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	n := 0
	for lines := bufio.NewScanner(f); lines.Scan(); n++ {
		want, name, _ := strings.Cut(lines.Text(), "  ")
		data, err := os.ReadFile(filepath.Join(folder, name))
		if err != nil {
			return err
		}
		if sum := sha256.Sum256(data); hex.EncodeToString(sum[:]) != want {
			return fmt.Errorf("%s is %x, want %s", name, sum, want)
		}
	}
	if n < 5 {
		return fmt.Errorf("there are %d, want those of archive, deb, rpm, SBOM and bundle", n)
	}
	return nil
}
