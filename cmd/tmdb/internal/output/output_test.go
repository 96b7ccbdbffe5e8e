package output

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"iter"
	"strings"
	"testing"

	"github.com/charmbracelet/x/ansi"
)

type row struct {
	ID    int     `json:"id"`
	Title string  `json:"title"`
	Note  *string `json:"note,omitempty"`
}

var columns = []Column[row]{
	{Name: "title", Text: func(r row) string { return r.Title }, Style: Bold},
	{Name: "the number", Text: func(r row) string { return "#" + string(rune('0'+r.ID)) }, Value: func(r row) string { return string(rune('0' + r.ID)) }, Right: true},
}

// all yields rows, and then an error if there is one.
func all[T any](err error, rows ...T) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		for _, row := range rows {
			if !yield(row, nil) {
				return
			}
		}
		if err != nil {
			yield(*new(T), err)
		}
	}
}

func TestList(t *testing.T) {
	t.Parallel()
	rows := []row{{ID: 1, Title: "A, \"B\"\n<C>"}, {ID: 2, Title: "=1+1\x1b[1m", Note: new("so")}}
	tests := map[string]struct {
		settings Settings
		rows     []row
		want     string
	}{
		"a pipe":             {Settings{}, rows, "A, \"B\" <C>\t1\n=1+1[1m\t2\n"},
		"csv":                {Settings{Format: "csv"}, rows, "title,the_number\n\"A, \"\"B\"\"\n<C>\",1\n=1+1[1m,2\n"},
		"csv of no rows":     {Settings{Format: "csv"}, nil, "title,the_number\n"},
		"table":              {Settings{Format: "table"}, rows, "TITLE       THE NUMBER\nA, \"B\" <C>          #1\n=1+1[1m             #2\n"},
		"table of no rows":   {Settings{Format: "table"}, nil, ""},
		"colours":            {Settings{Format: "table", Color: "always"}, rows[1:], "\x1b[2mTITLE\x1b[0m    \x1b[2mTHE NUMBER\x1b[0m\n\x1b[1m=1+1[1m\x1b[0m          #2\n"},
		"json of no rows":    {Settings{Format: "json"}, nil, "[]\n"},
		"json":               {Settings{Format: "json"}, rows[1:], "[\n  {\n    \"id\": 2,\n    \"title\": \"=1+1\\u001b[1m\",\n    \"note\": \"so\"\n  }\n]\n"},
		"ndjson":             {Settings{Format: "ndjson"}, rows[:1], "{\"id\":1,\"title\":\"A, \\\"B\\\"\\n<C>\"}\n"},
		"fields":             {Settings{Format: "ndjson", Fields: "note,id"}, rows, "{\"note\":null,\"id\":1}\n{\"note\":\"so\",\"id\":2}\n"},
		"jq":                 {Settings{JQ: ".[] | .title, .id"}, rows, "A, \"B\"\n<C>\n1\n=1+1\x1b[1m\n2\n"},
		"jq of each":         {Settings{Format: "ndjson", JQ: ".id"}, rows, "1\n2\n"},
		"jq of fields":       {Settings{Fields: "note", JQ: ".[0] | keys | tojson"}, rows, "[\"note\"]\n"},
		"jq that halts":      {Settings{JQ: ".[] | .id, halt"}, rows, "1\n"},
		"template":           {Settings{Template: `{{range .}}{{.id}} {{json .title}}{{"\n"}}{{end}}`}, rows, "1 \"A, \\\"B\\\"\\n<C>\"\n2 \"=1+1\\u001b[1m\"\n"},
		"template of a line": {Settings{Format: "ndjson", Template: `{{lower .title}}`}, rows[:1], "a, \"b\"\n<c>\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if tt.settings.Color == "" {
				tt.settings.Color = "never"
			}
			var b bytes.Buffer
			if err := List(New(t.Context(), &b, tt.settings), all(nil, tt.rows...), columns...); err != nil {
				t.Fatal(err)
			}
			if b.String() != tt.want {
				t.Errorf("it prints\n%q, want\n%q", b.String(), tt.want)
			}
		})
	}
}

