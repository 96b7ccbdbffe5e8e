package rig

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Install has npm put the packages of the package-lock.json of the working folder into its node_modules,
// unless they are there.
func Install(ctx context.Context) error {
	if _, err := exec.LookPath("npm"); err != nil {
		return errors.New("npm is missing: want Node 20 or newer with npm, as apt-get install nodejs npm brings them")
	}
	lock, err := os.ReadFile("package-lock.json")
	if err != nil {
		return err
	}
	// What was installed by this very file is marked by a copy of it.
	mark := filepath.Join("node_modules", "installed-lock.json")
	if had, err := os.ReadFile(mark); err == nil && bytes.Equal(had, lock) {
		return nil
	}
	if out, err := exec.CommandContext(ctx, "npm", "ci").CombinedOutput(); err != nil {
		return fmt.Errorf("npm ci: %w\n%s", err, out)
	}
	return os.WriteFile(mark, lock, 0o600)
}
