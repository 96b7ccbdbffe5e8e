// Package codes has TMDB's status codes as errors.
package codes

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// Failure is the refusal of a request with one of TMDB's codes.
type Failure struct {
	Code gen.StatusCode
	// Errors say more, for codes that come with errors.
	Errors []string
}

// Fail returns the error that makes the response to a request one of TMDB's failures. errs go into the
// response beside the code; they must not hold a secret.
func Fail(code gen.StatusCode, errs ...string) error { return &Failure{code, errs} }

// NotFound returns the error for what does not exist.
func NotFound() error { return Fail(gen.StatusCodeResourceNotFound) }

func (f *Failure) Error() string {
	text := fmt.Sprintf("code %d: %s", f.Code, Message(f.Code))
	if len(f.Errors) > 0 {
		text += " " + strings.Join(f.Errors, "; ")
	}
	return text
}

// Status returns the HTTP status of the failure.
func (f *Failure) Status() int {
	if known, ok := spec.Code(int(f.Code)); ok {
		return known.HTTP
	}
	return http.StatusInternalServerError
}

// Message returns TMDB's text for a code.
func Message(code gen.StatusCode) string {
	known, _ := spec.Code(int(code))
	return known.Message
}
