package wrapper

import (
	"bytes"
	"fmt"
	"strings"
	"testing"
)

// BenchmarkExport reads a file of 10,000 movies, about the hundredth part of a real one.
func BenchmarkExport(b *testing.B) {
	var lines strings.Builder
	for id := range 10000 {
		fmt.Fprintf(&lines, `{"adult":false,"id":%d,"original_title":"The Movie With the Number %d","popularity":%d.%d,"video":false}`+"\n", id+1, id, id%50, id%1000)
	}
	file := gzipped(b, lines.String())
	b.SetBytes(int64(lines.Len()))
	b.ReportAllocs()
	for b.Loop() {
		n := 0
		if err := readExport(bytes.NewReader(file), func(_ MovieExport, bad *ExportLineError) bool {
			n++
			return bad == nil
		}); err != nil || n != 10000 {
			b.Fatal(n, err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*10000), "ns/row")
}
