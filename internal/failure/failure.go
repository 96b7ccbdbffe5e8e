// Package failure reads what the body of a response says of a request that failed.
package failure

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/internal/jsonread"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// Failure is what TMDB says of a request that failed. Any part may be missing or of an odd type.
type Failure struct {
	Success *bool
	Failed  bool // whether it says so in a word of its own
	Code    int
	Message string
	Errors  []string
}

// Parse reads the fields of a failure that are there; ok is false if body is no JSON object.
func Parse(body []byte) (f Failure, ok bool) {
	var fields map[string]json.RawMessage
	if err := json.Unmarshal(body, &fields); err != nil || fields == nil {
		return Failure{}, false
	}
	var success bool
	if raw := fields["success"]; string(raw) != "null" && json.Unmarshal(raw, &success) == nil {
		f.Success = &success
	}
	f.Failed = string(fields["failure"]) == "true"
	f.Code, _ = strconv.Atoi(strings.Trim(string(fields["status_code"]), `"`))
	f.Message = textOf(fields["status_message"])
	f.Errors = textsOf(fields["errors"])
	more := textsOf(fields["error"])
	if f.Message == "" && len(more) == 1 {
		f.Message, more = more[0], nil
	}
	f.Errors = append(f.Errors, more...)
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

// Is reports whether the body of a success is a failure all the same: TMDB sends "not found" and
// "nothing to update" with HTTP 200. Only the top level counts; the results of a v4 write have a
// success each.
func Is(body []byte) bool {
	_, failed := Look(body)
	return failed
}

// Look goes over a body once, and reports whether it is JSON and whether [Is] is true of it.
func Look(body []byte) (valid, failed bool) {
	told := false
	valid = jsonread.Valid(body, func(name []byte) {
		switch string(name) {
		case "success", "status_code", "failure":
			told = true
		default:
			told = told || bytes.IndexByte(name, '\\') >= 0 // it may stand for one of these
		}
	})
	return valid, valid && told && isFailure(body)
}

// isFailure reports whether the fields of a body say that the request failed.
func isFailure(body []byte) bool {
	f, ok := Parse(body)
	if !ok {
		return false
	}
	if f.Failed || f.Success != nil && !*f.Success {
		return true
	}
	code, known := spec.Code(f.Code)
	return f.Code != 0 && code.Kind != spec.Success && (known || f.Success == nil)
}

// LooksLikeJSON reports whether a body begins as a JSON object or list does, whatever its
// Content-Type says.
func LooksLikeJSON(body []byte) bool {
	body = bytes.TrimSpace(body)
	return len(body) > 0 && (body[0] == '{' || body[0] == '[')
}

// Describe says what a body is that is no JSON object: what is there, not only what is told of it.
func Describe(contentType string, body []byte) error {
	text := bytes.TrimSpace(body)
	media, _, _ := mime.ParseMediaType(contentType)
	switch {
	case len(text) == 0:
		return errors.New("the response is empty")
	case string(text) == "null":
		return errors.New("the response is null")
	case LooksLikeJSON(text) && json.Valid(text):
		return errors.New("the response is a list, no JSON object")
	case LooksLikeJSON(text):
		return errors.New("the response is cut off or not JSON")
	case strings.Contains(media, "/") && !strings.Contains(media, "json"):
		return fmt.Errorf("the response is %.60s, not JSON", media)
	case json.Valid(text):
		return errors.New("the response is a single value, no JSON object")
	}
	looks, _, _ := strings.Cut(http.DetectContentType(text), ";")
	if contentType == "" {
		return fmt.Errorf("the response is %s, not JSON, and has no Content-Type", looks)
	}
	return fmt.Errorf("the response is %s, not JSON, with the Content-Type %.60q", looks, contentType)
}
