// Series prints how long it takes to watch a series from the first episode to the last.
//
//	go run ./examples/series [id]
//
// The id is that of a series on TMDB, 1396 without one. With an API Read Access Token in
// TMDB_ACCESS_TOKEN or a v3 key in TMDB_API_KEY the program asks TMDB, or the server at
// TMDB_BASE_URL, without any of these a stand-in for TMDB in this program.
package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/tmdb-go/tmdb/examples/internal/standin"
	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func main() {
	id := 1396
	if len(os.Args) > 1 {
		var err error
		if id, err = strconv.Atoi(os.Args[1]); err != nil {
			fmt.Fprintln(os.Stderr, "the id of the series is no number: want one such as 1396")
			os.Exit(2)
		}
	}
	standin.Main(of(id))
}

// of returns what the program does for the series with the id.
func of(id int) standin.Example {
	return func(ctx context.Context, out io.Writer, opts ...tmdb.Option) error { return run(ctx, out, id, opts...) }
}

func run(ctx context.Context, out io.Writer, id int, opts ...tmdb.Option) error {
	client, err := tmdb.FromEnv(opts...)
	if err != nil {
		return err
	}
	// All seasons and episodes come in one or two requests.
	got, err := client.TVSeries.DetailsWithSeasons(ctx, id, nil)
	if err != nil {
		return err
	}
	fmt.Fprintf(out, "%s (%d)\n", got.Series.Name, got.Series.FirstAirDate.Year())

	usual, total := usualRuntime(got.Series), 0
	for _, season := range got.Seasons {
		if season.SeasonNumber == 0 {
			continue // specials
		}
		minutes, about := seasonMinutes(season, usual)
		total += minutes
		fmt.Fprintf(out, "  %-12s %3d episodes  %s%d minutes\n", season.Name, len(season.Episodes), about, minutes)
	}
	const anEvening = 3 * 60
	fmt.Fprintf(out, "%d hours and %d minutes: %d evenings of three hours\n", total/60, total%60, (total+anEvening-1)/anEvening)
	return nil
}

// seasonMinutes returns how long a season is. about says so if TMDB lacks the runtime of an
// episode, which counts as usual then.
func seasonMinutes(season gen.TVSeasonDetails, usual int) (minutes int, about string) {
	for _, episode := range season.Episodes {
		if episode.Runtime == 0 {
			minutes, about = minutes+usual, "about "
			continue
		}
		minutes += episode.Runtime
	}
	return minutes, about
}

// usualRuntime returns the mean of the usual runtimes of the episodes of a series, in minutes; 0 if
// TMDB knows none.
func usualRuntime(series *gen.TVSeriesDetails) int {
	if len(series.EpisodeRunTime) == 0 {
		return 0
	}
	sum := 0
	for _, minutes := range series.EpisodeRunTime {
		sum += minutes
	}
	return sum / len(series.EpisodeRunTime)
}
