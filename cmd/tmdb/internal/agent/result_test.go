package agent

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
)

type testOutput struct {
	said
	Title string    `json:"title,omitempty"`
	Rows  []testRow `json:"rows"`
	Cast  []testRow `json:"cast,omitempty"`
}

type testRow struct {
	Name string   `json:"name"`
	Text string   `json:"text,omitempty"`
	Of   []string `json:"of,omitempty"`
}

func marshal(t testing.TB, v any) string {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal("json.Marshal: ", err)
	}
	return string(data)
}

// testRows returns rows, each with a text of so many bytes.
func testRows(n, text int) []testRow {
	rows := make([]testRow, n)
	for i := range rows {
		rows[i] = testRow{Name: fmt.Sprintf("row %d", i), Text: strings.Repeat("x", text)}
	}
	return rows
}

// TestReply: whatever a tool returns, the result is JSON of 16 KiB at most that says what is cut.
func TestReply(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		out  *testOutput
		cut  string // its beginning, "" for none
	}{
		{"none", &testOutput{}, ""},
		{"few", &testOutput{Rows: testRows(10, 100)}, ""},
		{"many rows", &testOutput{Rows: testRows(1000, 100)}, "shown: ask for less at once"},
		{"very many rows", &testOutput{Rows: testRows(30_000, 1)}, "of 30000 shown: ask for less at once"},
		{"what to do", &testOutput{said: said{more: "ask for page 2"}, Rows: testRows(100, 200)}, "of 100 shown: ask for page 2"},
		{"two lists", &testOutput{Rows: testRows(100, 100), Cast: testRows(300, 100)}, "cast: "},
		{"one long row", &testOutput{Rows: testRows(1, 100_000)}, "long texts end in …: ask for less at once"},
		{"long title", &testOutput{Title: strings.Repeat("ü", 20_000), Rows: testRows(10, 100)}, "long texts end in …"},
		{"long note", &testOutput{said: said{Note: strings.Repeat("<&>", 20_000)}}, "long texts end in …"},
		{"lists within rows", &testOutput{Rows: []testRow{{Name: "x", Of: strings.Split(strings.Repeat("long name,", 5000), ",")}}}, "rows.of: "},
		{"what is escaped", &testOutput{Rows: []testRow{{Name: strings.Repeat("\"\\<&\n", 5000)}}}, "long texts end in …"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, err := reply(tt.out)
			if err != nil {
				t.Fatal("reply: ", err)
			}
			if n := len(marshal(t, r)); n > maxResult {
				t.Errorf("the result has %d bytes, want at most %d", n, maxResult)
			}
			var got testOutput
			if err := json.Unmarshal([]byte(marshal(t, r.StructuredContent)), &got); err != nil {
				t.Fatal("the result is no JSON: ", err)
			}
			if !strings.Contains(got.Cut, tt.cut) || (got.Cut == "") != (tt.cut == "") {
				t.Errorf("cut is %q, want one with %q", got.Cut, tt.cut)
			}
			if got.Rows == nil {
				t.Error("rows is null, want a list")
			}
			if got.Cut != "" && len(marshal(t, r)) < maxResult/2 {
				t.Errorf("only %d bytes are left, want more than half of what may be", len(marshal(t, r)))
			}
		})
	}
}

// TestReplySaysNumbers: the words name as many rows as there are.
func TestReplySaysNumbers(t *testing.T) {
	t.Parallel()
	r, err := reply(&testOutput{Rows: testRows(100, 300)}, "A note.")
	if err != nil {
		t.Fatal("reply: ", err)
	}
	var got testOutput
	if err := json.Unmarshal([]byte(marshal(t, r.StructuredContent)), &got); err != nil {
		t.Fatal("json.Unmarshal: ", err)
	}
	if want := fmt.Sprintf("%d of 100 shown: ask for less at once", len(got.Rows)); got.Cut != want || len(got.Rows) == 0 {
		t.Errorf("cut is %q, want %q", got.Cut, want)
	}
	if got.Note != "A note." {
		t.Errorf("note is %q, want that of the server", got.Note)
	}
}

// TestReplyCleans: no control character comes through, in a name or a text.
func TestReplyCleans(t *testing.T) {
	t.Parallel()
	r, err := reply(&testOutput{Title: "a\x1b[31mb\u202ec\x00"})
	if err != nil {
		t.Fatal("reply: ", err)
	}
	if text := marshal(t, r.StructuredContent); !strings.Contains(text, `"title":"a[31mbc"`) {
		t.Errorf("the result is %s, want it without control characters", text)
	}
}
