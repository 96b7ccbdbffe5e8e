//go:build !windows

package credential

import "io/fs"

// readableByOthers reports whether a file can be read by others than its owner.
func readableByOthers(info fs.FileInfo) bool { return info.Mode().Perm()&0o077 != 0 }
