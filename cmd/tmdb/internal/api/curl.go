package api

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"regexp"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// writeRequest writes a request that is not sent, and the same as a line for a shell. In place of what is
// secret stand variables, which the user's shell may have.
func writeRequest(w io.Writer, req *http.Request, body []byte) error {
	address, headers, body := hidden(req, body)
	lines := []string{req.Method + " " + address}
	words := []string{"curl"}
	if req.Method != http.MethodGet {
		words = append(words, "--request", req.Method)
	}
	for _, header := range headers {
		lines = append(lines, header)
		words = append(words, "--header", header)
	}
	if body != nil {
		lines = append(lines, "", string(body))
		words = append(words, "--data", string(body))
	}
	words = append(words, address)
	for i, word := range words {
		words[i] = shellWord(word)
	}
	text := variable.ReplaceAllString(strings.Join(lines, "\n"), "$$$1")
	_, err := fmt.Fprintf(w, "%s\n\n%s\n", text, strings.Join(words, " "))
	return err
}

// variable is how a variable is marked: what no URL, header or JSON has.
var variable = regexp.MustCompile("\x00([A-Z0-9_]+)\x00")

func marked(name string) string { return "\x00" + name + "\x00" }

// variableOf returns the variable for a secret parameter.
func variableOf(parameter string) string {
	name := strings.ToUpper(parameter)
	if !strings.HasPrefix(name, "TMDB_") {
		name = "TMDB_" + name
	}
	return marked(name)
}

// hidden returns what a request is made of, with variables marked where it has secrets.
func hidden(req *http.Request, body []byte) (address string, headers []string, newBody []byte) {
	u := *req.URL
	op := spec.Find(req.Method, u.EscapedPath())
	path := u.EscapedPath()
	if op != nil {
		for p := range op.In(spec.InPath) {
			if value := op.Value(path, p.Name); p.Secret() && value != "" {
				path = hidePath(op, path, p.Name)
			}
		}
	}
	var query []string
	for part := range strings.SplitSeq(u.RawQuery, "&") {
		key, _, _ := strings.Cut(part, "=")
		if name, err := url.QueryUnescape(key); err == nil && isSecret(name) {
			part = key + "=" + variableOf(name)
		}
		if part != "" {
			query = append(query, part)
		}
	}
	address = u.Scheme + "://" + u.Host + path
	if len(query) > 0 {
		address += "?" + strings.Join(query, "&")
	}
	if token, ok := strings.CutPrefix(req.Header.Get("Authorization"), "Bearer "); ok {
		headers = append(headers, "Authorization: Bearer "+marked(token)) // see app.Dry
	}
	for _, name := range []string{"Accept", "Content-Type", "User-Agent"} {
		if value := req.Header.Get(name); value != "" {
			headers = append(headers, name+": "+value)
		}
	}
	return address, headers, hideBody(body)
}

func isSecret(name string) bool { return name == "api_key" || spec.IsSecret(name) }

// hidePath marks the segment of a path that stands for a parameter.
func hidePath(op *spec.Operation, path, name string) string {
	template, segments := strings.Split(op.Path, "/"), strings.Split(path, "/")
	before := len(segments) - len(template)
	for i, part := range template {
		if part == "{"+name+"}" && before >= 0 {
			segments[before+i] = variableOf(name)
		}
	}
	return strings.Join(segments, "/")
}

// hideBody marks the fields of a body that are secret. A body without any stays as it was written.
func hideBody(body []byte) []byte {
	d := json.NewDecoder(bytes.NewReader(body))
	d.UseNumber()
	var v any
	if body == nil || d.Decode(&v) != nil || !hideFields(v) {
		return body
	}
	data, err := output.Marshal(v)
	if err != nil {
		return nil
	}
	return escapedVariable.ReplaceAll(data, []byte(marked("$1")))
}

// escapedVariable is a variable as JSON has it.
var escapedVariable = regexp.MustCompile(`\\u0000([A-Z0-9_]+)\\u0000`)

// hideFields reports whether it has marked anything.
func hideFields(v any) (found bool) {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			if value != nil && isSecret(name) {
				v[name], found = variableOf(name), true
			} else if hideFields(value) {
				found = true
			}
		}
	case []any:
		for _, value := range v {
			found = hideFields(value) || found
		}
	}
	return found
}

var harmless = regexp.MustCompile(`^[A-Za-z0-9_@%+=:,./-]+$`)

// shellWord returns a word as a POSIX shell has to have it to take it as it is, with the variables in
// it expanded.
func shellWord(word string) string {
	switch {
	case harmless.MatchString(word):
		return word
	case word == "":
		return "''"
	}
	if !variable.MatchString(word) {
		return "'" + strings.ReplaceAll(word, "'", `'\''`) + "'"
	}
	var b strings.Builder
	rest := word
	for at := variable.FindStringSubmatchIndex(rest); at != nil; at = variable.FindStringSubmatchIndex(rest) {
		b.WriteString(special.ReplaceAllString(rest[:at[0]], `\$0`))
		name := rest[at[2]:at[3]]
		if rest = rest[at[1]:]; rest != "" && isNamePart(rest[0]) {
			name = "{" + name + "}"
		}
		b.WriteString("$" + name)
	}
	b.WriteString(special.ReplaceAllString(rest, `\$0`))
	return `"` + strings.ReplaceAll(b.String(), "!", `"'!'"`) + `"`
}

// special is what means something between double quotes, but for the mark of an interactive shell's
// history, which has no escape there.
var special = regexp.MustCompile("[\"$`\\\\]")

func isNamePart(c byte) bool {
	return c == '_' || '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z'
}
