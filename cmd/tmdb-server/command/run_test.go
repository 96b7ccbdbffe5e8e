package command

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/cmd/tmdb-server/reference"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// start runs the program until the test is over, and returns the URL that it tells.
func start(t *testing.T, args ...string) (url string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := Run(ctx, name, append([]string{"-addr", "127.0.0.1:0"}, args...), reference.Beside, in, io.Discard)
		in.CloseWithError(err)
		ended <- err
	}()
	lines := bufio.NewScanner(out)
	for found := false; !found && lines.Scan(); {
		url, found = strings.CutPrefix(lines.Text(), "export TMDB_BASE_URL=")
	}
	last := make(chan string, 1)
	go func() {
		var line string
		for lines.Scan() {
			line = lines.Text()
		}
		last <- line
	}()
	t.Cleanup(func() {
		stop()
		if err := <-ended; err != nil {
			t.Errorf("the program ends with %v", err)
		}
		if line := <-last; line != "# Stopping." {
			t.Errorf("the last line is %q, want # Stopping.", line)
		}
	})
	if url == "" {
		t.Fatal("the program does not say where it is")
	}
	return url
}

func get(t *testing.T, url, token string) (int, string) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), "GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+token)
	resp, err := testkit.HTTP.Transport.RoundTrip(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp.StatusCode, string(body)
}

func TestServer(t *testing.T) {
	t.Parallel()
	replay := t.TempDir()
	response := `{"method":"GET","path":"/3/movie/{movie_id}","path_params":{"movie_id":"1"},"status":200,"query":{},"body":{"id":1,"title":"Recorded"}}`
	if err := os.WriteFile(filepath.Join(replay, "a.json"), []byte(response), 0o600); err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	if err := os.WriteFile(filepath.Join(data, "keywords.json"), []byte(`{"path":"/3/keyword/99999999","body":{"id":99999999,"name":"of mine"}}`), 0o600); err != nil {
		t.Fatal(err)
	}
	url := start(t, "-token", "mine", "-replay", replay, "-data", data, "-latency", "1ms", "-rate", "1000")
	for path, want := range map[string]string{
		"/":                            "The Movie Database API",
		"/reference/movies/details":    "/3/movie/{movie_id}",
		"/reference/movies/details.md": "operationId: movieDetails",
		"/viewer/":                     "swagger-ui-bundle.js",
		"/viewer/swagger-ui-bundle.js": "SwaggerUIBundle",
		"/3/movie/550":                 `"Fight Club"`,
		"/3/movie/550?unknown":         `"Fight Club"`,
		"/3/movie/1":                   `"Recorded"`,
		"/3/keyword/99999999":          `"of mine"`,
	} {
		if status, body := get(t, url+path, "mine"); status != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d with %.200s, want %s", path, status, body, want)
		}
	}
	if _, body := get(t, url+"/reference/movies/details", ""); strings.Contains(body, "mine") {
		t.Error("the reference shows the caller's own token")
	}
	if _, body := get(t, start(t)+"/reference/movies/details", ""); !strings.Contains(body, `data-token="eyJ`) {
		t.Error("the reference has no token to try it with")
	}
	if status, _ := get(t, url+"/3/movie/550", "another"); status != 401 {
		t.Errorf("another token: %d, want 401", status)
	}
}

func TestRecorder(t *testing.T) {
	t.Parallel()
	api := start(t, "-token", "mine")
	dir := filepath.Join(t.TempDir(), "responses")
	proxy := start(t, "-record", dir, "-api", api)
	if status, body := get(t, proxy+"/3/movie/550", "mine"); status != 200 || !strings.Contains(body, "Fight Club") {
		t.Errorf("%d with %.200s, want Fight Club", status, body)
	}
	data, err := os.ReadFile(filepath.Join(dir, "movieDetails__1.json"))
	if err != nil {
		t.Fatal(err)
	}
	var file struct{ Path string }
	if err := json.Unmarshal(data, &file); err != nil || file.Path != "/3/movie/{movie_id}" {
		t.Errorf("the file is of %q, %v, want /3/movie/{movie_id}", file.Path, err)
	}
}

// TestPrintsForShells has a shell read all that is printed.
func TestPrintsForShells(t *testing.T) {
	t.Parallel()
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Skip("there is no shell")
	}
	const token = `a'b"$(exit${IFS}9);*?[]~#`
	srv, err := tmdbtest.NewUnstarted(tmdbtest.WithToken(token), tmdbtest.WithUser(tmdbtest.User{Username: "eve\nexit 9", Password: "p\nexit 9"}))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(srv.Close)
	url := urlOf("https", &net.TCPAddr{IP: net.IPv6loopback, Port: 8750})
	var script strings.Builder
	settings{}.greetServer(&script, url, srv, false)
	script.WriteString(`printf '%s\n' "$TMDB_BASE_URL" "$TMDB_ACCESS_TOKEN" "$TMDB_API_KEY"`)
	cmd := exec.CommandContext(t.Context(), sh)
	cmd.Stdin = strings.NewReader(script.String())
	got, err := cmd.CombinedOutput()
	if want := url + "\n" + token + "\n" + srv.APIKey + "\n"; string(got) != want || err != nil {
		t.Errorf("the shell has %q, %v, want %q", got, err, want)
	}
	for line := range strings.Lines(strings.TrimSpace(script.String())) {
		if !strings.HasPrefix(line, "# ") && !strings.HasPrefix(line, "export TMDB_") && !strings.HasPrefix(line, "printf") {
			t.Errorf("%q is no line for a shell", line)
		}
	}
}

