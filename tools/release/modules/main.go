// Command modules makes the commit and the tags by which the modules of this repository are released,
// in a clone of its own, and tries them: it installs the command tmdb as users do.
//
// Between releases, the modules find each other by replace directives, with which go install refuses a
// command. In the commit of a release they are gone, and each module requires the others of that
// version. Nothing is pushed.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

const (
	root    = "github.com/tmdb-go/tmdb" // the module at the top
	program = root + "/cmd/tmdb"        // what is installed, whose modules are released
)

func main() {
	version := flag.String("version", "", "the `version` to release, such as v0.1.0")
	out := flag.String("out", "", "keep the clone in this new `folder`, to push from")
	flag.Parse()
	if err := run(*version, *out); err != nil {
		fmt.Fprintln(os.Stderr, "modules:", err)
		os.Exit(1)
	}
}

var aVersion = regexp.MustCompile(`^v(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)(-[0-9A-Za-z.-]+)?$`)

func run(version, out string) (err error) {
	if !aVersion.MatchString(version) {
		return fmt.Errorf("-version is %q: want one such as v0.1.0", version)
	}
	if out != "" {
		if _, err := os.Stat(out); !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("-out is %q: want a folder that does not exist yet", out)
		}
	}
	scratch, err := os.MkdirTemp("", "release-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(scratch)) }()
	if out == "" {
		out = filepath.Join(scratch, "clone")
	}
	r := release{version: version, clone: out, scratch: scratch}
	if err := r.prepare(); err != nil {
		return err
	}
	modules, err := r.modules()
	if err != nil {
		return err
	}
	for _, m := range modules {
		if err := r.write(m); err != nil {
			return fmt.Errorf("%s: %w", m.path, err)
		}
	}
	// All tags are of the last commit: no module has the files of another.
	for _, m := range modules {
		if err := r.git("tag", "--force", m.tag(version)); err != nil {
			return err
		}
	}
	if err := r.try(modules); err != nil {
		return err
	}
	if !strings.HasPrefix(out, scratch) {
		tags := make([]string, len(modules))
		for i, m := range modules {
			tags[i] = m.tag(version)
		}
		fmt.Printf("To release it: git -C %s push origin %s\n", out, strings.Join(tags, " "))
	}
	return nil
}

// module is one of this repository.
type module struct {
	path  string
	needs []string // those of this repository that it refers to
}

func (m module) folder() string {
	return strings.TrimPrefix(strings.TrimPrefix(m.path, root), "/")
}

func (m module) tag(version string) string { return path.Join(m.folder(), version) }

// release is one release.
type release struct {
	version, clone, scratch string
	env                     []string
}

// prepare clones the commit that is checked out here, and has the go command find this repository in
// the clone, all else as ever, with caches of its own: what it downloads here is no release.
func (r *release) prepare() error {
	top, err := exec.Command("git", "rev-parse", "--show-toplevel").Output()
	if err != nil {
		return fmt.Errorf("git: %w", err)
	}
	from := strings.TrimSpace(string(top))
	cache, err := exec.Command("go", "env", "GOMODCACHE", "GOPROXY").Output()
	if err != nil {
		return fmt.Errorf("go env: %w", err)
	}
	downloads, proxy, _ := strings.Cut(strings.TrimSpace(string(cache)), "\n")
	config := filepath.Join(r.scratch, "gitconfig")
	clone, err := filepath.Abs(r.clone)
	if err != nil {
		return err
	}
	r.clone = clone
	text := fmt.Sprintf("[user]\n\tname = release\n\temail = release@localhost\n[url %q]\n\tinsteadOf = https://%s\n", "file://"+clone, root)
	if err := os.WriteFile(config, []byte(text), 0o600); err != nil {
		return err
	}
	r.env = append(os.Environ(),
		"GOWORK=off", "GOFLAGS=-modcacherw -trimpath", "CGO_ENABLED=0", "GOMODCACHE="+filepath.Join(r.scratch, "modules"), "GOBIN="+filepath.Join(r.scratch, "bin"),
		"GOPROXY=file://"+filepath.ToSlash(downloads)+"/cache/download,"+proxy,
		"GONOPROXY="+root, "GONOSUMDB="+root,
	)
	own := "GIT_CONFIG_GLOBAL=" + config
	if out, err := exec.Command("git", "clone", "--quiet", "--no-hardlinks", "--no-tags", from, clone).CombinedOutput(); err != nil {
		return fmt.Errorf("git clone: %w\n%s", err, out)
	}
	r.env = append(r.env, own)
	// What is pushed goes where this repository's does.
	if origin, err := exec.Command("git", "remote", "get-url", "origin").Output(); err == nil {
		return r.git("remote", "set-url", "origin", strings.TrimSpace(string(origin)))
	}
	return nil
}

