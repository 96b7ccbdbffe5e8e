package mirror_test

import (
	"bufio"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/synthetic"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// The variables of TestMeasure: how many movies, whether they have all pieces, and the one by which it
// runs itself as their server, so that the memory is that of the mirror alone.
const (
	measureIDs    = "MIRROR_MEASURE_IDS"
	measureWhole  = "MIRROR_MEASURE_WHOLE"
	measureServer = "MIRROR_TEST_MEASURE_SERVER"
)

// TestMeasure tells how long a mirror of many made-up movies takes and how much memory:
//
//	MIRROR_MEASURE_IDS=1000000 go test -run TestMeasure -v -timeout 2h .
//
// With MIRROR_MEASURE_WHOLE=1 each has the pieces and the size of a known one of the stand-in.
func TestMeasure(t *testing.T) {
	n, err := strconv.Atoi(os.Getenv(measureIDs))
	switch {
	case os.Getenv(measureIDs) == "":
		n = 500 // to see that it works
	case err != nil || n < 1:
		t.Fatalf("%s is %q: want a number", measureIDs, os.Getenv(measureIDs))
	}
	if os.Getenv(measureServer) != "" {
		var template []byte
		if os.Getenv(measureWhole) != "" {
			template = wholeMovie(t)
		}
		srv := httptest.NewServer(http.Handler(synthetic.New(n, template)))
		defer srv.Close()
		fmt.Println("url", srv.URL)
		_, _ = bufio.NewReader(os.Stdin).ReadByte() // until the parent ends
		return
	}
	for _, name := range []string{"sqlite", "postgres"} {
		t.Run(name, func(t *testing.T) {
			dsn := testdb.New(t, name)
			m := initialised(t, dsn, movies)
			opts := optionsFor(startProcess(t, "TestMeasure", measureServer), tmdb.WithAPIKey(synthetic.Credential), tmdb.WithRetry(&tmdb.Retry{MinWait: time.Millisecond}))
			opts.Progress = func(p mirror.Progress) {
				if n > 10_000 {
					t.Logf("%d of %d, %.0f/s, %d MB", p.Done, p.Total, p.Rate, memory(t, "VmRSS"))
				}
			}
			start := time.Now()
			run(t, m, opts)
			took := time.Since(start)
			if got := count(t, m, "SELECT count(*) FROM movies"); got != n {
				t.Errorf("%d movies, want %d", got, n)
			}
			size := "SELECT page_count * page_size FROM pragma_page_count, pragma_page_size"
			if name == "postgres" {
				size = "SELECT pg_database_size(current_database())"
			}
			t.Logf("%d movies in %v: %.0f/s; database of %d MB; memory %d MB at most", n, took.Round(time.Millisecond),
				float64(n)/took.Seconds(), count(t, m, size)>>20, memory(t, "VmHWM"))
		})
	}
}

// wholeMovie returns a movie of the stand-in with all pieces.
func wholeMovie(t *testing.T) []byte {
	t.Helper()
	params := &gen.MovieDetailsParams{}
	for _, piece := range mirror.DefaultAppends(database.Movie) {
		params.AppendToResponse = append(params.AppendToResponse, gen.MovieAppend(piece))
	}
	resp, err := tmdbtest.NewClient(t, tmdbtest.NewServer(t)).API.MovieDetailsWithResponse(t.Context(), 550, params)
	if err != nil {
		t.Fatal(err)
	}
	return resp.Body
}

// memory returns a value of Linux's status of this process in MB, 0 elsewhere.
func memory(t *testing.T, name string) int {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(status)) {
		if value, ok := strings.CutPrefix(line, name+":"); ok {
			kb, err := strconv.Atoi(strings.Fields(value)[0])
			if err != nil {
				t.Error(err)
			}
			return kb >> 10
		}
	}
	return 0
}
