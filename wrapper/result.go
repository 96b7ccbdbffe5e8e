package wrapper

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"reflect"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/failure"
	"github.com/tmdb-go/tmdb/internal/inmemory"
	"github.com/tmdb-go/tmdb/internal/jsonread"
	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/transport"
	"github.com/tmdb-go/tmdb/types"
)

// response is what the responses of the generated client have in common.
type response[T any] interface {
	GetJSON200() *T
	GetBody() []byte
	StatusCode() int
	ContentType() string
}

// Result turns a call of the generated client into its response or an *[Error]:
//
//	movie, err := tmdb.Result(client.API.MovieDetailsWithResponse(ctx, 550, nil))
//
// Exactly one of the two is nil. With a generated client that is not that of a [Client], too, a
// response that is no JSON, empty or cut off is an error, and so is a failure that TMDB sends with
// the status of a success.
func Result[T any, R response[T]](resp R, err error) (*T, error) {
	if v := reflect.ValueOf(resp); err == nil && v.Kind() == reflect.Pointer && v.IsNil() {
		err = newError(nil, nil, errors.New("there is no response"))
	}
	if err == nil {
		header := http.Header{"Content-Type": {resp.ContentType()}}
		err = checkResponse(nil, resp.StatusCode(), header, resp.GetBody(), nil)
	}
	return valueOf[T](nil, resp, err)
}

// checkResponse returns an error for a response that is no success, or one without a body to
// decode.
func checkResponse(op *spec.Operation, status int, header http.Header, body []byte, secrets func() []string) error {
	if secrets == nil {
		secrets = func() []string { return nil }
	}
	switch {
	case status < 200 || status > 299 || failure.Is(body):
		return responseError(op, status, header, body, secrets())
	case !failure.LooksLikeJSON(body):
		return unusable(op, status, failure.Describe(redact.Text(header.Get("Content-Type"), secrets()...), body))
	}
	return nil
}

// usable returns an error for a success that would be one for its body: [transport.ErrFailed], and
// for what would be [ErrUnavailable] one that has no word of the server's, which may repeat a secret.
//
// What a call of a service is waiting for is decoded then and there, which tells as much: else each
// body would be gone over twice.
func usable(resp *http.Response, body []byte) error {
	c, read := callFrom(resp.Request.Context()), inmemory.Read(resp)
	if c != nil && c.decode != nil && failure.LooksLikeJSON(body) {
		if read.Value = c.decode(body); read.Value != nil {
			return nil
		}
	}
	valid, failed := failure.Look(body)
	switch {
	case failed && !errors.Is(responseError(nil, resp.StatusCode, resp.Header, body, nil), ErrUnavailable):
		return transport.ErrFailed
	case failed, !valid, !failure.LooksLikeJSON(body):
		return errUnusable
	}
	return nil
}

var errUnusable = errors.New("the response is no JSON, or says that TMDB is unavailable")

// unusable returns the error of a success without anything usable in it.
func unusable(op *spec.Operation, status int, err error) *Error {
	e := newError(op, ErrUnavailable, err)
	e.StatusCode = status
	return e
}

// decoder returns a *T out of a body, nil for one that is not as expected.
func decoder[T any](body []byte) any {
	if v := jsonread.New[T](body); v != nil {
		return v
	}
	return nil
}

// finish ends a call of a service with what valueOf returns.
func finish[T any, R response[T]](call *call, resp R, err error) (*T, error) {
	value, err := valueOf[T](call.op, resp, err)
	return value, call.end(err)
}

// valueOf returns what the generated parser made of the response to a call, or an *Error. A response
// that is there has been checked.
func valueOf[T any, R response[T]](op *spec.Operation, resp R, err error) (*T, error) {
	if err != nil {
		return nil, callError(op, err)
	}
	if value := resp.GetJSON200(); value != nil {
		return value, nil
	}
	if created, ok := any(resp).(interface{ GetJSON201() *T }); ok && created.GetJSON201() != nil {
		return created.GetJSON201(), nil
	}
	// A success with a status that the OpenAPI document does not have.
	value := new(T)
	if err := types.Unmarshal(resp.GetBody(), value); err != nil {
		return nil, callError(op, &gen.DecodeError{StatusCode: resp.StatusCode(), Err: err})
	}
	return value, nil
}

// callError turns an error of the generated client into an *Error. What is none already comes from
// the decoder, from an HTTP client that is not ours, or from before the request was sent, and is the
// caller's input.
func callError(op *spec.Operation, err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	decoding, received := errors.AsType[*gen.DecodeError](err)
	_, sent := errors.AsType[*url.Error](err)
	_, odd := errors.AsType[*json.UnmarshalTypeError](err)
	switch err := redact.Error(err); {
	case errors.Is(err, context.Canceled), err == context.DeadlineExceeded: //nolint:errorlint // that of a connection is one, too
		return newError(op, nil, err)
	case sent:
		return newError(op, ErrUnavailable, err)
	case !received:
		return newError(op, ErrInvalid, err)
	case odd: // a fault of the OpenAPI document, anything else is one of the network
		e := newError(op, nil, decoding.Err)
		e.StatusCode = decoding.StatusCode
		return e
	}
	return unusable(op, decoding.StatusCode, fmt.Errorf("the response is cut off or not JSON: %w", decoding.Err))
}

func isNull(body []byte) bool { return string(bytes.TrimSpace(body)) == "null" }
