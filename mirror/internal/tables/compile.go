package tables

import (
	"cmp"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"
)

// document is how the documents of a kind become rows.
type document struct {
	body    reflect.Type
	main    *Table
	fields  []field
	sources []source
	// The columns of the main table that are searched, -1 if there is none.
	title, original, popularity int
}

// source is how a rule applies to the documents of a kind.
type source struct {
	table *Table
	// unless reads the piece that makes this source void, if the rule has one.
	unless []int
	// start is a row with what is the same in all.
	start []any
	walk  walker
}

// walker goes through a value and has rows added to out. What it knows of the rows below v, it
// writes to row.
type walker func(v reflect.Value, row []any, out *Rows)

func newSchema() (*schema, error) {
	s := &schema{kinds: map[Kind]*document{}}
	for _, k := range kinds {
		d := &document{body: k.body, fields: mainFields(k.body)}
		d.main = s.table(k.table)
		d.main.Key, d.main.Kind, d.main.Main = 1, k.kind, true
		for _, f := range d.fields {
			if _, err := d.main.add(columnName(f.json, nil), f.typ); err != nil {
				return nil, err
			}
		}
		d.title = max(d.main.column("title"), d.main.column("name"))
		d.original = max(d.main.column("original_title"), d.main.column("original_name"))
		d.popularity = d.main.column("popularity")
		s.kinds[k.kind] = d
	}
	for _, r := range rules {
		if err := s.apply(r); err != nil {
			return nil, fmt.Errorf("%s from %s: %w", r.table, r.path, err)
		}
	}
	for _, k := range kinds { // the tables have all their columns now
		for i := range s.kinds[k.kind].sources {
			src := &s.kinds[k.kind].sources[i]
			src.start = append(src.start, make([]any, len(src.table.Columns)-len(src.start))...)
		}
	}
	return s, nil
}

// mainFields returns the columns of the table of a kind, of which id is the first.
func mainFields(body reflect.Type) []field {
	fields := slices.DeleteFunc(fieldsOf(body), func(f field) bool {
		return f.typ == JSON && slices.ContainsFunc(rules, func(r rule) bool { return r.path == f.json })
	})
	slices.SortStableFunc(fields, func(a, b field) int { return cmp.Compare(rank(a), rank(b)) })
	return fields
}

func rank(f field) int {
	if f.json == "id" {
		return 0
	}
	return 1
}

// table returns the table of the name, which is new if there is none.
func (s *schema) table(name string) *Table {
	for _, t := range s.tables {
		if t.Name == name {
			return t
		}
	}
	t := &Table{Name: name, index: len(s.tables)}
	s.tables = append(s.tables, t)
	return t
}

// apply adds a rule to all kinds that have its path.
func (s *schema) apply(r rule) error {
	t := s.table(r.table)
	if t.Key == 0 {
		owner := []Column{{"kind", Text}, {"id", Integer}}
		if r.owner != "" {
			owner = []Column{{r.owner, Integer}}
		}
		t.Columns = append(owner, Column{"n", Integer})
		t.Key = len(t.Columns)
	}
	applied := 0
	for _, k := range kinds {
		if !r.has(k.body) {
			continue
		}
		if applied++; applied > 1 && r.owner != "" {
			return fmt.Errorf("%s are not of one kind: the owner cannot be %s", r.table, r.owner)
		}
		c := compiler{rule: r, table: t}
		set, err := c.constants(r.set)
		if err != nil {
			return err
		}
		walk, err := c.compile(k.body, strings.Split(r.path, "."), "")
		if err != nil {
			return err
		}
		src := source{table: t, walk: walk, start: make([]any, len(t.Columns))}
		if r.owner == "" {
			src.start[0] = string(k.kind)
		} else {
			t.Kind = k.kind
		}
		for i, v := range set {
			src.start[i] = v
		}
		if sf, ok := fieldNamed(k.body, r.unless); ok {
			src.unless = sf.Index
		}
		s.kinds[k.kind].sources = append(s.kinds[k.kind].sources, src)
	}
	if applied == 0 {
		return fmt.Errorf("no kind has %s", r.path)
	}
	return nil
}

