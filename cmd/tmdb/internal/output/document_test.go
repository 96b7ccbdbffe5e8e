package output

import (
	"bytes"
	"testing"
)

func TestDocument(t *testing.T) {
	t.Parallel()
	const sent = "{\"b\":1.50,\"a\":\"<\\u001b[31m\u009b>\"}" // with a control character that is not escaped
	for _, tt := range []struct {
		name       string
		settings   Settings
		isTerminal bool
		want       string
	}{
		{"in a pipe", Settings{}, false, sent + "\n"},
		{"on a terminal", Settings{}, true, "{\n  \"b\": 1.50,\n  \"a\": \"<\\u001b[31m\\u009b>\"\n}\n"},
		{"as JSON", Settings{Format: "json"}, false, "{\n  \"b\": 1.50,\n  \"a\": \"<\\u001b[31m\\u009b>\"\n}\n"},
		{"as a line", Settings{Format: "ndjson"}, true, "{\"b\":1.50,\"a\":\"<\\u001b[31m\\u009b>\"}\n"},
		{"a field", Settings{Fields: "b"}, false, "{\n  \"b\": 1.50\n}\n"},
		{"an expression", Settings{JQ: ".b"}, false, "1.50\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			p := New(t.Context(), &out, tt.settings)
			p.IsTerminal = tt.isTerminal
			if err := Document(p, []byte(sent)); err != nil || out.String() != tt.want {
				t.Errorf("%q and %v, want %q", out.String(), err, tt.want)
			}
		})
	}
}
