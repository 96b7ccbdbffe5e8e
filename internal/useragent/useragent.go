// Package useragent knows how a program tells servers its name.
package useragent

import (
	"errors"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"unicode"
)

const modulePath = "github.com/tmdb-go/tmdb"

// Default returns tmdb-go with the version of this module that the program was built with.
var Default = sync.OnceValue(func() string {
	info, _ := debug.ReadBuildInfo()
	return of(info)
})

func of(info *debug.BuildInfo) string {
	version := ""
	if info != nil {
		modules := append(slices.Clone(info.Deps), &info.Main)
		i := slices.IndexFunc(modules, func(m *debug.Module) bool { return m.Path == modulePath })
		if i >= 0 {
			version = modules[i].Version
		}
	}
	if version == "" || version == "(devel)" {
		version = "devel"
	}
	return "tmdb-go/" + strings.TrimPrefix(version, "v")
}

// Check returns what is wrong with the name of a program.
func Check(name string) error {
	if strings.TrimSpace(name) == "" || strings.ContainsFunc(name, func(r rune) bool {
		return unicode.IsControl(r) || r > unicode.MaxASCII
	}) {
		return errors.New("userAgent is empty or holds a line end or another character that no header has: want one like moviebot/1.2")
	}
	return nil
}
