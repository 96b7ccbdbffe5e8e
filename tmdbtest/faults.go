package tmdbtest

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// Always is the number of times of a fault that does not end by itself.
const Always = -1

// Fault is what goes wrong with a response. The functions that return one say what.
type Fault struct {
	name string
	// respond takes the place of the operation. With a nil one the response is computed.
	respond func(s *Server, w http.ResponseWriter, r *http.Request)
	// rewrite changes how the response that is computed is written.
	rewrite func(s *Server, w http.ResponseWriter, r *http.Request) http.ResponseWriter
	// dropped are the pieces that fail.
	dropped []string
}

// String returns what goes wrong.
func (f Fault) String() string { return f.name }

// instead responds in place of the operation. It returns false if the fault does not.
func (f Fault) instead(s *Server, w http.ResponseWriter, r *http.Request) bool {
	if f.respond == nil {
		return false
	}
	f.respond(s, w, r)
	return true
}

// plannedFault is a fault that is to happen.
type plannedFault struct {
	operation string // empty for all
	times     int
	fault     Fault
}

func (p plannedFault) check() error {
	switch {
	case p.operation != "" && spec.ByID(p.operation) == nil:
		return fmt.Errorf("no operation %q: want an operationId such as %s, or nothing for all", p.operation, nearest(p.operation))
	case p.times < 1 && p.times != Always:
		return fmt.Errorf("%d times: want 1 or more, or Always", p.times)
	case p.fault.name == "":
		return errors.New("no fault: want one such as ServerError()")
	}
	return nil
}

// nearest returns the operationId that is most like a name.
func nearest(name string) string {
	best, least := "", math.MaxInt
	for _, op := range spec.Operations {
		if n := distance(strings.ToLower(name), strings.ToLower(op.ID)); n < least {
			best, least = op.ID, n
		}
	}
	return best
}

