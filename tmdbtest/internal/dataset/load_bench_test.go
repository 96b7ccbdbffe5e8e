package dataset_test

import (
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest/data"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		s, err := dataset.LoadOwn(data.FS, 340)
		if err != nil {
			b.Fatal(err)
		}
		_ = s
	}
}

func BenchmarkTell(b *testing.B) {
	for b.Loop() {
		b.StopTimer()
		s, _ := dataset.LoadOwn(data.FS, 0)
		b.StartTimer()
		s.People()
	}
}
