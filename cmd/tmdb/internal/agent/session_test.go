package agent

import (
	"encoding/json"
	"io"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/itchyny/gojq"
	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// session returns a client of a server of the stand-in, on the day that its data is made for.
func session(t *testing.T) *mcp.ClientSession {
	t.Helper()
	standIn := tmdbtest.NewServer(t, tmdbtest.WithClock(tmdbtest.Day))
	server := New(Options{
		Client: tmdbtest.NewClient(t, standIn), Language: "en-US", Region: "US", FilesURL: standIn.URL, Log: io.Discard,
		Now: func() time.Time { return tmdbtest.Day() },
	})
	here, there := mcp.NewInMemoryTransports()
	if _, err := server.mcp.Connect(t.Context(), there, nil); err != nil {
		t.Fatal(err)
	}
	s, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(), here, nil)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

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

// ask calls a tool, and returns its result.
func ask(t *testing.T, s *mcp.ClientSession, tool string, arguments any) any {
	t.Helper()
	r := called(t, s, tool, arguments)
	if r.IsError {
		t.Fatalf("%s %v: %s", tool, arguments, textIn(r))
	}
	return plainJSON(t, r.StructuredContent)
}

// called returns what a call of a tool results in.
func called(t *testing.T, s *mcp.ClientSession, tool string, arguments any) *mcp.CallToolResult {
	t.Helper()
	r, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: arguments})
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func textIn(r *mcp.CallToolResult) string { return r.Content[0].(*mcp.TextContent).Text }
