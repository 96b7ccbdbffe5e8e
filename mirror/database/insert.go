package database

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/jackc/pgx/v5/pgtype"

	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

// insertion is a table that rows are added to.
type insertion struct {
	name    string
	columns []tables.Column
	// with has for columns of PostgreSQL what they are cast to, beside that of their type.
	with map[string]string
	// conflict says what happens if a row is there already; without it, that is an error.
	conflict string
}

// insert adds rows, whose values come one row after the other.
func (db *DB) insert(ctx context.Context, tx *sql.Tx, into insertion, values []any) error {
	if len(values) == 0 {
		return nil
	}
	if db.dialect == postgres {
		query, args := into.postgres(values)
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	}
	return into.sqlite(ctx, tx, values)
}

// sqliteParameters is how many parameters a statement of SQLite gets. With many, the statement takes
// long to prepare; with few, there are many statements to run.
const sqliteParameters = 5000

func (into insertion) sqlite(ctx context.Context, tx *sql.Tx, values []any) error {
	width := len(into.columns)
	atOnce := max(sqliteParameters/width, 1) * width
	if len(values) >= 2*atOnce {
		stmt, err := tx.PrepareContext(ctx, into.sqliteStatement(atOnce/width))
		if err != nil {
			return err
		}
		defer stmt.Close()
		for ; len(values) >= atOnce; values = values[atOnce:] {
			if _, err := stmt.ExecContext(ctx, values[:atOnce]...); err != nil {
				return err
			}
		}
	}
	for len(values) > 0 {
		n := min(len(values), atOnce)
		if _, err := tx.ExecContext(ctx, into.sqliteStatement(n/width), values[:n]...); err != nil {
			return err
		}
		values = values[n:]
	}
	return nil
}

func (into insertion) sqliteStatement(rows int) string {
	row := "(?" + strings.Repeat(", ?", len(into.columns)-1) + ")"
	return "INSERT INTO " + into.name + " (" + into.list() + ") VALUES " + row + strings.Repeat(", "+row, rows-1) + into.conflict
}

func (into insertion) list() string {
	names := make([]string, len(into.columns))
	for i, c := range into.columns {
		names[i] = `"` + c.Name + `"`
	}
	return strings.Join(names, ", ")
}

// postgresTypes are, for the types of columns, that of the parameter and what it is cast to.
var postgresTypes = map[tables.Type][2]string{
	tables.Integer: {"bigint", ""},
	tables.Real:    {"double precision", ""},
	tables.Text:    {"text", ""},
	tables.Bool:    {"boolean", ""},
	tables.Date:    {"text", "::date"},
	tables.Time:    {"text", "::timestamptz"},
	tables.JSON:    {"text", "::jsonb"},
	bytesColumn:    {"bytea", ""},
}

// bytesColumn is the type of the column of bodies.
const bytesColumn tables.Type = -1

// postgres returns the statement for all rows, which takes each column as one array.
func (into insertion) postgres(values []any) (query string, args []any) {
	width := len(into.columns)
	var selected, parameters, names []string
	args = make([]any, width)
	for i, c := range into.columns {
		typ := postgresTypes[c.Type]
		name := fmt.Sprintf("c%d", i)
		names = append(names, name)
		selected = append(selected, name+typ[1]+into.with[c.Name])
		parameters = append(parameters, fmt.Sprintf("$%d::%s[]", i+1, typ[0]))
		args[i] = array(c.Type, values[i:], width)
	}
	query = "INSERT INTO " + into.name + " (" + into.list() + ") SELECT " + strings.Join(selected, ", ") +
		" FROM unnest(" + strings.Join(parameters, ", ") + ") AS u(" + strings.Join(names, ", ") + ")" + into.conflict
	return query, args
}

// array returns each width-th of values, from the first on, as pgx sends it fastest.
func array(typ tables.Type, values []any, width int) any {
	switch typ {
	case tables.Integer:
		return column(values, width, func(v any) (out pgtype.Int8) {
			out.Int64, out.Valid = v.(int64)
			return out
		})
	case tables.Real:
		return column(values, width, func(v any) (out pgtype.Float8) {
			out.Float64, out.Valid = v.(float64)
			return out
		})
	case tables.Bool:
		return column(values, width, func(v any) (out pgtype.Bool) {
			out.Bool, out.Valid = v.(bool)
			return out
		})
	case bytesColumn:
		return column(values, width, func(v any) []byte {
			b, _ := v.([]byte)
			return b
		})
	default:
		return column(values, width, func(v any) (out pgtype.Text) {
			out.String, out.Valid = v.(string)
			return out
		})
	}
}

func column[T any](values []any, width int, convert func(any) T) []T {
	all := make([]T, 0, (len(values)+width-1)/width)
	for i := 0; i < len(values); i += width {
		all = append(all, convert(values[i]))
	}
	return all
}
