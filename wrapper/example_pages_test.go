package wrapper_test

import (
	"context"
	"fmt"
	"log"
	"net/http"
	"net/http/httptest"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/wrapper"
)

// pagedExample returns a client of a server in this process that has one answer to each page, whatever
// the path.
func pagedExample(pages ...string) (client *wrapper.Client, stop func()) {
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		var number int
		_, _ = fmt.Sscan(r.URL.Query().Get("page"), &number)
		w.Header().Set("Content-Type", "application/json")
		_, _ = fmt.Fprintf(w, `{"page":%d,"total_pages":%d,"total_results":3,"results":[%s]}`, number, len(pages), pages[number-1])
	}))
	client, err := wrapper.New("token", wrapper.WithBaseURL(server.URL))
	if err != nil {
		log.Fatal(err)
	}
	return client, server.Close
}

// All pages of a search, asked for as the loop needs them.
func ExampleSearchService_MoviesIter() {
	client, stop := pagedExample(
		`{"id":348,"title":"Alien"},{"id":679,"title":"Aliens"}`,
		`{"id":679,"title":"Aliens"},{"id":8077,"title":"Alien³"}`, // the list moved meanwhile
	)
	defer stop()
	for movie, err := range client.Search.MoviesIter(context.Background(), &gen.SearchMoviesParams{Query: "alien"}) {
		if err != nil {
			log.Fatal(err) // the loop ends after it anyway
		}
		fmt.Println(movie.ID, movie.Title)
	}
	// Output:
	// 348 Alien
	// 679 Aliens
	// 8077 Alien³
}

func ExampleCollect() {
	client, stop := pagedExample(`{"id":348,"title":"Alien"},{"id":679,"title":"Aliens"}`, `{"id":8077,"title":"Alien³"}`)
	defer stop()
	// Two rows are on the first page: the second is not asked for.
	best, err := wrapper.Collect(client.MovieLists.TopRatedIter(context.Background(), nil), 2)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(best), best[0].Title)
	// Output: 2 Alien
}

// The next page is under way while the loop deals with this one.
func ExampleWithPrefetch() {
	client, stop := pagedExample(`{"id":348,"title":"Alien"},{"id":679,"title":"Aliens"}`, `{"id":8077,"title":"Alien³"}`)
	defer stop()
	ctx := wrapper.WithPrefetch(context.Background())
	for movie, err := range client.MovieLists.PopularIter(ctx, nil) {
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(movie.Title)
	}
	// Output:
	// Alien
	// Aliens
	// Alien³
}

func ExampleWithProgress() {
	client, stop := pagedExample(`{"id":348,"title":"Alien"},{"id":679,"title":"Aliens"}`, `{"id":8077,"title":"Alien³"}`)
	defer stop()
	ctx := wrapper.WithProgress(context.Background(), func(done, total int64) {
		if total < 0 { // not known
			fmt.Println(done)
			return
		}
		fmt.Printf("%d of %d\n", done, total)
	})
	movies, err := wrapper.Collect(client.MovieLists.PopularIter(ctx, nil), 0)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(len(movies), "movies")
	// Output:
	// 2 of 3
	// 3 of 3
	// 3 movies
}
