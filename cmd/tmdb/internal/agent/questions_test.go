package agent

import (
	"encoding/json"
	"io"
	"testing"
	"time"

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

// ask calls a tool.
func ask(t *testing.T, s *mcp.ClientSession, tool, arguments string) string {
	t.Helper()
	r, err := s.CallTool(t.Context(), &mcp.CallToolParams{Name: tool, Arguments: json.RawMessage(arguments)})
	if err != nil {
		t.Fatal(err)
	}
	return r.Content[0].(*mcp.TextContent).Text
}

func TestTry(t *testing.T) {
	s := session(t)
	for _, c := range [][2]string{
		{"search", `{"query":"matrix"}`},
		{"search", `{"query":"brad pitt"}`},
		{"search", `{"query":"ocean's eleven","year":1960}`},
		{"title", `{"title":"Fight Club"}`},
		{"title", `{"title":"tv/1396","region":"DE"}`},
		{"title", `{"title":"movie/550","sections":["reviews","similar","videos","releases","keywords"]}`},
		{"season", `{"series":"fallout"}`},
		{"season", `{"series":"breaking bad","season":1}`},
		{"season", `{"series":"breaking bad","season":1,"episode":1}`},
		{"person", `{"person":"brad pitt"}`},
		{"person", `{"person":"Christopher Nolan"}`},
		{"discover", `{"kind":"movie","people":["Brad Pitt","Edward Norton"]}`},
		{"discover", `{"kind":"movie","providers":["disney+"],"region":"DE","limit":3}`},
		{"lists", `{"list":"airing_today"}`},
		{"where_to_watch", `{"titles":["fight club","tv/1396","nothing of the kind"],"regions":["DE","US"]}`},
		{"cards", `{"titles":["movie/550","tv/1396","person/287"]}`},
		{"collection", `{"collection":"The Lord of the Rings trilogy"}`},
		{"collection", `{"collection":"movie/83533"}`},
	} {
		out := ask(t, s, c[0], c[1])
		t.Logf("%s %s\n(%d) %s\n", c[0], c[1], len(out), out)
	}
	l, _ := s.ListTools(t.Context(), nil)
	for _, tool := range l.Tools {
		d, _ := json.Marshal(tool)
		t.Logf("%d %s", len(d), d)
	}
}
