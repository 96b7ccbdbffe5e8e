package tmdbtest

import (
	"bytes"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/handlers"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/validation"
)

// Handler returns what responds to requests, for use in another server than the one at URL: the API
// and the pages on which users approve.
func (s *Server) Handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("/3/", s.serveAPI)
	mux.HandleFunc("/4/", s.serveAPI)
	mux.HandleFunc("/authenticate/{token}", s.servePage)
	mux.HandleFunc("/authenticate/{token}/{decision}", s.servePage)
	mux.HandleFunc("/auth/access", s.servePage)
	mux.HandleFunc("GET /{$}", s.serveIndex)
	mux.HandleFunc("/", s.serveAPI)
	// ServeMux would redirect /3/movie//550 to another path than the one asked for.
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		allowBrowsers(w.Header())
		if preflight(w, r) {
			return
		}
		if s.serveFile(w, r) {
			return
		}
		limitBody(w)
		if path := r.URL.EscapedPath(); strings.HasPrefix(path, "/3/") || strings.HasPrefix(path, "/4/") {
			s.serveAPI(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// serveAPI responds to a request to the API: note it, wait, fail if told to, check it, compute, send.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	body, a := readBody(w, r)
	m := match(r, s.config.lenient)
	w, done := s.note(w, r, m.op, body)
	defer done()

	if !s.wait(r, s.config.latency) {
		offline(w)
		return
	}
	if retry, ok := s.limit.take(); !ok {
		tooManyRequests(w, retry)
		return
	}
	f := s.faults.next(m.op)
	if f.instead(s, w, r) {
		return
	}
	if a == nil {
		a = s.respond(r, m, body, f.dropped)
	}
	if f.rewrite != nil {
		w = f.rewrite(s, w, r)
	}
	a.send(w, r)
	if end, ok := w.(interface{ end() }); ok {
		end.end()
	}
}

// respond computes the response to a request that arrived whole.
func (s *Server) respond(r *http.Request, m matched, body []byte, dropped []string) *response {
	switch {
	case !m.known:
		s.problem(r, nil, "no such path as "+shownPath(r)+": want one of the spec, such as /3/movie/{movie_id}")
		return failed(codes.NotFound())
	case m.op == nil:
		s.problem(r, nil, "the path does not take "+r.Method)
		return fail(gen.StatusCodeMethodNotSupported)
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		s.problem(r, m.op, "the query does not parse: want name=value joined by &")
		return fail(gen.StatusCodeInvalidInput, "the query does not parse")
	}
	now := s.Now()
	set := s.data.at(now)
	c := handlers.Call{
		Op: m.op, Set: set, State: s.state, Now: now, Path: m.path, Query: query,
		Images: s.imagesFor(r),
	}
	if err := c.Authorize(r.Header.Get("Authorization"), s.Token, s.APIKey); err != nil {
		return failed(err).of(m.op)
	}
	query.Del("api_key")
	v := validation.Request{
		Op: m.op, Path: m.path, Query: query, Body: bytes.TrimSpace(m.bodyOf(body, query)),
		ContentType: r.Header.Get("Content-Type"), Set: set, Lenient: s.config.lenient,
	}
	problems, err := v.Check()
	if problems = append(m.problems, problems...); len(problems) > 0 {
		s.problem(r, m.op, strings.Join(problems, "; "))
	}
	if err != nil {
		return failed(err).of(m.op)
	}
	c.Body = v.Body
	if a := s.config.replay.find(&c); a != nil {
		return a.of(m.op)
	}
	drop(query, dropped)
	resp, err := handlers.Serve(c)
	if err != nil {
		return failed(err).of(m.op)
	}
	a := &response{op: m.op, status: resp.Status, body: resp.Body}
	if m.op.ID == "createRequestToken" {
		token, _ := object.Parse(resp.Body)
		a.callback = s.URL + "/authenticate/" + token.Text("request_token")
	}
	return a
}

// drop takes names out of append_to_response, as if what they ask for had failed.
func drop(query url.Values, names []string) {
	if len(names) == 0 || query.Get("append_to_response") == "" {
		return
	}
	kept := slices.DeleteFunc(strings.Split(query.Get("append_to_response"), ","), func(name string) bool {
		return slices.Contains(names, strings.TrimSpace(name))
	})
	query.Set("append_to_response", strings.Join(kept, ","))
}

// shownPath returns the path of a request with … in the place of what is long enough to be a secret.
func shownPath(r *http.Request) string {
	segments := strings.Split(r.URL.EscapedPath(), "/")
	for i, segment := range segments {
		if len(segment) > 20 {
			segments[i] = "…"
		}
	}
	return strings.Join(segments, "/")
}
