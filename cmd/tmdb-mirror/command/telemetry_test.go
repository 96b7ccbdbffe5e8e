package command

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest"
)

// TestTelemetry: a collector gets spans and metrics of calls, and nothing secret.
func TestTelemetry(t *testing.T) {
	var mu sync.Mutex
	got := map[string]string{} // by path
	srv := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body := io.Reader(r.Body)
		if r.Header.Get("Content-Encoding") == "gzip" {
			zip, err := gzip.NewReader(body)
			if err != nil {
				t.Error(err)
				return
			}
			body = zip
		}
		data, err := io.ReadAll(body)
		if err != nil {
			t.Error(err)
		}
		mu.Lock()
		defer mu.Unlock()
		got[r.URL.Path] += string(data)
	}))
	defer srv.Close()
	server := tmdbtest.NewServer(t)
	t.Setenv("TMDB_ACCESS_TOKEN", server.Token)
	t.Setenv("TMDB_BASE_URL", server.URL)
	t.Setenv(dsnVariable, filepath.Join(t.TempDir(), "mirror.db"))
	t.Setenv(collector+"ENDPOINT", srv.URL)
	for _, args := range []string{"init --kinds network --rate -1", "run --once"} {
		var stderr bytes.Buffer
		cmd := New()
		cmd.SetOut(io.Discard)
		cmd.SetErr(&stderr)
		cmd.SetArgs(strings.Fields(args))
		if err := cmd.ExecuteContext(t.Context()); err != nil || strings.Contains(stderr.String(), "level=WARN") {
			t.Fatal(err, &stderr)
		}
	}
	mu.Lock()
	defer mu.Unlock()
	for path, want := range map[string]string{"/v1/traces": "tmdb.networkDetails", "/v1/metrics": "http.client.request.duration"} {
		if !strings.Contains(got[path], want) || strings.Contains(got[path], server.Token) {
			t.Errorf("%s: %d bytes: want %s, and no token", path, len(got[path]), want)
		}
	}
}
