package wrapper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// What went wrong, to be asked with errors.Is. An *[Error] is one of them by its HTTP status or by
// TMDB's code, which at times say different things.
var (
	// ErrNotFound: there is no such thing. HTTP 404; TMDB's codes 6, 21, 34, 37.
	ErrNotFound = errors.New("tmdb: not found")
	// ErrUnauthorized: the credential is missing, wrong or not allowed to do this. HTTP 401; TMDB's
	// codes of that kind, with which it also sends 403.
	ErrUnauthorized = errors.New("tmdb: unauthorized")
	// ErrInvalid: the request makes no sense. HTTP 400 and 422, TMDB's codes of that kind, and input
	// that was refused before anything was sent.
	ErrInvalid = errors.New("tmdb: invalid request")
	// ErrRateLimited: too many requests. HTTP 429; TMDB's code 25.
	ErrRateLimited = errors.New("tmdb: rate limited")
	// ErrUnavailable: TMDB cannot answer now. HTTP 500, 502, 503 and 504; TMDB's codes of that kind; a
	// success whose body is not JSON, empty or cut off; a connection that cannot be made or breaks.
	ErrUnavailable = errors.New("tmdb: unavailable")
)

// Error is why a call failed. It holds no credential.
type Error struct {
	// StatusCode is the HTTP status, 0 if there was no answer.
	StatusCode int
	// Code is TMDB's own status_code, 0 if it sent none.
	Code int
	// Message is TMDB's status_message, shortened.
	Message string
	// Errors are TMDB's errors, shortened.
	Errors []string
	// Method is the HTTP method, "" if it is not known.
	Method string
	// Path is the template of the path, such as /3/movie/{movie_id}, never the path itself, which may
	// hold a secret.
	Path string
	// Operation is the operationId, such as movieDetails.
	Operation string
	// RetryAfter is how long the server asks to wait, 0 if it does not say.
	RetryAfter time.Duration
	// Kind is one of the Err values, nil if none of them says what went wrong. errors.Is asks for it, and
	// for what StatusCode and Code stand for.
	Kind error
	// Err is the cause if it is not the server's answer: an error of the context, the network or the
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
		parts = append(parts, e.Method+" "+e.Path)
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
	if e.Err != nil {
		parts = append(parts, e.Err.Error())
	}
	text := strings.Join(parts, ": ")
	if e.Code != 0 {
		text += fmt.Sprintf(" (code %d)", e.Code)
	}
	return text
}

// GoString returns the fields with the cause as text, whose own fields may hold anything.
func (e *Error) GoString() string {
	if e == nil {
		return "(*wrapper.Error)(nil)"
	}
	cause := "nil"
	if e.Err != nil {
		cause = fmt.Sprintf("%q", e.Err.Error())
	}
	return fmt.Sprintf("&wrapper.Error{StatusCode:%d, Code:%d, Message:%q, Errors:%q, Method:%q, Path:%q, Operation:%q, RetryAfter:%q, Err:%s}",
		e.StatusCode, e.Code, e.Message, e.Errors, e.Method, e.Path, e.Operation, e.RetryAfter, cause)
}

// MarshalJSON returns what is known of the error with the cause as text.
func (e *Error) MarshalJSON() ([]byte, error) {
	var cause, wait string
	if e.Err != nil {
		cause = e.Err.Error()
	}
	if e.RetryAfter != 0 {
		wait = e.RetryAfter.String()
	}
	return json.Marshal(struct {
		Operation  string   `json:"operation,omitzero"`
		Method     string   `json:"method,omitzero"`
		Path       string   `json:"path,omitzero"`
		StatusCode int      `json:"http_status,omitzero"`
		Code       int      `json:"code,omitzero"`
		Message    string   `json:"message,omitzero"`
		Errors     []string `json:"errors,omitzero"`
		RetryAfter string   `json:"retry_after,omitzero"`
		Cause      string   `json:"cause,omitzero"`
	}{e.Operation, e.Method, e.Path, e.StatusCode, e.Code, e.Message, e.Errors, wait, cause})
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is one of the Err values of this package and the status or the code is
// of that kind.
func (e *Error) Is(target error) bool {
	if target == nil {
		return false
	}
	return e.Kind == target || kindOfStatus(e.StatusCode) == target || kindOfCode(e.Code) == target
}

// because is a cause that is one of the Err values, too, which errors.Is finds but the text leaves out.
type because struct {
	cause error
	kind  error
}

func (b *because) Error() string   { return b.cause.Error() }
func (b *because) Unwrap() []error { return []error{b.cause, b.kind} }

// unusable returns the cause of a success that has no answer in it.
func unusable(text string) error { return &because{errors.New(text), ErrUnavailable} }

// error returns an *Error with err as its cause.
func (c *call) error(err error) *Error {
	e := &Error{Err: err}
	if c == nil {
		return e
	}
	e.StatusCode = c.status
	if c.op != nil {
		e.Method, e.Path, e.Operation = c.op.Method, c.op.Path, c.op.Name
	}
	e.RetryAfter = retryAfter(c.header, time.Now())
	e.Err = clean(err, c.secrets())
	return e
}

// fail turns an error of the generated client into an *Error.
func (c *call) fail(err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	switch {
	case c != nil && c.status != 0 && (c.status < 200 || c.status > 299):
		// The body of a failure is not what the OpenAPI document says: make of it what can be made.
		return c.answerError(c.body)
	case c != nil && !c.built:
		return c.error(&because{err, ErrInvalid})
	case isCutOff(err):
		return c.error(&because{fmt.Errorf("the answer is cut off or not JSON: %w", err), ErrUnavailable})
	}
	return c.lost(err)
}

// lost returns an *Error for a request without an answer. That the caller gave up or ran out of time
// says nothing of TMDB.
func (c *call) lost(err error) *Error {
	_, network := errors.AsType[*net.OpError](err)
	gaveUp := errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
	if (network || errors.Is(err, io.EOF)) && !gaveUp {
		err = &because{err, ErrUnavailable}
	}
	return c.error(err)
}

func isCutOff(err error) bool {
	_, syntax := errors.AsType[*json.SyntaxError](err)
	return syntax || errors.Is(err, io.ErrUnexpectedEOF) || errors.Is(err, io.EOF)
}

// clean takes the URL, which http.Client puts before its errors, and our secrets from an error.
func clean(err error, secrets []string) error {
	switch e := err.(type) {
	case nil:
		return nil
	case *because:
		return &because{clean(e.cause, secrets), e.kind}
	case *url.Error:
		return clean(e.Err, secrets)
	}
	if text := redact(err.Error(), secrets); text != err.Error() {
		return &hidden{text, err}
	}
	return err
}

// hidden is a cause whose own text holds a secret. It cannot be unwrapped, but asked.
type hidden struct {
	text  string
	cause error
}

func (h *hidden) Error() string        { return h.text }
func (h *hidden) GoString() string     { return fmt.Sprintf("%q", h.text) }
func (h *hidden) Is(target error) bool { return errors.Is(h.cause, target) }

// lacks returns the error for an answer without what it is there for.
func lacks(op *Operation, field string) error {
	return (&call{op: op}).error(unusable("the answer has no " + field))
}

// refuse returns the error for input that was refused before anything was sent.
func refuse(text string) error { return &Error{Err: &because{errors.New(text), ErrInvalid}} }
