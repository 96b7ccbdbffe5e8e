package tmdbtest

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/api"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// newChecked is NewServer with every response held to the spec: a status or field that the spec does not
// have, a field that it requires and is missing, and a value of another type fail the test.
func newChecked(t testing.TB, opts ...Option) *Server {
	t.Helper()
	s, err := NewUnstarted(append(opts, reportTo(t))...)
	if err != nil {
		t.Fatal(err)
	}
	s.http = httptest.NewServer(checkResponses(t, s.Handler()))
	s.URL = s.http.URL
	t.Cleanup(s.Close)
	return s
}

// checkResponses holds what the handler responds to the spec.
func checkResponses(t testing.TB, h http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		copied := &copyWriter{ResponseWriter: w, status: http.StatusOK}
		h.ServeHTTP(copied, r)
		op, _, _ := spec.Match(r.Method, r.URL.EscapedPath())
		if op == nil || copied.status == http.StatusNotModified {
			return
		}
		body, err := copied.plain()
		if err != nil {
			t.Errorf("%s: body of the response: %v", op.ID, err)
			return
		}
		for _, wrong := range checkResponse(op.ID, copied.status, body) {
			t.Errorf("%s responds %d: %s", op.ID, copied.status, wrong)
		}
	})
}

// copyWriter keeps what is written.
type copyWriter struct {
	http.ResponseWriter
	status int
	body   bytes.Buffer
}

func (w *copyWriter) WriteHeader(status int) {
	w.status = status
	w.ResponseWriter.WriteHeader(status)
}

func (w *copyWriter) Write(b []byte) (int, error) {
	w.body.Write(b)
	return w.ResponseWriter.Write(b)
}

func (w *copyWriter) Unwrap() http.ResponseWriter { return w.ResponseWriter }

// plain returns the body without compression.
func (w *copyWriter) plain() ([]byte, error) {
	if w.Header().Get("Content-Encoding") != "gzip" {
		return w.body.Bytes(), nil
	}
	z, err := gzip.NewReader(&w.body)
	if err != nil {
		return nil, err
	}
	return io.ReadAll(z)
}

// bundle is the spec, read once.
var bundle = sync.OnceValues(func() (*read.Document, error) { return read.Load(api.Spec) })

// checkResponse returns what is wrong with a response to an operation.
func checkResponse(id string, status int, body []byte) []string {
	doc, err := bundle()
	if err != nil {
		return []string{err.Error()}
	}
	op := doc.Operation(id)
	if op == nil {
		return []string{"the spec has no such operation"}
	}
	return op.CheckResponse(status, body)
}

func TestCheckResponse(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, id string
		status   int
		body     string
		want     string // part of the only fault, empty for none
	}{
		{"right", "validateKey", 200, `{"status_code":1,"status_message":"Success."}`, ""},
		{"undeclared", "validateKey", 200, `{"status_code":1,"status_message":"","extra":1}`, "/extra: undeclared"},
		{"missing", "createSession", 200, `{"success":true}`, "session_id"},
		{"type", "validateKey", 200, `{"status_code":"1","status_message":""}`, "status_code"},
		{"status", "validateKey", 201, `{"status_code":1,"status_message":""}`, "no JSON for the status"},
		{"failure", "validateKey", 404, `{"status_code":34,"status_message":"","success":false}`, ""},
		{"row", "popularMovies", 200, `{"page":1,"results":[{"adult":false,"backdrop_path":null,"genre_ids":[],"id":1,"poster_path":null,"vote_average":1,"vote_count":1,"extra":1}],"total_pages":1,"total_results":1}`, "/results/0/extra: undeclared"},
		{"unknown", "noSuchOperation", 200, `{}`, "no such operation"},
		{"no JSON", "validateKey", 200, `<html>`, "no JSON"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			wrong := strings.Join(checkResponse(tt.id, tt.status, []byte(tt.body)), "\n")
			if (wrong == "") != (tt.want == "") || !strings.Contains(wrong, tt.want) {
				t.Errorf("faults %q, want %q", wrong, tt.want)
			}
		})
	}
}
