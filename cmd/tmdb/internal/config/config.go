// Package config keeps what a user sets for all runs of the program. It is no place for secrets.
package config

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/file"
)

// folderVariable names the folder in place of the system's.
const folderVariable = "TMDB_CONFIG_DIR"

// Folder returns the folder for the program's files of this user, "" if the system has none.
func Folder() string {
	if folder := os.Getenv(folderVariable); folder != "" {
		return folder
	}
	folder, err := os.UserConfigDir()
	if err != nil {
		return ""
	}
	return filepath.Join(folder, "tmdb")
}

// Key is something to set.
type Key struct {
	Name string
	// Want says what a value is.
	Want  string
	valid func(value string) bool
}

// Keys are all that can be set.
var Keys = []Key{
	{"language", "a language such as de-DE or fr", isLocale},
	{"region", "a country such as DE or GB", IsCountry},
	{"pager", "a program such as less -R, or cat for none", func(value string) bool { return strings.TrimSpace(value) != "" }},
}

// File has what is set.
type File struct {
	path   string
	values map[string]string
	err    error
}

// New returns what is set in a folder.
func New(folder string) *File {
	f := &File{path: filepath.Join(folder, "config.json"), values: map[string]string{}}
	if folder == "" {
		f.path = ""
		return f
	}
	data, err := os.ReadFile(f.path)
	if errors.Is(err, os.ErrNotExist) {
		return f
	}
	if err == nil {
		err = json.Unmarshal(data, &f.values)
	}
	if f.values == nil { // of null
		f.values = map[string]string{}
	}
	if err == nil {
		for name, value := range f.values {
			if err = Check(name, value); err != nil {
				break
			}
		}
	}
	if err != nil {
		f.err = fmt.Errorf("%s: %w", f.path, err)
	}
	return f
}

// Err returns what is wrong with the file, nil if nothing is.
func (f *File) Err() error { return f.err }

// Path returns where the file is, or would be.
func (f *File) Path() string { return f.path }

// Get returns a value, "" if it is not set.
func (f *File) Get(name string) string { return f.values[name] }

// Set sets a value, or with "" takes it away, and writes the file.
func (f *File) Set(name, value string) error {
	if err := Check(name, value); err != nil {
		return err
	}
	if f.path == "" {
		return fmt.Errorf("the system has no folder for settings: set %s", folderVariable)
	}
	if f.err != nil {
		return f.err
	}
	if f.values[name] = value; value == "" {
		delete(f.values, name)
	}
	data, err := json.MarshalIndent(f.values, "", "  ")
	if err != nil {
		return err
	}
	return file.Write(f.path, append(data, '\n'), 0o600)
}

// ValueError is of a name or a value that cannot be set.
type ValueError struct{ text string }

// Error says what would be right.
func (e ValueError) Error() string { return e.text }

// Check returns a [ValueError] if a value cannot be set, or with "" if the name cannot be.
func Check(name, value string) error {
	i := slices.IndexFunc(Keys, func(k Key) bool { return k.Name == name })
	if i < 0 {
		names := make([]string, len(Keys))
		for i, key := range Keys {
			names[i] = key.Name
		}
		return ValueError{fmt.Sprintf("%.40q cannot be set: want one of %s", name, strings.Join(names, ", "))}
	}
	if value != "" && !Keys[i].valid(value) {
		return ValueError{fmt.Sprintf("%s is %.60q: want %s", name, value, Keys[i].Want)}
	}
	return nil
}
