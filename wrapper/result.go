package wrapper

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"reflect"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/types"
)

// response is what the responses of the generated client have in common.
type response[T any] interface {
	GetJSON200() *T
	GetBody() []byte
	StatusCode() int
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
		err = checkResponse(nil, resp.StatusCode(), nil, resp.GetBody(), nil)
	}
	return finish[T](nil, resp, err)
}

// checkResponse returns an error for a response that is no success, or one without a body to
// decode.
func checkResponse(op *spec.Operation, status int, header http.Header, body []byte, secrets func() []string) error {
	if secrets == nil {
		secrets = func() []string { return nil }
	}
	if status < 200 || status > 299 || isFailure(body) {
		return responseError(op, status, header, body, secrets())
	}
	start := firstByte(body)
	switch {
	case start == '{' || start == '[':
		return nil
	case start == 'n' && isNull(body):
		return unusable(op, status, errors.New("the response holds nothing"))
	}
	err := notJSON(header.Get("Content-Type"), body)
	if errors.Is(err, errNoObject) {
		err = errors.New("the response is cut off or not JSON")
	}
	return unusable(op, status, err)
}

// unusable returns the error of a success without anything usable in it.
func unusable(op *spec.Operation, status int, err error) *Error {
	e := newError(op, ErrUnavailable, err)
	e.StatusCode = status
	return e
}

// finish returns what the generated parser made of the response to a call, or an *Error. A response
// that is there has been checked.
func finish[T any, R response[T]](op *spec.Operation, resp R, err error) (*T, error) {
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
// the decoder, or from before the request was sent, and is the caller's input.
func callError(op *spec.Operation, err error) *Error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	decoding, ok := errors.AsType[*gen.DecodeError](err)
	if !ok {
		return newError(op, ErrInvalid, err)
	}
	// A value of another type is a fault of the OpenAPI document, anything else one of the network.
	if _, ok := errors.AsType[*json.UnmarshalTypeError](err); !ok {
		return unusable(op, decoding.StatusCode, fmt.Errorf("the response is cut off or not JSON: %w", decoding.Err))
	}
	e := newError(op, nil, decoding.Err)
	e.StatusCode = decoding.StatusCode
	return e
}

func isNull(body []byte) bool { return string(bytes.TrimSpace(body)) == "null" }

// firstByte returns the first byte of JSON, 0 if there is none.
func firstByte(body []byte) byte {
	if body = bytes.TrimSpace(body); len(body) > 0 {
		return body[0]
	}
	return 0
}
