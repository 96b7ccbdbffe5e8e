package types_test

import (
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

func TestID(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name string
		in   types.ID
		text string
		n    int
		isN  bool
		zero bool
	}{
		{"unknown", types.ID{}, "", 0, false, true},
		{"empty text", types.TextID(""), "", 0, false, true},
		{"number", types.IntID(8504076), "8504076", 8504076, true, false},
		{"0", types.IntID(0), "0", 0, true, false},
		{"negative", types.IntID(-1), "-1", -1, true, false},
		{"numeric text", types.TextID("8504076"), "8504076", 8504076, true, false},
		{"object id", types.TextID("509ec17b19c2950a0600050d"), "509ec17b19c2950a0600050d", 0, false, false},
		{"object id of digits", types.TextID("509117019129500106000501"), "509117019129500106000501", 0, false, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if got := tt.in.String(); got != tt.text {
				t.Errorf("String: %q, want %q", got, tt.text)
			}
			if n, ok := tt.in.Int(); n != tt.n || ok != tt.isN {
				t.Errorf("Int: %d, %v; want %d, %v", n, ok, tt.n, tt.isN)
			}
			if got := tt.in.IsZero(); got != tt.zero {
				t.Errorf("IsZero: %v, want %v", got, tt.zero)
			}
		})
	}
}

func TestIDCompares(t *testing.T) {
	t.Parallel()
	seen := map[types.ID]string{
		{}:                        "unknown",
		types.IntID(8504076):      "number",
		types.TextID("8504076"):   "text",
		types.TextID("509ec17b1"): "object id",
	}
	if got := seen[types.IntID(8504076)]; got != "number" {
		t.Errorf("number: %q", got)
	}
	if got := seen[types.TextID("8504076")]; got != "text" {
		t.Errorf("text: %q", got)
	}
	if types.TextID("") != (types.ID{}) {
		t.Error("empty text is not the zero ID")
	}
}

func TestIDText(t *testing.T) {
	t.Parallel()
	tests := []struct {
		in   types.ID
		want string // empty: an error
	}{
		{types.IntID(8504076), "8504076"},
		{types.TextID("509ec17b19c2950a0600050d"), "509ec17b19c2950a0600050d"},
		{types.TextID("Az_09-z"), "Az_09-z"},
		{types.ID{}, ""},
		{types.TextID(".."), ""},
		{types.TextID("a/b"), ""},
		{types.TextID(`a\b`), ""},
		{types.TextID("a%2Fb"), ""},
		{types.TextID("a\x00"), ""},
		{types.TextID("a b"), ""},
		{types.TextID("é"), ""},
	}
	for _, tt := range tests {
		t.Run(tt.in.String(), func(t *testing.T) {
			t.Parallel()
			got, err := tt.in.MarshalText()
			if tt.want == "" {
				checkError(t, err, "types: id", "8504076")
				return
			}
			if err != nil || string(got) != tt.want {
				t.Errorf("got %q, %v; want %q", got, err, tt.want)
			}
		})
	}
}

func TestIDErrorHidesText(t *testing.T) {
	t.Parallel()
	_, err := types.TextID("header.secret").MarshalText()
	checkError(t, err, "'.'", "at 6")
	if strings.Contains(err.Error(), "secret") {
		t.Errorf("error %q shows the id", err)
	}
}

var idTests = []decodeTest[types.ID]{
	{`null`, types.ID{}, true},
	{`""`, types.ID{}, true},
	{`8504076`, types.IntID(8504076), true},
	{` 8504076 `, types.IntID(8504076), true},
	{`0`, types.IntID(0), true},
	{`-1`, types.IntID(-1), true},
	{`"8504076"`, types.TextID("8504076"), true},
	{`"509ec17b19c2950a0600050d"`, types.TextID("509ec17b19c2950a0600050d"), true},
	{`"<é> & \"x\""`, types.TextID("<é> & \"x\""), true},
	{`603.0`, types.IntID(603), true},
	{`-1.00`, types.IntID(-1), true},
	{`1.5`, types.ID{}, false},
	{`1.05`, types.ID{}, false},
	{`1.0e3`, types.ID{}, false},
	{`1e3`, types.ID{}, false},
	{`1E3`, types.ID{}, false},
	{`012`, types.ID{}, false},
	{`-`, types.ID{}, false},
	{`true`, types.ID{}, false},
	{`[]`, types.ID{}, false},
	{`{}`, types.ID{}, false},
	{``, types.ID{}, false},
	{`"1`, types.ID{}, false},
}

func TestIDJSON(t *testing.T) {
	t.Parallel()
	testDecode(t, idTests, same)
}

func TestIDKeepsForm(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`null`, `8504076`, `"8504076"`, `0`, `123456789012345678901234567890`, `"007"`} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			var id types.ID
			if err := id.UnmarshalJSON([]byte(text)); err != nil {
				t.Fatal(err)
			}
			if got := encode(t, id); got != text {
				t.Errorf("encoded again: %s", got)
			}
		})
	}
}

func FuzzIDJSON(f *testing.F) {
	for _, tt := range idTests {
		f.Add([]byte(tt.in))
	}
	f.Fuzz(func(t *testing.T, data []byte) { roundTrip(t, data, same[types.ID]) })
}
