package wrapper_test

import (
	"compress/gzip"
	"context"
	"errors"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"
	"time"

	"github.com/tmdb-go/tmdb/wrapper"
)

// exportExample returns a client whose exports of 1 May 2026 come from a server in this process.
func exportExample(lines string) (client *wrapper.Client, stop func()) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/p/exports/movie_ids_05_01_2026.json.gz" {
			http.NotFound(w, r)
			return
		}
		zip := gzip.NewWriter(w)
		_, _ = zip.Write([]byte(lines))
		_ = zip.Close()
	}))
	client, err := wrapper.New("token", wrapper.WithExportBaseURL(server.URL))
	if err != nil {
		log.Fatal(err)
	}
	return client, server.Close
}

// The ids of all movies. A damaged line is told and left out.
func ExampleExportsService_Movies() {
	client, stop := exportExample(`{"id":348,"original_title":"Alien","popularity":26.1,"adult":false,"video":false}
{"id":
{"id":679,"original_title":"Aliens","popularity":22.7,"adult":false,"video":false}
`)
	defer stop()
	for movie, err := range client.Exports.Movies(context.Background(), "2026-05-01") {
		if line, ok := errors.AsType[*wrapper.ExportLineError](err); ok {
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
func ExampleLatestExportDay() {
	client, stop := exportExample(`{"id":348,"original_title":"Alien","popularity":26.1,"adult":false,"video":false}`)
	defer stop()
	now := time.Date(2026, 5, 2, 9, 0, 0, 0, time.UTC) // in a program: time.Now()
	for _, at := range []time.Time{now, now.AddDate(0, 0, -1)} {
		day := wrapper.LatestExportDay(at)
		movies, err := wrapper.Collect(client.Exports.Movies(context.Background(), day), 0)
		if errors.Is(err, wrapper.ErrNotFound) {
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
