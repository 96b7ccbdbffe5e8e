package tmdbtest

import (
	"bufio"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/internal/testkit"
)

// TestSlowBody: a body that stands still is given up, whoever serves.
func TestSlowBody(t *testing.T) {
	t.Parallel()
	s, err := NewUnstarted(onlyData(world))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	recorder, err := Record(t.TempDir(), "https://api.themoviedb.org", http.NewFileTransport(http.Dir(".")))
	if err != nil {
		t.Fatal(err)
	}
	const session = "POST /3/authentication/session/new"
	for name, tt := range map[string]struct {
		handler http.Handler
		request string
		status  int
	}{
		"server":                       {s.Handler(), session, 408},
		"page":                         {s.Handler(), "POST /authenticate/token/allow", 408},
		"recorder":                     {recorder, session, 408},
		"page that takes no body":      {s.Handler(), "GET /authenticate/token", 404},
		"index":                        {s.Handler(), "GET /", 200},
		"recorder without such a path": {recorder, "POST /3/nothing", 404},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				pipes, server := testkit.NewPipes(), &http.Server{Handler: tt.handler}
				go server.Serve(pipes)
				defer server.Close()
				conn, err := pipes.Dial()
				if err != nil {
					t.Fatal(err)
				}
				begun := time.Now()
				if _, err := io.WriteString(conn, tt.request+" HTTP/1.1\r\nHost: tmdb\r\nContent-Length: 20\r\n\r\n{"); err != nil {
					t.Fatal(err)
				}
				resp, err := http.ReadResponse(bufio.NewReader(conn), nil)
				if err != nil {
					t.Fatal(err)
				}
				defer resp.Body.Close()
				if _, err := io.Copy(io.Discard, resp.Body); err != nil {
					t.Error(err)
				}
				if resp.StatusCode != tt.status {
					t.Errorf("status %d, want %d", resp.StatusCode, tt.status)
				}
				if _, err := io.Copy(io.Discard, conn); err != nil {
					t.Error(err)
				}
				if took := time.Since(begun); took < bodyTime || took > bodyTime+time.Second {
					t.Errorf("the connection ends after %v, want %v", took, bodyTime)
				}
			})
		})
	}
}

func TestHugeBody(t *testing.T) {
	t.Parallel()
	s := newWorld(t, Quiet())
	for size, want := range map[int]int{maxBody: 200, maxBody + 1: 413, 4 * maxBody: 413} {
		body := `{"request_token":"` + strings.Repeat("r", size-20) + `"}`
		resp, got := ask(t, s, "POST", "/3/authentication/session/new", body)
		if tooLong := resp.StatusCode == 413; tooLong != (want == 413) {
			t.Errorf("%d bytes: %d with %.200s, want %d", size, resp.StatusCode, got, want)
		}
	}
}

// TestRequestsAreBounded: of what arrives, large or small, a server remembers the latest.
func TestRequestsAreBounded(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		n    int
		make func() *Request
	}{
		"bodies":  {100, func() *Request { return &Request{Body: make([]byte, maxBody)} }},
		"headers": {100, func() *Request { return &Request{Header: http.Header{"A": {strings.Repeat("a", maxBody)}}} }},
		"queries": {100, func() *Request { return &Request{Query: map[string][]string{"a": make([]string, 100_000)}} }},
		"many":    {3 * maxRequests, func() *Request { return &Request{} }},
		"one":     {3, func() *Request { return &Request{Body: make([]byte, 2*maxRequestBytes)} }},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var rec record
			for i := range tt.n {
				r := tt.make()
				r.Status = i
				rec.add(r)
				if n := len(rec.list); n > maxRequests || n > 1 && rec.bytes > maxRequestBytes || rec.list[n-1].Status != i {
					t.Fatalf("%d requests of %d bytes after %d, want no more than %d or %d, and the latest", n, rec.bytes, i, maxRequests, maxRequestBytes)
				}
			}
			sum := 0
			for _, r := range rec.list {
				sum += r.size()
			}
			if sum != rec.bytes {
				t.Errorf("%d bytes are counted, %d are there", rec.bytes, sum)
			}
		})
	}
}

func TestProblemsAreBounded(t *testing.T) {
	t.Parallel()
	s := newWorld(t, Quiet())
	ask(t, s, "GET", "/3/movie/550?"+strings.Repeat("ä", 20_000)+"=1", "")
	if got := s.Problems(); len(got) != 1 || len(got[0]) > maxProblem+10 {
		t.Errorf("%d problems, the first of %d bytes, want one of %d", len(got), len(strings.Join(got, "")), maxProblem)
	}
}
