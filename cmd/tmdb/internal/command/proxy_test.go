package command

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// TestProxy: a program that is told where the proxy is asks TMDB by it, for the API and for images, until
// the proxy is stopped.
func TestProxy(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out, in := io.Pipe()
	a := app.New()
	defer a.Close()
	root := New(a)
	root.SetArgs([]string{"proxy", "--demo", "--addr", "127.0.0.1:0"})
	root.SetOut(in)
	root.SetErr(io.Discard)
	ended := make(chan error, 1)
	go func() {
		err := root.ExecuteContext(ctx)
		in.CloseWithError(err)
		ended <- err
	}()
	lines, url := bufio.NewScanner(out), ""
	for url == "" && lines.Scan() {
		url, _ = strings.CutPrefix(lines.Text(), "export TMDB_BASE_URL=")
		if strings.HasPrefix(lines.Text(), "#") {
			url = ""
		}
	}
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
	resp, err := http.Get(base + "w92" + string(movie.PosterPath))
	if err != nil {
		t.Fatal(err)
	}
	resp.Body.Close()
	if resp.StatusCode != http.StatusOK || resp.Header.Get("Content-Type") != "image/jpeg" {
		t.Errorf("the image is %s, %v", resp.Status, resp.Header)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("it ends with %v", err)
	}
}
