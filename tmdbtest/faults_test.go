package tmdbtest

import (
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// failing returns a server that fails as told, without the check of its responses, and a client that
// does not repeat what fails.
func failing(t testing.TB, times int, f Fault) (*Server, *tmdb.Client) {
	t.Helper()
	s := NewServer(t, onlyData(world), WithFault("movieDetails", times, f))
	return s, newClient(t, s, tmdb.WithRetry(nil))
}

func TestFaultsAsTheWrapperSeesThem(t *testing.T) {
	t.Parallel()
	tests := []struct {
		fault  Fault
		status int // of the error, 0 if no response arrived
		kind   error
	}{
		{TooManyRequests("2"), 429, tmdb.ErrRateLimited},
		{TooManyRequests(""), 429, tmdb.ErrRateLimited},
		{ServerError(), 500, tmdb.ErrUnavailable},
		{BadGateway(), 502, tmdb.ErrUnavailable},
		{HTML(), 200, tmdb.ErrUnavailable},
		{Code(46), 503, tmdb.ErrUnavailable},
		{Code(34), 404, tmdb.ErrNotFound},
		{CutOff(), 0, tmdb.ErrUnavailable},
		{Reset(), 0, syscall.ECONNRESET},
		{Malformed(), 200, nil},
	}
	for _, tt := range tests {
		t.Run(tt.fault.String(), func(t *testing.T) {
			t.Parallel()
			s, client := failing(t, 1, tt.fault)
			_, err := client.Movies.Details(t.Context(), 550, nil)
			e, ok := errors.AsType[*tmdb.Error](err)
			if !ok {
				t.Fatalf("error %v, want a *tmdb.Error", err)
			}
			if tt.status != 0 && e.StatusCode != tt.status {
				t.Errorf("status %d, want %d", e.StatusCode, tt.status)
			}
			if tt.kind != nil && !errors.Is(err, tt.kind) {
				t.Errorf("error %v, want %v", err, tt.kind)
			}
			if strings.Contains(err.Error(), s.Token) {
				t.Error("the error holds the token")
			}
			// Once was asked for.
			if m := must(client.Movies.Details(t.Context(), 550, nil))(t); m.Title != "Fight Club" {
				t.Errorf("then the title is %q, want Fight Club", m.Title)
			}
		})
	}
}

func TestFaultsThatDoNoHarm(t *testing.T) {
	t.Parallel()
	for _, fault := range []Fault{Slow(time.Millisecond), WrongContentType()} {
		t.Run(fault.String(), func(t *testing.T) {
			t.Parallel()
			s, _ := failing(t, Always, fault)
			resp, body := ask(t, s, "GET", "/3/movie/550", "")
			var m gen.MovieDetails
			if err := json.Unmarshal(body, &m); err != nil || resp.StatusCode != 200 || m.Title != "Fight Club" {
				t.Errorf("%d with %q, want Fight Club: %v", resp.StatusCode, m.Title, err)
			}
			if kind := resp.Header.Get("Content-Type"); fault.String() == "wrong content type" && kind != "text/plain; charset=utf-8" {
				t.Errorf("content type %q, want text/plain", kind)
			}
		})
	}
}

// TestUnwantedGzip looks at the wire: a client that asks for no compression gets it.
func TestUnwantedGzip(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		fault Fault
		named string
	}{{UnaskedGzip(), "gzip"}, {UnnamedGzip(), ""}} {
		for _, takes := range []string{"", "identity", "gzip"} {
			t.Run(tt.fault.String()+" for "+takes, func(t *testing.T) {
				t.Parallel()
				s, _ := failing(t, 1, tt.fault)
				r, err := http.NewRequestWithContext(t.Context(), "GET", s.URL+"/3/movie/550", nil)
				if err != nil {
					t.Fatal(err)
				}
				r.Header.Set("Authorization", "Bearer "+s.Token)
				if takes != "" {
					r.Header.Set("Accept-Encoding", takes)
				}
				plain := &http.Transport{DisableCompression: true}
				defer plain.CloseIdleConnections()
				resp, err := plain.RoundTrip(r)
				if err != nil {
					t.Fatal(err)
				}
				defer resp.Body.Close()
				z, err := gzip.NewReader(resp.Body)
				if err != nil {
					t.Fatal(err)
				}
				var m gen.MovieDetails
				if err := json.NewDecoder(z).Decode(&m); err != nil || m.Title != "Fight Club" {
					t.Errorf("%q, %v, want Fight Club", m.Title, err)
				}
				if got := resp.Header.Get("Content-Encoding"); resp.StatusCode != 200 || got != tt.named {
					t.Errorf("%d with Content-Encoding %q, want 200 with %q", resp.StatusCode, got, tt.named)
				}
				if got := s.Requests()[0].Header.Get("Accept-Encoding"); got != takes {
					t.Errorf("the request took %q, want %q", got, takes)
				}
			})
		}
	}
}

