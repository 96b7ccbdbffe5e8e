package signin

import (
	"errors"
	"fmt"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// refuse returns the error for input that is refused before anything is sent.
func refuse(text string) error {
	return &tmdb.Error{Kind: tmdb.ErrInvalid, Message: text, Err: errors.New(text)}
}

// checkClient refuses a client that New did not make.
func checkClient(client *tmdb.Client) error {
	if client == nil || client.Authentication == nil || client.V4Auth == nil {
		return refuse("the client is empty: want one made by tmdb.New")
	}
	return nil
}

// lacks returns the error for the response to an operation without the field that it is there for.
func lacks(operation, field string) error {
	e := &tmdb.Error{Operation: operation, Kind: tmdb.ErrUnavailable, Err: fmt.Errorf("the response has no %s", field)}
	for _, op := range tmdb.Operations() {
		if op.Name == operation {
			e.Method, e.Path = op.Method, op.Path
		}
	}
	return e
}
