package jsonread

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
)

// texts are valid and not, at the borders of what JSON is.
var texts = []string{
	``, ` `, `{}`, `[]`, ` { } `, `[ ]`, `null`, `true`, `false`, `nul`, `tru`, `fals`, `nulll`, `True`, `"`, `""`, `"a"`, `"a`,
	`0`, `-0`, `-`, `01`, `-01`, `1.`, `1.5`, `.5`, `1e`, `1e5`, `1E+5`, `1e-`, `1.e5`, `+1`, `1 2`, `00`, `1.5e+07`,
	`[1,2]`, `[1,]`, `[,1]`, `[1 2]`, `[1}`, `{"a":1]`, `{"a":1}`, `{"a":1,}`, `{"a"}`, `{"a":}`, `{a:1}`, `{"a":1 "b":2}`,
	`{"a":1,"b":[{"c":{}},[],"x"]}`, `{,}`, `[`, `{`, `]`, `}`, `[[]`, `[]]`, `{}{}`, `{} x`, "{}\n\t\r ", "{}\v", "\ufeff{}",
	`"\n\"\\\/\b\f\r\t\u00e9"`, `"\x"`, `"\u12"`, `"\u12g4"`, `"\`, `"\"`, `"\uD800"`, "\"a\nb\"", "\"12345678\x01\"", "\"\x7f\xff\xc3\"",
	`"1234567\"89"`, `"12345678"`, `"123456789012345\u00zz"`, `{"longer name than eight":"and a longer value","n":-1.5E10}`,
	strings.Repeat("[", maxDepth) + strings.Repeat("]", maxDepth), strings.Repeat("[", maxDepth+1) + strings.Repeat("]", maxDepth+1),
	strings.Repeat(`{"a":`, maxDepth) + "1" + strings.Repeat("}", maxDepth), strings.Repeat(`{"a":`, maxDepth+1) + "1" + strings.Repeat("}", maxDepth+1),
	strings.Repeat(`[{"a":`, maxDepth/2) + "[]" + strings.Repeat("}]", maxDepth/2), strings.Repeat(`[{"a":`, maxDepth/2) + "1" + strings.Repeat("}]", maxDepth/2),
	strings.Repeat(`[{"a":`, 60) + "1" + strings.Repeat("}]", 60), strings.Repeat(`[{"a":`, 60) + "1" + strings.Repeat("]}", 60),
}

func TestValid(t *testing.T) {
	t.Parallel()
	for _, text := range texts {
		if got, want := Valid([]byte(text), nil), json.Valid([]byte(text)); got != want {
			t.Errorf("%.60q is valid: %v, want %v", text, got, want)
		}
	}
}

func TestValidNames(t *testing.T) {
	t.Parallel()
	tests := []struct {
		text string
		want []string
	}{
		{`{"a":1, "b" : {"c":2,"d":[{"e":3}]},"":[{"f":1}],"\u0067":"h"}`, []string{"a", "b", "", `\u0067`}},
		{`[{"a":1}]`, nil},
		{`{"a":{"b":1},"c":{}`, []string{"a", "c"}},
		{`{}`, nil},
	}
	for _, tt := range tests {
		var got []string
		Valid([]byte(tt.text), func(name []byte) { got = append(got, string(name)) })
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s has the names %q, want %q", tt.text, got, tt.want)
		}
	}
}

func FuzzValid(f *testing.F) {
	for _, text := range texts {
		f.Add([]byte(text))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if got, want := Valid(data, nil), json.Valid(data); got != want {
			t.Errorf("%q is valid: %v, want %v", data, got, want)
		}
	})
}

func BenchmarkValid(b *testing.B) {
	row := `{"adult":false,"genre_ids":[18,53],"id":550,"overview":"A ticking-time-bomb insomniac and a soap salesman \"channel\" it.",` +
		`"poster_path":"/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg","vote_average":8.433,"iso_639_1":null,"name":"Fight Club"}`
	data := []byte(`{"results":[` + strings.Repeat(row+",", 400) + row + `]}`)
	for _, bench := range []struct {
		name  string
		valid func() bool
	}{
		{"ours", func() bool { return Valid(data, func([]byte) {}) }},
		{"Skip", func() bool { return Read(data, (*Reader).Skip) }},
		{"encoding", func() bool { return json.Valid(data) }},
	} {
		b.Run(bench.name, func(b *testing.B) {
			b.SetBytes(int64(len(data)))
			b.ReportAllocs()
			for b.Loop() {
				if !bench.valid() {
					b.Fatal("not valid")
				}
			}
		})
	}
}
