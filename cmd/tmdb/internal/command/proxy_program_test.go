package command

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"

	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest"
)

// proxyProgram is tmdb proxy as a program of its own.
type proxyProgram struct {
	*exec.Cmd
	url string
	log bytes.Buffer // to be read when the program has ended
}

// startProxyProgram starts tmdb proxy before a server. The program is killed when the test ends.
func startProxyProgram(t *testing.T, srv *tmdbtest.Server, flags ...string) *proxyProgram {
	t.Helper()
	if runtime.GOOS == "windows" {
		t.Skip("there are no signals to end the program by")
	}
	p := &proxyProgram{Cmd: exec.CommandContext(t.Context(), "tmdb", append([]string{"proxy", "--addr", "127.0.0.1:0", "--upstream", srv.URL, "--rate", "1000"}, flags...)...)}
	p.Env = append(os.Environ(), "TMDB_CONFIG_DIR="+t.TempDir(), "TMDB_ACCESS_TOKEN="+srv.Token, proxyToken+"=")
	p.Stderr = &p.log
	out, err := p.StdoutPipe()
	if err != nil {
		t.Fatal("StdoutPipe: ", err)
	}
	if err := p.Start(); err != nil {
		t.Fatal("Start: ", err)
	}
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if url, ok := strings.CutPrefix(lines.Text(), "export TMDB_BASE_URL="); ok {
			p.url = url
			return p
		}
	}
	_ = p.Wait()
	t.Fatalf("the proxy says no address: %s", p.log.Bytes())
	return nil
}

// end waits for the end of the program.
func (p *proxyProgram) end(t *testing.T) {
	t.Helper()
	if err := p.Wait(); err != nil {
		t.Errorf("the program has ended with %v: …%s", err, p.log.Bytes()[max(0, p.log.Len()-1000):])
	}
}

// get returns a response that came whole, and its body.
func get(client *http.Client, url string) (*http.Response, string, error) {
	resp, err := client.Get(url)
	if err != nil {
		return nil, "", err
	}
	defer resp.Body.Close()
	body, err := io.ReadAll(resp.Body)
	return resp, string(body), err
}

// imageServer starts a server of images of a MiB, which are as their names, and counts what it sends.
func imageServer(t *testing.T) (url string, sent *atomic.Int64) {
	t.Helper()
	sent = new(atomic.Int64)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		sent.Add(1)
		w.Header().Set("Content-Type", "image/png")
		w.Header().Set("Cache-Control", "max-age=86400")
		_, _ = io.WriteString(w, imageAt(r.URL.Path))
	}))
	t.Cleanup(server.Close)
	return server.URL, sent
}

func imageAt(path string) string { return strings.Repeat(path+"\n", 1<<20/len(path)) }

// TestProxyKilled: a proxy that is killed in the midst of work has all of what it had passed on when it
// starts again, and never more than it may.
func TestProxyKilled(t *testing.T) {
	t.Parallel()
	const size = 64 << 20
	srv := tmdbtest.NewServer(t)
	images, sent := imageServer(t)
	cache := t.TempDir()
	flags := []string{"--images-upstream", images, "--cache-dir", cache, "--cache-size", "64MiB", "--quiet"}
	var targets []string
	for id := range 100 {
		targets = append(targets, fmt.Sprintf("/3/movie/550?language=en-US&include_image_language=x%c%c", 'a'+id/26, 'a'+id%26),
			fmt.Sprintf("/t/p/w500/early%d.png", id))
	}
	got := killedAt(t, startProxyProgram(t, srv, flags...), targets, 50)
	if used := bytesIn(t, cache); used > size {
		t.Errorf("the cache has %d bytes, want at most %d", used, size)
	}
	again := startProxyProgram(t, srv, flags...)
	before := int64(len(srv.Requests())) + sent.Load()
	for target, body := range got {
		resp, now, err := get(testkit.HTTP, again.url+target)
		if err != nil || resp.StatusCode != http.StatusOK || now != body {
			t.Fatalf("%s: %d bytes became %d, %v", target, len(body), len(now), err)
		}
	}
	if n := int64(len(srv.Requests())) + sent.Load() - before; n != 0 {
		t.Errorf("%d of %d were asked for again", n, len(got))
	}
	// More images than there is room for.
	for id := range targets {
		targets[id] = fmt.Sprintf("/t/p/w500/late%d.png", id)
	}
	for target, body := range killedAt(t, again, targets, 100) {
		if body != imageAt(target) {
			t.Errorf("%s is another one", target)
		}
	}
	if used := bytesIn(t, cache); used > size || used < size/2 {
		t.Errorf("the cache has %d bytes, want at most %d", used, size)
	}
	last := startProxyProgram(t, srv, flags...)
	for _, target := range targets[90:100] {
		if _, body, err := get(testkit.HTTP, last.url+target); err != nil || body != imageAt(target) {
			t.Errorf("%s is another one, %v", target, err)
		}
	}
	if err := last.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal("Signal: ", err)
	}
	last.end(t)
}

