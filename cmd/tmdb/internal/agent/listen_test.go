package agent

import (
	"context"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tmdb-go/tmdb/internal/testkit"
)

const testToken = "0123456789abcdef0123"

// withBearer sends a token with each request.
func withBearer(token string) *http.Client {
	return &http.Client{Transport: roundTripper(func(req *http.Request) (*http.Response, error) {
		own := req.Clone(req.Context())
		own.Header.Set("Authorization", "Bearer "+token)
		return testkit.HTTP.Transport.RoundTrip(own)
	})}
}

func connectHTTP(t *testing.T, url, token string) (*mcp.ClientSession, error) {
	t.Helper()
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	return client.Connect(t.Context(), &mcp.StreamableClientTransport{Endpoint: url + Path, HTTPClient: withBearer(token)}, nil)
}

func TestHTTP(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(newWorld(t, false).agent.Handler(testToken))
	t.Cleanup(srv.Close)
	session, err := connectHTTP(t, srv.URL, testToken)
	if err != nil {
		t.Fatal("Connect: ", err)
	}
	defer session.Close()
	if r, text := callTool(t, session, "title", `{"title":"movie/550"}`); r.IsError || !strings.Contains(text, `"title":"Fight Club"`) {
		t.Errorf("title has %s, want Fight Club", text)
	}
	list, err := session.ListTools(t.Context(), nil)
	if err != nil || len(list.Tools) != 12 {
		t.Errorf("there are %v, %v, want 12 tools", list, err)
	}
	var calls sync.WaitGroup
	for i := range 32 { // at once, each with its own
		calls.Go(func() {
			want := []string{"movie/550", "tv/1396", "person/287", "movie/329865"}[i%4]
			if r, text := callTool(t, session, "cards", `{"titles":["`+want+`"]}`); r.IsError || !strings.Contains(text, `"ref":"`+want+`"`) {
				t.Errorf("cards has %s, want %s", text, want)
			}
		})
	}
	calls.Wait()
	for _, token := range []string{"", "wrong", testToken + "x", testToken[:19]} {
		if session, err := connectHTTP(t, srv.URL, token); err == nil {
			session.Close()
			t.Errorf("the token %q is taken", token)
		}
	}
}

// TestHTTPRefuses: what no client of an agent sends comes to nothing, before anything is read of it.
func TestHTTPRefuses(t *testing.T) {
	t.Parallel()
	srv := httptest.NewServer(newWorld(t, false).agent.Handler(testToken))
	t.Cleanup(srv.Close)
	const hello = `{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"search","arguments":{"query":"x"}}}`
	tests := []struct {
		name         string
		method, path string
		body         string
		header       map[string]string
		host         string
		want         int
	}{
		{name: "right", want: 200},
		{name: "small letters", header: map[string]string{"Authorization": "bearer " + testToken}, want: 200},
		{name: "no token", header: map[string]string{"Authorization": ""}, want: 401},
		{name: "another scheme", header: map[string]string{"Authorization": "Basic " + testToken}, want: 401},
		{name: "token alone", header: map[string]string{"Authorization": testToken}, want: 401},
		{name: "wrong token", header: map[string]string{"Authorization": "Bearer " + strings.Repeat("x", 20)}, want: 401},
		{name: "of another site", header: map[string]string{"Origin": "https://example.com", "Sec-Fetch-Site": "cross-site"}, want: 403},
		{name: "rebinding", host: "example.com", want: 403},
		{name: "another path", path: "/", want: 404},
		{name: "GET", method: http.MethodGet, want: 405},
		{name: "no JSON", body: "x", want: 400},
		{name: "another type", header: map[string]string{"Content-Type": "text/plain"}, want: 415},
		{name: "long body", body: `{"x":"` + strings.Repeat("x", maxBody) + `"}`, want: 413},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			method, path, body := http.MethodPost, Path, hello
			if tt.method != "" {
				method = tt.method
			}
			if tt.path != "" {
				path = tt.path
			}
			if tt.body != "" {
				body = tt.body
			}
			req, err := http.NewRequestWithContext(t.Context(), method, srv.URL+path, strings.NewReader(body))
			if err != nil {
				t.Fatal("NewRequest: ", err)
			}
			req.Header.Set("Authorization", "Bearer "+testToken)
			req.Header.Set("Content-Type", "application/json")
			req.Header.Set("Accept", "application/json, text/event-stream")
			for name, value := range tt.header {
				req.Header.Set(name, value)
			}
			req.Host = tt.host
			resp, err := testkit.HTTP.Do(req)
			if err != nil {
				t.Fatal("Do: ", err)
			}
			data, err := io.ReadAll(resp.Body)
			resp.Body.Close()
			if err != nil || resp.StatusCode != tt.want {
				t.Errorf("the response is %d %s (%v), want %d", resp.StatusCode, data, err, tt.want)
			}
			if (resp.StatusCode == 401) != strings.HasPrefix(resp.Header.Get("WWW-Authenticate"), "Bearer") {
				t.Errorf("WWW-Authenticate is %q with %d", resp.Header.Get("WWW-Authenticate"), resp.StatusCode)
			}
			if strings.Contains(string(data), testToken) {
				t.Errorf("the response has the token: %s", data)
			}
		})
	}
}

