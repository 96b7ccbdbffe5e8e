package command

import (
	"bufio"
	"bytes"
	"context"
	"crypto/tls"
	"crypto/x509"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/cmd/tmdb-server/reference"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// name is what the program is called by.
const name = "tmdb-server"

// asProgram has the test binary be the program.
const asProgram = "TMDB_SERVER_AS_PROGRAM"

func TestMain(m *testing.M) {
	if os.Getenv(asProgram) != "" {
		os.Exit(Main(name, os.Args[1:], reference.Beside))
	}
	os.Exit(m.Run())
}

// program is the program in a process of its own.
type program struct {
	*exec.Cmd
	greeting []string
	set      map[string]string // what the greeting sets
	lines    *bufio.Scanner
	stderr   bytes.Buffer // to be read after end
}

func startProgram(t *testing.T, args ...string) *program {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("there are no signals to end the program by")
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	p := &program{set: map[string]string{}}
	p.Cmd = exec.CommandContext(t.Context(), self, append([]string{"-addr", "127.0.0.1:0", "-token", "mine"}, args...)...)
	p.Env = append(os.Environ(), asProgram+"=1")
	p.Stderr = &p.stderr
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := p.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if p.ProcessState == nil {
			_ = p.Process.Kill()
			_ = p.Wait()
		}
	})
	p.lines = bufio.NewScanner(out)
	last := "NODE_EXTRA_CA_CERTS"
	if !strings.Contains(strings.Join(args, " "), "-tls") {
		last = "TMDB_API_KEY"
	}
	for p.set[last] == "" && p.lines.Scan() {
		p.greeting = append(p.greeting, p.lines.Text())
		if set, ok := strings.CutPrefix(p.lines.Text(), "export "); ok {
			name, value, _ := strings.Cut(set, "=")
			p.set[name] = value
		}
	}
	if p.set[last] == "" {
		t.Fatalf("the program printed %q, want %s", p.greeting, last)
	}
	return p
}

// signal sends a signal, and returns when the program has taken it.
func (p *program) signal(t *testing.T, s os.Signal) {
	t.Helper()
	if err := p.Process.Signal(s); err != nil {
		t.Fatal(err)
	}
	for p.lines.Scan() {
		if p.lines.Text() == "# Stopping." {
			return
		}
	}
	t.Fatal("the program does not say that it stops")
}

// end ends the program by a signal and returns what it wrote to stderr.
func (p *program) end(t *testing.T) string {
	t.Helper()
	p.signal(t, syscall.SIGTERM)
	if err := p.Wait(); err != nil {
		t.Errorf("the program ends with %v", err)
	}
	return p.stderr.String()
}

// begin sends half of a request, and returns when the program waits for the other half, which finish
// sends; it returns the response.
func (p *program) begin(t *testing.T) (finish func() string) {
	t.Helper()
	conn, err := net.Dial("tcp", strings.TrimPrefix(p.set["TMDB_BASE_URL"], "http://"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { conn.Close() })
	const body = `{"request_token":"x"}`
	fmt.Fprintf(conn, "POST /3/authentication/session/new HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer mine\r\n"+
		"Content-Type: application/json\r\nContent-Length: %d\r\nExpect: 100-continue\r\n\r\n", len(body))
	r := bufio.NewReader(conn)
	for _, want := range []string{"HTTP/1.1 100 Continue\r\n", "\r\n"} {
		if line, err := r.ReadString('\n'); line != want {
			t.Fatalf("the program sends %q, %v, want %q", line, err, want)
		}
	}
	return func() string {
		t.Helper()
		if _, err := io.WriteString(conn, body); err != nil {
			t.Fatal(err)
		}
		response, err := io.ReadAll(r)
		if err != nil {
			t.Errorf("the response breaks off: %v", err)
		}
		return string(response)
	}
}

func TestLenientAndStrict(t *testing.T) {
	t.Parallel()
	const wrong = "/3/movie/550?lang=de"
	for name, test := range map[string]struct {
		args     []string
		status   int
		greeting string
	}{
		"lenient": {nil, 200, "# It is as lenient as TMDB, and says on stderr what -strict would refuse."},
		"strict":  {[]string{"-strict"}, 422, "# It refuses what the spec does not allow, and says so on stderr. Without -strict it is as lenient as TMDB."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			p := startProgram(t, append(test.args, "-api-key", "key", "-log")...)
			if got := strings.Join(p.greeting, "\n"); !strings.Contains(got, test.greeting+"\n") {
				t.Errorf("the program greets with %s, want %s", got, test.greeting)
			}
			if got := p.set["TMDB_API_KEY"]; got != "key" {
				t.Errorf("the key is %q, want key", got)
			}
			url := p.set["TMDB_BASE_URL"]
			for range 10 {
				if status, body := get(t, url+wrong, "mine"); status != test.status {
					t.Errorf("%d with %s, want %d", status, body, test.status)
				}
			}
			if resp, err := testkit.HTTP.Get(url + "/3/movie/550?api_key=key"); err != nil || resp.StatusCode != 200 {
				t.Errorf("with the key: %v, %v, want 200", resp, err)
			} else {
				resp.Body.Close()
			}
			told := p.end(t)
			const problem = `GET /3/movie/{movie_id}: unknown query parameter "lang": want only append_to_response`
			for _, want := range []string{
				"tmdb-server: not in the spec: " + problem,
				"tmdb-server: not in the spec, 10 times so far: " + problem,
				fmt.Sprintf("level=INFO msg=request method=GET operation=movieDetails status=%d duration=", test.status),
			} {
				if n := strings.Count(told, want); n != 1 && !strings.HasPrefix(want, "level") || n == 0 {
					t.Errorf("%d times is told %s in %s", n, want, told)
				}
			}
			if n := strings.Count(told, "\n"); n != 2+11 {
				t.Errorf("%d lines, want 2 about the problem and 11 about the requests: %s", n, told)
			}
		})
	}
}

