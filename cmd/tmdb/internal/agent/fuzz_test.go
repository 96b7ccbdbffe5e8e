package agent

import (
	"context"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// FuzzCall: whatever arguments come, a tool has a result that is within its bound, and does not fail within.
func FuzzCall(f *testing.F) {
	w := newWorld(f, true)
	session := w.connect(f)
	list, err := session.ListTools(context.Background(), nil)
	if err != nil {
		f.Fatal("ListTools: ", err)
	}
	var tools []string
	for _, tool := range list.Tools {
		tools = append(tools, tool.Name)
	}
	slices.Sort(tools)
	for tool, arguments := range failing {
		f.Add(uint8(slices.Index(tools, tool)), arguments)
	}
	for i := range tools {
		for _, arguments := range []string{
			`{}`, `null`, `[]`, `{"x":1}`, `{"title":"../../3","rating":1e308}`, `{"query":"\u0000\ud800","titles":[[]]}`, `{"titles":["","movie/0","tt0"],"action":"add"}`,
			`{"person":"nm0000093","limit":100,"from":"0","to":"9999-99-99"}`, `{"series":"tv/1396/season/99999/episode/1","season":0}`,
			`{"operation":"movieDetails","parameters":{"movie_id":550},"fields":["",".","a..b","credits.cast.name.x"]}`,
			`{"kind":"tv","genres":["a|b","|"],"people":["","1|"],"min_rating":-0.0,"region":"ß"}`,
		} {
			f.Add(uint8(i), arguments)
		}
	}
	f.Fuzz(func(t *testing.T, i uint8, arguments string) {
		if !json.Valid([]byte(arguments)) {
			return // the client would not send it
		}
		r, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: tools[int(i)%len(tools)], Arguments: json.RawMessage(arguments)})
		if err != nil {
			t.Skip("the protocol refuses it: ", err)
		}
		whole := marshal(t, r)
		if len(whole) > maxResult {
			t.Errorf("the result has %d bytes, want at most %d", len(whole), maxResult)
		}
		if r.StructuredContent != nil && strings.Contains(whole, ":null") {
			t.Errorf("the result has null: %s", whole)
		}
		if len(r.Content) != 1 {
			t.Fatalf("the result has %d contents, want 1", len(r.Content))
		}
		content, ok := r.Content[0].(*mcp.TextContent)
		if !ok || content.Text == "" || content.Text == failedWithin {
			t.Errorf("the result is %s; the log is %s", whole, w.log)
		}
	})
}

// FuzzPick: what is chosen of a JSON value, and what is cut of it, is JSON.
func FuzzPick(f *testing.F) {
	f.Add(`{"a":[{"b":1,"c":"x"},{"b":null}],"d":{"e":"\u001b"}}`, "a.b", 10)
	f.Add(`[[1,2],[3]]`, "x", 1)
	f.Add(`{"":{"":""}}`, ".", 3)
	f.Fuzz(func(t *testing.T, text, path string, over int) {
		value, err := parseTree([]byte(text))
		if err != nil {
			return
		}
		if kept, err := choose(value, []string{path, path}); err == nil && !json.Valid(kept.append(nil)) {
			t.Errorf("%q of %q is %q, which is no JSON", path, text, kept.append(nil))
		}
		var c cutter
		for range 50 {
			before := value.size()
			if !c.cut(value, max(1, min(over, 1<<20))) {
				break
			}
			if !json.Valid(value.append(nil)) || value.size() >= before {
				t.Fatalf("%q is cut to %q of %d bytes, want JSON of less than %d", text, value.append(nil), value.size(), before)
			}
		}
		c.words("")
	})
}
