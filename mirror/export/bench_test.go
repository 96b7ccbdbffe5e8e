package export

import (
	"testing"

	"github.com/tmdb-go/tmdb/mirror/database"
)

// BenchmarkWrite exports a thousand movies with everything appended.
func BenchmarkWrite(b *testing.B) {
	for _, format := range []Format{JSONLines, Parquet} {
		b.Run(string(format), func(b *testing.B) {
			movies := newCopies(b, 1000)
			b.ReportAllocs()
			rows, bytes, n := 0, 0, 0
			for b.Loop() {
				m, err := Write(b.Context(), b.TempDir(), movies, Options{Format: format, Kinds: []database.Kind{database.Movie}})
				if err != nil {
					b.Fatal(err)
				}
				n += movies.n
				for _, f := range m.Files {
					rows, bytes = rows+f.Rows, bytes+int(f.Bytes)
				}
			}
			b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "documents/s")
			b.ReportMetric(float64(rows)/b.Elapsed().Seconds(), "rows/s")
			b.ReportMetric(float64(bytes)/float64(n), "bytes/document")
		})
	}
}
