package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// start runs the program until the test is over, and returns the URL that it tells.
func start(t *testing.T, args ...string) (url string) {
	t.Helper()
	ctx, stop := context.WithCancel(context.Background())
	out, in := io.Pipe()
	ended := make(chan error, 1)
	go func() {
		err := run(ctx, append([]string{"-addr", "127.0.0.1:0"}, args...), in, io.Discard)
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
		if line := <-last; line != "Stopping." {
			t.Errorf("the last line is %q, want Stopping.", line)
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
	resp, err := http.DefaultTransport.RoundTrip(r)
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
	answer := `{"method":"GET","path":"/3/movie/{movie_id}","path_params":{"movie_id":"1"},"status":200,"query":{},"body":{"id":1,"title":"Recorded"}}`
	if err := os.WriteFile(filepath.Join(replay, "a.json"), []byte(answer), 0o600); err != nil {
		t.Fatal(err)
	}
	data := t.TempDir()
	if err := os.WriteFile(filepath.Join(data, "keywords.json"), []byte(`[{"id":99999999,"name":"of mine"}]`), 0o600); err != nil {
		t.Fatal(err)
	}
	url := start(t, "-token", "mine", "-replay", replay, "-data", data, "-latency", "1ms", "-rate", "1000", "-lenient", "-now")
	for path, want := range map[string]string{
		"/":                    "/3/movie/{movie_id}",
		"/3/movie/550":         `"Fight Club"`,
		"/3/movie/550?unknown": `"Fight Club"`,
		"/3/movie/1":           `"Recorded"`,
		"/3/keyword/99999999":  `"of mine"`,
	} {
		if status, body := get(t, url+path, "mine"); status != 200 || !strings.Contains(body, want) {
			t.Errorf("%s: %d with %.200s, want %s", path, status, body, want)
		}
	}
	if status, _ := get(t, url+"/3/movie/550", "another"); status != 401 {
		t.Errorf("another token: %d, want 401", status)
	}
}

func TestRecorder(t *testing.T) {
	t.Parallel()
	api := start(t, "-token", "mine")
	dir := filepath.Join(t.TempDir(), "answers")
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
		{[]string{"-replay", "main.go"}, "-replay main.go: no such folder"},
		{[]string{"-record", "x", "-replay", "."}, "-record passes everything on"},
		{[]string{"-record", "x", "-api", "http://example.com"}, "not https"},
		{[]string{"-latency", "-1s"}, "WithLatency"},
		{[]string{"serve"}, `argument "serve": want flags only`},
		{[]string{"-nothing"}, "flag provided but not defined"},
	}
	for _, tt := range tests {
		t.Run(strings.Join(tt.args, " "), func(t *testing.T) {
			t.Parallel()
			err := run(t.Context(), tt.args, io.Discard, io.Discard)
			if err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

func TestPublicIsAllowed(t *testing.T) {
	t.Parallel()
	if _, err := parse([]string{"-addr", "0.0.0.0:0", "-public"}, io.Discard); err != nil {
		t.Errorf("error %v, want none", err)
	}
}

func TestHelp(t *testing.T) {
	t.Parallel()
	var text strings.Builder
	if err := run(t.Context(), []string{"-h"}, io.Discard, &text); !errors.Is(err, flag.ErrHelp) || !strings.Contains(text.String(), "-record") {
		t.Errorf("error %v with %q, want the flags", err, text.String())
	}
}
