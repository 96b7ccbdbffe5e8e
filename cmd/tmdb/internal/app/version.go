package app

import (
	"runtime"
	"runtime/debug"
)

// Version is that of the program; a release sets it.
var Version = unreleased

const unreleased = "dev"

// Build is what the program was made of.
type Build struct {
	// Version is that of the release, or of the module if it was made by go install.
	Version string `json:"version"`
	// Revision is that of git, with a + if there were changes; "" if it is not known.
	Revision string `json:"revision,omitzero"`
	Go       string `json:"go"`
	Platform string `json:"platform"`
}

// ThisBuild returns that of this program.
func ThisBuild() Build {
	b := Build{Version: Version, Go: runtime.Version(), Platform: runtime.GOOS + "/" + runtime.GOARCH}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	if v := info.Main.Version; Version == unreleased && v != "" && v != "(devel)" {
		b.Version = v
	}
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision":
			b.Revision = s.Value + b.Revision
		case s.Key == "vcs.modified" && s.Value == "true":
			b.Revision += "+"
		}
	}
	return b
}