// distance returns how many bytes have to be added, removed or replaced to make one text of the other.
func distance(a, b string) int {
	row := make([]int, len(b)+1) // of the beginning of a so far, to each beginning of b
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// faults are those to come, in the order in which they were asked for.
type faults struct {
	mu      sync.Mutex
	planned []plannedFault
}

func (f *faults) add(p plannedFault) {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.planned = append(f.planned, p)
}

// next returns the fault for a request to the operation and counts it; the zero Fault for none.
func (f *faults) next(op *spec.Operation) Fault {
	f.mu.Lock()
	defer f.mu.Unlock()
	i := slices.IndexFunc(f.planned, func(p plannedFault) bool {
		return p.operation == "" || op != nil && p.operation == op.ID
	})
	if i < 0 {
		return Fault{}
	}
	fault := f.planned[i].fault
	if f.planned[i].times != Always {
		if f.planned[i].times--; f.planned[i].times == 0 {
			f.planned = slices.Delete(f.planned, i, i+1)
		}
	}
	return fault
}

// Fail makes requests to an operation fail, given by its operationId, such as movieDetails, or to all
// if it is empty: as often as times says, or [Always]. What is asked for first happens first.
//
// It returns an error if there is no such operation, or times is neither positive nor Always. The test
// of a server of [NewServer] fails then, so that it need not look.
func (s *Server) Fail(operation string, times int, f Fault) error {
	p := plannedFault{operation, times, f}
	if err := p.check(); err != nil {
		err = fmt.Errorf("tmdbtest: %w", err)
		if s.config.misuse != nil {
			s.config.misuse(err)
		}
		return err
	}
	s.faults.add(p)
	return nil
}

// Heal takes back all faults that have not happened yet.
func (s *Server) Heal() {
	s.faults.mu.Lock()
	defer s.faults.mu.Unlock()
	s.faults.planned = nil
}

// TooManyRequests responds 429 with code 25. retryAfter is the header as it is sent: seconds such as
// "2" or "0", a date in the format of http.TimeFormat, or empty for none.
func TooManyRequests(retryAfter string) Fault {
	return Fault{name: "429 too many requests", respond: func(_ *Server, w http.ResponseWriter, _ *http.Request) {
		if retryAfter != "" {
			w.Header().Set("Retry-After", retryAfter)
		}
		sendPlain(w, fail(gen.StatusCodeTooManyRequests))
	}}
}

// ServerError responds 500 with code 11.
func ServerError() Fault {
	return Fault{name: "500 server error", respond: func(_ *Server, w http.ResponseWriter, _ *http.Request) {
		sendPlain(w, fail(gen.StatusCodeInternalError))
	}}
}

// Code responds with one of TMDB's own codes, 1 to 47, and its HTTP status, such as 46 with 503.
func Code(code int) Fault {
	if _, ok := spec.Code(code); !ok {
		return Fault{} // refused by check
	}
	return Fault{name: fmt.Sprintf("code %d", code), respond: func(_ *Server, w http.ResponseWriter, _ *http.Request) {
		sendPlain(w, fail(gen.StatusCode(code)))
	}}
}

// errorPage is what a CDN in trouble shows.
const errorPage = "<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n" +
	"<body>\r\n<center><h1>502 Bad Gateway</h1></center>\r\n<hr><center>openresty</center>\r\n</body>\r\n</html>\r\n"

// BadGateway responds 502 with a page in HTML, as the CDN does.
func BadGateway() Fault { return page("502 with HTML", http.StatusBadGateway) }

// HTML responds 200 with a page in HTML, as the CDN does when it is in worse trouble.
func HTML() Fault { return page("200 with HTML", http.StatusOK) }

func page(name string, status int) Fault {
	return Fault{name: name, respond: func(_ *Server, w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=UTF-8")
		w.WriteHeader(status)
		fmt.Fprint(w, errorPage)
	}}
}

// Slow responds as ever, after a while in real time.
func Slow(d time.Duration) Fault {
	return Fault{name: "slow", rewrite: func(s *Server, w http.ResponseWriter, r *http.Request) http.ResponseWriter {
		s.wait(r, d)
		return w
	}}
}

// Stall sends half of the body and then nothing more, until the client gives up or the server closes.
func Stall() Fault { return broken("stalled", (*halfWriter).stall) }

// CutOff sends half of the body and closes the connection, although more was announced.
func CutOff() Fault { return broken("cut off", (*halfWriter).cut) }

// Malformed responds 200 with JSON that ends in the middle.
func Malformed() Fault { return broken("malformed JSON", (*halfWriter).stop) }

// Reset closes the connection before a response, with a reset.
func Reset() Fault {
	return Fault{name: "reset", respond: func(_ *Server, w http.ResponseWriter, _ *http.Request) { reset(w) }}
}

// WrongContentType responds as ever, but calls the JSON text/plain.
func WrongContentType() Fault {
	return Fault{name: "wrong content type", rewrite: func(_ *Server, w http.ResponseWriter, _ *http.Request) http.ResponseWriter {
		return &headerWriter{w, func(h http.Header) { h.Set("Content-Type", "text/plain; charset=utf-8") }}
	}}
}

// UnaskedGzip responds in gzip and says so, also if the request does not take any, as TMDB's CDN did in
// May 2026.
func UnaskedGzip() Fault { return zipped("gzip that was not asked for", func(http.Header) {}) }

// UnnamedGzip responds in gzip without a Content-Encoding that says so, whatever the request takes. The
// CDN did that at the same time.
func UnnamedGzip() Fault {
	return zipped("gzip without Content-Encoding", func(h http.Header) { h.Del("Content-Encoding") })
}

func zipped(name string, change func(http.Header)) Fault {
	return Fault{name: name, rewrite: func(_ *Server, w http.ResponseWriter, r *http.Request) http.ResponseWriter {
		r.Header.Set("Accept-Encoding", "gzip")
		r.Header.Del("If-None-Match") // there has to be a body
		return &headerWriter{w, change}
	}}
}

// FailedAppend makes what append_to_response asks for under these names fail, which TMDB tells
// nobody: their keys are absent.
func FailedAppend(names ...string) Fault {
	if len(names) == 0 {
		return Fault{} // refused by check
	}
	return Fault{name: "failed append", dropped: names}
}
