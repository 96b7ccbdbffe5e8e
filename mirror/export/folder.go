package export

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path"
	"slices"
)

// In a folder, an export is written below stageName. When it is whole, its manifest is written there as
// draftName and becomes newName, the manifest of the export before moves to replacedName, the files that this one names are removed,
// the new ones move to where they belong, and the new manifest last. So at any moment the files of ours
// are those in the folder stageName and those that one of the manifests names.
const (
	stageName    = ".unfinished"
	draftName    = stageName + "/draft.json"
	newName      = stageName + "/" + manifestName
	replacedName = stageName + "/replaced.json"
)

var stageNames = []string{draftName, newName, replacedName}

// folder is the folder of an export. Nothing outside of it is touched, whatever a manifest names.
type folder struct {
	root *os.Root
	// old is the manifest of the export that is there, nil if there is none.
	old *Manifest
}

// openFolder opens a folder for an export, and removes what an export that did not end left in it.
func openFolder(dir string) (*folder, error) {
	if err := os.Mkdir(dir, 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	if info, err := os.Stat(dir); err == nil && !info.IsDir() {
		return nil, errors.New("it is a file: want a folder")
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, err
	}
	f := &folder{root: root}
	if err := f.prepare(); err != nil {
		_ = root.Close() // it was read from alone
		return nil, err
	}
	return f, nil
}

func (f *folder) prepare() error {
	entries, err := fs.ReadDir(f.root.FS(), ".")
	if err != nil {
		return err
	}
	has := func(name string) bool {
		return slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return e.Name() == name })
	}
	if !has(manifestName) && !has(stageName) && len(entries) > 0 {
		return errors.New("the folder is not empty and has no export: want an empty or a new folder")
	}
	if err := f.clean(); err != nil {
		return err
	}
	if f.old, err = f.manifest(manifestName); err != nil {
		return err
	}
	if f.old != nil {
		for _, file := range f.old.Files {
			if _, err := f.isOurs(file.Name, file.Bytes); err != nil {
				return err
			}
		}
	}
	return f.root.Mkdir(stageName, 0o777)
}

// manifest reads a manifest, nil if there is none.
func (f *folder) manifest(name string) (*Manifest, error) {
	text, err := f.root.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	m, err := parseManifest(text)
	if err != nil {
		return nil, fmt.Errorf("%s cannot be replaced: %w", name, err)
	}
	return m, nil
}

// isOurs reports whether there is a file of the name. It is an error if it is none of the sizes, for it
// is of somebody else then.
func (f *folder) isOurs(name string, sizes ...int64) (bool, error) {
	info, err := f.root.Lstat(name)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	if !info.Mode().IsRegular() || !slices.Contains(sizes, info.Size()) {
		return false, fmt.Errorf("%s is not as the export wrote it: move it away", name)
	}
	return true, nil
}

// remove removes the files of manifests, of which some may be nil, and folders that are empty then.
func (f *folder) remove(manifests ...*Manifest) error {
	sizes := map[string][]int64{}
	for _, m := range manifests {
		if m == nil {
			continue
		}
		for _, file := range m.Files {
			sizes[file.Name] = append(sizes[file.Name], file.Bytes)
		}
	}
	folders := map[string]bool{}
	for name, of := range sizes {
		ours, err := f.isOurs(name, of...)
		if err != nil {
			return err
		}
		if !ours {
			continue
		}
		if err := f.root.Remove(name); err != nil {
			return err
		}
		folders[path.Dir(name)] = true
	}
	for name := range folders {
		_ = f.root.Remove(name) // it stays if others have files in it
	}
	return nil
}

// clean removes what an export that did not end left.
func (f *folder) clean() error {
	switch _, err := f.root.Lstat(manifestName); {
	case errors.Is(err, fs.ErrNotExist): // it may have ended while one export replaced another
		written, err := f.manifest(newName)
		if err != nil {
			return err
		}
		replaced, err := f.manifest(replacedName)
		if err != nil {
			return err
		}
		if err := f.remove(written, replaced); err != nil {
			return err
		}
	case err != nil:
		return err
	}
	return f.removeStage()
}

// removeStage removes the folder of an unfinished export, in which it wrote all that is there.
func (f *folder) removeStage() error {
	var folders []string
	err := fs.WalkDir(f.root.FS(), stageName, func(name string, entry fs.DirEntry, err error) error {
		below := name[min(len(name), len(stageName)+1):]
		switch {
		case errors.Is(err, fs.ErrNotExist) && name == stageName:
			return nil
		case err != nil:
			return err
		case entry.IsDir():
			folders = append(folders, name)
			return nil
		case !entry.Type().IsRegular() || !slices.Contains(stageNames, name) && !partPattern.MatchString(below):
			return fmt.Errorf("%s is not of an export: move it away", name)
		}
		return f.root.Remove(name)
	})
	for _, name := range slices.Backward(folders) {
		if err == nil {
			err = f.root.Remove(name)
		}
	}
	return err
}

// createPart makes the file of a part.
func (f *folder) createPart(name string) (file, error) {
	name = stageName + "/" + name
	if err := f.root.Mkdir(path.Dir(name), 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
		return nil, err
	}
	return f.create(name)
}

func (f *folder) create(name string) (file, error) {
	return f.root.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o666)
}

// publish replaces the export that is there by the one that was written.
func (f *folder) publish(m *Manifest) error {
	for _, file := range m.Files {
		if f.old != nil && slices.ContainsFunc(f.old.Files, func(o File) bool { return o.Name == file.Name }) {
			continue
		}
		if _, err := f.isOurs(file.Name); err != nil {
			return err
		}
	}
	if err := f.writeManifest(m); err != nil {
		return err
	}
	if f.old != nil {
		if err := f.root.Rename(manifestName, replacedName); err != nil {
			return err
		}
		if err := f.remove(f.old); err != nil {
			return err
		}
	}
	for _, file := range m.Files {
		if err := f.root.Mkdir(path.Dir(file.Name), 0o777); err != nil && !errors.Is(err, fs.ErrExist) {
			return err
		}
		if err := f.root.Rename(stageName+"/"+file.Name, file.Name); err != nil {
			return err
		}
	}
	if err := f.root.Rename(newName, manifestName); err != nil {
		return err
	}
	return f.removeStage()
}

func (f *folder) writeManifest(m *Manifest) error {
	text, err := m.text()
	if err != nil {
		return err
	}
	file, err := f.create(draftName)
	if err != nil {
		return err
	}
	_, err = file.Write(text)
	if err := errors.Join(err, file.Sync(), file.Close()); err != nil {
		return err
	}
	return f.root.Rename(draftName, newName)
}
