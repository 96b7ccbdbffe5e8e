package agent

import (
	"fmt"
	"io"
	"strings"
	"testing"
)

// TestLines: a line that is no message has a response, and the next one is read all the same.
func TestLines(t *testing.T) {
	t.Parallel()
	const ping = `{"jsonrpc":"2.0","id":9,"method":"ping"}`
	for name, tt := range map[string]struct{ line, want string }{
		"no JSON":            {"hello", `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the line is no JSON: want a message of JSON-RPC 2.0, all of it in one line"}}`},
		"half of it":         {`{"jsonrpc":"2.0","id":2,`, `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the line is no JSON: want a message of JSON-RPC 2.0, all of it in one line"}}`},
		"two in a line":      {ping + ping, `{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"the line is no JSON: want a message of JSON-RPC 2.0, all of it in one line"}}`},
		"another version":    {`{"jsonrpc":"1.0","id":"a","method":"ping"}`, `{"jsonrpc":"2.0","id":"a","error":{"code":-32600,"message":"this is no message of JSON-RPC 2.0: invalid message version tag \"1.0\"; expected \"2.0\""}}`},
		"no message":         {`5`, `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"this is no message of JSON-RPC 2.0: `},
		"an empty list":      {`[]`, `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"the list of messages is empty"}}`},
		"a list of none":     {`[` + ping + `,1]`, `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,`},
		"null":               {`null`, `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,`},
		"an id that is none": {`{"jsonrpc":"2.0","id":{},"method":"ping"}`, `{"jsonrpc":"2.0","id":null,"error":{"code":-32600,`},
		"nested too deep":    {`{"jsonrpc":"2.0","id":2,"method":"ping","params":{"a":` + strings.Repeat("[", 5000) + strings.Repeat("]", 5000) + `}}`, `{"jsonrpc":"2.0","id":2,"error":{"code":-32600,`},
		"too long":           {`{"jsonrpc":"2.0","id":2,"method":"ping","params":{"a":"` + strings.Repeat("a", 3*maxBody) + `"}}`, fmt.Sprintf(`{"jsonrpc":"2.0","id":null,"error":{"code":-32600,"message":"the line is longer than %d bytes"}}`, maxBody)},
		"control characters": {`{"jsonrpc":"\u001b[31m","id":2,"method":"ping"}`, `{"jsonrpc":"2.0","id":2,"error":{"code":-32600,"message":"this is no message of JSON-RPC 2.0: invalid message version tag `},
		"a blank line":       {"  ", ""},
		"a list":             {`[{"jsonrpc":"2.0","id":7,"method":"ping"}]`, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var out lockedBuffer
			in := newLines(io.NopCloser(strings.NewReader(tt.line+"\n"+ping)), &out) // without an end of the last line
			read, err := io.ReadAll(in)
			if err != nil {
				t.Fatal(err)
			}
			want := ping + "\n"
			if tt.want == "" && strings.TrimSpace(tt.line) != "" {
				want = tt.line + "\n" + want
			}
			if string(read) != want {
				t.Errorf("what is left is %.200s, want %.200s", read, want)
			}
			if got := out.String(); !strings.HasPrefix(got, tt.want) || (tt.want == "") != (got == "") || strings.Contains(got, "\x1b") || strings.Count(got, "\n") > 1 {
				t.Errorf("the response is %s, want %s", got, tt.want)
			}
		})
	}
}