// killedAt has eight clients ask for targets, kills the program after so many responses, and returns the
// bodies of those that came whole.
func killedAt(t *testing.T, p *proxyProgram, targets []string, after int) map[string]string {
	t.Helper()
	var mu sync.Mutex
	got := map[string]string{}
	var next atomic.Int64
	var wg sync.WaitGroup
	for range 8 {
		client := &http.Client{Transport: &http.Transport{}}
		wg.Go(func() {
			defer client.CloseIdleConnections()
			for i := next.Add(1) - 1; int(i) < len(targets); i = next.Add(1) - 1 {
				resp, body, err := get(client, p.url+targets[i])
				if err != nil {
					return // it was killed
				}
				mu.Lock()
				got[targets[i]] = body
				n := len(got)
				mu.Unlock()
				if resp.StatusCode != http.StatusOK {
					t.Errorf("%s: %s: %s", targets[i], resp.Status, body)
				}
				if n == after {
					if err := p.Process.Kill(); err != nil {
						t.Error("Kill: ", err)
					}
				}
			}
		})
	}
	wg.Wait()
	_ = p.Wait() // says that it was killed
	if len(got) < after {
		t.Fatalf("%d responses came, want %d: %s", len(got), after, p.log.Bytes())
	}
	return got
}

// bytesIn returns how many bytes the files of a folder have.
func bytesIn(t *testing.T, folder string) (n int64) {
	t.Helper()
	err := filepath.WalkDir(folder, func(_ string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err == nil {
			n += info.Size()
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// TestProxyUnasked: what a server sends that nobody asked for is not in the log, of which every line is the
// proxy's.
func TestProxyUnasked(t *testing.T) {
	t.Parallel()
	const secret = "what-nobody-asked-for"
	images, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer images.Close()
	closed := make(chan struct{})
	go func() {
		defer close(closed)
		conn, err := images.Accept()
		if err != nil {
			return
		}
		defer conn.Close()
		_, _ = conn.Read(make([]byte, 64<<10))
		_, _ = io.WriteString(conn, "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"+secret)
		_, _ = conn.Read(make([]byte, 1)) // until the proxy has seen that, and closes
	}()
	p := startProxyProgram(t, tmdbtest.NewServer(t), "--images-upstream", "http://"+images.Addr().String(), "--cache-dir", t.TempDir(), "--log-format", "json")
	if resp, _, err := get(testkit.HTTP, p.url+"/t/p/w500/a.png"); err != nil || resp.StatusCode != http.StatusNotFound {
		t.Errorf("the response is %v, %v", resp, err)
	}
	<-closed
	if err := p.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal("Signal: ", err)
	}
	p.end(t)
	for line := range strings.Lines(p.log.String()) {
		if !strings.HasPrefix(line, "{") || strings.Contains(line, secret) {
			t.Errorf("a line of the log is %q", line)
		}
	}
}

// TestProxyTold: a proxy that is told to end loses no request. Clients get whole responses, until there is
// nobody to connect to.
func TestProxyTold(t *testing.T) {
	t.Parallel()
	srv := tmdbtest.NewServer(t)
	p := startProxyProgram(t, srv, "--cache-dir", t.TempDir(), "--quiet")
	var responses atomic.Int64
	var wg sync.WaitGroup
	for who := range 16 {
		client := &http.Client{Transport: &http.Transport{}}
		wg.Go(func() {
			defer client.CloseIdleConnections()
			for i := 0; ; i++ {
				target := fmt.Sprintf("/3/movie/550?include_image_language=x%c&language=de-%c%c", 'a'+who, 'A'+i/26%26, 'A'+i%26)
				resp, body, err := get(client, p.url+target)
				switch {
				case errors.Is(err, syscall.ECONNREFUSED):
					return
				case err != nil:
					t.Errorf("a request was lost: %v", err)
					return
				case resp.StatusCode != http.StatusOK || !strings.HasSuffix(body, "}"):
					t.Errorf("%s: %s", resp.Status, body)
				}
				if responses.Add(1) == 200 {
					if err := p.Process.Signal(syscall.SIGTERM); err != nil {
						t.Error("Signal: ", err)
					}
				}
			}
		})
	}
	wg.Wait()
	p.end(t)
	// A client that gets no response on a connection asks once more and does not tell, but TMDB was asked.
	if n, asked := responses.Load(), int64(len(srv.Requests())); n < 200 || n != asked {
		t.Errorf("%d responses came of %d, want all, and 200 or more", n, asked)
	}
}
