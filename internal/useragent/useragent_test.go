package useragent

import (
	"runtime/debug"
	"testing"
)

func TestDefault(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		info *debug.BuildInfo
		want string
	}{
		"no information": {nil, "tmdb-go/devel"},
		"as dependency":  {&debug.BuildInfo{Deps: []*debug.Module{{Path: "a/b", Version: "v9.0.0"}, {Path: modulePath, Version: "v1.2.3"}}}, "tmdb-go/1.2.3"},
		"as program":     {&debug.BuildInfo{Main: debug.Module{Path: modulePath, Version: "(devel)"}}, "tmdb-go/devel"},
		"not there":      {&debug.BuildInfo{Main: debug.Module{Path: "a/b", Version: "v9.0.0"}}, "tmdb-go/devel"},
	} {
		if got := of(test.info); got != test.want {
			t.Errorf("%s: %q, want %q", name, got, test.want)
		}
	}
}
