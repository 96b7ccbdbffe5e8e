package agent

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/api"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	operations "github.com/tmdb-go/tmdb/internal/spec"
)

type apiCallInput struct {
	Operation  string                     `json:"operation" jsonschema:"id from api_search, such as movieImages"`
	Parameters map[string]json.RawMessage `json:"parameters,omitempty" jsonschema:"by name, those of the path too"`
	Fields     []string                   `json:"fields,omitempty" max:"50" jsonschema:"paths of what to return: title, credits.cast.name, results.DE"`
}

type apiCallOutput struct {
	said
	Response *tree `json:"response"`
}

func (*apiCallOutput) textOnly() {}

// apiCall calls an operation that reads.
func (t *tools) apiCall(ctx context.Context, in apiCallInput) (*apiCallOutput, error) {
	op := operations.ByID(in.Operation)
	if op == nil {
		text := "find one by api_search"
		if near := api.Find(in.Operation); len(near) > 0 {
			text = "is it " + near[0].ID + "? Else find one by api_search"
		}
		return nil, app.NotFoundf("there is no operation %.60q: %s", in.Operation, text)
	}
	values := map[string]string{}
	for _, name := range slices.Sorted(maps.Keys(in.Parameters)) {
		text, err := parameterText(name, in.Parameters[name])
		if err == nil {
			err = checkLength(name, text)
		}
		if err != nil {
			return nil, err
		}
		values[name] = text
	}
	data, err := api.Call(ctx, t.client, op, values)
	if err != nil {
		return nil, err
	}
	response, err := parseTree(data)
	if err != nil {
		return nil, err
	}
	out := &apiCallOutput{Response: response}
	out.more = "name fields, or ask for another page"
	if strings.Contains(strings.ToLower(op.ID), "watchprovider") || strings.Contains(values["append_to_response"], "watch/providers") {
		out.offers = true
	}
	if len(in.Fields) > 0 {
		if out.Response, err = choose(response, in.Fields); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// parameterText returns a value as a query has it.
func parameterText(name string, data json.RawMessage) (string, error) {
	t, err := parseTree(data)
	if err != nil {
		return "", app.Usagef("%s cannot be read: want a text, a number, true, false or a list of them", name)
	}
	switch t.kind {
	case jsonLiteral, jsonText:
		if t.kind == jsonLiteral && t.text == "null" {
			return "", nil
		}
		return t.text, nil
	case jsonArray:
		var texts []string
		for _, item := range t.items {
			if item.kind != jsonLiteral && item.kind != jsonText {
				return "", app.Usagef("%s is a list of lists or objects: want one of texts or numbers", name)
			}
			texts = append(texts, item.text)
		}
		return strings.Join(texts, ","), nil
	}
	return "", app.Usagef("%s is an object: want a text, a number, true, false or a list of them", name)
}
