package exports

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/testkit"
)

// FuzzLines: whatever is in a file, each line of it that holds something is a row or an error with
// its number, and nothing panics.
func FuzzLines(f *testing.F) {
	for _, seed := range []string{
		"", "\n", `{"id":1,"name":"a"}`, "{\"id\":1}\n{\"id\":2}\n", "{\"id\":1}\r\n\r\n{", `{"id":"1"}`, "null\n[]\n7\n\"\"",
		`{"id":9223372036854775808}`, `{"id":1e3}`, "\x1f\x8b", strings.Repeat(" ", 100) + "\n" + `{"ID":3}`, "\xff\xfe\n{\"id\":1}",
	} {
		f.Add([]byte(seed))
	}
	f.Add(bytes.Repeat([]byte("x"), maxLine+10))
	f.Fuzz(func(t *testing.T, file []byte) {
		var got []int // numbers of lines that are damaged
		rows, last := 0, 0
		err := readLines(t.Context(), bytes.NewReader(file), func(row Named, bad *LineError) bool {
			if bad == nil {
				rows++
				if row.ID < 1 {
					t.Errorf("a row is %+v", row)
				}
				return true
			}
			if bad.Line <= last || bad.Err == nil || row != (Named{}) {
				t.Errorf("line %d after line %d: %v, %v", bad.Line, last, row, bad.Err)
			}
			last = bad.Line
			got = append(got, bad.Line)
			return true
		})
		if err != nil {
			t.Fatal(err)
		}
		want := 0
		for line := range bytes.SplitSeq(file, []byte("\n")) {
			if len(bytes.TrimSpace(line)) > 0 || len(line) >= maxLine {
				want++
			}
		}
		if rows+len(got) != want {
			t.Errorf("%d rows and %d damaged lines, want %d", rows, len(got), want)
		}
		// The same file packed, and whatever it is as a pack of its own.
		packed := 0
		if err := read(t.Context(), bytes.NewReader(testkit.Gzip(t, string(file))), 1<<40, func(_ Named, bad *LineError) bool {
			packed++
			return true
		}); err != nil || packed != want {
			t.Errorf("packed, %d lines and %v, want %d", packed, err, want)
		}
		_ = read(t.Context(), bytes.NewReader(file), 1<<40, func(Named, *LineError) bool { return true })
		_ = read(t.Context(), bytes.NewReader(append([]byte{0x1f, 0x8b, 8}, file...)), 1<<40, func(Named, *LineError) bool { return true })
	})
}

// BenchmarkExport reads a file of 10,000 movies, about the hundredth part of a real one.
func BenchmarkExport(b *testing.B) {
	var lines strings.Builder
	for id := range 10000 {
		fmt.Fprintf(&lines, `{"adult":false,"id":%d,"original_title":"The Movie With the Number %d","popularity":%d.%d,"video":false}`+"\n", id+1, id, id%50, id%1000)
	}
	file := testkit.Gzip(b, lines.String())
	b.SetBytes(int64(lines.Len()))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		if err := read(b.Context(), bytes.NewReader(file), 1<<40, func(_ Movie, bad *LineError) bool {
			n++
			return bad == nil
		}); err != nil || n != 10000 {
			b.Fatal(n, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*10000), "ns/row")
}