// TestServeStops: a call that runs comes to its end, and then the server does.
func TestServeStops(t *testing.T) {
	t.Parallel()
	w := newWorld(t, false)
	begun, goOn := make(chan struct{}), make(chan struct{})
	add(w.agent, spec{name: "slow", title: "Slow"}, func(context.Context, struct{}) (*testOutput, error) {
		close(begun)
		<-goOn
		return &testOutput{Title: "done"}, nil
	})
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal("Listen: ", err)
	}
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	ended := make(chan error, 1)
	go func() { ended <- w.agent.Serve(ctx, l, testToken) }()
	session, err := connectHTTP(t, "http://"+l.Addr().String(), testToken)
	if err != nil {
		t.Fatal("Connect: ", err)
	}
	text := make(chan string, 1)
	go func() {
		_, got := callTool(t, session, "slow", `{}`)
		text <- got
	}()
	<-begun
	stop()
	close(goOn)
	if got := <-text; !strings.Contains(got, "done") {
		t.Errorf("the call has %s, want what it does", got)
	}
	select {
	case err := <-ended:
		if err != nil {
			t.Error("Serve: ", err)
		}
	case <-time.After(10 * time.Second):
		t.Error("the server has not ended")
	}
}

// TestRun: what was asked before the input ended has its response, whatever else is on it.
func TestRun(t *testing.T) {
	t.Parallel()
	in := `{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}
this is no message
{"jsonrpc":"2.0","method":"notifications/initialized"}
{"jsonrpc":"2.0","id":2,"method":"tools/call","params":{"name":"search","arguments":{"query":"fight club"}}}
`
	var out lockedBuffer
	if err := newWorld(t, false).agent.Run(t.Context(), io.NopCloser(strings.NewReader(in)), nopWriteCloser{&out}); err != nil {
		t.Fatal("Run: ", err)
	}
	if lines := strings.Split(strings.TrimSpace(out.String()), "\n"); len(lines) != 3 || !strings.Contains(lines[2], "movie/550") {
		t.Errorf("the output is %s, want three lines, the last with movie/550", out.String())
	}
}

// TestRunEnds: an interrupt ends it, whatever the input does.
func TestRunEnds(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	in, keep := io.Pipe()
	defer keep.Close()
	ended := make(chan error, 1)
	agent := newWorld(t, false).agent
	go func() { ended <- agent.Run(ctx, in, nopWriteCloser{io.Discard}) }()
	stop()
	select {
	case err := <-ended:
		if err != context.Canceled {
			t.Errorf("Run has %v, want that it was canceled", err)
		}
	case <-time.After(10 * time.Second):
		t.Error("Run has not ended")
	}
}

type nopWriteCloser struct{ io.Writer }

// Close implements io.Closer.
func (nopWriteCloser) Close() error { return nil }
