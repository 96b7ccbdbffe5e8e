package wrapper

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"
	"unicode"
)

// failure is what TMDB says of a request that failed. Any part may be missing or of an odd type.
type failure struct {
	success *bool
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
	f.code, _ = strconv.Atoi(strings.Trim(string(fields["status_code"]), `"`))
	f.message = textOf(fields["status_message"])
	if f.message == "" {
		f.message = textOf(fields["error"])
	}
	f.errors = textsOf(fields["errors"])
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
// and "nothing to update" with HTTP 200. Only the top level counts; the results of a v4 write have a
// success each. Bodies without a word of these are not decoded a second time.
func isFailure(body []byte) bool {
	if !bytes.Contains(body, []byte(`"success"`)) && !bytes.Contains(body, []byte(`"status_code"`)) {
		return false
	}
	f, ok := parseFailure(body)
	switch {
	case !ok:
		return false
	case f.success != nil && !*f.success:
		return true
	case f.code == 0 || isSuccessCode(f.code):
		return false
	}
	return kindOfCode(f.code) != nil || f.success == nil
}

// answerError makes an *Error of an answer that says that the request failed.
func (c *call) answerError(body []byte) error {
	secrets := c.secrets()
	f, ok := parseFailure(body)
	var cause error
	if !ok {
		cause = notJSON(c.header.Get("Content-Type"), body)
	}
	e := c.error(cause)
	e.Code = f.code
	e.Message = presentable(f.message, secrets)
	for _, text := range f.errors[:min(len(f.errors), maxErrors)] {
		e.Errors = append(e.Errors, presentable(text, secrets))
	}
	return e
}

// notJSON says what a failure's body is instead of what it should be.
func notJSON(contentType string, body []byte) error {
	media, _, _ := mime.ParseMediaType(contentType)
	switch {
	case len(bytes.TrimSpace(body)) == 0:
		return errors.New("the answer is empty")
	case media != "" && !strings.Contains(media, "json"):
		return fmt.Errorf("the answer is %s, not JSON", presentable(media, nil))
	}
	return errors.New("the answer is no JSON object")
}

const (
	maxErrors  = 20
	maxMessage = 500 // runes
)

// presentable makes the server's text fit for a log: one line, not too long, without our secrets.
func presentable(text string, secrets []string) string {
	text = redact(text, secrets)
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || !unicode.IsPrint(r) && !unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, text)
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > maxMessage {
		return string(runes[:maxMessage]) + "…"
	}
	return string(runes)
}

// retryAfter returns the wait that a Retry-After header asks for, in seconds or until a date; 0 if
// it asks for none.
func retryAfter(header http.Header, now time.Time) time.Duration {
	value := header.Get("Retry-After")
	if seconds, err := strconv.Atoi(value); err == nil {
		const most = 1<<31 - 1 // keeps the product from overflowing
		return time.Duration(max(0, min(seconds, most))) * time.Second
	}
	if date, err := http.ParseTime(value); err == nil {
		return max(0, date.Sub(now))
	}
	return 0
}