// has reports whether documents of type t have the path of the rule, up to the first name in braces.
func (r *rule) has(t reflect.Type) bool {
	for name := range strings.SplitSeq(r.path, ".") {
		if t = elem(t); t.Kind() == reflect.Slice {
			t = elem(t.Elem())
		}
		if strings.HasPrefix(name, "{") {
			return true
		}
		sf, ok := fieldNamed(t, name)
		if !ok {
			return false
		}
		t = sf.Type
	}
	return r.value == "" || t.Kind() == reflect.Slice && !isObject(t.Elem())
}

type compiler struct {
	rule  rule
	table *Table
}

// constants returns the values of columns that are the same in all rows, by the indexes of the columns.
func (c *compiler) constants(set map[string]string) (map[int]any, error) {
	values := map[int]any{}
	for _, name := range slices.Sorted(maps.Keys(set)) {
		i, err := c.table.add(name, Text)
		if err != nil {
			return nil, err
		}
		values[i] = set[name]
	}
	return values, nil
}

// compile returns the walker of a value of type t, which is at here, to what is at path below it.
func (c *compiler) compile(t reflect.Type, path []string, here string) (walker, error) {
	switch t.Kind() {
	case reflect.Pointer:
		walk, err := c.compile(t.Elem(), path, here)
		return func(v reflect.Value, row []any, out *Rows) {
			if !v.IsNil() {
				walk(v.Elem(), row, out)
			}
		}, err
	case reflect.Slice:
		walk, err := c.compileElement(t.Elem(), path, here)
		return func(v reflect.Value, row []any, out *Rows) {
			for i := range v.Len() {
				walk(v.Index(i), row, out)
			}
		}, err
	}
	if len(path) == 0 {
		return c.compileElement(t, path, here)
	}
	if column, ok := strings.CutPrefix(path[0], "{"); ok {
		return c.compileAll(t, strings.TrimSuffix(column, "}"), path[1:])
	}
	sf, ok := fieldNamed(t, path[0])
	if !ok {
		return nil, fmt.Errorf("%v has no %s", t, path[0])
	}
	walk, err := c.compile(sf.Type, path[1:], strings.TrimPrefix(here+"."+path[0], "."))
	if err != nil {
		return nil, err
	}
	carry, err := c.carry(t, here)
	return func(v reflect.Value, row []any, out *Rows) {
		for _, f := range carry {
			row[f.column] = f.value(v)
		}
		walk(v.Field(sf.Index[0]), row, out)
	}, err
}

// carry returns what the rule takes from a value of type t that is at here.
func (c *compiler) carry(t reflect.Type, here string) ([]column, error) {
	var columns []column
	fields := fieldsOf(t)
	for _, name := range slices.Sorted(maps.Keys(c.rule.carry)) {
		at, of := "", c.rule.carry[name]
		if i := strings.LastIndexByte(of, '.'); i >= 0 {
			at, of = of[:i], of[i+1:]
		}
		if at != here {
			continue
		}
		i := slices.IndexFunc(fields, func(f field) bool { return f.json == of })
		if i < 0 {
			return nil, fmt.Errorf("%v has no %s", t, of)
		}
		index, err := c.table.add(name, fields[i].typ)
		if err != nil {
			return nil, err
		}
		columns = append(columns, column{fields[i], index})
	}
	return columns, nil
}

// column is a field and where it stands in a row.
type column struct {
	field

	column int
}

// compileAll goes through all entries of a map, or all lists of an object, whose names are a column.
func (c *compiler) compileAll(t reflect.Type, name string, path []string) (walker, error) {
	index, err := c.table.add(name, Text)
	if err != nil {
		return nil, err
	}
	if t.Kind() == reflect.Map {
		walk, err := c.compile(t.Elem(), path, "")
		return func(v reflect.Value, row []any, out *Rows) {
			keys := v.MapKeys()
			slices.SortFunc(keys, func(a, b reflect.Value) int { return strings.Compare(a.String(), b.String()) })
			for _, key := range keys {
				row[index] = text(key.String())
				walk(v.MapIndex(key), row, out)
			}
		}, err
	}
	type list struct {
		field int
		name  string
		walk  walker
	}
	var lists []list
	for sf := range t.Fields() {
		name, ok := jsonName(sf)
		if !ok || sf.Type.Kind() != reflect.Slice {
			continue
		}
		walk, err := c.compile(sf.Type, path, "")
		if err != nil {
			return nil, err
		}
		lists = append(lists, list{sf.Index[0], name, walk})
	}
	return func(v reflect.Value, row []any, out *Rows) {
		for _, l := range lists {
			row[index] = l.name
			l.walk(v.Field(l.field), row, out)
		}
	}, nil
}

