package command

import (
	"bufio"
	"encoding/json"
	"io"
	"net/http"
	"os"
	"os/exec"
	"runtime"
	"strings"
	"testing"

	"github.com/modelcontextprotocol/go-sdk/mcp"

	"github.com/tmdb-go/tmdb/internal/testkit"
)

// askFightClub asks a server for agents for a title.
func askFightClub(t *testing.T, transport mcp.Transport) {
	t.Helper()
	client := mcp.NewClient(&mcp.Implementation{Name: "test", Version: "1"}, nil)
	session, err := client.Connect(t.Context(), transport, nil)
	if err != nil {
		t.Fatal("Connect: ", err)
	}
	r, err := session.CallTool(t.Context(), &mcp.CallToolParams{Name: "title", Arguments: json.RawMessage(`{"title":"fight club"}`)})
	if err != nil {
		t.Fatal("CallTool: ", err)
	}
	data, err := json.Marshal(r)
	if err != nil || r.IsError || !strings.Contains(string(data), `"ref":"movie/550"`) {
		t.Errorf("the result is %s (%v), want movie/550", data, err)
	}
	if err := session.Close(); err != nil {
		t.Error("Close: ", err)
	}
}

// TestMCP: a client starts the program and talks to it.
func TestMCP(t *testing.T) {
	t.Parallel()
	cmd := exec.Command("tmdb", "mcp", "--demo")
	cmd.Env = append(os.Environ(), "TMDB_CONFIG_DIR="+t.TempDir())
	askFightClub(t, &mcp.CommandTransport{Command: cmd})
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() != 0 {
		t.Errorf("the program has ended with %v, want 0", cmd.ProcessState)
	}
}

// TestMCPInterrupted: an interrupt ends the program while its input goes on.
func TestMCPInterrupted(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("there are no signals to end the program by")
	}
	cmd := exec.Command("tmdb", "mcp", "--demo")
	cmd.Env = append(os.Environ(), "TMDB_CONFIG_DIR="+t.TempDir())
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal("StdinPipe: ", err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal("StdoutPipe: ", err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal("Start: ", err)
	}
	if _, err := io.WriteString(in, `{"jsonrpc":"2.0","id":1,"method":"ping"}`+"\n"); err != nil {
		t.Fatal("the input: ", err)
	}
	if lines := bufio.NewScanner(out); !lines.Scan() {
		t.Error("the program does not respond")
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal("Signal: ", err)
	}
	if err := cmd.Wait(); cmd.ProcessState.ExitCode() != 130 {
		t.Errorf("the program has ended with %v, want 130", err)
	}
}

// TestMCPOverHTTP: a client that has the token talks to the program, which an interrupt ends.
func TestMCPOverHTTP(t *testing.T) {
	t.Parallel()
	if runtime.GOOS == "windows" {
		t.Skip("there are no signals to end the program by")
	}
	const token = "0123456789abcdef0123"
	cmd := exec.Command("tmdb", "mcp", "--demo", "--http", "127.0.0.1:0")
	cmd.Env = append(os.Environ(), "TMDB_CONFIG_DIR="+t.TempDir(), agentTokenVariable+"="+token)
	stderr, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal("StderrPipe: ", err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal("Start: ", err)
	}
	lines := bufio.NewScanner(stderr)
	if !lines.Scan() {
		t.Fatal("the program says nothing")
	}
	text, url := lines.Text(), ""
	for word := range strings.FieldsSeq(text) {
		if strings.HasPrefix(word, "http://127.0.0.1:") {
			url = strings.TrimSuffix(word, ",")
		}
	}
	if strings.Contains(text, token) {
		t.Errorf("the program shows the token: %s", text)
	}
	askFightClub(t, &mcp.StreamableClientTransport{Endpoint: url, HTTPClient: &http.Client{Transport: withBearer(token)}})
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal("Signal: ", err)
	}
	for lines.Scan() {
		t.Errorf("at the end it says %q, want nothing", lines.Text())
	}
	if err := cmd.Wait(); err != nil {
		t.Errorf("the program has ended with %v, want 0", err)
	}
}

// withBearer sends a token with each request.
type withBearer string

// RoundTrip implements http.RoundTripper.
func (token withBearer) RoundTrip(req *http.Request) (*http.Response, error) {
	own := req.Clone(req.Context())
	own.Header.Set("Authorization", "Bearer "+string(token))
	return testkit.HTTP.Transport.RoundTrip(own)
}
