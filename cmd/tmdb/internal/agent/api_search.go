package agent

import (
	"context"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/api"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	operations "github.com/tmdb-go/tmdb/internal/spec"
)

// foundOperations is how many operations a search returns.
const foundOperations = 6

type apiSearchInput struct {
	Query string `json:"query" jsonschema:"words, or an operation for all about it"`
}

type apiSearchOutput struct {
	said
	Operations []operationRow `json:"operations"`
}

type operationRow struct {
	Operation string `json:"operation"`
	Text      string `json:"text"`
	// Parameters are their names with what a value is; an asterisk is of those that are required.
	Parameters []string `json:"parameters,omitempty"`
}

// apiSearch returns the operations that words are about, or all of one by its id.
func (t *tools) apiSearch(_ context.Context, in apiSearchInput) (*apiSearchOutput, error) {
	query := strings.TrimSpace(in.Query)
	if query == "" {
		return nil, app.Usagef("query is empty: want words such as movie images, or an operation")
	}
	out := &apiSearchOutput{said: said{local: true}}
	out.more = "give one operation as the query"
	if op := operations.ByID(query); op != nil {
		out.Operations = []operationRow{operationOf(api.Describe(op), true)}
		return out, nil
	}
	ops := api.Find(query)
	for _, op := range ops[:min(len(ops), foundOperations)] {
		out.Operations = append(out.Operations, operationOf(api.Describe(op), false))
	}
	if len(ops) == 0 {
		return nil, app.NotFoundf("no operation is about %.80q: want words such as movie images, season translations or company", query)
	}
	if len(ops) > foundOperations {
		var others []string
		for _, op := range ops[foundOperations:min(len(ops), 2*foundOperations)] {
			others = append(others, op.ID)
		}
		out.Note = "Also: " + strings.Join(others, ", ")
	}
	return out, nil
}

// operationOf returns what a model needs to call an operation, in few words unless it asks for all.
func operationOf(d api.Description, all bool) operationRow {
	row := operationRow{Operation: d.ID, Text: d.Text}
	for _, p := range d.Parameters {
		text := p.Name
		if p.Required {
			text += "*"
		}
		if all && (p.Want == "text" || strings.HasPrefix(p.Want, "values joined")) { // of which the text says more
			text += ": " + p.Text
		} else if all {
			text += ": " + p.Want + ". " + p.Text
		} else if p.Required && p.In != "path" {
			text += ": " + p.Want
		}
		row.Parameters = append(row.Parameters, text)
	}
	return row
}
