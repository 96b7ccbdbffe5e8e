package tmdbtest

import (
	"math"
	"net/http"
	"strconv"
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/gen"
)

// limiter is a bucket of as many requests as are allowed in a second, which fills evenly. Its zero
// value lets everything through.
type limiter struct {
	perSecond float64
	mu        sync.Mutex
	left      float64
	at        time.Time
}

// take takes a request out of the bucket. If it is empty, it returns false and when to come again.
func (l *limiter) take() (retry time.Duration, ok bool) {
	if l.perSecond == 0 {
		return 0, true
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	now := time.Now()
	full := max(l.perSecond, 1)
	if l.at.IsZero() {
		l.left = full
	} else {
		l.left = min(full, l.left+now.Sub(l.at).Seconds()*l.perSecond)
	}
	l.at = now
	if l.left < 1 {
		return time.Duration((1 - l.left) / l.perSecond * float64(time.Second)), false
	}
	l.left--
	return 0, true
}

// tooManyRequests responds with code 25. Retry-After is in whole seconds, as the header has it.
func tooManyRequests(w http.ResponseWriter, retry time.Duration) {
	w.Header().Set("Retry-After", strconv.Itoa(int(math.Ceil(retry.Seconds()))))
	sendPlain(w, fail(gen.StatusCodeTooManyRequests))
}

// sendPlain writes a response without the headers of a server that is well.
func sendPlain(w http.ResponseWriter, a *response) {
	w.Header().Set("Content-Type", "application/json;charset=utf-8")
	w.WriteHeader(a.status)
	w.Write(a.body)
}

// offline responds to who still waits when the server closes.
func offline(w http.ResponseWriter) {
	w.Header().Set("Connection", "close")
	sendPlain(w, fail(gen.StatusCodeServiceOffline))
}

// wait waits in real time. It returns false if the client has gone or the server closes.
func (s *Server) wait(r *http.Request, d time.Duration) bool {
	if d == 0 {
		return true
	}
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return true
	case <-r.Context().Done():
		return false
	case <-s.done:
		return false
	}
}
