package wrapper_test

import (
	"context"
	"fmt"
	"log"
	"net/http"

	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

type numberKey struct{}

// printing is a transport that prints the attempts that it sends.
type printing struct{ next http.RoundTripper }

func (p printing) RoundTrip(req *http.Request) (*http.Response, error) {
	fmt.Println("attempt of call", req.Context().Value(numberKey{}))
	return p.next.RoundTrip(req)
}

func ExampleWithStart() {
	server := exampleServer()
	defer server.Close()
	calls := 0
	client, err := tmdb.New(server.Token, tmdb.WithBaseURL(server.URL),
		tmdb.WithStart(func(ctx context.Context, op tmdb.Operation) context.Context {
			calls++
			fmt.Println("call", calls, "begins:", op.Name)
			return context.WithValue(ctx, numberKey{}, calls)
		}),
		tmdb.WithMiddleware(func(next http.RoundTripper) http.RoundTripper { return printing{next} }),
		tmdb.WithObserver(func(ctx context.Context, call tmdb.Call) {
			fmt.Println("call", ctx.Value(numberKey{}), "is over:", call.StatusCode)
		}))
	if err != nil {
		log.Fatal(err)
	}
	if _, err := client.Movies.Details(context.Background(), 550, nil); err != nil {
		log.Fatal(err)
	}
	// Output:
	// call 1 begins: movieDetails
	// attempt of call 1
	// call 1 is over: 200
}

func ExampleRedactedURL() {
	req, err := http.NewRequest(http.MethodGet, "https://api.themoviedb.org/3/movie/550?api_key=hunter2&language=de", nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(tmdb.RedactedURL(req))
	// Output: https://api.themoviedb.org/3/movie/550?api_key={api_key}&language=de
}
