package main

import (
	"bytes"
	"fmt"
	"runtime"

	"github.com/tmdb-go/tmdb/gen"
)

const keptTitles = 10_000

// retained returns how many bytes a program holds for each title that it keeps of as many responses.
func retained(body []byte, decode func([]byte, any) error) (float64, error) {
	titles := make([]string, keptTitles)
	before := live()
	for i := range titles {
		own := bytes.Replace(body, []byte(`"title":"`), fmt.Appendf(nil, `"title":"%05d `, i), 1)
		var movie gen.MovieDetails
		if err := decode(own, &movie); err != nil {
			return 0, err
		}
		if want := fmt.Sprintf("%05d ", i); len(movie.Title) <= len(want) || movie.Title[:len(want)] != want {
			return 0, fmt.Errorf("the title is %q: want %q and more", movie.Title, want)
		}
		titles[i] = movie.Title
	}
	after := live()
	runtime.KeepAlive(titles)
	return (after - before) / keptTitles, nil
}

// live returns the bytes in use after a collection; pools are empty after two.
func live() float64 {
	runtime.GC()
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return float64(m.HeapAlloc)
}
