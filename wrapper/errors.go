package wrapper

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/failure"
	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// What went wrong, to be asked with errors.Is. An *[Error] is one of them by its HTTP status or by
// TMDB's code, which at times say different things.
var (
	// ErrNotFound: there is no such thing. HTTP 404; TMDB's codes of that kind, such as 6, 21, 34, 37.
	ErrNotFound = errors.New("tmdb: not found")
	// ErrUnauthorized: the credential is missing, wrong or not allowed to do this. HTTP 401 and 403;
	// TMDB's codes of that kind; and a call that needs a user, which was refused before anything was
	// sent.
	ErrUnauthorized = errors.New("tmdb: unauthorized")
	// ErrInvalid: the request makes no sense. HTTP 400, 405, 406 and 422; TMDB's codes of that kind;
	// and input that was refused before anything was sent.
	ErrInvalid = errors.New("tmdb: invalid request")
	// ErrRateLimited: too many requests. HTTP 429; TMDB's code 25.
	ErrRateLimited = errors.New("tmdb: rate limited")
	// ErrUnavailable: TMDB cannot respond now. HTTP 408, 500, 502, 503, 504, and 520 to 527 and 530,
	// which are its CDN's, and 407 and 511, which are those of what lies between; TMDB's codes of that
	// kind; a success whose body is not JSON, empty or cut off; a connection that cannot be made,
	// breaks or is not to be trusted. It is none if the call's context or timeout ended it.
	ErrUnavailable = errors.New("tmdb: unavailable")
)

// Error is why a call failed. It holds no credential.
type Error struct {
	// StatusCode is the HTTP status, 0 if there was no response.
	StatusCode int
	// Code is TMDB's own status_code, 0 if it sent none.
	Code gen.StatusCode
	// Message is TMDB's status_message, shortened; of a call that was refused before anything was sent
	// it is what was wrong.
	Message string
	// Errors are TMDB's errors, shortened.
	Errors []string
	// Method is the HTTP method, "" if it is not known.
	Method string
	// Path is the template of the path, such as /3/movie/{movie_id}, never the path itself, which may
	// hold a secret.
	Path string
	// Target is the path and the query with their values, such as /3/movie/550?language=de. In place of
	// a secret, and of the value of a parameter that the operation does not have, it has the name in
	// braces; long values are cut. It is "" if there was no request yet.
	Target string
	// Operation is the operationId, such as movieDetails.
	Operation string
	// RetryAfter is how long the server asks to wait, 0 if it does not say.
	RetryAfter time.Duration
	// Kind is one of the Err values, nil if none of them says what went wrong. errors.Is asks for it,
	// and for what StatusCode and Code stand for.
	Kind error
	// Err is the cause if it is not the server's response: an error of the context, the network or the
	// decoder.
	Err error
}

// Error returns the operation, the status and the messages in one line.
func (e *Error) Error() string {
	if e == nil {
		return "tmdb: no error"
	}
	parts := []string{"tmdb"}
	if e.Path != "" {
		parts = append(parts, e.Method+" "+cmp.Or(e.Target, e.Path))
	}
	if e.StatusCode != 0 {
		parts = append(parts, strings.TrimSpace(fmt.Sprintf("%d %s", e.StatusCode, http.StatusText(e.StatusCode))))
	}
	if e.Message != "" {
		parts = append(parts, e.Message)
	}
	if len(e.Errors) > 0 {
		parts = append(parts, strings.Join(e.Errors, "; "))
	}
	if cause := e.cause(); cause != "" {
		parts = append(parts, cause)
	}
	text := redact.Short(strings.Join(parts, ": "))
	if e.Code != 0 {
		text += fmt.Sprintf(" (code %d)", e.Code)
	}
	return text
}

// refused reports whether the client refused the call before anything was sent.
func (e *Error) refused() bool { return e.StatusCode == 0 && e.Message != "" }

// cause returns the text of the cause, "" if there is none or the message has said it.
func (e *Error) cause() string {
	if e.Err == nil || e.refused() {
		return ""
	}
	return e.Err.Error()
}

// GoString returns the fields with the cause as text, whose own fields may hold anything.
func (e *Error) GoString() string {
	if e == nil {
		return "(*wrapper.Error)(nil)"
	}
	cause, kind := "nil", "nil"
	if e.Err != nil {
		cause = fmt.Sprintf("%q", e.Err.Error())
	}
	if e.Kind != nil {
		kind = fmt.Sprintf("%q", e.Kind.Error())
	}
	return fmt.Sprintf("&wrapper.Error{StatusCode:%d, Code:%d, Message:%q, Errors:%q, Method:%q, Path:%q, Target:%q, Operation:%q, RetryAfter:%q, Kind:%s, Err:%s}",
		e.StatusCode, e.Code, e.Message, e.Errors, e.Method, e.Path, e.Target, e.Operation, e.RetryAfter, kind, cause)
}

