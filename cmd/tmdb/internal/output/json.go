package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"
	"text/template"

	"github.com/itchyny/gojq"
)

// functions are those of templates beside Go's own.
var functions = template.FuncMap{
	"json": func(v any) (string, error) {
		data, err := marshal(v)
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
	data, err := marshal(v)
	if err != nil {
		return err
	}
	if w.jq == nil && w.template == nil && w.fields == nil {
		return w.writeData(out, data)
	}
	// As TMDB's numbers are, so that ids do not become 1e+06.
	var plain any
	d := json.NewDecoder(bytes.NewReader(data))
	d.UseNumber()
	if err := d.Decode(&plain); err != nil {
		return err
	}
	if w.forTerminal && (w.jq != nil || w.template != nil) { // which print strings as they are
		plain = cleanStrings(plain)
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
		return w.writeTemplate(out, plain)
	}
	if data, err = marshal(plain); err != nil {
		return err
	}
	return w.writeData(out, data)
}

func (w way) writeData(out io.Writer, data []byte) error {
	if w.format == JSON {
		data = indent(data)
	}
	_, err := out.Write(append(data, '\n'))
	return err
}

// writeTemplate writes what the template makes of a value, in whole lines.
func (w way) writeTemplate(out io.Writer, v any) error {
	var b bytes.Buffer
	if err := w.template.Execute(&b, v); err != nil {
		return err
	}
	if !bytes.HasSuffix(b.Bytes(), []byte("\n")) {
		b.WriteByte('\n')
	}
	_, err := out.Write(b.Bytes())
	return err
}

// writeJQ writes what the expression makes of a value, strings without quotes.
func (w way) writeJQ(out io.Writer, v any) error {
	for results := w.jq.RunWithContext(w.ctx, v); ; {
		result, ok := results.Next()
		if !ok {
			return nil
		}
		if err, isErr := result.(error); isErr {
			if halt, isHalt := errors.AsType[*gojq.HaltError](err); isHalt && halt.Value() == nil {
				return nil
			}
			return fmt.Errorf("--jq: %w", err)
		}
		text, isText := result.(string)
		if !isText {
			data, err := marshal(result)
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

// marshal writes a value as JSON for people to read: & and < stay as they are.
func marshal(v any) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	err := e.Encode(v)
	return escaped(bytes.TrimRight(b.Bytes(), "\n")), err
}

func indent(data []byte) []byte {
	var b bytes.Buffer
	if json.Indent(&b, data, "", "  ") != nil {
		return data
	}
	return b.Bytes()
}
