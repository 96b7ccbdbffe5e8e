package main

import (
	"bytes"
	"encoding/json"
	"slices"

	"github.com/tmdb-go/tmdb/internal/spec/read"
)

// texts are what the help of a command for an operation says, and what nothing needs that only calls
// it.
type texts struct {
	// Services are what services are about, by their name in Go.
	Services map[string]string `json:"services"`
	// Parameters are what parameters are, by their name in the spec.
	Parameters map[string]string `json:"parameters"`
	// Operations are by operationId.
	Operations map[string]*operationTexts `json:"operations"`
}

type operationTexts struct {
	Text string `json:"text"`
	// Parameters are those that are something else than in other operations.
	Parameters map[string]string `json:"parameters,omitempty"`
	// Body is of the fields of the body.
	Body map[string]string `json:"body,omitempty"`
}

// renderTexts writes the descriptions of operations, their parameters and bodies.
func renderTexts(doc *read.Document) ([]byte, error) {
	all := texts{map[string]string{}, map[string]string{}, map[string]*operationTexts{}}
	for _, tag := range doc.Tags {
		if name, ok := tag.Extensions["x-service-name"].(string); ok {
			all.Services[name] = tag.Description
		}
	}
	for _, op := range doc.Operations {
		own := &operationTexts{Text: op.Source.Description, Parameters: map[string]string{}, Body: map[string]string{}}
		all.Operations[op.ID] = own
		for _, ref := range slices.Concat(doc.Paths.Value(op.Path).Parameters, op.Source.Parameters) {
			name, text := ref.Value.Name, ref.Value.Description
			if shared, known := all.Parameters[name]; !known {
				all.Parameters[name] = text
			} else if shared != text {
				own.Parameters[name] = text
			}
		}
		if op.Source.RequestBody == nil {
			continue
		}
		for name, property := range op.Source.RequestBody.Value.Content.Get("application/json").Schema.Value.Properties {
			own.Body[name] = property.Value.Description
		}
	}
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", " ")
	err := e.Encode(all)
	return b.Bytes(), err
}
