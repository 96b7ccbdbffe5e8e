package output

import (
	"bytes"
	"context"
	"encoding/csv"
	"io"
	"iter"
	"os"
	"reflect"
	"strings"

	"golang.org/x/term"
)

// Printer prints to the output of a command.
type Printer struct {
	out      io.Writer
	settings Settings
	// IsTerminal is whether people read it.
	IsTerminal bool
	// Width and Height are the terminal's, 80 and 0 if there is none.
	Width, Height int
	colors        bool
}

// New returns a printer. If out is no terminal, there is no colour and no pager, unless the settings
// say so.
func New(ctx context.Context, out io.Writer, settings Settings) *Printer {
	p := &Printer{out: out, settings: settings, Width: 80}
	understands := false
	if f, ok := out.(*os.File); ok && term.IsTerminal(int(f.Fd())) {
		p.IsTerminal = true
		understands = understandsEscapes(f)
		if width, height, err := term.GetSize(int(f.Fd())); err == nil && width > 0 {
			p.Width, p.Height = width, height
		}
	}
	switch settings.Color {
	case "always":
		p.colors = true
	case "never":
	default:
		p.colors = colored(understands, os.Getenv)
	}
	p.settings.ctx, p.settings.forTerminal = ctx, p.IsTerminal
	return p
}

// ForPeople reports whether the output is for people: a command may then show more than its rows.
func (p *Printer) ForPeople() bool {
	w, err := p.settings.way()
	return err == nil && (w.format == Table || w.format == Auto && p.IsTerminal)
}

// Each yields the elements of a slice, for what prints rows as they come.
func Each[T any](all []T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, v := range all {
			if !yield(v, nil) {
				return
			}
		}
	}
}

// Column is a column of a table.
type Column[T any] struct {
	// Name is the heading, in lower case the name in CSV.
	Name string
	// Text is what the column has of a row, in one line.
	Text func(T) string
	// Value is the same for CSV and for lines with tabs, nil if that is Text: a number without a star.
	Value func(T) string
	// Style is that of people.
	Style Style
	// Right is whether it is aligned to the right, for numbers.
	Right bool
}

// List prints rows: for people as a table of columns, for programs the rows as JSON, or the columns. An
// error of the rows ends it; of JSON lines and of lines with tabs, those before are printed.
func List[T any](p *Printer, rows iter.Seq2[T, error], columns ...Column[T]) error {
	w, err := p.settings.way()
	if err != nil {
		return err
	}
	if w.format == Auto {
		w.format = Tabs
		if p.IsTerminal {
			w.format = Table
		}
	}
	if err := w.know(reflect.TypeFor[T]()); err != nil {
		return err
	}
	switch w.format {
	case JSON:
		all := []T{}
		for row, err := range rows {
			if err != nil {
				return err
			}
			all = append(all, row)
		}
		return w.writeJSON(p.out, all)
	case NDJSON:
		for row, err := range rows {
			if err != nil {
				return err
			}
			if err := w.writeJSON(p.out, row); err != nil {
				return err
			}
		}
		return nil
	case CSV, Tabs:
		return p.separated(w.format, records(rows, columns, w.format == CSV))
	}
	table := Grid{}
	for _, column := range columns {
		table.Columns = append(table.Columns, GridColumn{Name: column.Name, Style: column.Style, Right: column.Right})
	}
	for row, err := range rows {
		if err != nil {
			return err
		}
		cells := make([]string, len(columns))
		for i, column := range columns {
			cells[i] = column.Text(row)
		}
		table.Rows = append(table.Rows, cells)
	}
	return p.Page(func(s *Sheet) { s.Grid(table) })
}

// records yields the columns of rows, with the names first if they are wanted.
func records[T any](rows iter.Seq2[T, error], columns []Column[T], named bool) iter.Seq2[[]string, error] {
	return func(yield func([]string, error) bool) {
		cells := make([]string, len(columns))
		if named {
			for i, column := range columns {
				cells[i] = strings.ReplaceAll(strings.ToLower(column.Name), " ", "_")
			}
			if !yield(cells, nil) {
				return
			}
		}
		for row, err := range rows {
			if err != nil {
				yield(nil, err)
				return
			}
			for i, column := range columns {
				text := column.Text
				if column.Value != nil {
					text = column.Value
				}
				cells[i] = text(row)
			}
			if !yield(cells, nil) {
				return
			}
		}
	}
}

// separated writes records. A text that begins with = or the like goes into CSV as it is: some
// programs take it for a formula, and any other would read a title that TMDB does not have.
func (p *Printer) separated(format Format, records iter.Seq2[[]string, error]) error {
	c := csv.NewWriter(p.out)
	for record, err := range records {
		if err != nil {
			c.Flush()
			return err
		}
		clean := Clean
		if format == CSV {
			clean = CleanLines
		}
		fields := make([]string, len(record))
		for i, field := range record {
			fields[i] = clean(field)
		}
		if format == CSV {
			err = c.Write(fields)
		} else {
			_, err = io.WriteString(p.out, strings.Join(fields, "\t")+"\n")
		}
		if err != nil {
			return err
		}
	}
	c.Flush()
	return c.Error()
}

// One prints one thing: for people by what show writes, for programs as JSON, or the fields of show
// with a line each.
func One(p *Printer, v any, show func(s *Sheet)) error {
	w, err := p.settings.way()
	if err != nil {
		return err
	}
	if err := w.know(reflect.TypeOf(v)); err != nil {
		return err
	}
	switch w.format {
	case JSON, NDJSON:
		return w.writeJSON(p.out, v)
	case CSV, Tabs:
		return p.fields(w.format, show)
	case Auto:
		if !p.IsTerminal {
			return p.fields(Tabs, show)
		}
	}
	return p.Page(show)
}

// fields prints what show writes as names and values.
func (p *Printer) fields(format Format, show func(s *Sheet)) error {
	s := &Sheet{plain: true, width: p.Width}
	show(s)
	return p.separated(format, func(yield func([]string, error) bool) {
		for _, record := range s.records {
			if !yield(record, nil) {
				return
			}
		}
	})
}

// Page prints a sheet for people, by a pager if it is longer than the terminal.
func (p *Printer) Page(show func(s *Sheet)) error {
	s := &Sheet{width: p.Width, colors: p.colors}
	show(s)
	text := s.text.Bytes()
	if p.IsTerminal && !p.settings.NoPager && p.Height > 0 && bytes.Count(text, []byte("\n")) >= p.Height {
		return p.page(text)
	}
	_, err := p.out.Write(text)
	return err
}