// compileElement returns the walker of the elements of a list.
func (c *compiler) compileElement(t reflect.Type, path []string, here string) (walker, error) {
	_, isUnion := reflect.Zero(t).Interface().(union)
	switch {
	case len(path) > 0:
		return c.compile(t, path, here)
	case isUnion:
		return c.compileUnion()
	case c.rule.pairs:
		return c.compilePairs(t)
	case !isObject(t):
		return c.compileValue(t)
	}
	columns, err := c.columns(t)
	return func(v reflect.Value, row []any, out *Rows) {
		for _, f := range columns {
			row[f.column] = f.value(v)
		}
		out.add(c.table, row)
	}, err
}

// columns returns the columns of elements of type t.
func (c *compiler) columns(t reflect.Type) ([]column, error) {
	var columns []column
	for _, f := range fieldsOf(t) {
		if slices.Contains(c.rule.omit, f.json) || c.rule.only != nil && !slices.Contains(c.rule.only, f.json) {
			continue
		}
		name := columnName(f.json, c.rule.names)
		index, err := c.table.add(name, f.typ)
		if err != nil {
			return nil, err
		}
		if index < c.table.Key {
			return nil, fmt.Errorf("%v has %s, which the key has: want a name for it", t, name)
		}
		if _, carried := c.rule.carry[name]; !carried {
			columns = append(columns, column{f, index})
		}
	}
	return columns, nil
}

func columnName(json string, names map[string]string) string {
	if name, ok := names[json]; ok {
		return name
	}
	if name, ok := columnNames[json]; ok {
		return name
	}
	return json
}

// compileValue returns the walker of elements that are no objects.
func (c *compiler) compileValue(t reflect.Type) (walker, error) {
	typ, read, ok := scalar(t, "")
	if !ok || c.rule.value == "" {
		return nil, fmt.Errorf("elements are %v: want objects, or a column for the value", t)
	}
	index, err := c.table.add(c.rule.value, typ)
	return func(v reflect.Value, row []any, out *Rows) {
		row[index] = read(v)
		out.add(c.table, row)
	}, err
}

// compilePairs returns the walker of an object that has a row for each field.
func (c *compiler) compilePairs(t reflect.Type) (walker, error) {
	source, err := c.table.add("source", Text)
	if err != nil {
		return nil, err
	}
	value, err := c.table.add("value", Text)
	fields := slices.DeleteFunc(fieldsOf(t), func(f field) bool { return slices.Contains(c.rule.omit, f.json) })
	return func(v reflect.Value, row []any, out *Rows) {
		for _, f := range fields {
			if of := f.value(v); of != nil {
				row[source], row[value] = f.json, fmt.Sprint(of)
				out.add(c.table, row)
			}
		}
	}, err
}

// compileUnion returns the walker of elements that are of one of the rule's members; others are left
// out.
func (c *compiler) compileUnion() (walker, error) {
	type compiled struct {
		columns []column
		set     map[int]any
	}
	members := map[reflect.Type]compiled{}
	for _, m := range c.rule.members {
		columns, err := c.columns(m.typ)
		if err != nil {
			return nil, err
		}
		constants, err := c.constants(m.set)
		if err != nil {
			return nil, err
		}
		members[m.typ] = compiled{columns, constants}
	}
	return func(v reflect.Value, row []any, out *Rows) {
		value := reflect.ValueOf(v.Interface().(union).Value())
		m, ok := members[value.Type()]
		if !ok {
			return
		}
		own := slices.Clone(row) // the members have different columns
		for _, f := range m.columns {
			own[f.column] = f.value(value)
		}
		for i, v := range m.set {
			own[i] = v
		}
		out.add(c.table, own)
	}, nil
}
