package credential

import "io/fs"

// readableByOthers reports false: a user's folder is the user's own on Windows, and files have no mode.
func readableByOthers(fs.FileInfo) bool { return false }
