package exports_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

// mirror starts a server in this process that has the movies of 1 May 2026, and returns the option for it. A
// program needs neither.
func mirror(lines string) (base exports.Option, stop func()) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/p/exports/movie_ids_05_01_2026.json.gz" {
			http.NotFound(w, r)
			return
		}
		zip := gzip.NewWriter(w)
		_, _ = zip.Write([]byte(lines))
		_ = zip.Close()
	}))
	return exports.BaseURL(server.URL), server.Close
}

// The ids of all movies. A damaged line is told and left out.
func ExampleMovies() {
	base, stop := mirror(`{"id":348,"original_title":"Alien","popularity":26.1,"adult":false,"video":false}
{"id":
{"id":679,"original_title":"Aliens","popularity":22.7,"adult":false,"video":false}
`)
	defer stop()
	for movie, err := range exports.Movies(context.Background(), "2026-05-01", base) {
		if line, ok := errors.AsType[*exports.LineError](err); ok {
			fmt.Println("line", line.Line, "is damaged")
			continue
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(movie.ID, movie.OriginalTitle)
	}
	// Output:
	// 348 Alien
	// line 2 is damaged
	// 679 Aliens
}

// The latest file may be late: then take that of the day before.
func ExampleLatestDay() {
	base, stop := mirror(`{"id":348,"original_title":"Alien","popularity":26.1,"adult":false,"video":false}`)
	defer stop()
	now := time.Date(2026, 5, 2, 9, 0, 0, 0, time.UTC) // in a program: time.Now()
	for _, at := range []time.Time{now, now.AddDate(0, 0, -1)} {
		day := exports.LatestDay(at)
		movies, err := tmdb.Collect(exports.Movies(context.Background(), day, base), 0)
		if errors.Is(err, tmdb.ErrNotFound) {
			fmt.Println(day, "is not there yet")
			continue
		}
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(day, "has", len(movies))
		break
	}
	// Output:
	// 2026-05-02 is not there yet
	// 2026-05-01 has 1
}
