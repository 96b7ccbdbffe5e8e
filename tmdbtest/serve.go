package tmdbtest

import (
	"bytes"
	"errors"
	"net/http"
	"net/url"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// Handler returns what answers the requests, for use in another server than the one at URL: the API
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
		limitBody(w)
		if path := r.URL.EscapedPath(); strings.HasPrefix(path, "/3/") || strings.HasPrefix(path, "/4/") {
			s.serveAPI(w, r)
			return
		}
		mux.ServeHTTP(w, r)
	})
}

// serveAPI answers a request to the API: note it, wait, fail if told to, check it, compute, send.
func (s *Server) serveAPI(w http.ResponseWriter, r *http.Request) {
	body, a := readBody(w, r)
	op, path, found := match(r)
	w, done := s.note(w, r, op, body)
	defer done()

	if !s.wait(r, s.config.latency) {
		offline(w)
		return
	}
	if retry, ok := s.limit.take(); !ok {
		tooManyRequests(w, retry)
		return
	}
	f := s.faults.next(op)
	if f.instead(s, w, r) {
		return
	}
	if a == nil {
		a = s.answer(r, op, path, found, body, f.dropped)
	}
	if f.rewrite != nil {
		w = f.rewrite(s, w, r)
	}
	a.send(w, r, s)
	if end, ok := w.(interface{ end() }); ok {
		end.end()
	}
}

// match is [spec.Match] for a request. HEAD is GET of which the body stays here, but for one that clears
// a list.
func match(r *http.Request) (op *operation, path map[string]string, known bool) {
	if r.Method != http.MethodHead {
		return spec.Match(r.Method, r.URL.EscapedPath())
	}
	op, path, known = spec.Match(http.MethodGet, r.URL.EscapedPath())
	if op != nil && op.ID == "clearListV4" {
		op = nil
	}
	return op, path, known
}

// answer computes the answer to a request that arrived whole.
func (s *Server) answer(r *http.Request, op *operation, path map[string]string, found bool, body []byte, dropped []string) *answer {
	switch {
	case !found:
		s.problem(r, op, "no such path as "+shownPath(r)+": want one of the spec, such as /3/movie/{movie_id}")
		return failed(notFound())
	case op == nil:
		s.problem(r, op, "the path does not take "+r.Method)
		return failed(fail(gen.StatusCodeMethodNotSupported))
	}
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		s.problem(r, op, "the query does not parse: want name=value joined by &")
		return failed(fail(gen.StatusCodeInvalidInput, "the query does not parse"))
	}
	c := &call{
		srv: s, set: s.set, op: op, req: r, now: s.Now(),
		path: path, query: query, body: bytes.TrimSpace(body), bearer: bearer(r),
	}
	if err := c.authorize(); err != nil {
		return failed(err).of(op)
	}
	query.Del("api_key")
	if err := c.validate(); err != nil {
		return failed(err).of(op)
	}
	if a := s.config.replay.find(c); a != nil {
		return a.of(op)
	}
	c.drop(dropped)
	v, err := c.run()
	if err != nil {
		if _, ok := errors.AsType[*failure](err); !ok {
			s.problem(r, op, "the server itself failed: "+err.Error())
		}
		return failed(err).of(op)
	}
	a := succeeded(v, c.status).of(op)
	if token, ok := v.(gen.RequestToken); ok && op.ID == "createRequestToken" {
		a.callback = s.URL + "/authenticate/" + token.RequestToken
	}
	return a
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

// run calls the handler of the operation.
func (c *call) run() (any, error) {
	h := handlers()[c.op.ID]
	if h == nil {
		return nil, errors.New("no handler for " + c.op.ID)
	}
	return h(c)
}

// succeed returns TMDB's answer to a request that has no other, such as code 12 for an update.
func succeed(c *call, code gen.StatusCode) (any, error) {
	known, _ := spec.Code(int(code))
	c.status = known.HTTP
	return gen.Status{
		StatusCode:    code,
		StatusMessage: known.Message,
		Success:       new(true),
	}, nil
}
