package main

import (
	"fmt"
	"strings"

	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

// dialect is how tables are written for a database.
type dialect struct {
	types map[tables.Type]string
	// options stand after a table whose documents have several rows, and mainOptions after others.
	options, mainOptions string
}

var dialects = map[string]dialect{
	"sqlite": {
		types: map[tables.Type]string{
			tables.Integer: "INTEGER", tables.Real: "REAL", tables.Text: "TEXT", tables.Bool: "INTEGER",
			tables.Date: "TEXT", tables.Time: "TEXT", tables.JSON: "TEXT",
		},
		options:     " STRICT, WITHOUT ROWID",
		mainOptions: " STRICT",
	},
	"postgres": {
		types: map[tables.Type]string{
			tables.Integer: "bigint", tables.Real: "double precision", tables.Text: "text", tables.Bool: "boolean",
			tables.Date: "date", tables.Time: "timestamptz", tables.JSON: "jsonb",
		},
	},
}

// goneAt is the column of the tables of the kinds that [tables] knows nothing of.
var goneAt = tables.Column{Name: "gone_at", Type: tables.Time}

// change writes what makes table out of one that has the columns there, and nothing if that has all.
func (d dialect) change(b *strings.Builder, table *tables.Table, there map[string]bool) {
	columns := table.Columns
	if table.Main {
		columns = append(columns[:len(columns):len(columns)], goneAt)
	}
	if there == nil {
		d.create(b, table, columns)
		return
	}
	for _, c := range columns {
		if !there[c.Name] {
			fmt.Fprintf(b, "\nALTER TABLE %s ADD COLUMN %q %s;\n", table.Name, c.Name, d.types[c.Type])
		}
	}
}

func (d dialect) create(b *strings.Builder, table *tables.Table, columns []tables.Column) {
	fmt.Fprintf(b, "\nCREATE TABLE %s (\n", table.Name)
	var key []string
	for i, c := range columns {
		notNull := ""
		if i < table.Key {
			notNull = " NOT NULL"
			key = append(key, fmt.Sprintf("%q", c.Name))
		}
		fmt.Fprintf(b, "  %q %s%s,\n", c.Name, d.types[c.Type], notNull)
	}
	options := d.options
	if table.Main {
		options = d.mainOptions
	}
	fmt.Fprintf(b, "  PRIMARY KEY (%s)\n)%s;\n", strings.Join(key, ", "), options)
}
