package agent

import (
	"bytes"
	"encoding/json"
	"maps"
	"math"
	"slices"
	"unicode/utf8"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
)

// maxArguments is how many bytes the arguments of a call may have.
const maxArguments = 64 << 10

// maxText is how many characters one of their texts may have: more than any title has, and an address still takes.
const maxText = 2000

// decode reads the arguments of a call into a struct of a schema. What a model gets wrong is told in a
// sentence that lets it try again at once.
func decode(s *schema, data []byte, into any) error {
	if len(data) > maxArguments {
		return app.Usagef("the arguments have %d bytes: want at most %d", len(data), maxArguments)
	}
	given := map[string]json.RawMessage{}
	if data = bytes.TrimSpace(data); len(data) > 0 && json.Unmarshal(data, &given) != nil {
		return app.Usagef("the arguments are no JSON object: want one with %s", s.names())
	}
	for _, name := range slices.Sorted(maps.Keys(given)) {
		p := s.get(name)
		switch {
		case p == nil && len(s.Properties) == 0:
			return app.Usagef("%.40q is no argument: there are none", name)
		case p == nil:
			return app.Usagef("%.40q is no argument: want some of %s", name, s.names())
		case isNull(given[name]): // as some models say that they leave it out
			delete(given, name)
			continue
		}
		value, err := p.check(name, given[name])
		if err != nil {
			return err
		}
		given[name] = value
	}
	for _, p := range s.Properties {
		if _, ok := given[p.name]; p.required && !ok {
			return app.Usagef("%s is missing: want %s", p.name, p.want())
		}
	}
	checked, err := json.Marshal(given)
	if err != nil {
		return err
	}
	return json.Unmarshal(checked, into)
}

func isNull(data json.RawMessage) bool { return string(bytes.TrimSpace(data)) == "null" }

// check returns a value as the schema has it: in place of a list of one, that one will do.
func (s *schema) check(name string, data json.RawMessage) (json.RawMessage, error) {
	data = bytes.TrimSpace(data)
	wrong := app.Usagef("%s is %s: want %s", name, brief(data), s.want())
	if s.Type == "array" {
		if len(data) > 0 && data[0] == '"' {
			data = slices.Concat([]byte("["), data, []byte("]"))
		}
		var items []json.RawMessage
		if json.Unmarshal(data, &items) != nil {
			return nil, wrong
		}
		if s.MaxItems != nil && len(items) > *s.MaxItems || s.MinItems != nil && len(items) < *s.MinItems {
			return nil, app.Usagef("%s has %d items: want %s", name, len(items), s.want())
		}
		for _, item := range items {
			if s.Items == nil {
				continue
			}
			if _, err := s.Items.check("one of "+name, item); err != nil {
				return nil, err
			}
		}
		return data, nil
	}
	switch s.Type {
	case "string":
		var text string
		if len(data) == 0 || data[0] != '"' || json.Unmarshal(data, &text) != nil || len(s.Enum) > 0 && !slices.Contains(s.Enum, text) {
			return nil, wrong
		}
		if err := checkLength(name, text); err != nil {
			return nil, err
		}
	case "boolean":
		if text := string(data); text != "true" && text != "false" {
			return nil, wrong
		}
	case "integer", "number":
		var n float64
		if json.Unmarshal(data, &n) != nil || s.Type == "integer" && (n != math.Trunc(n) || math.Abs(n) > 1<<53) || !s.inRange(n) {
			return nil, wrong
		}
		if s.Type == "integer" { // which may be written as 5.0 or 5e0
			return json.Marshal(int64(n))
		}
	case "object":
		if len(data) == 0 || data[0] != '{' {
			return nil, wrong
		}
	}
	return data, nil
}

// checkLength returns what is wrong with a text that is too long.
func checkLength(name, text string) error {
	if n := utf8.RuneCountInString(text); n > maxText {
		return app.Usagef("%s has %d characters: want at most %d", name, n, maxText)
	}
	return nil
}

func (s *schema) inRange(n float64) bool {
	return (s.Minimum == nil || n >= *s.Minimum) && (s.Maximum == nil || n <= *s.Maximum)
}

// brief says what a value is, in a few words.
func brief(data json.RawMessage) string {
	switch {
	case len(data) == 0:
		return "nothing"
	case data[0] == '{':
		return "an object"
	case data[0] == '[':
		return "a list"
	}
	if text := string(data); len(text) <= 60 {
		return text
	}
	return string(bytes.ToValidUTF8(data[:60], nil)) + "…"
}
