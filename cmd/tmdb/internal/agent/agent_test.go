package agent

import (
	"bytes"
	"context"
	"encoding/json"
	"sync"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// world is a server for agents of a stand-in for TMDB.
type world struct {
	*tmdbtest.Server

	agent *Server
	log   *lockedBuffer
}

// newWorld returns a world whose day is always the same. With write, the agent writes for ada.
func newWorld(t testing.TB, write bool, opts ...tmdb.Option) *world {
	t.Helper()
	srv, err := tmdbtest.New(tmdbtest.WithClock(tmdbtest.Day))
	if err != nil {
		t.Fatal("tmdbtest.New: ", err)
	}
	t.Cleanup(srv.Close)
	client, err := tmdb.New(srv.Token, append([]tmdb.Option{tmdb.WithBaseURL(srv.URL), tmdb.WithDefaults(tmdb.Language("en-US"))}, opts...)...)
	if err != nil {
		t.Fatal("tmdb.New: ", err)
	}
	w := &world{Server: srv, log: &lockedBuffer{}}
	o := Options{Client: client, Language: "en-US", Region: "US", FilesURL: srv.URL, Now: srv.Now, Log: w.log}
	if write {
		o.User = w.ada(t, client)
	}
	w.agent = New(o)
	return w
}

func (w *world) ada(t testing.TB, client *tmdb.Client) *app.User {
	t.Helper()
	session, err := w.Session("ada")
	if err != nil {
		t.Fatal("Session: ", err)
	}
	token, accountID, err := w.AccessToken("ada")
	if err != nil {
		t.Fatal("AccessToken: ", err)
	}
	own, err := client.With(tmdb.WithToken(token), tmdb.WithDefaults(tmdb.Session(session)))
	if err != nil {
		t.Fatal("With: ", err)
	}
	return &app.User{Client: own, Session: session, AccountID: accountID, Username: "ada"}
}

// connect returns a session of a client with the agent.
func (w *world) connect(t testing.TB) *mcp.ClientSession {
	t.Helper()
	near, far := mcp.NewInMemoryTransports()
	if _, err := w.agent.mcp.Connect(context.Background(), far, nil); err != nil {
		t.Fatal("the server cannot connect: ", err)
	}
	session, err := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil).Connect(context.Background(), near, nil)
	if err != nil {
		t.Fatal("the client cannot connect: ", err)
	}
	t.Cleanup(func() { session.Close() })
	return session
}

// callTool calls a tool with arguments as JSON, and returns the result with its text.
func callTool(t testing.TB, session *mcp.ClientSession, tool, arguments string) (r *mcp.CallToolResult, text string) {
	t.Helper()
	r, err := session.CallTool(context.Background(), &mcp.CallToolParams{Name: tool, Arguments: json.RawMessage(arguments)})
	if err != nil {
		t.Fatalf("%s %s: %v", tool, arguments, err)
	}
	if len(r.Content) != 1 {
		t.Fatalf("%s %s has %d contents, want 1", tool, arguments, len(r.Content))
	}
	content, ok := r.Content[0].(*mcp.TextContent)
	if !ok {
		t.Fatalf("%s %s has a %T, want text", tool, arguments, r.Content[0])
	}
	return r, content.Text
}

// lockedBuffer is a log that is read while it is written.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
}

// Write implements io.Writer.
func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

// String returns what was written.
func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}