func TestQuietUnlessAsked(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	get(t, p.set["TMDB_BASE_URL"]+"/3/movie/550", "mine")
	if told := p.end(t); told != "" {
		t.Errorf("told %s, want nothing", told)
	}
}

// TestTellsSkipped wants the program to say which files of -data it makes nothing of, ten at most.
func TestTellsSkipped(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		skipped int
		more    string
	}{
		{"none", 0, ""},
		{"one", 1, ""},
		{"ten", 10, ""},
		{"more", 12, "tmdb-server:   and 2 more\n"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			data := t.TempDir()
			want := ""
			if tt.skipped > 0 {
				want = fmt.Sprintf("in %d of the files", tt.skipped)
			}
			write := func(name, content string) {
				if err := os.WriteFile(filepath.Join(data, name), []byte(content), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			write("keyword.json", `{"path":"/3/keyword/99999999","body":{"id":99999999,"name":"of mine"}}`)
			for i := range tt.skipped {
				write(fmt.Sprintf("search%02d.json", i), `{"path":"/3/search/movie","body":{"page":1,"results":[]}}`)
			}
			var told strings.Builder
			s, err := parse(name, []string{"-data", data}, &told)
			if err != nil {
				t.Fatal(err)
			}
			if _, _, err := s.handler(nil, &told); err != nil {
				t.Fatal(err)
			}
			got := told.String()
			if names := strings.Count(got, `.json"`); !strings.Contains(got, want) || !strings.HasSuffix(got, tt.more) || names != min(tt.skipped, 10) ||
				strings.Contains(got, "keyword") || want == "" && got != "" || tt.more == "" && strings.Contains(got, "more") {
				t.Errorf("told %s", got)
			}
		})
	}
}

func TestTellerForgets(t *testing.T) {
	t.Parallel()
	var out strings.Builder
	told := &teller{out: &out}
	for i := range 3 * maxTold {
		told.tell(fmt.Sprint(i))
	}
	if n := strings.Count(out.String(), "\n"); n != 3*maxTold || len(told.told) > maxTold {
		t.Errorf("%d lines and %d remembered, want %d and at most %d", n, len(told.told), 3*maxTold, maxTold)
	}
}

// TestEndsWithResponses: a request under way gets its response although the program is told to end.
func TestEndsWithResponses(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	finish := p.begin(t)
	p.signal(t, syscall.SIGTERM)
	if got := finish(); !strings.HasPrefix(got, "HTTP/1.1 401 ") || !strings.Contains(got, `"status_code":33`) {
		t.Errorf("the response is %q, want 401 with code 33", got)
	}
	if err := p.Wait(); err != nil {
		t.Errorf("the program ends with %v", err)
	}
}

// TestSecondInterrupt: who does not want to wait for a request under way does not have to.
func TestSecondInterrupt(t *testing.T) {
	t.Parallel()
	p := startProgram(t)
	p.begin(t)
	p.signal(t, os.Interrupt)
	begun := time.Now()
	if err := p.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	_ = p.Wait()
	if status, ok := p.ProcessState.Sys().(syscall.WaitStatus); !ok || status.Signal() != syscall.SIGINT || time.Since(begun) > grace/2 {
		t.Errorf("the program ends with %v after %v, want an interrupt at once", p.ProcessState, time.Since(begun))
	}
}

