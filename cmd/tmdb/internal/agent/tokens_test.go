package agent

import (
	"sync"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/pkoukk/tiktoken-go"
	loader "github.com/pkoukk/tiktoken-go-loader"
)

// What a model reads before the first question, and of a title, in tokens.
const (
	maxListTokens  = 4000
	maxTitleTokens = 1500
)

// vocabulary is the one that tokens are counted by: o200k_base. It is large.
var vocabulary = sync.OnceValues(func() (*tiktoken.Tiktoken, error) {
	tiktoken.SetBpeLoader(loader.NewOfflineLoader())
	return tiktoken.GetEncoding(tiktoken.MODEL_O200K_BASE)
})

// tokens returns how many tokens the JSON of a value is.
func tokens(t *testing.T, v any) int {
	t.Helper()
	v200k, err := vocabulary()
	if err != nil {
		t.Fatal("there is no vocabulary: ", err)
	}
	return len(v200k.EncodeOrdinary(marshal(t, v)))
}

// TestToolsAreFewTokens: all the tools with their schemas are 4,000 tokens at most.
func TestToolsAreFewTokens(t *testing.T) {
	t.Parallel()
	list, err := newWorld(t, true).connect(t).ListTools(t.Context(), nil)
	if err != nil {
		t.Fatal("ListTools: ", err)
	}
	n := tokens(t, list)
	for _, tool := range list.Tools {
		t.Logf("%-16s %d", tool.Name, tokens(t, tool))
	}
	if t.Logf("all %d", n); n > maxListTokens {
		t.Errorf("tools/list is %d tokens, want at most %d", n, maxListTokens)
	}
}

// TestTitleIsFewTokens: all that a client gets of a title that it asks nothing more of, both forms of it,
// is 1,500 tokens at most, for those of which there is most to tell as well.
func TestTitleIsFewTokens(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	for _, title := range []string{"movie/550", "tv/1396", "movie/329865", "movie/278", "tv/1399"} {
		r, text := callTool(t, session, "title", `{"title":"`+title+`"}`)
		if r.IsError {
			t.Errorf("%s: %s", title, text)
			continue
		}
		n := tokens(t, &mcp.CallToolResult{Content: r.Content, StructuredContent: r.StructuredContent})
		if t.Logf("%s %d", title, n); n > maxTitleTokens {
			t.Errorf("%s is %d tokens, want at most %d", title, n, maxTitleTokens)
		}
	}
}
