package command

import (
	"bufio"
	"context"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

// TestServer: it responds where it says it is, until its context ends.
func TestServer(t *testing.T) {
	t.Parallel()
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	out, in := io.Pipe()
	root := New(app.New())
	root.SetArgs([]string{"server", "-addr", "127.0.0.1:0", "-token", "mine"})
	root.SetOut(in)
	ended := make(chan error, 1)
	go func() {
		err := root.ExecuteContext(ctx)
		in.CloseWithError(err)
		ended <- err
	}()
	lines, url := bufio.NewScanner(out), ""
	for lines.Scan() && url == "" {
		url, _ = strings.CutPrefix(lines.Text(), "export TMDB_BASE_URL=")
		if strings.HasPrefix(lines.Text(), "#") {
			url = ""
		}
	}
	go func() {
		for lines.Scan() {
			continue
		}
	}()
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, url+"/3/movie/329865", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer mine")
	resp, err := testkit.HTTP.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if resp.StatusCode != http.StatusOK {
		t.Errorf("the status is %s", resp.Status)
	}
	stop()
	if err := <-ended; err != nil {
		t.Errorf("it ends with %v", err)
	}
}
