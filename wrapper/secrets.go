package wrapper

import (
	"cmp"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
)

const redacted = "[redacted]"

// secretNames are the parameters and body fields whose values are never shown.
var secretNames = []string{
	"api_key", "session_id", "guest_session_id", "request_token", "access_token", "account_object_id",
	"username", "password",
}

// secrets returns the values of a call that must not show, in case the server or an error repeats
// them. It is called for failures only.
func (c *call) secrets() []string {
	if c == nil || c.req == nil && c.draft == nil {
		return nil
	}
	req := cmp.Or(c.req, c.draft)
	var list []string
	if scheme, token, ok := strings.Cut(req.Header.Get("Authorization"), " "); ok {
		list = append(list, token)
	} else {
		list = append(list, scheme)
	}
	for name, values := range req.URL.Query() {
		if slices.Contains(secretNames, name) {
			list = append(list, values...)
		}
	}
	list = append(list, pathSecrets(c.op, req.URL)...)
	list = append(list, bodySecrets(req)...)

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

// pathSecrets returns the segments of a path that stand for a secret in the operation's template.
func pathSecrets(op *Operation, u *url.URL) []string {
	var list []string
	for _, name := range secretNames {
		if value := pathValue(op, u, name); value != "" {
			list = append(list, value)
		}
	}
	return list
}

// pathValue returns the value of a path parameter, "" if the operation has none of this name.
func pathValue(op *Operation, u *url.URL, name string) string {
	if op == nil {
		return ""
	}
	template, segments := strings.Split(op.Path, "/"), strings.Split(u.EscapedPath(), "/")
	i := slices.Index(template, "{"+name+"}")
	prefix := len(segments) - len(template) // of the base URL
	if i < 0 || prefix < 0 {
		return ""
	}
	value, err := url.PathUnescape(segments[prefix+i])
	if err != nil {
		return ""
	}
	return value
}

// bodySecrets returns the secrets at the top level of a JSON body.
func bodySecrets(req *http.Request) []string {
	fields := bodyFields(req)
	var list []string
	for _, name := range secretNames {
		if text, ok := fields[name].(string); ok {
			list = append(list, text)
		}
	}
	return list
}

// bodyFields returns the fields at the top level of a JSON body, nil if there are none. It reads a copy
// of the body.
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
