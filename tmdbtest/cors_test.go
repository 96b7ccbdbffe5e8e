package tmdbtest

import (
	"io"
	"net/http"
	"testing"

	"github.com/tmdb-go/tmdb/internal/testkit"
)

// forBrowsers asks a server what a script in a browser does: first whether it may ask, then with GET
// and HEAD, and where there is nothing.
func forBrowsers(t *testing.T, url, token string) {
	t.Helper()
	send := func(method, path string, header http.Header) (*http.Response, string) {
		t.Helper()
		r, err := http.NewRequestWithContext(t.Context(), method, url+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header = header
		resp, err := testkit.HTTP.Transport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		defer resp.Body.Close()
		body, err := io.ReadAll(resp.Body)
		if err != nil {
			t.Fatal(err)
		}
		if got := resp.Header.Get("Access-Control-Allow-Origin"); got != "*" {
			t.Errorf("%s %s, %d: Access-Control-Allow-Origin is %q, want *", method, path, resp.StatusCode, got)
		}
		return resp, string(body)
	}
	asked := "authorization, x-of-mine"
	resp, _ := send("OPTIONS", "/3/movie/550", http.Header{"Access-Control-Request-Method": {"GET"}, "Access-Control-Request-Headers": {asked}})
	if got := resp.Header.Get("Access-Control-Allow-Headers"); resp.StatusCode != 204 || got != asked {
		t.Errorf("the preflight gives %d and allows %q, want 204 and %q", resp.StatusCode, got, asked)
	}
	for path, want := range map[string]int{"/3/movie/550": 200, "/3/movie/9": 404, "/3/nothing": 404} {
		for _, encoding := range []string{"identity", "gzip"} {
			header := http.Header{"Authorization": {"Bearer " + token}, "Accept-Encoding": {encoding}}
			got, body := send("GET", path, header)
			head, none := send("HEAD", path, header)
			if got.StatusCode != want || head.StatusCode != want || body == "" || none != "" {
				t.Errorf("%s: GET gives %d with %d bytes, HEAD %d with %d, want %d and no bytes for HEAD", path, got.StatusCode, len(body), head.StatusCode, len(none), want)
			}
			for _, name := range []string{"Content-Length", "Content-Type", "Content-Encoding", "Etag", "Cache-Control"} {
				if got, head := got.Header.Get(name), head.Header.Get(name); got != head {
					t.Errorf("%s: %s is %q for GET and %q for HEAD", path, name, got, head)
				}
			}
		}
	}
}

func TestForBrowsers(t *testing.T) {
	t.Parallel()
	s := newWorld(t, Quiet())
	forBrowsers(t, s.URL, s.Token)
	// Whatever becomes of a request, a script may read what becomes of it.
	s = NewServer(t, onlyData(world), WithRate(0.001), WithFault("", 1, BadGateway()))
	for path, want := range map[string]int{"/": 200, "/auth/access?request_token=x": 404, "/authenticate/x": 404} {
		for _, method := range []string{"GET", "HEAD"} {
			resp, _ := ask(t, s, method, path, "")
			if resp.StatusCode != want || resp.Header.Get("Access-Control-Allow-Origin") != "*" {
				t.Errorf("%s %s: %d with %v, want %d that scripts may read", method, path, resp.StatusCode, resp.Header, want)
			}
		}
	}
	for _, want := range []int{502, 429} {
		resp, _ := ask(t, s, "GET", "/3/movie/550", "")
		if resp.StatusCode != want || resp.Header.Get("Access-Control-Allow-Origin") != "*" {
			t.Errorf("%d with %v, want %d that scripts may read", resp.StatusCode, resp.Header, want)
		}
	}
}

// TestHeadChangesNothing: HEAD of what clears a list with GET is refused.
func TestHeadChangesNothing(t *testing.T) {
	t.Parallel()
	s := newWorld(t, Quiet())
	if resp, _ := ask(t, s, "HEAD", "/4/list/1/clear", ""); resp.StatusCode != http.StatusMethodNotAllowed {
		t.Errorf("HEAD of clear gives %d, want 405", resp.StatusCode)
	}
}
