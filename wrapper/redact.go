package wrapper

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/tmdb-go/tmdb/internal/redact"
	"github.com/tmdb-go/tmdb/internal/spec"
)

const (
	// maxErrorBody is how much of a body is read to say what it holds.
	maxErrorBody = 1 << 20
	maxErrors    = 5
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
	var fields map[string]any
	if decodeBody(req, &fields) {
		for name, value := range fields {
			if text, ok := value.(string); ok && spec.IsSecret(name) {
				list = append(list, text)
			}
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

// decodeBody decodes a copy of the JSON body of a request into v, and reports whether there was
// one.
func decodeBody(req *http.Request, v any) bool {
	if req.GetBody == nil {
		return false
	}
	body, err := req.GetBody()
	if err != nil {
		return false // sending it will tell
	}
	defer func() { _ = body.Close() }()
	return json.NewDecoder(io.LimitReader(body, maxErrorBody)).Decode(v) == nil
}

// presentable makes the server's text fit for a log: one line, not too long, without our secrets.
func presentable(text string, secrets []string) string {
	text = redact.Text(text, secrets...)
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
