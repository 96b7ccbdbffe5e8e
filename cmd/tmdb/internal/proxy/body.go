package proxy

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"time"
	"unicode/utf8"

	"github.com/tmdb-go/tmdb/internal/spec"
)

const (
	maxBody  = 64 << 10
	bodyTime = 10 * time.Second // in which it has to arrive
)

// readBody reads the body of a request that writes, and keeps of it what the operation has.
func (c *call) readBody(w http.ResponseWriter, r *http.Request) *refusal {
	if c.op.Body == nil {
		return nil
	}
	if conn := http.NewResponseController(w); conn.SetReadDeadline(time.Now().Add(bodyTime)) == nil {
		// Else that deadline would end requests that wait for TMDB.
		defer func() { _ = conn.SetReadDeadline(time.Now().Add(requestTime)) }()
	}
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	if _, ok := errors.AsType[*http.MaxBytesError](err); ok {
		return refuse(47, fmt.Sprintf("the body is too large: want at most %d bytes", maxBody)).as(http.StatusRequestEntityTooLarge)
	}
	if err != nil {
		return refuse(47, "the body did not arrive whole")
	}
	if len(data) == 0 {
		data = []byte("{}")
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.UseNumber()
	var given any
	if !utf8.Valid(data) || decoder.Decode(&given) != nil || decoder.More() || given == nil {
		return refuse(47, "the body is no JSON: want "+c.op.Body.Want())
	}
	kept, err := c.fit(c.op.Body, "body", given)
	if err != nil {
		return refuse(47, err.Error())
	}
	if c.body, err = json.Marshal(kept); err != nil {
		return refuse(47, "the body is no JSON: want "+c.op.Body.Want())
	}
	return nil
}

// fit returns what a schema has of a value, or what is wrong with it. The error does not repeat the
// value, which may be a secret.
func (c *call) fit(s *spec.Schema, name string, v any) (any, error) {
	wrong := fmt.Errorf("%s does not fit: want %s", name, s.Want())
	switch v := v.(type) {
	case nil:
		return nil, nil // TMDB takes null for what is not there
	case bool:
		if s.Type == "boolean" || s.Type == "" {
			return v, nil
		}
	case string:
		if s.Type == "string" && s.Fits(v) || s.Type == "" {
			return v, nil
		}
	case json.Number:
		switch s.Type {
		case "integer", "number":
			if s.Fits(v.String()) {
				return v, nil
			}
		case "":
			return v, nil
		}
	case []any:
		return c.fitList(s, name, v, wrong)
	case map[string]any:
		return c.fitObject(s, name, v, wrong)
	}
	return nil, wrong
}

func (c *call) fitList(s *spec.Schema, name string, list []any, wrong error) (any, error) {
	if s.Type != "array" || s.Items == nil || s.MaxItems > 0 && len(list) > s.MaxItems {
		return nil, wrong
	}
	kept := make([]any, len(list))
	for i, item := range list {
		var err error
		if kept[i], err = c.fit(s.Items, fmt.Sprintf("%s[%d]", name, i), item); err != nil {
			return nil, err
		}
	}
	return kept, nil
}

func (c *call) fitObject(s *spec.Schema, name string, fields map[string]any, wrong error) (any, error) {
	if s.Type != "object" {
		return nil, wrong
	}
	for field := range fields {
		if s.Property(field) == nil {
			c.ignored = append(c.ignored, field)
		}
	}
	kept := map[string]any{}
	for _, p := range s.Properties {
		value, ok := fields[p.Name]
		if !ok || value == nil {
			if p.Required {
				return nil, fmt.Errorf("%s has no %s: want %s", name, p.Name, p.Want())
			}
			continue
		}
		var err error
		if kept[p.Name], err = c.fit(&p.Schema, p.Name, value); err != nil {
			return nil, err
		}
	}
	return kept, nil
}