// TestStop: what takes longer than the grace gets 503, whoever it waits for.
func TestStop(t *testing.T) {
	t.Parallel()
	for name, make := range map[string]func() (http.Handler, error){
		"server": func() (http.Handler, error) {
			srv, err := tmdbtest.NewUnstarted(tmdbtest.WithLatency(time.Hour))
			return srv.Handler(), err
		},
		"recorder": func() (http.Handler, error) { return tmdbtest.Record(t.TempDir(), "http://127.0.0.1", waiting{}) },
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				handler, err := make()
				if err != nil {
					t.Fatal(err)
				}
				testStop(t, handler)
			})
		})
	}
}

// waiting is a server that does not respond.
type waiting struct{}

func (waiting) RoundTrip(r *http.Request) (*http.Response, error) {
	return nil, testkit.Wait(r.Context(), time.Hour)
}

func testStop(t *testing.T, handler http.Handler) {
	server := newServer(handler, time.Hour)
	requests, end := context.WithCancel(t.Context())
	server.BaseContext = func(net.Listener) context.Context { return requests }
	pipes := testkit.NewPipes()
	go server.Serve(pipes)
	conn, err := pipes.Dial()
	if err != nil {
		t.Fatal(err)
	}
	if _, err := io.WriteString(conn, "GET /3/movie/550 HTTP/1.1\r\nHost: a\r\n\r\n"); err != nil {
		t.Fatal(err)
	}
	got := make(chan string)
	go func() {
		response, _ := io.ReadAll(conn)
		got <- string(response)
	}()
	synctest.Wait() // it waits
	begun := time.Now()
	ended := make(chan error)
	go func() { ended <- stop(server, end) }()
	if response := <-got; !strings.HasPrefix(response, "HTTP/1.1 503 ") || !strings.Contains(response, `"status_code":9`) {
		t.Errorf("the response is %q, want 503 with code 9", response)
	}
	if err, took := <-ended, time.Since(begun); err != nil || took < grace || took > grace+lastGrace {
		t.Errorf("the server ends after %v with %v, want %v", took, err, grace)
	}
}

func TestTLS(t *testing.T) {
	t.Parallel()
	p := startProgram(t, "-tls")
	authority, err := os.ReadFile(p.set["SSL_CERT_FILE"])
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: roots}, ForceAttemptHTTP2: true}
	defer transport.CloseIdleConnections()
	url := p.set["TMDB_BASE_URL"]
	_, port, _ := net.SplitHostPort(strings.TrimPrefix(url, "https://"))
	for _, url := range []string{url, "https://localhost:" + port} {
		r, err := http.NewRequestWithContext(t.Context(), "GET", url+"/3/movie/550", nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer mine")
		resp, err := transport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		if body, err := io.ReadAll(resp.Body); resp.StatusCode != 200 || resp.ProtoMajor != 2 || err != nil || !bytes.Contains(body, []byte("Fight Club")) {
			t.Errorf("%s: %s %d with %s, %v, want HTTP/2 and Fight Club", url, resp.Proto, resp.StatusCode, body, err)
		}
		resp.Body.Close()
	}
	p.end(t)
	if _, err := os.Stat(p.set["SSL_CERT_FILE"]); !os.IsNotExist(err) {
		t.Errorf("the file of the certificate is still there: %v", err)
	}
}

func TestCertificateHosts(t *testing.T) {
	t.Parallel()
	cert, authority, err := newCertificate("tmdb", "192.0.2.1", "")
	if err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AppendCertsFromPEM(authority)
	leaf, err := x509.ParseCertificate(cert.Certificate[0])
	if err != nil {
		t.Fatal(err)
	}
	for host, want := range map[string]bool{"127.0.0.1": true, "::1": true, "localhost": true, "tmdb": true, "192.0.2.1": true, "example.com": false} {
		_, err := leaf.Verify(x509.VerifyOptions{Roots: roots, DNSName: host})
		if (err == nil) != want {
			t.Errorf("for %s: %v, want %v", host, err, want)
		}
	}
}

func TestNamesOf(t *testing.T) {
	t.Parallel()
	name, err := os.Hostname()
	if err != nil {
		t.Skip("this machine has no name")
	}
	for _, host := range []string{"tmdb", "192.0.2.1"} {
		if got := namesOf(host); !slices.Equal(got, []string{name, host}) {
			t.Errorf("the names for %s are %q, want %q and that", host, got, name)
		}
	}
	for _, host := range []string{"", "0.0.0.0", "::"} {
		if got := namesOf(host); got[0] != name || !slices.Contains(got, "127.0.0.1") {
			t.Errorf("the names for %q are %q, want %q and all addresses", host, got, name)
		}
	}
}
