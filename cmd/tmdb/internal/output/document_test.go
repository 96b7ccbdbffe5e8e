package output

import (
	"bytes"
	"testing"
)

func TestDocument(t *testing.T) {
	t.Parallel()
	const sent = `{"b":1.50,"a":"<\u001b[31m>"}`
	for _, tt := range []struct {
		name       string
		settings   Settings
		isTerminal bool
		want       string
	}{
		{"in a pipe", Settings{}, false, sent + "\n"},
		{"on a terminal", Settings{}, true, "{\n  \"b\": 1.50,\n  \"a\": \"<\\u001b[31m>\"\n}\n"},
		{"as JSON", Settings{Format: "json"}, false, "{\n  \"b\": 1.50,\n  \"a\": \"<\\u001b[31m>\"\n}\n"},
		{"as a line", Settings{Format: "ndjson"}, true, sent + "\n"},
		{"a field", Settings{Fields: "b"}, false, "{\n  \"b\": 1.50\n}\n"},
		{"an expression", Settings{JQ: ".b"}, false, "1.50\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			p := New(&out, tt.settings)
			p.IsTerminal = tt.isTerminal
			if err := Document(p, []byte(sent)); err != nil || out.String() != tt.want {
				t.Errorf("%q and %v, want %q", out.String(), err, tt.want)
			}
		})
	}
}

// TestVisible: what a terminal would obey is escaped as JSON has it.
func TestVisible(t *testing.T) {
	t.Parallel()
	if got, want := visible("{\n  \"a b\": \"é\u009b31m\u007f日\u2028\"\n}"), "{\n  \"a b\": \"é\\u009b31m\\u007f日\\u2028\"\n}"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
