package wrapper

import (
	"errors"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"unicode"
)

// WithUserAgent names the program to TMDB, in place of tmdb-go and its version: "moviebot/1.2
// (+https://moviebot.example)".
func WithUserAgent(userAgent string) Option {
	return option("WithUserAgent", func(c *config) error {
		if strings.TrimSpace(userAgent) == "" || strings.ContainsFunc(userAgent, func(r rune) bool {
			return unicode.IsControl(r) || r > unicode.MaxASCII
		}) {
			return errors.New("userAgent is empty or holds a line end or another character that no header has: want one like moviebot/1.2")
		}
		c.userAgent = userAgent
		return nil
	})
}

const modulePath = "github.com/tmdb-go/tmdb"

// defaultUserAgent returns tmdb-go with the version of this module that the program was built with.
var defaultUserAgent = sync.OnceValue(func() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return userAgentOf(nil)
	}
	return userAgentOf(info)
})

func userAgentOf(info *debug.BuildInfo) string {
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
