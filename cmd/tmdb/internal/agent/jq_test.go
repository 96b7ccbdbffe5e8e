package agent

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"testing"

	"github.com/itchyny/gojq"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// check reports whether what jq reads of a result is what is wanted, as JSON.
func check(t *testing.T, result any, read, want string) {
	t.Helper()
	wanted := []any{}
	for d := json.NewDecoder(strings.NewReader(want)); ; {
		var v any
		if err := d.Decode(&v); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("%s: %v", want, err)
		}
		wanted = append(wanted, v)
	}
	if got := plainJSON(t, jq(t, read, result)); !reflect.DeepEqual(got, any(wanted)) {
		t.Errorf("%s is %v, want %v, of\n%v", read, got, wanted, result)
	}
}

// jq returns what a program makes of a value.
func jq(t *testing.T, program string, v any) []any {
	t.Helper()
	q, err := gojq.Parse(program)
	if err != nil {
		t.Fatalf("%s: %v", program, err)
	}
	var all []any
	for run := q.Run(v); ; {
		one, ok := run.Next()
		if !ok {
			break
		}
		if err, failed := one.(error); failed {
			t.Fatalf("%s: %v, of %v", program, err, v)
		}
		all = append(all, one)
	}
	if len(all) == 0 {
		t.Fatalf("%s is nothing, of %v", program, v)
	}
	return all
}

// plainJSON returns a value as JSON decodes it.
func plainJSON(t *testing.T, v any) (plain any) {
	t.Helper()
	data, err := json.Marshal(v)
	if err == nil {
		err = json.Unmarshal(data, &plain)
	}
	if err != nil {
		t.Fatal(err)
	}
	return plain
}

// ask calls a tool with arguments of jq, and returns its result.
func ask(t *testing.T, session *mcp.ClientSession, tool string, arguments any) any {
	t.Helper()
	r, text := callTool(t, session, tool, marshal(t, arguments))
	if r.IsError {
		t.Fatalf("%s %v: %s", tool, arguments, text)
	}
	return plainJSON(t, r.StructuredContent)
}
