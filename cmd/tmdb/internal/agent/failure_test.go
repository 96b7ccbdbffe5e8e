package agent

import (
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// failing are calls of each tool.
var failing = map[string]string{
	"search": `{"query":"arrival"}`, "title": `{"title":"movie/550"}`, "season": `{"series":"tv/1396"}`, "person": `{"person":"person/287"}`,
	"discover": `{"kind":"movie","genres":["drama"]}`, "lists": `{"list":"popular"}`, "where_to_watch": `{"titles":["movie/550"]}`,
	"cards": `{"titles":["movie/550"]}`, "collection": `{"collection":"collection/119"}`, "reference": `{"list":"jobs"}`,
	"api_call": `{"operation":"movieDetails","parameters":{"movie_id":550}}`,
	"rate":     `{"title":"movie/550","rating":5}`, "watchlist": `{"action":"show"}`, "list_edit": `{"action":"show"}`,
}

// TestFailures: whatever fails at TMDB, each tool says so in a sentence with how to go on, in which no
// credential shows, and neither does one in the log.
func TestFailures(t *testing.T) {
	t.Parallel()
	respond := func(status int, body string, header ...string) func(*http.Request) (*http.Response, error) {
		return func(req *http.Request) (*http.Response, error) {
			h := http.Header{"Content-Type": {"application/json"}}
			for i := 0; i+1 < len(header); i += 2 {
				h.Set(header[i], header[i+1])
			}
			return &http.Response{StatusCode: status, Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1, Header: h, Request: req, Body: io.NopCloser(strings.NewReader(body))}, nil
		}
	}
	tests := []struct {
		name string
		trip func(*http.Request) (*http.Response, error)
		want string
	}{
		{"credential", respond(401, `{"status_code":7,"status_message":"Invalid API key: You must be granted a valid key.","success":false}`), "does not take the credential of this server"},
		{"wait", respond(429, `{"status_code":25,"status_message":"Too many."}`, "Retry-After", "77"), "TMDB asks to wait 1m17s: try again then."},
		{"broken", respond(500, `{"status_code":11,"status_message":"Internal error."}`), "cannot respond now: try again in a minute"},
		{"no JSON", respond(200, `<html>`), "cannot respond now: try again in a minute"},
		{"unreachable", func(req *http.Request) (*http.Response, error) {
			return nil, errors.New("dial: " + req.Header.Get("Authorization") + req.URL.String())
		}, "cannot be reached"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := newWorld(t, true, tmdb.WithRetry(nil), tmdb.WithMiddleware(func(http.RoundTripper) http.RoundTripper { return roundTripper(tt.trip) }))
			session := w.connect(t)
			for tool, arguments := range failing {
				r, text := callTool(t, session, tool, arguments)
				if !r.IsError && !strings.Contains(text, `"failed":`) && tool != "where_to_watch" && tool != "cards" {
					t.Errorf("%s has %s, want an error", tool, text)
				}
				if !strings.Contains(text, tt.want) {
					t.Errorf("%s says %q, want it with %q", tool, text, tt.want)
				}
				for _, secret := range []string{w.Token, w.agent.user.Session, w.agent.user.AccountID} {
					if strings.Contains(marshal(t, r), secret) || strings.Contains(w.log.String(), secret) {
						t.Errorf("%s shows a credential: %s", tool, marshal(t, r))
					}
				}
			}
		})
	}
}