func TestRetryAfter(t *testing.T) {
	t.Parallel()
	date := time.Date(2026, 6, 1, 12, 0, 2, 0, time.UTC).Format(http.TimeFormat)
	for _, want := range []string{"2", "0", "", date} {
		t.Run("after "+want, func(t *testing.T) {
			t.Parallel()
			s, _ := failing(t, 1, TooManyRequests(want))
			resp, body := ask(t, s, "GET", "/3/movie/550", "")
			if got := resp.Header.Get("Retry-After"); got != want || resp.StatusCode != 429 {
				t.Errorf("%d with Retry-After %q, want 429 with %q", resp.StatusCode, got, want)
			}
			if e := failureOf(t, body); *e.StatusCode != gen.StatusCodeTooManyRequests {
				t.Errorf("code %d, want %d", *e.StatusCode, gen.StatusCodeTooManyRequests)
			}
		})
	}
}

func TestRetryGetsThrough(t *testing.T) {
	t.Parallel()
	s := NewServer(t, onlyData(world), WithFault("", 2, TooManyRequests("0")))
	if m := must(newClient(t, s).Movies.Details(t.Context(), 550, nil))(t); m.ID != 550 {
		t.Errorf("movie %d, want 550", m.ID)
	}
	var statuses []int
	for _, r := range s.Requests() {
		statuses = append(statuses, r.Status)
	}
	if len(statuses) != 3 || statuses[0] != 429 || statuses[1] != 429 || statuses[2] != 200 {
		t.Errorf("statuses %v, want 429, 429, 200", statuses)
	}
}

func TestStall(t *testing.T) {
	t.Parallel()
	s, _ := failing(t, 1, Stall())
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, "GET", s.URL+"/3/movie/550", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.Token)
	resp, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	half := make([]byte, resp.ContentLength/2)
	if _, err := io.ReadFull(resp.Body, half); err != nil {
		t.Fatalf("the first half: %v", err)
	}
	cancel()
	if _, err := resp.Body.Read(half); !errors.Is(err, context.Canceled) {
		t.Errorf("the second half: %v, want nothing until the request is given up", err)
	}
}

func TestCloseEndsStall(t *testing.T) {
	t.Parallel()
	s, err := New(onlyData(world), WithFault("", 1, Stall()))
	if err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequestWithContext(t.Context(), "GET", s.URL+"/3/movie/550", nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.Token)
	resp, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	s.Close()
	if _, err := io.ReadAll(resp.Body); err == nil {
		t.Error("the response ended well, want it cut off")
	}
}

func TestReset(t *testing.T) {
	t.Parallel()
	s, _ := failing(t, Always, Reset())
	r, err := http.NewRequestWithContext(t.Context(), "POST", s.URL+"/3/authentication/session/new", strings.NewReader("{}"))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Fail("createSession", 1, Reset()); err != nil {
		t.Fatal(err)
	}
	resp, err := s.Client().Do(r)
	if err == nil {
		resp.Body.Close()
		t.Fatal("a response, want none")
	}
	if !errors.Is(err, syscall.ECONNRESET) && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("error %v, want a reset", err)
	}
}

