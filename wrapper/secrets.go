package wrapper

import (
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"slices"
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
	if c == nil || c.req == nil {
		return nil
	}
	var list []string
	if scheme, token, ok := strings.Cut(c.req.Header.Get("Authorization"), " "); ok {
		list = append(list, token)
	} else {
		list = append(list, scheme)
	}
	for name, values := range c.req.URL.Query() {
		if slices.Contains(secretNames, name) {
			list = append(list, values...)
		}
	}
	list = append(list, pathSecrets(c.op, c.req.URL)...)
	list = append(list, bodySecrets(c.req)...)

	for _, s := range list {
		list = append(list, url.QueryEscape(s), url.PathEscape(s))
	}
	list = slices.DeleteFunc(list, func(s string) bool { return s == "" })
	// The longest first, so that no part of one is left.
	slices.SortFunc(list, func(a, b string) int { return len(b) - len(a) })
	return slices.Compact(list)
}

// pathSecrets returns the segments of a path that stand for a secret in the operation's template.
func pathSecrets(op *Operation, u *url.URL) []string {
	if op == nil {
		return nil
	}
	template, segments := strings.Split(op.Path, "/"), strings.Split(u.EscapedPath(), "/")
	prefix := len(segments) - len(template) // of the base URL
	if prefix < 0 {
		return nil
	}
	var list []string
	for i, part := range template {
		if slices.Contains(secretNames, strings.Trim(part, "{}")) && strings.HasPrefix(part, "{") {
			if value, err := url.PathUnescape(segments[prefix+i]); err == nil {
				list = append(list, value)
			}
		}
	}
	return list
}

// bodySecrets returns the secrets at the top level of a JSON body.
func bodySecrets(req *http.Request) []string {
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
	var list []string
	for _, name := range secretNames {
		if text, ok := fields[name].(string); ok {
			list = append(list, text)
		}
	}
	return list
}

func redact(text string, secrets []string) string {
	for _, s := range secrets {
		text = strings.ReplaceAll(text, s, redacted)
	}
	return text
}
