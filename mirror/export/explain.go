package export

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
)

// explain says what an error of the file system means for who exports, if that is known, and wraps it.
func explain(err error) error {
	switch {
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT):
		return fmt.Errorf("no space is left for the export: make some, or export to another disk (%w)", err)
	case errors.Is(err, syscall.EROFS):
		return fmt.Errorf("the folder is on a disk that may only be read (%w)", err)
	case errors.Is(err, fs.ErrPermission):
		return fmt.Errorf("this user may not write to the folder (%w)", err)
	}
	return err
}
