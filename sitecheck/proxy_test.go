package main

import (
	"bufio"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// seen is what the script of a page got to see of a response.
type seen struct {
	Status int
	JSON   struct {
		ID      int
		Code    int    `json:"status_code"`
		Message string `json:"status_message"`
		Results []struct{ Title string }
	}
	ETag, Cache, Ignored, Server, Refused string
}

// outcome is what testdata/films.html found.
type outcome struct {
	Search, Configuration, Movie, Again, Unchanged, None, Rated seen
	Widths                                                      []int
}

// TestProxy opens a page of another origin whose script asks tmdb proxy, the program that TMDB_TEST_PROXY
// names.
func TestProxy(t *testing.T) {
	t.Parallel()
	program := os.Getenv("TMDB_TEST_PROXY")
	if program == "" {
		t.Skip("TMDB_TEST_PROXY names no program: make proxy-check builds it")
	}
	b, err := startBrowser(t.Context(), "", "")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(b.stop)
	site := httptest.NewServer(http.FileServer(http.Dir("testdata")))
	t.Cleanup(site.Close)
	const token = "a-token-for-clients-of-the-proxy"
	for name, test := range map[string]struct {
		flags []string
		token string // that the script sends
		check func(*testing.T, outcome)
	}{
		"all origins":    {nil, token, wantApp},
		"its origin":     {[]string{"--allow-origin", "https://films.example", "--allow-origin", site.URL}, token, wantApp},
		"another origin": {[]string{"--allow-origin", "https://films.example"}, token, wantRefused},
		"no token":       {nil, "", wantUnknown},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			proxy := startProxy(t, program, token, test.flags...)
			ctx, stop := chromedp.NewContext(b.ctx, chromedp.WithNewBrowserContext())
			defer stop()
			query := url.Values{"proxy": {proxy}, "token": {test.token}}
			if err := chromedp.Do(ctx, chromedp.EmulateViewport(900, 700), chromedp.Navigate(site.URL+"/films.html?"+query.Encode())); err != nil {
				t.Fatal(err)
			}
			got, err := chromedp.Run(ctx, chromedp.Evaluate[outcome]("outcome", chromedp.EvalAwaitPromise))
			if err != nil {
				t.Fatal(err)
			}
			image, err := chromedp.Run(ctx, chromedp.CaptureScreenshot())
			if err == nil {
				err = os.WriteFile(filepath.Join(t.ArtifactDir(), "films.png"), image, 0o600) // kept by -artifacts
			}
			if err != nil {
				t.Errorf("no image: %v", err)
			}
			test.check(t, got)
		})
	}
}

// wantApp fails the test unless all worked.
func wantApp(t *testing.T, got outcome) {
	t.Helper()
	if s := got.Search; s.Status != 200 || len(s.JSON.Results) == 0 || s.Ignored != "colour" {
		t.Errorf("the search is %+v", s)
	}
	widest := 0
	for _, width := range got.Widths {
		widest = max(widest, width)
	}
	if len(got.Widths) != len(got.Search.JSON.Results) || widest != 154 {
		t.Errorf("the posters are %v wide", got.Widths)
	}
	if m := got.Movie; m.Status != 200 || m.JSON.ID != 550 || m.ETag == "" || !strings.Contains(m.Cache, "fwd=miss") || m.Server != "" {
		t.Errorf("the movie is %+v", m)
	}
	if a := got.Again; a.Status != 200 || a.JSON.ID != 550 || a.ETag != got.Movie.ETag || !strings.Contains(a.Cache, "hit") {
		t.Errorf("once more it is %+v", a)
	}
	if u := got.Unchanged; u.Status != 304 || u.JSON.ID != 0 {
		t.Errorf("by its ETag it is %+v", u)
	}
	if n := got.None; n.Status != 404 || n.JSON.Code != 34 || n.JSON.Message == "" {
		t.Errorf("what is not there is %+v", n)
	}
	if r := got.Rated; r.Status != 201 || r.JSON.Code != 1 {
		t.Errorf("a rating is %+v", r)
	}
}

// wantRefused fails the test unless the browser keeps the response from the script.
func wantRefused(t *testing.T, got outcome) {
	t.Helper()
	if got.Search.Refused != "TypeError" {
		t.Errorf("another origin sees %+v", got.Search)
	}
}

// wantUnknown fails the test unless the script could read why it was refused.
func wantUnknown(t *testing.T, got outcome) {
	t.Helper()
	for _, s := range []seen{got.Search, got.Configuration, got.Movie, got.None, got.Rated} {
		if s.Status != 401 || s.JSON.Code != 7 || !strings.Contains(s.JSON.Message, "TMDB_PROXY_TOKEN") {
			t.Errorf("without a token it sees %+v", s)
		}
	}
}

// startProxy starts a proxy of a stand-in that takes what changes something, and returns where it is.
func startProxy(t *testing.T, program, token string, flags ...string) string {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), program, append([]string{"proxy", "--demo", "--write", "--addr", "127.0.0.1:0"}, flags...)...)
	cmd.Env = append(os.Environ(), "TMDB_PROXY_TOKEN="+token)
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_, _ = io.Copy(io.Discard, out)
		_ = cmd.Wait() // it was killed when the test ended
	})
	for lines := bufio.NewScanner(out); lines.Scan(); {
		if address, ok := strings.CutPrefix(lines.Text(), "export TMDB_BASE_URL="); ok {
			return address
		}
	}
	t.Fatal("the proxy says no address")
	return ""
}