func TestFailedAppend(t *testing.T) {
	t.Parallel()
	s, client := failing(t, 1, FailedAppend("videos"))
	params := &gen.MovieDetailsParams{AppendToResponse: []gen.MovieAppend{"videos", "keywords"}}
	m := must(client.Movies.Details(t.Context(), 550, params))(t)
	if m.Videos != nil || m.Keywords == nil {
		t.Errorf("videos %v and keywords %v, want only keywords", m.Videos, m.Keywords)
	}
	if m := must(client.Movies.Details(t.Context(), 550, params))(t); m.Videos == nil {
		t.Error("no videos the second time")
	}
	if got := s.Requests()[0].Query.Get("append_to_response"); got != "videos,keywords" {
		t.Errorf("the request asked for %q, want videos,keywords", got)
	}
}

func TestFaultsAreForOneOperation(t *testing.T) {
	t.Parallel()
	s := NewServer(t, onlyData(world))
	for _, p := range []plannedFault{
		{"movieDetails", 1, ServerError()},
		{"movieDetails", 1, BadGateway()},
		{"configurationDetails", Always, ServerError()},
	} {
		if err := s.Fail(p.operation, p.times, p.fault); err != nil {
			t.Fatal(err)
		}
	}
	status := func(path string) int {
		resp, _ := ask(t, s, "GET", path, "")
		return resp.StatusCode
	}
	for i, step := range []struct {
		path string
		want int
	}{
		{"/3/movie/popular", 200}, {"/3/movie/550", 500}, {"/3/movie/550", 502}, {"/3/movie/550", 200},
		{"/3/configuration", 500}, {"/3/configuration", 500},
	} {
		if got := status(step.path); got != step.want {
			t.Errorf("request %d, %s: %d, want %d", i, step.path, got, step.want)
		}
	}
	s.Heal()
	if got := status("/3/configuration"); got != 200 {
		t.Errorf("after Heal: %d, want 200", got)
	}
}

func TestFailRefuses(t *testing.T) {
	t.Parallel()
	s, err := NewUnstarted(onlyData(world))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Close)
	for _, tt := range []struct {
		name string
		p    plannedFault
		want string
	}{
		{"operation", plannedFault{"movieDetail", 1, ServerError()}, `no operation "movieDetail": want an operationId such as movieDetails, or nothing for all`},
		{"name in another order", plannedFault{"createSessionv4", 1, ServerError()}, `such as createSession, or`},
		{"name of the Go method", plannedFault{"TVSeriesDetail", 1, ServerError()}, `such as tvSeriesDetails, or`},
		{"never", plannedFault{"movieDetails", 0, ServerError()}, "0 times: want 1 or more, or Always"},
		{"nothing", plannedFault{"movieDetails", 1, Fault{}}, "no fault"},
		{"no code", plannedFault{"movieDetails", 1, Code(99)}, "no fault"},
		{"no append", plannedFault{"movieDetails", 1, FailedAppend()}, "no fault"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if err := s.Fail(tt.p.operation, tt.p.times, tt.p.fault); err == nil || !strings.Contains(err.Error(), tt.want) {
				t.Errorf("error %v, want %q", err, tt.want)
			}
		})
	}
}

// TestFailFailsTheTest: who does not look at the error of Fail is told all the same.
func TestFailFailsTheTest(t *testing.T) {
	t.Parallel()
	other := &failRecorder{TB: t}
	s := NewServer(other, onlyData(world))
	defer s.Close()
	if err := s.Fail("movieDetails", 1, ServerError()); err != nil || len(other.failed) != 0 {
		t.Errorf("a fault that there is: %v and %q", err, other.failed)
	}
	if err := s.Fail("movieDetail", 1, ServerError()); err == nil || len(other.failed) != 1 || !strings.Contains(other.failed[0], "such as movieDetails") {
		t.Errorf("no such operation: %v and %q, want both with movieDetails", err, other.failed)
	}
}
