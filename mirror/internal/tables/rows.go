package tables

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"

	"github.com/tmdb-go/tmdb/types"
)

// Rows are the rows of documents, by table.
type Rows struct {
	// values has for each table the values of its rows, one row after the other.
	values [][]any
	n      []int64 // rows of the document at hand, by table
	owner  int64
}

// Of returns the values of the rows of t, one row after the other.
func (r *Rows) Of(t *Table) []any {
	if t.index >= len(r.values) {
		return nil
	}
	return r.values[t.index]
}

// Clear removes all rows, and keeps their memory for others.
func (r *Rows) Clear() {
	for i := range r.values {
		clear(r.values[i])
		r.values[i] = r.values[i][:0]
	}
}

// add appends a copy of a row of the document at hand.
func (r *Rows) add(t *Table, row []any) {
	r.n[t.index]++
	row[t.Key-2], row[t.Key-1] = r.owner, r.n[t.index]
	r.values[t.index] = append(r.values[t.index], row...)
}

// Titles are what a document is called.
type Titles struct {
	// Title is what it is called in the language of the document.
	Title string
	// Others are its original title and those in other languages and countries; some may be the same.
	Others []string
	// Popularity is TMDB's number, 0 if the kind has none.
	Popularity float64
}

// Add appends the rows of a document to rows. A body that is not JSON of the kind and id is an error
// that says so; nothing is added then.
func Add(rows *Rows, kind Kind, id int, body []byte) (Titles, error) {
	if err := kind.Valid(); err != nil {
		return Titles{}, err
	}
	s, err := theSchema()
	if err != nil {
		return Titles{}, err
	}
	d := s.kinds[kind]
	v := reflect.New(d.body)
	if err := decode(body, v.Interface()); err != nil {
		return Titles{}, err
	}
	if len(rows.values) == 0 {
		rows.values, rows.n = make([][]any, len(s.tables)), make([]int64, len(s.tables))
	}
	clear(rows.n)
	return d.add(rows, v.Elem(), id)
}

func decode(body []byte, into any) error {
	if !bytes.HasPrefix(bytes.TrimLeft(body, " \t\r\n"), []byte("{")) {
		return errors.New("the body is no JSON object")
	}
	err := types.Unmarshal(body, into)
	if e, ok := errors.AsType[*json.UnmarshalTypeError](err); ok {
		return fmt.Errorf("the body is not of this kind: %s is %s", e.Field, e.Value)
	}
	if err != nil {
		return fmt.Errorf("the body is no JSON: %w", err)
	}
	return nil
}

func (d *document) add(rows *Rows, v reflect.Value, id int) (Titles, error) {
	start := len(rows.values[d.main.index])
	main := rows.values[d.main.index]
	for _, f := range d.fields {
		main = append(main, f.value(v))
	}
	if got := main[start]; got != int64(id) {
		if got == nil {
			return Titles{}, errors.New("the body has no id")
		}
		return Titles{}, fmt.Errorf("the body is of id %d", got)
	}
	rows.values[d.main.index], rows.owner = main, int64(id)
	var titles Titles
	titles.Title = stringAt(main[start:], d.title)
	if d.popularity >= 0 {
		titles.Popularity, _ = main[start+d.popularity].(float64)
	}
	if original := stringAt(main[start:], d.original); original != "" {
		titles.Others = append(titles.Others, original)
	}
	for _, src := range d.sources {
		if src.unless != nil && !v.FieldByIndex(src.unless).IsZero() {
			continue
		}
		before := len(rows.values[src.table.index])
		src.walk(v, append([]any(nil), src.start...), rows)
		titles.Others = append(titles.Others, titlesIn(src.table, rows.values[src.table.index][before:])...)
	}
	return titles, nil
}

// titled are the tables that have further titles of a document.
var titled = map[string]bool{"texts": true, "alternative_titles": true}

func titlesIn(t *Table, values []any) []string {
	if !titled[t.Name] {
		return nil
	}
	var titles []string
	for column := t.column("title"); column < len(values); column += len(t.Columns) {
		if title, ok := values[column].(string); ok {
			titles = append(titles, title)
		}
	}
	return titles
}

func stringAt(row []any, column int) string {
	if column < 0 {
		return ""
	}
	s, _ := row[column].(string)
	return s
}
