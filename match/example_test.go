package match_test

import (
	"context"
	"fmt"
	"log"

	"github.com/tmdb-go/tmdb/match"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func Example() {
	// The stand-in; a program has tmdb.FromEnv().
	srv, err := tmdbtest.New()
	if err != nil {
		log.Fatal(err)
	}
	defer srv.Close()
	client, err := tmdb.New(srv.Token, tmdb.WithBaseURL(srv.URL))
	if err != nil {
		log.Fatal(err)
	}

	matcher, err := match.New(client)
	if err != nil {
		log.Fatal(err)
	}
	for _, path := range []string{
		"The.Matrix.1999.1080p.BluRay.x264.mkv",
		"Breaking Bad/Season 01/03.mkv",
		"The Matrix.mkv",
		"Inception (2010)/Inception-trailer.mp4",
	} {
		result, err := matcher.Match(context.Background(), path)
		if err != nil {
			log.Fatal(err)
		}
		if best := result.Best; best == nil {
			fmt.Println("none:", result.Why)
		} else {
			fmt.Println(best.Kind, best.ID, best.Title, best.Year, best.Confidence, best.Why)
			for _, e := range best.Episodes {
				fmt.Println("  ", e.Season, e.Number, e.Name)
			}
		}
	}
	// Output:
	// movie 603 The Matrix 1999 0.98 same title, same year
	// tv 1396 Breaking Bad 2008 0.88 same title, no year in the name
	//    1 3 ...And the Bag's in the River
	// movie 603 The Matrix 1999 0.88 same title, no year in the name
	// none: it is no title but what goes with one: trailer
}

func ExampleParse() {
	name := match.Parse("[Group] Shingeki no Kyojin - 12 (1080p) [ABCD1234].mkv")
	fmt.Println(name.Kind, name.Titles, name.Absolute)

	name = match.Parse(`D:\Movies\Blade Runner (1982) {tmdb-78}\Blade.Runner.1982.The.Final.Cut.1080p.mkv`)
	fmt.Println(name.Kind, name.Titles[0], name.Year, name.Edition, name.TMDBID)
	// Output:
	// tv [Shingeki no Kyojin] [12]
	// movie Blade Runner 1982 Final Cut 78
}
