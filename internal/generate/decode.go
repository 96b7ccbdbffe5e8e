package main

// decodeSource is what the client decodes with in place of encoding/json: see the replacements of
// polish.
const decodeSource = `
package gen

import (
	"bytes"
	"errors"
	"fmt"
	"net/http"
	"strings"

	"github.com/tmdb-go/tmdb/internal/inmemory"
	"github.com/tmdb-go/tmdb/types"
)

// DecodeError is why the body of a response cannot be read or does not decode.
type DecodeError struct {
	// StatusCode is the HTTP status of the response.
	StatusCode int
	// Err is the error of the connection or the decoder.
	Err error
}

// Error returns the status and what the decoder says, which repeats nothing of the body but
// numbers.
func (e *DecodeError) Error() string { return fmt.Sprintf("the response with status %d does not decode: %v", e.StatusCode, e.Err) }

// Unwrap returns the error of the connection or the decoder.
func (e *DecodeError) Unwrap() error { return e.Err }

// readBody reads the body of a response.
func readBody(resp *http.Response) ([]byte, error) {
	if b, ok := resp.Body.(interface{ Rest() ([]byte, error) }); ok { // in memory already
		body, err := b.Rest()
		return body, readError(resp, err)
	}
	body, err := inmemory.ReadAll(resp.Body, resp.ContentLength)
	return body, readError(resp, err)
}

func readError(resp *http.Response, err error) error {
	if err == nil {
		return nil
	}
	return &DecodeError{resp.StatusCode, err}
}

// isJSON reports whether a body is JSON, by its Content-Type or, as proxies name it otherwise, by
// how it begins.
func isJSON(resp *http.Response, body []byte) bool {
	body = bytes.TrimSpace(body)
	return strings.Contains(resp.Header.Get("Content-Type"), "json") || len(body) > 0 && (body[0] == '{' || body[0] == '[')
}

// decode decodes the body of a response, which is an object or a list, unless it is decoded already.
func decode[T any](resp *http.Response, body []byte, into *T) error {
	if b, ok := resp.Body.(interface{ Decoded() any }); ok {
		if decoded, ok := b.Decoded().(*T); ok {
			*into = *decoded
			return nil
		}
	}
	err := types.Unmarshal(body, into)
	switch text := bytes.TrimSpace(body); {
	case len(text) == 0:
		err = errors.New("the body is empty")
	case text[0] != '{' && text[0] != '[':
		err = errors.New("the body is no JSON object")
	}
	if err != nil {
		return &DecodeError{resp.StatusCode, err}
	}
	return nil
}
`
