package wrapper

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// TestDependencies pins what importing this package brings along. The tools that generate it, and
// what they need, are not in it.
func TestDependencies(t *testing.T) {
	t.Parallel()
	out, err := exec.Command("go", "list", "-deps", "-f", "{{if not .Standard}}{{.ImportPath}}{{end}}", ".").Output()
	if err != nil {
		t.Fatal("go list: ", err)
	}
	got := slices.Sorted(slices.Values(strings.Fields(string(out))))
	want := []string{
		"github.com/apapsch/go-jsonmerge/v2",
		"github.com/google/uuid",
		"github.com/oapi-codegen/runtime",
		"github.com/oapi-codegen/runtime/types",
		"github.com/tmdb-go/tmdb/gen",
		"github.com/tmdb-go/tmdb/internal/async",
		"github.com/tmdb-go/tmdb/internal/baseurl",
		"github.com/tmdb-go/tmdb/internal/cached",
		"github.com/tmdb-go/tmdb/internal/check",
		"github.com/tmdb-go/tmdb/internal/credential",
		"github.com/tmdb-go/tmdb/internal/failure",
		"github.com/tmdb-go/tmdb/internal/inmemory",
		"github.com/tmdb-go/tmdb/internal/jsonread",
		"github.com/tmdb-go/tmdb/internal/language",
		"github.com/tmdb-go/tmdb/internal/newrequest",
		"github.com/tmdb-go/tmdb/internal/redact",
		"github.com/tmdb-go/tmdb/internal/spec",
		"github.com/tmdb-go/tmdb/internal/store",
		"github.com/tmdb-go/tmdb/internal/transport",
		"github.com/tmdb-go/tmdb/internal/useragent",
		"github.com/tmdb-go/tmdb/types",
		"github.com/tmdb-go/tmdb/wrapper",
		"golang.org/x/time/rate",
	}
	if !slices.Equal(got, want) {
		t.Errorf("the package depends on\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
}
