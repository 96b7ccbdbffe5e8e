package main

// decodeSource is what the client decodes with in place of encoding/json: see the replacements of
// polish.
const decodeSource = `
package gen

import (
	"fmt"
	"net/http"

	"github.com/tmdb-go/tmdb/types"
)

// DecodeError is why the body of a response does not decode.
type DecodeError struct {
	// StatusCode is the HTTP status of the response.
	StatusCode int
	// Err is the error of the decoder.
	Err error
}

// Error returns the status and what the decoder says, which repeats nothing of the body but
// numbers.
func (e *DecodeError) Error() string { return fmt.Sprintf("the response with status %d does not decode: %v", e.StatusCode, e.Err) }

// Unwrap returns the error of the decoder.
func (e *DecodeError) Unwrap() error { return e.Err }

// decode decodes the body of a response.
func decode(resp *http.Response, body []byte, into any) error {
	if err := types.Unmarshal(body, into); err != nil {
		return &DecodeError{resp.StatusCode, err}
	}
	return nil
}
`
