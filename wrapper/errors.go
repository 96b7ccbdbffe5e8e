package wrapper

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// What went wrong, to be asked with errors.Is. An *[Error] is one of them by its HTTP status or by
// TMDB's code, which at times say different things.
var (
	// ErrNotFound: there is no such thing. HTTP 404; TMDB's codes of that kind, such as 6, 21, 34, 37.
	ErrNotFound = errors.New("tmdb: not found")
	// ErrUnauthorized: the credential is missing, wrong or not allowed to do this. HTTP 401 and 403;
	// TMDB's codes of that kind.
	ErrUnauthorized = errors.New("tmdb: unauthorized")
	// ErrInvalid: the request makes no sense. HTTP 400, 405, 406 and 422; TMDB's codes of that kind;
	// and input that was refused before anything was sent.
	ErrInvalid = errors.New("tmdb: invalid request")
	// ErrRateLimited: too many requests. HTTP 429; TMDB's code 25.
	ErrRateLimited = errors.New("tmdb: rate limited")
	// ErrUnavailable: TMDB cannot respond now. HTTP 408, 500, 502, 503, 504, and 520 to 527 and 530,
	// which are its CDN's; TMDB's codes of that kind; a success whose body is not JSON, empty or cut
	// off; a connection that cannot be made or breaks.
	ErrUnavailable = errors.New("tmdb: unavailable")
)

// Error is why a call failed. It holds no credential.
type Error struct {
	// StatusCode is the HTTP status, 0 if there was no response.
	StatusCode int
	// Code is TMDB's own status_code, 0 if it sent none.
	Code gen.StatusCode
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
	cause, kind := "nil", "nil"
	if e.Err != nil {
		cause = fmt.Sprintf("%q", e.Err.Error())
	}
	if e.Kind != nil {
		kind = fmt.Sprintf("%q", e.Kind.Error())
	}
	return fmt.Sprintf("&wrapper.Error{StatusCode:%d, Code:%d, Message:%q, Errors:%q, Method:%q, Path:%q, Operation:%q, RetryAfter:%q, Kind:%s, Err:%s}",
		e.StatusCode, e.Code, e.Message, e.Errors, e.Method, e.Path, e.Operation, e.RetryAfter, kind, cause)
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
		Operation  string         `json:"operation,omitzero"`
		Method     string         `json:"method,omitzero"`
		Path       string         `json:"path,omitzero"`
		StatusCode int            `json:"http_status,omitzero"`
		Code       gen.StatusCode `json:"code,omitzero"`
		Message    string         `json:"message,omitzero"`
		Errors     []string       `json:"errors,omitzero"`
		RetryAfter string         `json:"retry_after,omitzero"`
		Cause      string         `json:"cause,omitzero"`
	}{e.Operation, e.Method, e.Path, e.StatusCode, e.Code, e.Message, e.Errors, wait, cause})
}

// Unwrap returns the cause.
func (e *Error) Unwrap() error { return e.Err }

// Is reports whether target is one of the Err values of this package and the kind, the status or
// the code says so.
func (e *Error) Is(target error) bool {
	return target != nil && (e.Kind == target || kindOfStatus(e.StatusCode) == target || kindOfCode(e.Code) == target)
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
// none.
func newError(op *spec.Operation, kind, err error) *Error {
	e := &Error{Kind: kind, Err: err}
	if op != nil {
		e.Method, e.Path, e.Operation = op.Method, op.Path, op.ID
	}
	return e
}

// refuse returns the error for input that was refused before anything was sent.
func refuse(text string) *Error { return newError(nil, ErrInvalid, errors.New(text)) }

// kindOfFailure returns what a round trip or the reading of a body that failed says of TMDB:
// nothing if the caller gave up or ran out of time.
func kindOfFailure(err error) error {
	if errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return nil
	}
	return ErrUnavailable
}

// responseError returns the error of a response that says that the request failed. secrets must not
// show.
func responseError(op *spec.Operation, status int, header http.Header, body []byte, secrets []string) *Error {
	e := newError(op, nil, nil)
	e.StatusCode = status
	e.RetryAfter, _ = transport.RetryAfter(header)
	f, ok := parseFailure(body)
	if !ok {
		e.Err = notJSON(header.Get("Content-Type"), body)
	}
	e.Code = gen.StatusCode(f.code)
	e.Message = presentable(f.message, secrets)
	for _, text := range f.errors[:min(len(f.errors), maxErrors)] {
		e.Errors = append(e.Errors, presentable(text, secrets))
	}
	return e
}

// notJSON says what a body is instead of what it should be.
func notJSON(contentType string, body []byte) error {
	media, _, _ := mime.ParseMediaType(contentType)
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return errors.New("the response is empty")
	case media != "" && !strings.Contains(media, "json"):
		return fmt.Errorf("the response is %s, not JSON", presentable(media, nil))
	}
	return errNoObject
}

var errNoObject = errors.New("the response is no JSON object")

// failure is what TMDB says of a request that failed. Any part may be missing or of an odd type.
type failure struct {
	success *bool
	failed  bool // whether it says so in a word of its own
	code    int
	message string
	errors  []string
}

// parseFailure reads the fields of a failure that are there; ok is false if body is no JSON object.
func parseFailure(body []byte) (f failure, ok bool) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil || fields == nil {
		return failure{}, false
	}
	var success bool
	if raw := fields["success"]; string(raw) != "null" && json.Unmarshal(raw, &success) == nil {
		f.success = &success
	}
	f.failed = string(fields["failure"]) == "true"
	f.code, _ = strconv.Atoi(strings.Trim(string(fields["status_code"]), `"`))
	f.message = textOf(fields["status_message"])
	f.errors = textsOf(fields["errors"])
	more := textsOf(fields["error"])
	if f.message == "" && len(more) == 1 {
		f.message, more = more[0], nil
	}
	f.errors = append(f.errors, more...)
	return f, true
}

func textOf(raw json.RawMessage) string {
	var text string
	_ = json.Unmarshal(raw, &text)
	return text
}

// textsOf returns the elements of a list, or a single value, as text.
func textsOf(raw json.RawMessage) []string {
	if len(raw) == 0 || string(raw) == "null" {
		return nil
	}
	var list []json.RawMessage
	if json.Unmarshal(raw, &list) != nil {
		list = []json.RawMessage{raw}
	}
	var texts []string
	for _, item := range list {
		text := textOf(item)
		if text == "" {
			text = string(item)
		}
		texts = append(texts, text)
	}
	return texts
}

// isFailure reports whether the body of a success is a failure all the same: TMDB sends "not found"
// and "nothing to update" with HTTP 200. Only the top level counts; the results of a v4 write have
// a success each. Bodies without a word of these are not decoded a second time.
func isFailure(body []byte) bool {
	if !bytes.Contains(body, []byte(`"success"`)) && !bytes.Contains(body, []byte(`"status_code"`)) && !bytes.Contains(body, []byte(`"failure"`)) {
		return false
	}
	f, ok := parseFailure(body)
	if !ok {
		return false
	}
	if f.failed || f.success != nil && !*f.success {
		return true
	}
	code, known := spec.Code(f.code)
	return f.code != 0 && code.Kind != spec.Success && (known || f.success == nil)
}
