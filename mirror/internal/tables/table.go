package tables

import (
	"fmt"
	"slices"
	"sync"
)

// Type is what a column holds. In rows a value is nil where TMDB says nothing, or as said here.
type Type int

// The types of columns.
const (
	Integer Type = iota // int64
	Real                // float64
	Text                // string, not empty
	Bool                // bool
	Date                // string: a day of the calendar, YYYY-MM-DD
	Time                // string: an instant in UTC, as in 2006-01-02T15:04:05Z
	JSON                // string: a list
)

// Column is a column of a table.
type Column struct {
	Name string
	Type Type
}

// Table is a table and its columns.
type Table struct {
	Name string
	// Key is how many of the columns, from the first on, tell a row from all others. All but the last
	// of them tell the document; the last, n, counts the rows of a document from 1. The key of the
	// table of a kind itself is id alone.
	Key     int
	Columns []Column
	// Kind is the kind whose documents the rows are of, if they are of one; "" if the first two columns
	// are kind and id.
	Kind Kind
	// Main reports whether each document of the kind is one row.
	Main bool

	index int
}

// column returns the index of a column, -1 if there is none.
func (t *Table) column(name string) int {
	return slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
}

// add returns the index of a column, which is new if there is none of the name.
func (t *Table) add(name string, typ Type) (int, error) {
	i := t.column(name)
	if i < 0 {
		t.Columns = append(t.Columns, Column{name, typ})
		return len(t.Columns) - 1, nil
	}
	if t.Columns[i].Type != typ {
		return 0, fmt.Errorf("%s.%s is of two types", t.Name, name)
	}
	return i, nil
}

// schema is what the types and rules come to.
type schema struct {
	tables []*Table
	kinds  map[Kind]*document
}

var theSchema = sync.OnceValues(newSchema)

// All returns all tables, those of the kinds first.
func All() ([]*Table, error) {
	s, err := theSchema()
	if err != nil {
		return nil, err
	}
	return s.tables, nil
}

// Of returns the tables that documents of a kind have rows in, that of the kind first.
func Of(kind Kind) ([]*Table, error) {
	s, err := theSchema()
	if err != nil {
		return nil, err
	}
	if err := kind.Valid(); err != nil {
		return nil, err
	}
	d := s.kinds[kind]
	of := []*Table{d.main}
	for _, src := range d.sources {
		if !slices.Contains(of, src.table) {
			of = append(of, src.table)
		}
	}
	return of, nil
}

// Owner is the column that has the id of the document.
func (t *Table) Owner() string { return t.Columns[max(t.Key-2, 0)].Name }
