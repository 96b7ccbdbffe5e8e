package wrapper

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/tmdb-go/tmdb/internal/spec"
)

const redacted = "[redacted]"

const (
	// maxErrorBody is how much of a body is read to say what it holds.
	maxErrorBody = 1 << 20
	maxErrors    = 20
	maxMessage   = 500 // runes
)

// secretsOf returns the values in a request that must not show, in case the server or an error
// repeats them. It is called for failures only.
func secretsOf(op *spec.Operation, req *http.Request) []string {
	if req == nil {
		return nil
	}
	var list []string
	scheme, token, ok := strings.Cut(req.Header.Get("Authorization"), " ")
	if !ok {
		token = scheme
	}
	list = append(list, token)
	for name, values := range req.URL.Query() {
		if spec.IsSecret(name) {
			list = append(list, values...)
		}
	}
	if op != nil {
		for p := range op.In(spec.InPath) {
			if p.Secret() {
				list = append(list, op.Value(req.URL.EscapedPath(), p.Name))
			}
		}
	}
	for name, value := range bodyFields(req) {
		if text, ok := value.(string); ok && spec.IsSecret(name) {
			list = append(list, text)
		}
	}

	for _, s := range list {
		list = append(list, url.QueryEscape(s), url.PathEscape(s), quoted(s))
		if data, err := json.Marshal(s); err == nil {
			inJSON := string(data[1 : len(data)-1])
			list = append(list, inJSON, quoted(inJSON))
		}
	}
	list = slices.DeleteFunc(list, func(s string) bool { return s == "" })
	// The longest first, so that no part of one is left.
	slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(list)
}

// quoted returns a text as it is between the quotes of %q.
func quoted(text string) string {
	q := strconv.Quote(text)
	return q[1 : len(q)-1]
}

// bodyFields returns the fields at the top level of a JSON body, nil if there are none. It reads a
// copy of the body.
func bodyFields(req *http.Request) map[string]any {
	if req.GetBody == nil {
		return nil
	}
	body, err := req.GetBody()
	if err != nil {
		return nil
	}
	defer func() { _ = body.Close() }()
	var fields map[string]any
	if json.NewDecoder(io.LimitReader(body, maxErrorBody)).Decode(&fields) != nil {
		return nil
	}
	return fields
}

func redact(text string, secrets []string) string {
	for _, s := range secrets {
		text = strings.ReplaceAll(text, s, redacted)
	}
	return text
}

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

// clean takes the URL, which http.Client puts before its errors, and secrets from an error.
func clean(err error, secrets []string) error {
	if e, ok := err.(*url.Error); ok { //nolint:errorlint // only what stands before all else
		return clean(e.Err, secrets)
	}
	if err == nil {
		return nil
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
