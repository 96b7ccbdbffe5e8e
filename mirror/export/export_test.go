package export

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/klauspost/compress/zstd"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// export exports to dir and checks that what is there is what the manifest says, and no more.
func export(t *testing.T, dir string, from Source, o Options) *Manifest {
	t.Helper()
	m, err := Write(t.Context(), dir, from, o)
	if err != nil {
		t.Fatal(err)
	}
	isWhole(t, dir)
	return m
}

// isWhole checks the files of an export against its manifest. Files that are named "foreign" may be
// there, too.
func isWhole(t *testing.T, dir string) {
	t.Helper()
	text, err := os.ReadFile(filepath.Join(dir, manifestName))
	if err != nil {
		t.Fatal(err)
	}
	m, err := parseManifest(text)
	if err != nil {
		t.Fatal(err)
	}
	want := []string{manifestName}
	for _, f := range m.Files {
		want = append(want, f.Name)
		data, err := os.ReadFile(filepath.Join(dir, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		if int64(len(data)) != f.Bytes || hex.EncodeToString(sum[:]) != f.SHA256 {
			t.Errorf("%s has %d bytes, or a hash, that the manifest has not: %+v", f.Name, len(data), f)
		}
	}
	got := filesIn(t, dir)
	got = slices.DeleteFunc(got, func(name string) bool { return strings.HasSuffix(name, "foreign") })
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("there is %q\nwant %q", got, want)
	}
}

// filesIn returns the files below dir, and a folder that is empty as one.
func filesIn(t *testing.T, dir string) []string {
	t.Helper()
	var names []string
	err := fs.WalkDir(os.DirFS(dir), ".", func(name string, entry fs.DirEntry, err error) error {
		if err == nil && entry.IsDir() {
			if within, err := os.ReadDir(filepath.Join(dir, name)); err != nil || len(within) > 0 {
				return err
			}
		}
		names = append(names, name)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(names)
	return names
}

// filesOf returns the files of a table.
func filesOf(m *Manifest, table string) []File {
	return slices.DeleteFunc(slices.Clone(m.Files), func(f File) bool { return f.Table != table })
}

// linesOf returns the lines of a table.
func linesOf(t *testing.T, dir string, m *Manifest, table string) []string {
	t.Helper()
	var lines []string
	for _, f := range filesOf(m, table) {
		packed, err := os.ReadFile(filepath.Join(dir, f.Name))
		if err != nil {
			t.Fatal(err)
		}
		r, err := zstd.NewReader(bytes.NewReader(packed))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		r.Close()
		if err != nil {
			t.Fatal(err)
		}
		of := slices.Collect(strings.Lines(string(text)))
		if len(of) != f.Rows {
			t.Errorf("%s has %d lines: want %d", f.Name, len(of), f.Rows)
		}
		lines = append(lines, of...)
	}
	return lines
}

func TestJSONLines(t *testing.T) {
	t.Parallel()
	docs := maps.Clone(samples(t))
	movies := slices.Clone(docs[database.Movie])
	var indented bytes.Buffer
	if err := json.Indent(&indented, movies[0].Body, "\r", "\t"); err != nil {
		t.Fatal(err)
	}
	want := []string{string(movies[0].Body) + "\n", string(movies[1].Body) + "\n"}
	movies[0].Body = indented.Bytes()
	docs[database.Movie] = movies

	dir := filepath.Join(t.TempDir(), "new")
	m := export(t, dir, docs, Options{Format: JSONLines})
	if got := linesOf(t, dir, m, "movies"); !slices.Equal(got, want) {
		t.Errorf("movies are %.200q\nwant %.200q", got, want)
	}
	if got, want := linesOf(t, dir, m, "series"), string(docs[database.Series][0].Body)+"\n"; len(got) != 1 || got[0] != want {
		t.Errorf("series are %.200q\nwant %.200q", got, want)
	}
	if got := filesOf(m, "keywords"); len(got) != 1 || got[0].Rows != 0 || got[0].Kind != "" {
		t.Errorf("keywords, of which there are none, have the files %+v: want an empty one", got)
	}
	wantFile := File{Name: "movies/part-00001.jsonl.zst", Table: "movies", Kind: database.Movie, Rows: 2, MinID: 550, MaxID: 603}
	got := m.Files[0]
	got.Bytes, got.SHA256 = 0, ""
	if got != wantFile {
		t.Errorf("the first file is %+v\nwant %+v", got, wantFile)
	}
	wantDocuments := Documents{Count: 2, Oldest: movies[0].Fetched, Newest: movies[1].Fetched}
	if got := m.Documents[database.Movie]; got != wantDocuments {
		t.Errorf("movies are %+v\nwant %+v", got, wantDocuments)
	}
	if got, ok := m.Documents[database.Keyword]; !ok || got != (Documents{}) {
		t.Errorf("keywords are %+v, %t: want none of them", got, ok)
	}
}

func TestParts(t *testing.T) {
	t.Parallel()
	movies := newCopies(t, 5)
	kinds := []database.Kind{database.Movie}
	tests := []struct {
		name  string
		o     Options
		table string
		rows  []int // of each part
	}{
		{"rows", Options{Format: JSONLines, PartRows: 2}, "movies", []int{2, 2, 1}},
		{"rows that just fill parts", Options{Format: JSONLines, PartRows: 1}, "movies", []int{1, 1, 1, 1, 1}},
		{"one part", Options{Format: JSONLines}, "movies", []int{5}},
		{"rows of Parquet", Options{Format: Parquet, PartRows: 2}, "movies", []int{2, 2, 1}},
		{"all rows of a document in a part", Options{Format: Parquet, PartRows: 1}, "genres", []int{2, 2, 2, 2, 2}},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			test.o.Kinds = kinds
			files := filesOf(export(t, t.TempDir(), movies, test.o), test.table)
			var rows []int
			for i, f := range files {
				rows = append(rows, f.Rows)
				if i > 0 && f.MinID != files[i-1].MaxID+1 {
					t.Errorf("%s begins with %d after %d", f.Name, f.MinID, files[i-1].MaxID)
				}
			}
			if !slices.Equal(rows, test.rows) {
				t.Errorf("parts have %d rows: want %d", rows, test.rows)
			}
		})
	}
	t.Run("bytes", func(t *testing.T) {
		t.Parallel()
		dir := t.TempDir()
		movies := newCopies(t, 50)
		m := export(t, dir, movies, Options{Format: JSONLines, Kinds: kinds, PartBytes: 1})
		if n := len(m.Files); n < 2 || n > 40 {
			t.Errorf("there are %d parts: want some", n)
		}
		if got := linesOf(t, dir, m, "movies"); len(got) != movies.n {
			t.Errorf("there are %d lines: want %d", len(got), movies.n)
		}
	})
}

func TestReplace(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	export(t, dir, samples(t), Options{Format: Parquet})
	for _, name := range []string{"foreign", "movies/foreign"} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("mine"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	kinds := []database.Kind{database.Movie}
	export(t, dir, newCopies(t, 3), Options{Format: Parquet, Kinds: kinds, PartRows: 1})
	export(t, dir, newCopies(t, 2), Options{Format: JSONLines, Kinds: kinds})
	want := []string{"foreign", manifestName, "movies/foreign", "movies/part-00001.jsonl.zst"}
	if got := filesIn(t, dir); !slices.Equal(got, want) {
		t.Errorf("there is %q\nwant %q", got, want)
	}
}

// failing is a source that fails after the documents of another.
type failing struct {
	Source

	err error
}

func (f failing) Documents(ctx context.Context, kind database.Kind, after int) iter.Seq2[database.Document, error] {
	return func(yield func(database.Document, error) bool) {
		for doc, err := range f.Source.Documents(ctx, kind, after) {
			if !yield(doc, err) {
				return
			}
		}
		yield(database.Document{}, f.err)
	}
}

// of returns a source of a movie with the body.
func of(body string) documents {
	return documents{database.Movie: {{Kind: database.Movie, ID: 1, Body: []byte(body)}}}
}

func TestRefused(t *testing.T) {
	t.Parallel()
	put := func(name, text string) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			t.Helper()
			path := filepath.Join(dir, name)
			if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
				t.Fatal(err)
			}
		}
	}
	before := func(then func(t *testing.T, dir string)) func(t *testing.T, dir string) {
		return func(t *testing.T, dir string) {
			t.Helper()
			export(t, dir, newCopies(t, 2), Options{Format: JSONLines, Kinds: []database.Kind{database.Movie}})
			if then != nil {
				then(t, dir)
			}
		}
	}
	const ours = `"producer": "` + producer + `"`
	tests := []struct {
		name    string
		prepare func(t *testing.T, dir string)
		below   string
		from    Source
		o       Options
		want    string
	}{
		{name: "format", o: Options{Format: "csv"}, want: `format is "csv": want jsonl or parquet`},
		{name: "no format", want: `format is "": want jsonl or parquet`},
		{name: "kind", o: Options{Format: Parquet, Kinds: []database.Kind{"film"}}, want: `kind is "film": want one of movie,`},
		{name: "kind twice", o: Options{Format: Parquet, Kinds: []database.Kind{"movie", "movie"}}, want: "kind movie is there twice"},
		{name: "rows", o: Options{Format: Parquet, PartRows: -1}, want: "PartRows is -1: want 1 or more"},
		{name: "bytes", o: Options{Format: Parquet, PartBytes: -1}, want: "PartBytes is -1: want 1 or more"},
		{name: "not empty", prepare: put("letter.txt", "x"), want: "the folder is not empty and has no export: want an empty or a new folder"},
		{name: "other manifest", prepare: put(manifestName, `{"name": "app"}`), want: "manifest.json cannot be replaced: it is of another program"},
		{name: "no JSON", prepare: put(manifestName, "x"), want: "manifest.json cannot be replaced: it is of another program"},
		{name: "newer", prepare: put(manifestName, `{`+ours+`, "version": 2, "files": 1}`), want: "it is of version 2: want at most 1, or a newer program"},
		{name: "damaged", prepare: put(manifestName, `{`+ours+`, "files": 1}`), want: "it is damaged: "},
		{
			name: "other files", prepare: put(manifestName, `{`+ours+`, "files": [{"name": "../x"}]}`),
			want: `it is damaged: "../x" of 0 bytes is no part of an export`,
		},
		{name: "file", prepare: put("file", "x"), below: "file", want: "it is a file: want a folder"},
		{name: "no parent", below: "a/b", want: "no such file"},
		{name: "unfinished of another", prepare: put(stageName+"/movies/x", "x"), want: ".unfinished/movies/x is not of an export: move it away"},
		{
			name: "in the way", prepare: before(put("genres/part-00001.parquet", "x")), o: Options{Format: Parquet},
			want: "genres/part-00001.parquet is not as the export wrote it: move it away",
		},
		{
			name: "changed", prepare: before(put("movies/part-00001.jsonl.zst", "x")),
			want: "movies/part-00001.jsonl.zst is not as the export wrote it: move it away",
		},
		{name: "source", prepare: before(nil), from: failing{samples(t), errors.New("the database is away")}, want: "the database is away"},
		{name: "empty body", from: of(""), o: Options{Format: JSONLines}, want: "movie 1: the body is empty"},
		{name: "no JSON line", from: of("{\n"), o: Options{Format: JSONLines}, want: "movie 1: the body is no JSON: "},
		{name: "no JSON row", prepare: before(nil), from: of("{"), o: Options{Format: Parquet}, want: "movie 1: the body is no JSON: "},
		{name: "other id", from: of(`{"id": 2}`), o: Options{Format: Parquet}, want: "movie 1: the body is of id 2"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			if test.prepare != nil {
				test.prepare(t, dir)
			}
			if test.from == nil {
				test.from = samples(t)
			}
			if test.o.Format == "" && test.name != "no format" {
				test.o.Format = JSONLines
			}
			was := filesIn(t, dir)
			_, err := Write(t.Context(), filepath.Join(dir, test.below), test.from, test.o)
			if err == nil || !strings.Contains(err.Error(), test.want) || strings.Contains(err.Error(), "\n") {
				t.Errorf("error is %v\nwant %q", err, test.want)
			}
			if is := filesIn(t, dir); !reflect.DeepEqual(is, was) {
				t.Errorf("there is %q\nwant what was there: %q", is, was)
			}
		})
	}
}

func TestCanceled(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	dir := t.TempDir()
	if _, err := Write(ctx, dir, samples(t), Options{Format: Parquet}); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v: want that the context is canceled", err)
	}
	if got := filesIn(t, dir); !slices.Equal(got, []string{"."}) {
		t.Errorf("there is %q: want nothing", got)
	}
}
