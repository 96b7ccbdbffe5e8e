package export

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/parquet-go/parquet-go"

	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/tables"
)

// rowsOf returns the values of the rows of a table, as [tables.Rows] has them, and checks the columns.
func rowsOf(t *testing.T, dir string, m *Manifest, table *tables.Table) []any {
	t.Helper()
	var all []any
	for _, part := range filesOf(m, table.Name) {
		f, err := os.Open(filepath.Join(dir, part.Name))
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		r := parquet.NewReader(f)
		for i, c := range r.Schema().Fields() {
			if want := table.Columns[i]; c.Name() != want.Name || c.Optional() != (i >= table.Key) {
				t.Errorf("%s: column %d is %s, optional %t: want %s", part.Name, i, c.Name(), c.Optional(), want.Name)
			}
		}
		n := 0
		for rows := make([]parquet.Row, 10); ; {
			read, err := r.ReadRows(rows)
			for _, row := range rows[:read] {
				for i, v := range row {
					all = append(all, goValue(table.Columns[i].Type, v))
				}
			}
			n += read
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if n != part.Rows {
			t.Errorf("%s has %d rows: want %d", part.Name, n, part.Rows)
		}
	}
	return all
}

// goValue is the inverse of valueOf.
func goValue(typ tables.Type, v parquet.Value) any {
	if v.IsNull() {
		return nil
	}
	switch typ {
	case tables.Integer:
		return v.Int64()
	case tables.Real:
		return v.Double()
	case tables.Bool:
		return v.Boolean()
	case tables.Date:
		return time.Unix(int64(v.Int32())*24*60*60, 0).UTC().Format(time.DateOnly)
	case tables.Time:
		return time.UnixMicro(v.Int64()).UTC().Format(time.RFC3339)
	}
	return string(v.ByteArray())
}

func TestParquet(t *testing.T) {
	t.Parallel()
	docs := samples(t)
	dir := t.TempDir()
	m := export(t, dir, docs, Options{Format: Parquet, PartRows: 100})
	var rows tables.Rows
	for _, kind := range database.Kinds() {
		for _, doc := range docs[kind] {
			if _, err := tables.Add(&rows, kind, doc.ID, doc.Body); err != nil {
				t.Fatal(err)
			}
		}
	}
	all, err := tables.All()
	if err != nil {
		t.Fatal(err)
	}
	types := map[tables.Type]bool{}
	for _, table := range all {
		got, want := rowsOf(t, dir, m, table), rows.Of(table)
		if len(want) == 0 && len(got) == 0 {
			if files := filesOf(m, table.Name); len(files) != 1 {
				t.Errorf("%s has no rows and %d files: want 1", table.Name, len(files))
			}
			continue
		}
		for i, v := range want {
			if v != nil {
				types[table.Columns[i%len(table.Columns)].Type] = true
			}
		}
		if !reflect.DeepEqual(got, want) {
			t.Errorf("%s has %d values, or others than the %d of the documents", table.Name, len(got), len(want))
		}
	}
	if len(types) < 6 { // a list of texts is in reviews of some only
		t.Errorf("the samples have values of the types %v alone", types)
	}
	if kinds := kindsOf(filesOf(m, "credits")); !slices.Equal(kinds, []database.Kind{database.Movie, database.Series, database.Season}) {
		t.Errorf("parts of credits are of %s", kinds)
	}
}

func kindsOf(files []File) []database.Kind {
	kinds := make([]database.Kind, len(files))
	for i, f := range files {
		kinds[i] = f.Kind
	}
	return slices.Compact(kinds)
}

// Many long texts are several row groups, and more than a dictionary takes.
func TestManyTexts(t *testing.T) {
	t.Parallel()
	var movies []database.Document
	var want []any
	for id := 1; id <= 9_000; id++ {
		title := fmt.Sprint(id) + strings.Repeat("x", 1000)
		movies = append(movies, database.Document{ID: id, Body: fmt.Appendf(nil, `{"id":%d,"title":%q}`, id, title)})
		want = append(want, title)
	}
	of, err := tables.Of(database.Movie)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	m := export(t, dir, documents{database.Movie: movies}, Options{Format: Parquet, Kinds: []database.Kind{database.Movie}})
	var got []any
	title := slices.IndexFunc(of[0].Columns, func(c tables.Column) bool { return c.Name == "title" })
	for row := range slices.Chunk(rowsOf(t, dir, m, of[0]), len(of[0].Columns)) {
		got = append(got, row[title])
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("there are %d titles, or others than the %d of the documents", len(got), len(want))
	}
	f, err := os.Open(filepath.Join(dir, m.Files[0].Name))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	file, err := parquet.OpenFile(f, m.Files[0].Bytes)
	if err != nil {
		t.Fatal(err)
	}
	if n := len(file.RowGroups()); n < 2 {
		t.Errorf("there are %d row groups: want several", n)
	}
}
