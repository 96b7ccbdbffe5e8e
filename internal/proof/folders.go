package proof

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
)

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
