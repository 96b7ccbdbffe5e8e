package tmdbtest

import (
	"fmt"
	"net/http"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// failure is a request that TMDB refuses.
type failure struct {
	code gen.StatusCode
	// errs say more, for codes that come with errors.
	errs []string
}

// fail returns the error that makes the response to a call one of TMDB's failures. errs go into the
// response beside the code; they must not hold a secret.
func fail(code gen.StatusCode, errs ...string) error { return &failure{code, errs} }

// notFound returns the error for what does not exist.
func notFound() error { return fail(gen.StatusCodeResourceNotFound) }

func (f *failure) Error() string {
	text := fmt.Sprintf("code %d: %s", f.code, message(f.code))
	if len(f.errs) > 0 {
		text += " " + strings.Join(f.errs, "; ")
	}
	return text
}

// status returns the HTTP status of the failure.
func (f *failure) status() int {
	if known, ok := spec.Code(int(f.code)); ok {
		return known.HTTP
	}
	return http.StatusInternalServerError
}

// message returns TMDB's text for a code.
func message(code gen.StatusCode) string {
	known, _ := spec.Code(int(code))
	return known.Message
}
