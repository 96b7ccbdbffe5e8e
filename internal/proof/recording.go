package proof

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
)

// recording is one response of TMDB to one request.
type recording struct {
	Method string `json:"method"`
	// Path is the template of the path, such as /3/movie/{movie_id}.
	Path   string `json:"path"`
	Status int    `json:"status"`
	// Date is when it was recorded, a year, a month or a day; "" if that is not known.
	Date string          `json:"date"`
	Body json.RawMessage `json:"body"`

	// file is where it was read from.
	file string
}

// recent reports whether TMDB still responds like this, so that the spec has to describe it to the
// last field. Older recordings only have to decode.
func (a recording) recent() bool { return a.Date >= "2024" }

// indexFile lies beside recorded responses and lists them.
const indexFile = "INDEX.json"

// readRecordings returns the recordings in folder and the folders below it, in the order of their
// names. It returns an error for a folder without any, and for a file that is not a recording.
func readRecordings(folder string) ([]recording, error) {
	var recordings []recording
	err := filepath.WalkDir(folder, func(name string, entry fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if entry.IsDir() || entry.Name() == indexFile || filepath.Ext(name) != ".json" {
			return nil
		}
		a, err := readRecording(name)
		if err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		recordings = append(recordings, a)
		return nil
	})
	if err == nil && len(recordings) == 0 {
		err = fmt.Errorf("%s: no recordings in this folder", folder)
	}
	return recordings, err
}

func readRecording(name string) (recording, error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return recording{}, err
	}
	a := recording{file: name}
	if err := json.Unmarshal(data, &a); err != nil {
		return recording{}, err
	}
	if a.Method == "" || a.Path == "" || a.Status == 0 || a.Body == nil {
		return recording{}, errors.New("not a recording: want method, path, status and body")
	}
	return a, nil
}

// recordedFolders returns the folders with recorded responses: the one beside the module at root if
// there is one, and those that list names. Relative ones are relative to root, and none comes
// twice.
func recordedFolders(root, list string) ([]string, error) {
	var folders []string
	beside := filepath.Join(root, "..", "shared", "recorded")
	if _, err := os.Stat(beside); err == nil {
		folders = append(folders, beside)
	}
	for _, folder := range filepath.SplitList(list) {
		if folder == "" {
			continue
		}
		if !filepath.IsAbs(folder) {
			folder = filepath.Join(root, folder)
		}
		folders = append(folders, folder)
	}
	for i, folder := range folders {
		real, err := filepath.EvalSymlinks(folder)
		if err != nil {
			return nil, fmt.Errorf("folder with recorded responses: %w", err)
		}
		if folders[i], err = filepath.Abs(real); err != nil {
			return nil, err
		}
	}
	slices.Sort(folders)
	return slices.Compact(folders), nil
}
