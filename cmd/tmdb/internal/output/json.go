package output

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"
	"text/template"
)

// functions are those of templates beside Go's own.
var functions = template.FuncMap{
	"json": func(v any) (string, error) {
		data, err := marshal(v, "")
		return string(data), err
	},
	"join":  func(separator string, list []any) string { return joined(list, separator) },
	"upper": strings.ToUpper,
	"lower": strings.ToLower,
}

func joined(list []any, separator string) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = fmt.Sprint(v)
	}
	return strings.Join(texts, separator)
}

// writeJSON writes a value as the flags say.
func (w way) writeJSON(out io.Writer, v any) error {
	data, err := marshal(v, "")
	if err != nil {
		return err
	}
	if w.jq == nil && w.template == nil && w.fields == nil {
		if w.format == JSON {
			data = indent(data)
		}
		_, err = out.Write(append(data, '\n'))
		return err
	}
	// As TMDB's numbers are, so that ids do not become 1e+06.
	var plain any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&plain); err != nil {
		return err
	}
	if w.fields != nil {
		if plain, err = w.pick(plain); err != nil {
			return err
		}
	}
	switch {
	case w.jq != nil:
		return w.writeJQ(out, plain)
	case w.template != nil:
		if err := w.template.Execute(out, plain); err != nil {
			return err
		}
		_, err := io.WriteString(out, "\n")
		return err
	}
	if data, err = marshal(plain, ""); err != nil {
		return err
	}
	if w.format == JSON {
		data = indent(data)
	}
	_, err = out.Write(append(data, '\n'))
	return err
}

// writeJQ writes what the expression makes of a value, strings without quotes.
func (w way) writeJQ(out io.Writer, v any) error {
	for results := w.jq.Run(v); ; {
		result, ok := results.Next()
		if !ok {
			return nil
		}
		if err, isErr := result.(error); isErr {
			return fmt.Errorf("--jq: %w", err)
		}
		text, isText := result.(string)
		if !isText {
			data, err := marshal(result, "")
			if err != nil {
				return err
			}
			text = string(data)
		}
		if _, err := fmt.Fprintln(out, text); err != nil {
			return err
		}
	}
}

// pick returns the fields of an object, or of each object of a list.
func (w way) pick(v any) (any, error) {
	switch v := v.(type) {
	case []any:
		known := map[string]bool{}
		for _, row := range v {
			if object, ok := row.(map[string]any); ok {
				for name := range object {
					known[name] = true
				}
			}
		}
		for _, field := range w.fields {
			if len(v) > 0 && !known[field] {
				return nil, unknownField(field, slices.Sorted(maps.Keys(known)))
			}
		}
		picked := make([]any, len(v))
		for i, row := range v {
			if object, ok := row.(map[string]any); ok {
				picked[i] = some(object, w.fields)
			}
		}
		return picked, nil
	case map[string]any:
		for _, field := range w.fields {
			if _, ok := v[field]; !ok {
				return nil, unknownField(field, slices.Sorted(maps.Keys(v)))
			}
		}
		return some(v, w.fields), nil
	}
	return v, nil
}

func unknownField(field string, known []string) error {
	return fmt.Errorf("--json has the field %.40q: want some of %s", field, strings.Join(known, ", "))
}

func some(object map[string]any, fields []string) map[string]any {
	picked := map[string]any{}
	for _, field := range fields {
		picked[field] = object[field]
	}
	return picked
}

// marshal writes a value as JSON for people to read: & and < stay as they are.
func marshal(v any, prefix string) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if prefix != "" {
		e.SetIndent("", prefix)
	}
	err := e.Encode(v)
	return bytes.TrimRight(b.Bytes(), "\n"), err
}

func indent(data []byte) []byte {
	var b bytes.Buffer
	if json.Indent(&b, data, "", "  ") != nil {
		return data
	}
	return b.Bytes()
}
