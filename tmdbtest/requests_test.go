package tmdbtest

import (
	"fmt"
	"net/http"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tmdb-go/tmdb/gen"
)

func TestRequests(t *testing.T) {
	t.Parallel()
	s := newWorld(t, Quiet())
	ask(t, s, "GET", "/3/movie/550?language=de&api_key=k", "")
	ask(t, s, "POST", "/3/authentication/session/new", `{"request_token":"r"}`)
	ask(t, s, "GET", "/3/nothing", "")
	got := s.Requests()
	want := []Request{
		{Operation: "movieDetails", Method: "GET", Path: "/3/movie/550", Status: 200},
		{Operation: "createSession", Method: "POST", Path: "/3/authentication/session/new", Status: 401},
		{Method: "GET", Path: "/3/nothing", Status: 404},
	}
	if len(got) != len(want) {
		t.Fatalf("%d requests, want %d", len(got), len(want))
	}
	for i, w := range want {
		if g := got[i]; g.Operation != w.Operation || g.Method != w.Method || g.Path != w.Path || g.Status != w.Status {
			t.Errorf("request %d is %v of %s, want %v of %s", i, g, g.Path, w, w.Path)
		}
	}
	// The secrets are there, for whoever asks for them …
	if got[0].Query.Get("api_key") != "k" || got[0].Header.Get("Authorization") != "Bearer "+s.Token || string(got[1].Body) != `{"request_token":"r"}` {
		t.Error("the requests lack query, header or body")
	}
	// … and for nobody else.
	for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%x"} {
		for _, r := range got {
			text := fmt.Sprintf(verb, r)
			if strings.Contains(text, s.Token) || strings.Contains(text, "api_key") || strings.Contains(text, "request_token") {
				t.Errorf("%s shows a secret: %s", verb, text)
			}
		}
		for _, v := range []any{s} {
			if text := fmt.Sprintf(verb, v); strings.Contains(text, s.Token) || strings.Contains(text, s.APIKey) {
				t.Errorf("%s of the server shows a secret", verb)
			}
		}
	}
	if text := fmt.Sprintf("%+v %#v", User{Username: "a", Password: "pass"}, User{Username: "a", Password: "pass"}); strings.Contains(text, "pass") {
		t.Errorf("a user shows the password: %s", text)
	}
}

func TestRate(t *testing.T) {
	t.Parallel()
	// So slow that the bucket does not fill while the test runs.
	s := newWorld(t, WithRate(0.001))
	if resp, _ := ask(t, s, "GET", "/3/movie/550", ""); resp.StatusCode != 200 {
		t.Errorf("first request: %d, want 200", resp.StatusCode)
	}
	resp, body := ask(t, s, "GET", "/3/movie/550", "")
	if wait, err := strconv.Atoi(resp.Header.Get("Retry-After")); resp.StatusCode != 429 || err != nil || wait < 1 || wait > 1000 {
		t.Errorf("second request: %d with Retry-After %q, want 429 with at most 1000", resp.StatusCode, resp.Header.Get("Retry-After"))
	}
	if e := failureOf(t, body); *e.StatusCode != gen.StatusCode(gen.StatusCodeTooManyRequests) {
		t.Errorf("code %d, want %d", *e.StatusCode, gen.StatusCodeTooManyRequests)
	}
}

func TestLimiter(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		l := limiter{perSecond: 2}
		for i, want := range []time.Duration{0, 0, 500 * time.Millisecond, 500 * time.Millisecond} {
			if wait, ok := l.take(); wait != want || ok != (want == 0) {
				t.Errorf("request %d: %v, %v, want to wait %v", i+1, wait, ok, want)
			}
		}
		time.Sleep(250 * time.Millisecond)
		if wait, ok := l.take(); wait != 250*time.Millisecond || ok {
			t.Errorf("half way: %v, %v, want to wait 250ms", wait, ok)
		}
		time.Sleep(time.Hour)
		for i, want := range []bool{true, true, false} {
			if _, ok := l.take(); ok != want {
				t.Errorf("full bucket, request %d: %v, want %v", i+1, ok, want)
			}
		}
	})
}

func TestLatency(t *testing.T) {
	t.Parallel()
	const latency = 20 * time.Millisecond
	s := newWorld(t, WithLatency(latency))
	begin := time.Now()
	ask(t, s, "GET", "/3/movie/550", "")
	if took := time.Since(begin); took < latency {
		t.Errorf("the response took %v, want at least %v", took, latency)
	}
}

func TestOptionsRefuse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		opt  Option
		want string
	}{
		{"no data", WithData(nil), "WithData: no file system"},
		{"bad data", WithData(world2), "movies/1.json"},
		{"no clock", WithClock(nil), "WithClock: no function"},
		{"no token", WithToken(""), "WithToken: the token is empty"},
		{"token with a space", WithToken("a b"), "holds a space"},
		{"no key", WithAPIKey(""), "WithAPIKey: the key is empty"},
		{"no function", WithProblems(nil), "WithProblems: no function"},
		{"latency", WithLatency(-1), "WithLatency: -1ns is negative"},
		{"rate", WithRate(-1), "WithRate: -1 requests a second"},
		{"no name", WithUser(User{}), "WithUser: no username"},
		{"taken name", WithUser(User{Username: "ada"}), `username "ada" is taken`},
		{"language", WithUser(User{Username: "eve", Language: "xx"}), `language of user "eve"`},
		{"country", WithUser(User{Username: "eve", Country: "XX"}), `country of user "eve"`},
		{"fault", WithFault("nothing", 1, ServerError()), `WithFault: no operation "nothing"`},
		{"no replay", WithReplay(nil), "WithReplay: no file system"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s, err := NewUnstarted(onlyData(world), tt.opt)
			if err == nil {
				s.Close()
			}
			if err == nil || !strings.Contains(err.Error(), tt.want) || !strings.HasPrefix(err.Error(), "tmdbtest: ") {
				t.Errorf("error %v, want tmdbtest: … %s", err, tt.want)
			}
		})
	}
}

func TestWithData(t *testing.T) {
	t.Parallel()
	s := newWorld(t, WithData(world3))
	plain := newWorld(t)
	if resp, _ := ask(t, s, "GET", "/3/movie/1", ""); resp.StatusCode != http.StatusOK {
		t.Errorf("the movie that was added: %d, want 200", resp.StatusCode)
	}
	if resp, _ := ask(t, s, "GET", "/3/movie/550", ""); resp.StatusCode != http.StatusOK {
		t.Errorf("a movie that was there: %d, want 200", resp.StatusCode)
	}
	if resp, _ := ask(t, plain, "GET", "/3/movie/1", ""); resp.StatusCode != http.StatusNotFound {
		t.Errorf("the movie on another server: %d, want 404", resp.StatusCode)
	}
}

func TestIndex(t *testing.T) {
	t.Parallel()
	s := newWorld(t)
	resp, body := ask(t, s, "GET", "/", "")
	if resp.StatusCode != 200 || !strings.Contains(string(body), "/3/movie/{movie_id} ") || strings.Count(string(body), "\n") < 176 {
		t.Errorf("%d, %d lines, want the 176 operations", resp.StatusCode, strings.Count(string(body), "\n"))
	}
}
