package reference

import (
	"strings"
	"testing"
)

func TestToolTables(t *testing.T) {
	t.Parallel()
	got, err := toolTables([]byte(`[{"tool": "a", "version": "1.0", "what": "Lints", "documents": [
		{"openapi": "3.0", "checks": 1, "known": ["b|c", "d"]}, {"openapi": "3.1", "checks": 2}]}]`))
	const want = `### a 1.0

Lints.

| OpenAPI | Checks | Known faults |
|---|---|---|
| 3.0 | 1 | b\|c; d |
| 3.1 | 2 | none |`
	if err != nil || got != want {
		t.Errorf("%v\n%s\nwant\n%s", err, got, want)
	}
	for _, data := range []string{"", `[{"tol": "a"}]`} {
		if got, err := toolTables([]byte(data)); err == nil || !strings.Contains(err.Error(), "tools.gen.json") {
			t.Errorf("%q: %q, %v, want an error that names the file", data, got, err)
		}
	}
}
