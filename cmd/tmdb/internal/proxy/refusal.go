package proxy

import (
	"encoding/json"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// refusal is a response of the proxy's own, in the form of TMDB's errors, so that what reads those reads
// it.
type refusal struct {
	status, code int
	text         string
	allow        []string      // the methods that would do
	wait         time.Duration // what Retry-After says, 0 for nothing
}

// Error implements error.
func (f *refusal) Error() string { return f.text }

// refuse returns a refusal with one of TMDB's status codes.
func refuse(code int, text string) *refusal {
	known, _ := spec.Code(code)
	return &refusal{status: known.HTTP, code: code, text: text}
}

// tooMuch is the refusal of what there is no room for at present.
func tooMuch(what string) *refusal {
	return refuse(9, "the proxy has too many "+what+" under way: try again later").after(time.Second)
}

// as returns the refusal with another HTTP status than that of its code.
func (f *refusal) as(status int) *refusal {
	f.status = status
	return f
}

// after returns the refusal with when to come again.
func (f *refusal) after(wait time.Duration) *refusal {
	f.wait = wait
	return f
}

func (f *refusal) send(w http.ResponseWriter) {
	h := w.Header()
	h.Set("Content-Type", "application/json;charset=utf-8")
	h.Set("Cache-Control", "no-store")
	if f.allow != nil {
		h.Set("Allow", strings.Join(f.allow, ", "))
	}
	if f.wait > 0 {
		h.Set("Retry-After", strconv.Itoa(int((f.wait+time.Second-1)/time.Second)))
	}
	body, _ := json.Marshal(map[string]any{"success": false, "status_code": f.code, "status_message": f.text})
	h.Set("Content-Length", strconv.Itoa(len(body)))
	w.WriteHeader(f.status)
	_, _ = w.Write(body)
}