// MarshalJSON returns what is known of the error with the cause as text.
func (e *Error) MarshalJSON() ([]byte, error) {
	var wait string
	if e.RetryAfter != 0 {
		wait = e.RetryAfter.String()
	}
	return json.Marshal(struct {
		Operation  string         `json:"operation,omitzero"`
		Method     string         `json:"method,omitzero"`
		Path       string         `json:"path,omitzero"`
		Target     string         `json:"target,omitzero"`
		StatusCode int            `json:"http_status,omitzero"`
		Code       gen.StatusCode `json:"code,omitzero"`
		Message    string         `json:"message,omitzero"`
		Errors     []string       `json:"errors,omitzero"`
		RetryAfter string         `json:"retry_after,omitzero"`
		Cause      string         `json:"cause,omitzero"`
	}{e.Operation, e.Method, e.Path, e.Target, e.StatusCode, e.Code, e.Message, e.Errors, wait, e.cause()})
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is one of the Err values of this package and the kind, the status or
// the code says so.
func (e *Error) Is(target error) bool {
	return target != nil && (e.Kind == target || kindOfStatus(e.StatusCode) == target || kindOfCode(e.Code) == target ||
		target == ErrInvalid && e.refused())
}

// kindOfStatus returns the Err value that an HTTP status stands for, nil if there is none.
func kindOfStatus(status int) error {
	switch status {
	case http.StatusBadRequest, http.StatusMethodNotAllowed, http.StatusNotAcceptable, http.StatusUnprocessableEntity:
		return ErrInvalid
	case http.StatusUnauthorized, http.StatusForbidden:
		return ErrUnauthorized
	case http.StatusNotFound:
		return ErrNotFound
	case http.StatusTooManyRequests:
		return ErrRateLimited
	case http.StatusProxyAuthRequired, http.StatusNetworkAuthenticationRequired:
		return ErrUnavailable
	}
	if transport.IsTrouble(status) {
		return ErrUnavailable
	}
	return nil
}

// kindOfCode returns the Err value that one of TMDB's status codes stands for, nil if there is
// none.
func kindOfCode(code gen.StatusCode) error {
	known, _ := spec.Code(int(code))
	switch known.Kind {
	case spec.NotFound:
		return ErrNotFound
	case spec.Unauthorized:
		return ErrUnauthorized
	case spec.Invalid:
		return ErrInvalid
	case spec.RateLimited:
		return ErrRateLimited
	case spec.Unavailable:
		return ErrUnavailable
	}
	return nil
}

// newError returns the error of a call. op is nil if it is not known, and so is kind if there is
// none. What is ErrInvalid was refused before anything was sent.
func newError(op *spec.Operation, kind, err error) *Error {
	e := &Error{Kind: kind, Err: redact.Error(err)}
	if held, ok := errors.AsType[*transport.TooManyRequestsError](err); ok {
		e.Kind, e.RetryAfter = ErrRateLimited, held.RetryAfter
	} else if err != nil && errors.Is(kind, ErrInvalid) {
		e.Message = redact.Line(err.Error())
	}
	if op != nil {
		e.Method, e.Path, e.Operation = op.Method, op.Path, op.ID
	}
	return e
}

// refuse returns the error for input that was refused before anything was sent.
func refuse(text string) *Error { return newError(nil, ErrInvalid, errors.New(text)) }

// networkError returns the error of a round trip, or of reading a body, that failed. It says nothing
// of TMDB if the context of the call has ended, which the error alone does not tell: a handshake that
// takes too long is a context.DeadlineExceeded, too.
func networkError(ctx context.Context, op *spec.Operation, err error) *Error {
	ended := ctx.Err()
	switch {
	case ended == nil && !errors.Is(err, transport.ErrTooLate):
		return newError(op, ErrUnavailable, err)
	case ended != nil && !errors.Is(err, ended): // it has a cause of the caller's, or made something else fail
		err = fmt.Errorf("%w: %w", ended, err)
	}
	return newError(op, nil, err)
}

const maxErrors = 5

// responseError returns the error of a response that says that the request failed. secrets must not
// show.
func responseError(op *spec.Operation, status int, header http.Header, body []byte, secrets []string) *Error {
	e := newError(op, nil, nil)
	e.StatusCode = status
	e.RetryAfter, _ = transport.RetryAfter(header)
	f, ok := failure.Parse(body)
	if !ok {
		e.Err = failure.Describe(redact.Text(header.Get("Content-Type"), secrets...), body)
	}
	e.Code = gen.StatusCode(f.Code)
	e.Message = redact.Line(f.Message, secrets...)
	for _, text := range f.Errors[:min(len(f.Errors), maxErrors)] {
		e.Errors = append(e.Errors, redact.Line(text, secrets...))
	}
	return e
}
