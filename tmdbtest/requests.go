package tmdbtest

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// Request is a request that arrived, with all that it held, secrets too: a test may want to see them.
// Printing it shows only method, operation and status.
type Request struct {
	// Operation is the operationId, such as movieDetails, empty if the path or method does not exist.
	Operation string
	Method    string
	// Path is escaped, as it came.
	Path   string
	Query  url.Values
	Header http.Header
	Body   []byte
	// Status is that of the response, 0 if none was sent or none yet.
	Status int
}

// String returns method, operation and status.
func (r Request) String() string {
	name := r.Operation
	if name == "" {
		name = "(unknown operation)"
	}
	return fmt.Sprintf("%s %s: %d", r.Method, name, r.Status)
}

// GoString is String, so that %#v shows no secret.
func (r Request) GoString() string { return r.String() }

// Format writes String for every verb.
func (r Request) Format(f fmt.State, _ rune) { fmt.Fprint(f, r.String()) }

// Bounds of what is kept, so that a server that runs for days does not fill the memory: requests and
// problems, bytes of all requests, and bytes of the text of a problem.
const (
	maxRequests     = 10_000
	maxRequestBytes = 32 << 20
	maxProblem      = 1000
)

// record is what arrived at the API and what was wrong with it.
type record struct {
	mu       sync.Mutex
	list     []*Request
	bytes    int // of the requests in list
	problems []string
}

// add keeps a request, and makes room if there is too little: half of it, so that not each request
// has to.
func (rec *record) add(r *Request) {
	rec.list = append(rec.list, r)
	rec.bytes += r.size()
	if len(rec.list) <= maxRequests && rec.bytes <= maxRequestBytes {
		return
	}
	old := 0
	for ; old < len(rec.list)-1 && (len(rec.list)-old > maxRequests/2 || rec.bytes > maxRequestBytes/2); old++ {
		rec.bytes -= rec.list[old].size()
	}
	rec.list = slices.Delete(rec.list, 0, old)
}

// size is about how many bytes a request takes in memory.
func (r *Request) size() int {
	n := 512 + len(r.Method) + len(r.Path) + len(r.Body)
	for _, values := range []map[string][]string{r.Query, r.Header} {
		for name, list := range values {
			n += 64 + len(name)
			for _, value := range list {
				n += 16 + len(value)
			}
		}
	}
	return n
}

// Requests returns what arrived at the API so far, in that order, requests that failed included. When
// they are more than 10,000 or take more than 32 MiB, the older ones are forgotten.
func (s *Server) Requests() []Request {
	s.requests.mu.Lock()
	defer s.requests.mu.Unlock()
	list := make([]Request, len(s.requests.list))
	for i, r := range s.requests.list {
		list[i] = *r
	}
	return list
}

// Problems returns what the spec does not allow about the requests so far: a text for each request
// that is not as it should be, also of those that a server that is [Lenient] took all the same. No
// text holds a secret. When they are more than 10,000, the older ones are forgotten.
func (s *Server) Problems() []string {
	s.requests.mu.Lock()
	defer s.requests.mu.Unlock()
	return slices.Clone(s.requests.problems)
}

// problem notes that a request is not what the spec allows.
func (s *Server) problem(r *http.Request, op *spec.Operation, text string) {
	what := r.Method + " request"
	if op != nil {
		what = op.Method + " " + op.Path
	}
	text = what + ": " + text
	if len(text) > maxProblem {
		text = strings.ToValidUTF8(text[:maxProblem], "") + "…"
	}
	s.requests.mu.Lock()
	if len(s.requests.problems) == maxRequests {
		s.requests.problems = slices.Delete(s.requests.problems, 0, maxRequests/2)
	}
	s.requests.problems = append(s.requests.problems, text)
	s.requests.mu.Unlock()
	if s.config.tell != nil {
		s.config.tell(text)
	}
	if s.config.report != nil && !s.config.quiet && !s.config.lenient {
		s.config.report(text)
	}
}

// note records a request. done has to be called when the response is written to w.
func (s *Server) note(w http.ResponseWriter, r *http.Request, op *spec.Operation, body []byte) (noted http.ResponseWriter, done func()) {
	entry := &Request{
		Method: r.Method,
		Path:   r.URL.EscapedPath(),
		Query:  r.URL.Query(),
		Header: r.Header.Clone(),
		Body:   body,
	}
	if op != nil {
		entry.Operation = op.ID
	}
	s.requests.mu.Lock()
	s.requests.add(entry)
	s.requests.mu.Unlock()

	watched := &statusWriter{ResponseWriter: w}
	return watched, func() {
		s.requests.mu.Lock()
		entry.Status = watched.status
		s.requests.mu.Unlock()
	}
}

// statusWriter remembers the status of a response.
type statusWriter struct {
	http.ResponseWriter
	status int
}

func (w *statusWriter) WriteHeader(status int) {
	if w.status == 0 {
		w.status = status
	}
	w.ResponseWriter.WriteHeader(status)
}

func (w *statusWriter) Write(b []byte) (int, error) {
	if w.status == 0 {
		w.status = http.StatusOK
	}
	return w.ResponseWriter.Write(b)
}

// Unwrap lets http.ResponseController through.
func (w *statusWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }
