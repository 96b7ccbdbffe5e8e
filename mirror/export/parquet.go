package export

import (
	"fmt"
	"io"
	"slices"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

// groupBytes is about how much a table holds in memory, before compression, until it is written as a
// row group, and groupRows how many rows at most.
const (
	groupBytes = 8 << 20
	groupRows  = 1 << 17
)

// dictionaryBytes is how many different texts a column of a row group may have, by their size, to be
// written as numbers of texts.
const dictionaryBytes = 1 << 18

// parquetTables writes documents as rows of tables.
type parquetTables struct {
	kind   database.Kind
	rows   tables.Rows
	tables []*parquetTable
}

type tableWriter = parquet.GenericWriter[any]

// parquetTable writes the rows of a table.
type parquetTable struct {
	of    *tables.Table
	parts parts[*tableWriter]
	// bufferedBytes is about how many bytes the writer holds, bufferedRows how many rows.
	bufferedBytes, bufferedRows int
	values                      []parquet.Value
	rows                        []parquet.Row
}

func newParquet(to *output, kind database.Kind, of []*tables.Table) *parquetTables {
	p := &parquetTables{kind: kind}
	for _, of := range of {
		t := &parquetTable{of: of}
		schema := parquet.NewSchema(of.Name, schemaOf(of))
		encoder := func(w io.Writer) (*tableWriter, error) {
			t.bufferedBytes, t.bufferedRows = 0, 0
			return parquet.NewGenericWriter[any](w, schema,
				parquet.Compression(&parquet.Zstd), parquet.DictionaryMaxBytes(dictionaryBytes)), nil
		}
		t.parts = parts[*tableWriter]{to: to, kind: kind, table: of.Name, encoder: encoder}
		p.tables = append(p.tables, t)
	}
	return p
}

func (p *parquetTables) add(doc database.Document) error {
	p.rows.Clear()
	if _, err := tables.Add(&p.rows, p.kind, doc.ID, doc.Body); err != nil {
		return err
	}
	for _, t := range p.tables {
		if err := t.add(doc.ID, p.rows.Of(t.of)); err != nil {
			return err
		}
	}
	return nil
}

func (p *parquetTables) close() error {
	for _, t := range p.tables {
		if err := t.parts.end(); err != nil {
			return err
		}
	}
	return nil
}

func (p *parquetTables) fill() error {
	for _, t := range p.tables {
		if err := t.parts.fill(); err != nil {
			return err
		}
	}
	return nil
}

func (p *parquetTables) discard() {
	for _, t := range p.tables {
		t.parts.discard()
	}
}

// add adds the rows of a document, whose values come one row after the other.
func (t *parquetTable) add(id int, values []any) error {
	if len(values) == 0 {
		return nil
	}
	w, err := t.parts.begin()
	if err != nil {
		return err
	}
	t.values, t.rows = t.values[:0], t.rows[:0]
	columns := t.of.Columns
	for i, v := range values {
		column := i % len(columns)
		value, err := valueOf(columns[column].Type, v)
		if err != nil {
			return fmt.Errorf("%s.%s: %w", t.of.Name, columns[column].Name, err)
		}
		definition := 0
		if v != nil && column >= t.of.Key {
			definition = 1
		}
		t.values = append(t.values, value.Level(0, definition, column))
		t.bufferedBytes += 8
		if text, ok := v.(string); ok {
			t.bufferedBytes += len(text)
		}
	}
	for row := range slices.Chunk(t.values, len(columns)) {
		t.rows = append(t.rows, row)
	}
	if _, err := w.WriteRows(t.rows); err != nil {
		return err
	}
	if t.bufferedRows += len(t.rows); t.bufferedRows >= groupRows || t.bufferedBytes >= groupBytes {
		t.bufferedRows, t.bufferedBytes = 0, 0
		if err := w.Flush(); err != nil {
			return err
		}
	}
	return t.parts.wrote(len(t.rows), id)
}

// valueOf returns a value of a row as Parquet has it.
func valueOf(typ tables.Type, v any) (parquet.Value, error) {
	text, _ := v.(string)
	switch {
	case v != nil && typ == tables.Date:
		t, err := time.Parse(time.DateOnly, text)
		return parquet.Int32Value(int32(t.Unix() / (24 * 60 * 60))), err
	case v != nil && typ == tables.Time:
		t, err := time.Parse(time.RFC3339, text)
		return parquet.Int64Value(t.UnixMicro()), err
	}
	return parquet.ValueOf(v), nil
}

// node returns a column of the type that need not have a value.
func node(typ tables.Type) parquet.Node {
	switch typ {
	case tables.Integer:
		return parquet.Leaf(parquet.Int64Type)
	case tables.Real:
		return parquet.Leaf(parquet.DoubleType)
	case tables.Bool:
		return parquet.Leaf(parquet.BooleanType)
	case tables.Date:
		return parquet.Date()
	case tables.Time:
		return parquet.Timestamp(parquet.Microsecond)
	case tables.JSON:
		return parquet.JSON()
	}
	return parquet.Encoded(parquet.String(), &parquet.RLEDictionary)
}

// columns is the schema of a table. A [parquet.Group] alone has the columns by name, this has them in
// the order of the database.
type columns struct {
	parquet.Group

	order []tables.Column
}

// schemaOf returns the columns of a table, of which those of the key always have a value.
func schemaOf(t *tables.Table) columns {
	c := columns{parquet.Group{}, t.Columns}
	for i, column := range t.Columns {
		c.Group[column.Name] = node(column.Type)
		if i >= t.Key {
			c.Group[column.Name] = parquet.Optional(c.Group[column.Name])
		}
	}
	return c
}

// Fields implements [parquet.Node].
func (c columns) Fields() []parquet.Field {
	fields := c.Group.Fields()
	slices.SortFunc(fields, func(a, b parquet.Field) int { return c.index(a) - c.index(b) })
	return fields
}

func (c columns) index(f parquet.Field) int {
	return slices.IndexFunc(c.order, func(column tables.Column) bool { return column.Name == f.Name() })
}
