package api

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// row is a row of a list, as TMDB sent it.
type row struct {
	raw    json.RawMessage
	names  []string // of the fields, in their order
	fields map[string]json.RawMessage
}

// MarshalJSON returns what TMDB sent.
func (r row) MarshalJSON() ([]byte, error) { return r.raw, nil }

// newRow reads a row. It is false for what is no object.
func newRow(raw json.RawMessage) (row, bool) {
	r := row{raw: raw, fields: map[string]json.RawMessage{}}
	d := json.NewDecoder(bytes.NewReader(raw))
	if start, err := d.Token(); err != nil || start != json.Delim('{') {
		return r, false
	}
	for d.More() {
		key, err := d.Token()
		if err != nil {
			return r, false
		}
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return r, false
		}
		name, _ := key.(string)
		if _, again := r.fields[name]; !again {
			r.names = append(r.names, name)
		}
		r.fields[name] = value
	}
	return r, true
}

// key tells rows apart: the id with the kind, or else all of it.
func (r row) key() string {
	if id, ok := r.fields["id"]; ok && string(id) != "null" {
		return string(r.fields["media_type"]) + " " + string(id)
	}
	return string(r.raw)
}

// cell returns a field as text. It is false for what is no text of one line, such as an object.
func (r row) cell(name string) (string, bool) {
	raw, ok := r.fields[name]
	if !ok {
		return "", true
	}
	switch raw[0] {
	case 'n':
		return "", true
	case '{':
		return "", false
	case '"':
		var text string
		return text, json.Unmarshal(raw, &text) == nil
	case '[':
		var items []json.RawMessage
		if json.Unmarshal(raw, &items) != nil {
			return "", false
		}
		texts := make([]string, len(items))
		for i, item := range items {
			text, ok := row{fields: map[string]json.RawMessage{"": item}}.cell("")
			if !ok || item[0] == '[' {
				return "", false
			}
			texts[i] = text
		}
		return strings.Join(texts, ","), true
	}
	return string(raw), true
}

// rowsIn returns the rows of a response: those of a page, or of the only list of objects that it has or
// is. Otherwise the error says what it has.
func rowsIn(op *spec.Operation, data []byte) ([]row, error) {
	var list []json.RawMessage
	if json.Unmarshal(data, &list) != nil {
		whole, isObject := newRow(data)
		if !isObject {
			return nil, errNoRows
		}
		lists := whole.lists()
		if op != nil && whole.fields[op.Rows] != nil {
			lists = []string{op.Rows}
		}
		switch len(lists) {
		case 0:
			return nil, errNoRows
		case 1:
		default:
			return nil, fmt.Errorf("the response has several lists: %s; want -o json, or one of them by --jq '.%s[]'", strings.Join(lists, ", "), lists[0])
		}
		if json.Unmarshal(whole.fields[lists[0]], &list) != nil {
			return nil, errNoRows
		}
	}
	rows := make([]row, len(list))
	for i, raw := range list {
		isObject := false
		if rows[i], isObject = newRow(raw); !isObject {
			return nil, errNoRows
		}
	}
	return rows, nil
}

var errNoRows = errors.New("the response is no list of rows: want -o json")

// lists returns the fields that hold lists of objects.
func (r row) lists() []string {
	var names []string
	for _, name := range r.names {
		var list []json.RawMessage
		if json.Unmarshal(r.fields[name], &list) == nil && len(list) > 0 && list[0][0] == '{' {
			names = append(names, name)
		}
	}
	return names
}

// page is what a response says of a list.
type page struct {
	TotalPages   int `json:"total_pages"`
	TotalResults int `json:"total_results"`
}

// lastPage is the last that TMDB shows.
const lastPage = 500