// Rows that come before an error are printed where each row is a line of its own.
func TestListThatFails(t *testing.T) {
	t.Parallel()
	failed := errors.New("failed")
	for format, want := range map[string]string{"": "A\t1\n", "csv": "title,the_number\nA,1\n", "ndjson": "{\"id\":1,\"title\":\"A\"}\n", "json": "", "table": ""} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			var b bytes.Buffer
			err := List(New(t.Context(), &b, Settings{Format: format}), all(failed, row{ID: 1, Title: "A"}), columns...)
			if !errors.Is(err, failed) || b.String() != want {
				t.Errorf("it prints %q and returns %v, want %q and %v", b.String(), err, want, failed)
			}
		})
	}
}

func TestUnknownFields(t *testing.T) {
	t.Parallel()
	asked := func(yield func(row, error) bool) { t.Error("rows are asked for"); yield(row{}, nil) }
	for _, format := range []string{"json", "ndjson"} {
		err := List(New(t.Context(), io.Discard, Settings{Format: format, Fields: "id,titel"}), asked, columns...)
		if _, ok := errors.AsType[FlagError](err); !ok || err.Error() != `--json has the field "titel": want some of id, note, title` {
			t.Errorf("%s: the error is %v", format, err)
		}
	}
	one := New(t.Context(), io.Discard, Settings{Format: "json", Fields: "x"})
	for name, err := range map[string]error{
		"one":             One(one, row{}, func(*Sheet) {}),
		"a pointer":       One(one, &row{}, func(*Sheet) {}),
		"of its own kind": One(one, json.RawMessage(`{"id":1,"title":"A","note":null}`), func(*Sheet) {}),
		"of many kinds":   List(one, all(nil, json.RawMessage(`{"id":1,"note":2}`), json.RawMessage(`{"title":"A"}`))),
	} {
		if _, ok := errors.AsType[FlagError](err); !ok || err.Error() != `--json has the field "x": want some of id, note, title` {
			t.Errorf("%s: the error is %v", name, err)
		}
	}
}

func TestCheck(t *testing.T) {
	t.Parallel()
	tests := map[string]struct {
		settings Settings
		args     []string
		want     string // "" if all is well
	}{
		"nothing":               {},
		"all fields":            {Settings{Fields: allFields}, []string{"arrival"}, ""},
		"fields after a blank":  {Settings{Fields: allFields}, []string{"arrival", "id,vote_average"}, "--json takes fields after =: write --json=id,vote_average"},
		"a title with a comma":  {Settings{Fields: allFields}, []string{"Crime,Punishment", "me, you"}, ""},
		"such a title alone":    {Settings{}, []string{"good,bad"}, ""},
		"a field that is empty": {Settings{Fields: "id,,title"}, nil, `--json is "id,,title": want fields with commas between them and no blanks, such as --json=id,title`},
		"a format":              {Settings{Format: "xml"}, nil, `--output is "xml": want table, json, ndjson, csv or tsv`},
		"a colour":              {Settings{Color: "yes"}, nil, `--color is "yes": want auto, always or never`},
		"jq for a table":        {Settings{Format: "table", JQ: "."}, nil, "--json, --jq and --template are for JSON: leave --output table out"},
		"jq and template":       {Settings{JQ: ".", Template: "x"}, nil, "--jq and --template exclude each other"},
		"jq of nothing known":   {Settings{JQ: "nope"}, nil, "--jq: function not defined: nope/0"},
		"a template":            {Settings{Template: "{{nope}}"}, nil, `template: --template:1: function "nope" not defined`},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := ""
			if err := tt.settings.Check(tt.args); err != nil {
				got = err.Error()
			}
			if got != tt.want {
				t.Errorf("Check returns %q, want %q", got, tt.want)
			}
		})
	}
}

// What a program of the user's asks for ends with the command, and sees nothing of the environment.
func TestJQEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := One(New(ctx, io.Discard, Settings{JQ: "last(repeat(1))"}), row{}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("the error is %v, want %v", err, context.Canceled)
	}
	var b bytes.Buffer
	if err := One(New(t.Context(), &b, Settings{JQ: "env | length, ($ENV | length)"}), row{}, nil); err != nil || b.String() != "0\n0\n" {
		t.Errorf("the environment has %q: %v", b.String(), err)
	}
}

func TestWriteErrors(t *testing.T) {
	t.Parallel()
	for _, format := range []string{"table", "json", "ndjson", "csv", "tsv"} {
		t.Run(format, func(t *testing.T) {
			t.Parallel()
			p := New(t.Context(), full{}, Settings{Format: format})
			if err := List(p, all(nil, row{ID: 1}), columns...); !errors.Is(err, errFull) {
				t.Errorf("a list returns %v, want %v", err, errFull)
			}
			if err := One(p, row{}, func(s *Sheet) { s.Heading("A", "") }); !errors.Is(err, errFull) {
				t.Errorf("one thing returns %v, want %v", err, errFull)
			}
		})
	}
}

