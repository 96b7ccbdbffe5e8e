package agent

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	"github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/pkoukk/tiktoken-go"
	loader "github.com/pkoukk/tiktoken-go-loader"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
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

// TestLongTitleIsFewTokens: so is that of which all is as long as it comes, in a language of many tokens.
func TestLongTitleIsFewTokens(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	for name, text := range map[string]string{"English": "A word or another, ", "Japanese": "トンネルの向こうには不思議な町があった。", "Hindi": "दिलवाले दुल्हनिया ले जायेंगे "} {
		m, err := w.agent.client.Movies.Details(t.Context(), 550, &gen.MovieDetailsParams{
			AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendReleaseDates, gen.MovieAppendWatchProviders},
		})
		if err != nil {
			t.Fatal(err)
		}
		m.Title, m.OriginalTitle = strings.Repeat(text, 2), strings.Repeat(text, 3)
		m.Overview, m.Tagline = strings.Repeat(text, 50), strings.Repeat(text, 10)
		for i := range m.Credits.Cast {
			m.Credits.Cast[i].Character = "Somebody or other, as he calls himself" // the same in all languages
		}
		for i := range m.Credits.Crew {
			m.Credits.Crew[i].Job = "Writer"
		}
		in := m.WatchProviders.Results["US"]
		in.Flatrate = slices.Concat(in.Flatrate, in.Buy, in.Rent)
		m.WatchProviders.Results["US"] = in
		data := marshal(t, map[string]any{"path": "/3/movie/550", "body": m})
		standIn := tmdbtest.NewServer(t, tmdbtest.WithClock(tmdbtest.Day), tmdbtest.WithData(fstest.MapFS{"long.json": {Data: []byte(data)}}))
		w := newWorld(t, false)
		w.agent.client = tmdbtest.NewClient(t, standIn)
		r, got := callTool(t, w.connect(t), "title", `{"title":"movie/550"}`)
		if r.IsError {
			t.Errorf("%s: %s", name, got)
			continue
		}
		n := tokens(t, &mcp.CallToolResult{Content: r.Content, StructuredContent: r.StructuredContent})
		if t.Logf("%s %d", name, n); n > maxTitleTokens {
			t.Errorf("%s is %d tokens, want at most %d:\n%s", name, n, maxTitleTokens, got)
		}
	}
}
