package wrapper

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"reflect"
	"strings"
)

// response is what the answers of the generated client have in common.
type response[T any] interface {
	GetJSON200() *T
	GetBody() []byte
	StatusCode() int
}

// Result turns a call of the generated client into its answer or an *[Error]:
//
//	movie, err := wrapper.Result(client.API.MovieDetailsWithResponse(ctx, 550, nil))
//
// Exactly one of the two is nil: an answer that is no JSON, empty or cut off is an error, and so is a
// failure that TMDB sends with the status of a success.
func Result[T any, R response[T]](resp R, err error) (*T, error) {
	return finish[T](nil, resp, err)
}

// finish is Result for a call of which something is known already.
func finish[T any, R response[T]](c *call, resp R, err error) (*T, error) {
	if err != nil {
		return nil, c.fail(err)
	}
	if v := reflect.ValueOf(resp); v.Kind() == reflect.Pointer && v.IsNil() {
		return nil, c.error(errors.New("there is no answer"))
	}
	body := resp.GetBody()
	if status := resp.StatusCode(); status < 200 || status > 299 || isFailure(body) {
		return nil, c.complete(resp).answerError(body)
	}
	if value := decoded[T](resp); value != nil && !isNull(body) {
		return value, nil
	}
	c = c.complete(resp)
	value, err := decode[T](c.header.Get("Content-Type"), body)
	if err != nil {
		return nil, c.fail(err)
	}
	return value, nil
}

// decoded returns what the generated parser made of the body.
func decoded[T any](resp response[T]) *T {
	if value := resp.GetJSON200(); value != nil {
		return value
	}
	if created, ok := resp.(interface{ GetJSON201() *T }); ok {
		return created.GetJSON201()
	}
	return nil
}

// decode does what the generated parser left undone: for a success with a status that the OpenAPI
// document does not have, and to find out what is wrong with the rest.
func decode[T any](contentType string, body []byte) (*T, error) {
	media, _, _ := mime.ParseMediaType(contentType)
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return nil, unusable("the answer is empty")
	case media != "" && !strings.Contains(media, "json"):
		return nil, unusable(fmt.Sprintf("the answer is %s, not JSON", media))
	case media == "" || isNull(body):
		return nil, unusable("the answer holds nothing")
	}
	value := new(T)
	if err := json.Unmarshal(body, value); err != nil {
		return nil, err
	}
	return value, nil
}

func isNull(body []byte) bool { return string(bytes.TrimSpace(body)) == "null" }