type full struct{}

var errFull = errors.New("no space left on device")

func (full) Write([]byte) (int, error) { return 0, errFull }

func TestOne(t *testing.T) {
	t.Parallel()
	show := func(s *Sheet) {
		s.Heading("Arrival", "2016")
		s.Text("tagline", "")
		s.Text("overview", "They came\nto ask.")
		s.Section("")
		s.Fields("Directed by", "Denis Villeneuve", "Nothing", "", "Runtime", "1 h 56 min")
		s.Section("Cast")
		s.Grid(Grid{Name: "cast", Columns: []GridColumn{{}, {Style: Dim}, {Name: ""}}, Rows: [][]string{{"Amy Adams", "", "Louise"}}})
		s.Raw("(a picture)\n")
	}
	tests := map[string]struct {
		settings Settings
		want     string
	}{
		"for people": {Settings{Format: "table"}, `Arrival  2016

They came to ask.

Directed by  Denis Villeneuve
Runtime      1 h 56 min

Cast
Amy Adams  Louise
(a picture)
`},
		"for programs": {Settings{}, "title\tArrival\noverview\tThey came to ask.\ndirected by\tDenis Villeneuve\nruntime\t1 h 56 min\ncast\tAmy Adams\t\tLouise\n"},
		"csv":          {Settings{Format: "csv"}, "title,Arrival\noverview,\"They came\nto ask.\"\ndirected by,Denis Villeneuve\nruntime,1 h 56 min\ncast,Amy Adams,,Louise\n"},
		"json":         {Settings{Format: "json", Fields: "title"}, "{\n  \"title\": \"Arrival\"\n}\n"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tt.settings.Color = "never"
			var b bytes.Buffer
			if err := One(New(t.Context(), &b, tt.settings), row{Title: "Arrival"}, show); err != nil {
				t.Fatal(err)
			}
			if b.String() != tt.want {
				t.Errorf("it prints\n%s, want\n%s", b.String(), tt.want)
			}
		})
	}
}

// Columns stand one below the other however wide a character is, and no line is wider than the terminal.
func TestGridWidths(t *testing.T) {
	t.Parallel()
	titles := []string{
		"Arrival", "千と千尋の神隠し", "기생충", "Ame\u0301lie", "👩\u200d🚀 in space", "🇯🇵", "עטלף\u200f", "กุมภาพันธ์",
		strings.Repeat("long ", 40), strings.Repeat("長", 60), "\u202eabc", "",
	}
	grid := Grid{Columns: []GridColumn{{Name: "title"}, {Name: "year", Right: true}, {Name: "ref", Style: Dim}}}
	for _, title := range titles {
		grid.Rows = append(grid.Rows, []string{title, "2016", "movie/1"})
	}
	for _, width := range []int{20, 40, 80, 120} {
		s := &Sheet{width: width}
		s.Grid(grid)
		lines := strings.Split(strings.TrimRight(s.text.String(), "\n"), "\n")
		if len(lines) != len(titles)+1 {
			t.Fatalf("width %d: %d lines, want %d", width, len(lines), len(titles)+1)
		}
		at := ansi.StringWidth(lines[0][:strings.Index(lines[0], "REF")])
		for _, line := range lines[1:] {
			before, _, ok := strings.Cut(line, "movie/1")
			if got := ansi.StringWidth(before); !ok || got != at {
				t.Errorf("width %d: the last column of %q begins at %d, want %d", width, line, got, at)
			}
			if got := ansi.StringWidth(line); width >= 40 && got > width {
				t.Errorf("width %d: %q is %d wide", width, line, got)
			}
		}
	}
}

func TestTextIsWrapped(t *testing.T) {
	t.Parallel()
	s := &Sheet{width: 40}
	s.Text("overview", strings.Repeat("言葉", 50)+" "+strings.Repeat("word ", 30))
	s.Fields("Written by", strings.Repeat("言葉", 50))
	for line := range strings.SplitSeq(s.text.String(), "\n") {
		if got := ansi.StringWidth(line); got > 40 {
			t.Errorf("%q is %d wide, want at most 40", line, got)
		}
	}
}