// modules returns the program's module and those that it needs, each after what it needs itself.
func (r *release) modules() ([]module, error) {
	var sorted []module
	var add func(path string, above []string) error
	add = func(path string, above []string) error {
		if slices.Contains(above, path) {
			return fmt.Errorf("modules need each other: %s", strings.Join(append(above, path), " "))
		}
		if slices.ContainsFunc(sorted, func(m module) bool { return m.path == path }) {
			return nil
		}
		m := module{path: path}
		var err error
		if m.needs, err = r.needs(m); err != nil {
			return err
		}
		for _, needed := range m.needs {
			if err := add(needed, append(above[:len(above):len(above)], path)); err != nil {
				return err
			}
		}
		sorted = append(sorted, m)
		return nil
	}
	return sorted, add(program, nil)
}

// needs returns what a module of this repository requires or replaces of the others.
func (r *release) needs(m module) ([]string, error) {
	out, err := r.output(m.folder(), "go", "mod", "edit", "-json")
	if err != nil {
		return nil, err
	}
	var file struct {
		Require []struct{ Path string }
		Replace []struct{ Old struct{ Path string } }
	}
	if err := json.Unmarshal(out, &file); err != nil {
		return nil, err
	}
	var needs []string
	for _, required := range file.Require {
		needs = append(needs, required.Path)
	}
	for _, replaced := range file.Replace {
		needs = append(needs, replaced.Old.Path)
	}
	slices.Sort(needs)
	return slices.DeleteFunc(slices.Compact(needs), func(path string) bool { return path != root && !strings.HasPrefix(path, root+"/") }), nil
}

// write has a module require the others of the version, and tags it for those that need it.
func (r *release) write(m module) error {
	edit := []string{"mod", "edit"}
	for _, needed := range m.needs {
		edit = append(edit, "-dropreplace="+needed, "-require="+needed+"@"+r.version)
	}
	if len(m.needs) > 0 {
		if _, err := r.output(m.folder(), "go", edit...); err != nil {
			return err
		}
		if _, err := r.output(m.folder(), "go", "mod", "tidy"); err != nil {
			return err
		}
		if err := r.git("commit", "--quiet", "--all", "--message", "Release "+m.tag(r.version)+"\n\nIts modules require each other of this version, without replace."); err != nil {
			return err
		}
	}
	fmt.Println(m.tag(r.version))
	return r.git("tag", m.tag(r.version))
}

// try reads the released modules with nothing cached of them, and installs the program.
func (r *release) try(modules []module) error {
	r.env = append(r.env, "GOMODCACHE="+filepath.Join(r.scratch, "modules-of-users"))
	for _, m := range modules {
		left, err := r.output(m.folder(), "go", "mod", "edit", "-json")
		if err != nil {
			return err
		}
		if bytes.Contains(left, []byte("v0.0.0-00010101000000-000000000000")) || bytes.Contains(left, []byte(`"New"`)) {
			return fmt.Errorf("%s still has a replace or a version of none", m.path)
		}
		if _, err := r.output(m.folder(), "go", "list", "-mod=readonly", "-deps", "./..."); err != nil {
			return fmt.Errorf("%s: %w", m.path, err)
		}
	}
	nowhere := filepath.Join(r.scratch, "nowhere")
	if err := os.Mkdir(nowhere, 0o700); err != nil {
		return err
	}
	if _, err := r.in(nowhere, "go", "install", program+"@"+r.version); err != nil {
		return err
	}
	for _, args := range [][]string{{"--version"}, {"search", "arrival", "--demo", "--limit=1"}} {
		out, err := r.in(nowhere, filepath.Join(r.scratch, "bin", "tmdb"), args...)
		if err != nil {
			return err
		}
		fmt.Printf("tmdb %s: %s", strings.Join(args, " "), out)
		if args[0] == "--version" && !bytes.Contains(out, []byte(strings.TrimPrefix(r.version, "v"))) {
			return fmt.Errorf("tmdb --version does not name %s", r.version)
		}
	}
	return nil
}

func (r *release) git(args ...string) error {
	_, err := r.output("", "git", args...)
	return err
}

// output runs a program in a folder of the clone.
func (r *release) output(folder, name string, args ...string) ([]byte, error) {
	return r.in(filepath.Join(r.clone, filepath.FromSlash(folder)), name, args...)
}

func (r *release) in(folder, name string, args ...string) ([]byte, error) {
	cmd := exec.Command(name, args...)
	cmd.Dir, cmd.Env = folder, r.env
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		return nil, fmt.Errorf("%s %s: %w\n%s", filepath.Base(name), strings.Join(args, " "), err, &stderr)
	}
	return out, nil
}
