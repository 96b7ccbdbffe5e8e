package command

import (
	"bufio"
	"context"
	"io"
	"net"
	"net/http"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/internal/testkit"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// startProxy runs the command until stop is called, which returns how it ended, and returns the URL that
// it names.
func startProxy(t *testing.T, args ...string) (url string, stop func() error) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	out, in := io.Pipe()
	a := app.New()
	t.Cleanup(a.Close)
	root := New(a)
	root.SetArgs(append([]string{"proxy", "--demo"}, args...))
	root.SetOut(in)
	root.SetErr(io.Discard)
	ended := make(chan error, 1)
	go func() {
		err := root.ExecuteContext(ctx)
		in.CloseWithError(err)
		ended <- err
	}()
	stop = sync.OnceValue(func() error {
		cancel()
		return <-ended
	})
	t.Cleanup(func() { _ = stop() })
	for lines := bufio.NewScanner(out); url == "" && lines.Scan(); {
		url, _ = strings.CutPrefix(lines.Text(), "export TMDB_BASE_URL=")
		if strings.HasPrefix(lines.Text(), "#") {
			url = ""
		}
	}
	return url, stop
}

// TestProxy: a program that is told where the proxy is asks TMDB by it, for the API and for images, until
// the proxy is stopped.
func TestProxy(t *testing.T) {
	t.Parallel()
	url, stop := startProxy(t, "--addr", "127.0.0.1:0")
	client, err := tmdb.New("eyJ.any.token", tmdb.WithBaseURL(url))
	if err != nil {
		t.Fatal(err)
	}
	movie, err := client.Movies.Details(t.Context(), 329865, nil)
	if err != nil {
		t.Fatal(err)
	}
	configuration, err := client.Configuration.Details(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	base := configuration.Images.SecureBaseURL
	if movie.PosterPath == "" || !strings.HasPrefix(base, url) {
		t.Fatalf("images are at %s, of %s", base, url)
	}
	resp, err := testkit.HTTP.Get(base + "w92" + string(movie.PosterPath))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("the image is %s, %v", resp.Status, resp.Header)
	}
	if err := stop(); err != nil {
		t.Errorf("it ends with %v", err)
	}
}

// TestProxyIPv6: the proxy is there at [::1] as well, and says so where it says where it is.
func TestProxyIPv6(t *testing.T) {
	t.Parallel()
	listener, err := net.Listen("tcp", "[::1]:0")
	if err != nil {
		t.Skip("this machine has no IPv6:", err)
	}
	listener.Close()
	url, stop := startProxy(t, "--addr", "[::1]:0")
	client, err := tmdb.New("eyJ.any.token", tmdb.WithBaseURL(url))
	if err != nil {
		t.Fatal(err)
	}
	configuration, err := client.Configuration.Details(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if base := configuration.Images.BaseURL; !strings.HasPrefix(url, "http://[::1]:") || base != url+"/t/p/" {
		t.Errorf("it is at %s, and images at %s", url, base)
	}
	if err := stop(); err != nil {
		t.Errorf("it ends with %v", err)
	}
}