// rows yields the rows of all pages from a first one on, each once. Of a list that says how many pages it
// has, an empty one is an error.
func rows(ctx context.Context, op *spec.Operation, first int, progress *output.Progress, get func(ctx context.Context, page int) ([]byte, error)) iter.Seq2[row, error] {
	return func(yield func(row, error) bool) {
		defer progress.End()
		seen, done, pages := map[string]bool{}, 0, 0
		for number := first; number <= lastPage; number++ {
			data, err := get(ctx, number)
			if err != nil {
				yield(row{}, err)
				return
			}
			var p page
			list, err := rowsIn(op, data)
			if err == nil {
				err = json.Unmarshal(data, &p)
			}
			if err != nil {
				yield(row{}, fmt.Errorf("page %d: %w", number, err))
				return
			}
			pages = max(pages, p.TotalPages)
			if len(list) == 0 && number <= pages && done < p.TotalResults {
				yield(row{}, fmt.Errorf("page %d of %d is empty: rows are missing", number, pages))
				return
			}
			news := false
			for _, r := range list {
				if key := r.key(); !seen[key] {
					seen[key], news = true, true
					if !yield(r, nil) {
						return
					}
				}
			}
			done += len(list)
			progress.Set(int64(done), int64(p.TotalResults))
			if op.IgnoresPage || !news || pages > 0 && number >= pages {
				return
			}
		}
	}
}

// printRows prints rows: unless the flags say otherwise as lines of JSON.
func printRows(p *output.Printer, list iter.Seq2[row, error]) error {
	p.Prefer(output.NDJSON)
	if f := p.Format(); f == output.JSON || f == output.NDJSON {
		return output.List(p, list)
	}
	var all []row // whose fields are the columns
	for r, err := range list {
		if err != nil {
			return err
		}
		all = append(all, r)
	}
	columns := columnsOf(all, p.ForPeople())
	if len(columns) == 0 && len(all) > 0 {
		return app.Usagef("the rows have no fields for columns: want -o json")
	}
	return output.List(p, func(yield func(row, error) bool) {
		for _, r := range all {
			if !yield(r, nil) {
				return
			}
		}
	}, columns...)
}

// maxColumns is how many columns people see of rows whose fields tell nothing.
const maxColumns = 5

// columnsOf returns columns for rows: for people the telling ones, for programs all that are text.
func columnsOf(rows []row, forPeople bool) []output.Column[row] {
	var names []string
	bad, known := map[string]bool{}, map[string]bool{}
	for _, r := range rows {
		for _, name := range r.names {
			if !known[name] {
				known[name] = true
				names = append(names, name)
			}
			if _, ok := r.cell(name); !ok {
				bad[name] = true
			}
		}
	}
	var columns []output.Column[row]
	if forPeople {
		for _, c := range telling {
			if slices.ContainsFunc(c.fields, func(field string) bool { return known[field] && !bad[field] }) {
				column := output.Column[row]{Name: c.name, Style: c.style, Text: firstOf(c.fields)}
				if c.style == output.Star {
					column.Text = stars(column.Text)
				}
				columns = append(columns, column)
			}
		}
		if len(columns) > 2 {
			return columns
		}
		columns = nil
	}
	for _, name := range names {
		if !bad[name] && (!forPeople || len(columns) < maxColumns) {
			columns = append(columns, output.Column[row]{Name: name, Text: firstOf([]string{name})})
		}
	}
	return columns
}

// telling are the columns that people want to see, of the fields that a row may have.
var telling = []struct {
	name   string
	style  output.Style
	fields []string
}{
	{"title", output.Bold, []string{"title", "name", "author"}},
	{"text", output.Plain, []string{"content"}},
	{"as", output.Plain, []string{"character", "job", "known_for_department"}},
	{"date", output.Plain, []string{"release_date", "first_air_date", "air_date", "created_at"}},
	{"rating", output.Star, []string{"vote_average"}},
	{"kind", output.Dim, []string{"media_type"}},
	{"id", output.Dim, []string{"id"}},
}

// firstOf returns what has the first of some fields that is there.
func firstOf(fields []string) func(row) string {
	return func(r row) string {
		for _, name := range fields {
			if text, _ := r.cell(name); text != "" {
				return text
			}
		}
		return ""
	}
}

// stars returns an average of votes as all commands show it.
func stars(text func(row) string) func(row) string {
	return func(r row) string {
		average, err := strconv.ParseFloat(text(r), 64)
		if err != nil {
			return ""
		}
		return title.Stars(average, 1)
	}
}
