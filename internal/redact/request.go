package redact

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"github.com/tmdb-go/tmdb/internal/spec"
)

const (
	// maxBody is how much of a request's body is read to say what it holds.
	maxBody = 1 << 20

	// MaxLine is how many runes of a text Line leaves.
	MaxLine = 500
)

// Secrets returns the values in a request that must not show, in case the server or an error
// repeats them. op is nil if it is not known. It is for failures only, as it takes its time.
func Secrets(op *spec.Operation, req *http.Request) []string {
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
	if DecodeBody(req, &fields) {
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

// DecodeBody decodes a copy of the JSON body of a request into v, and reports whether there was
// one.
func DecodeBody(req *http.Request, v any) bool {
	if req.GetBody == nil {
		return false
	}
	body, err := req.GetBody()
	if err != nil {
		return false // sending it will tell
	}
	defer func() { _ = body.Close() }()
	return json.NewDecoder(io.LimitReader(body, maxBody)).Decode(v) == nil
}

// Line makes a text fit for a log: one line, not too long, without the secrets.
func Line(text string, secrets ...string) string {
	text = Text(text, secrets...)
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || !unicode.IsPrint(r) && !unicode.IsSpace(r) {
			return ' '
		}
		return r
	}, text)
	runes := []rune(strings.Join(strings.Fields(text), " "))
	if len(runes) > MaxLine {
		return string(runes[:MaxLine]) + "…"
	}
	return string(runes)
}