func TestURL(t *testing.T) {
	t.Parallel()
	for addr, want := range map[string]string{
		"0.0.0.0:80": "http://127.0.0.1:80", "[::]:80": "http://127.0.0.1:80", "127.0.0.1:8750": "http://127.0.0.1:8750", "[::1]:80": "http://[::1]:80",
	} {
		tcp, err := net.ResolveTCPAddr("tcp", addr)
		if err != nil {
			t.Fatal(err)
		}
		if got := urlOf("http", tcp); got != want {
			t.Errorf("%s is %s, want %s", addr, got, want)
		}
	}
}

// TestNobodyHoldsUp: a header that does not come and a response that nobody takes are given up, what
// waits for the latency is not.
func TestNobodyHoldsUp(t *testing.T) {
	t.Parallel()
	const latency = 5 * time.Minute
	for name, test := range map[string]struct {
		sent string
		want time.Duration
	}{
		"half a header":     {"GET / HTTP/1.1\r\nHost: a", 10 * time.Second},
		"nothing more":      {"GET / HTTP/1.1\r\nHost: a\r\n\r\n", latency + 2*time.Minute},
		"response not read": {"GET /large HTTP/1.1\r\nHost: a\r\n\r\n", latency + 2*time.Minute},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				server := newServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
					if testkit.Wait(r.Context(), latency) == nil && r.URL.Path == "/large" {
						w.Write(make([]byte, 1<<20))
					}
				}), latency)
				pipes := testkit.NewPipes()
				go server.Serve(pipes)
				defer server.Close()
				conn, err := pipes.Dial()
				if err != nil {
					t.Fatal(err)
				}
				begun := time.Now()
				if _, err := io.WriteString(conn, test.sent); err != nil {
					t.Fatal(err)
				}
				if name == "response not read" {
					time.Sleep(latency + 3*time.Minute)
				}
				got, err := io.ReadAll(conn)
				if err != nil {
					t.Fatal(err)
				}
				took := time.Since(begun)
				if name == "response not read" {
					if len(got) > 1<<19 {
						t.Errorf("%d bytes were kept for who did not read", len(got))
					}
				} else if took < test.want || took > test.want+2*time.Second {
					t.Errorf("the connection ends after %v, want %v", took, test.want)
				}
				if name == "nothing more" && !strings.HasPrefix(string(got), "HTTP/1.1 200 ") {
					t.Errorf("after the latency came %q, want a response", got)
				}
			})
		})
	}
}

func TestRefuses(t *testing.T) {
	t.Parallel()
	tests := []struct {
		args []string
		want string
	}{
		{[]string{"-addr", ":8080"}, "-public as well"},
		{[]string{"-addr", "0.0.0.0:8080"}, "-public as well"},
		{[]string{"-addr", "192.0.2.1:8080"}, "-public as well"},
		{[]string{"-addr", "example.com:8080"}, "-public as well"},
		{[]string{"-addr", "8080"}, "want host:port"},
		{[]string{"-data", "no such folder"}, "-data no such folder: no such folder"},
		{[]string{"-replay", "run.go"}, "-replay run.go: no such folder"},
		{[]string{"-record", "x", "-replay", "."}, "-record passes everything on"},
		{[]string{"-record", "x", "-api", "http://example.com"}, "not https"},
		{[]string{"-latency", "-1s"}, "WithLatency"},
		{[]string{"serve"}, `argument "serve": want flags only`},
		{[]string{"-nothing"}, "flag provided but not defined"},
		{[]string{"--lenient=true"}, "there is no such flag any more"},
		{[]string{"-lenient"}, "the server is lenient without it, and -strict is for one that is not"},
		{[]string{"-api-key", "a b"}, "WithAPIKey"},
		{[]string{"-record", "x", "-api-key", "a"}, "-record passes everything on"},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			t.Parallel()
			err := Run(t.Context(), name, tt.args, reference.Beside, io.Discard, io.Discard)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestPublicIsAllowed(t *testing.T) {
	t.Parallel()
	if _, err := parse(name, []string{"-addr", "0.0.0.0:0", "-public"}, io.Discard); err != nil {
		t.Errorf("error %v, want none", err)
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	if err := Run(t.Context(), name, []string{"-h"}, reference.Beside, io.Discard, &text); !errors.Is(err, flag.ErrHelp) || !strings.Contains(text.String(), "-record") {
		t.Errorf("error %v with %q, want the flags", err, text.String())
	}
}
