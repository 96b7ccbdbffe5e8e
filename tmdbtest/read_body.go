package tmdbtest

import (
	"errors"
	"io"
	"net/http"
	"time"

	"github.com/tmdb-go/tmdb/gen"
)

const (
	// maxBody is how much of the body of a request is read, in bytes. TMDB's own limit is not known; no
	// request of the API needs more.
	maxBody = 1 << 20
	// bodyTime is how long a body may take to arrive.
	bodyTime = 30 * time.Second
)

// limitBody bounds the time that the body of a request may take, also where nobody reads it: net/http
// does then, after the handler. A limit of the whole server would end slow responses, too.
func limitBody(w http.ResponseWriter) {
	_ = http.NewResponseController(w).SetReadDeadline(time.Now().Add(bodyTime)) // where there is a connection
}

// readBody reads the body of a request, or returns the response to one that is too long, takes too
// long or breaks off. The limit of the time ends with the body.
func readBody(w http.ResponseWriter, r *http.Request) (body []byte, refused *response) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if err == nil {
		_ = http.NewResponseController(w).SetReadDeadline(time.Time{})
		return body, nil
	}
	// The connection has what nobody will read.
	w.Header().Set("Connection", "close")
	refused = fail(gen.StatusCodeInvalidInput, "the body cannot be read: want JSON of at most 1 MiB, within 30 seconds")
	timeout, ok := errors.AsType[interface {
		error
		Timeout() bool
	}](err)
	if _, long := errors.AsType[*http.MaxBytesError](err); long {
		refused.status = http.StatusRequestEntityTooLarge
	} else if ok && timeout.Timeout() {
		refused.status = http.StatusRequestTimeout
	}
	return body, refused
}
