package wrapper_test

import (
	"context"
	"errors"
	"fmt"
	"log"
	"log/slog"
	"net/http"
	"os"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func ExampleNew() {
	server := exampleServer()
	defer server.Close()
	client, err := tmdb.New(server.Token,
		tmdb.WithBaseURL(server.URL), // TMDB's own without it
		tmdb.WithDefaults(tmdb.Language("pt-BR")),
		tmdb.WithTimeout(10*time.Second),
		tmdb.WithRetry(&tmdb.Retry{Max: 5}),
		tmdb.WithUserAgent("moviebot/1.2 (+https://moviebot.example)"),
	)
	if err != nil {
		log.Fatal(err)
	}
	movie, err := client.Movies.Details(context.Background(), 550, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.ID, movie.Title)
	// Output: 550 Clube da Luta
}

func ExampleWithAPIKey() {
	const key = "0123456789abcdef0123456789abcdef"
	if _, err := tmdb.New(key); err != nil {
		fmt.Println(errors.Is(err, tmdb.ErrInvalid))
	}
	client, err := tmdb.New("", tmdb.WithAPIKey(key))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(client)
	// Output:
	// true
	// tmdb client for https://api.themoviedb.org
}

func ExampleWithoutCredential() {
	client, err := tmdb.New("", tmdb.WithInsecureBaseURL("http://tmdb-proxy:8080"), tmdb.WithoutCredential())
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(client)
	// Output: tmdb client for http://tmdb-proxy:8080
}

func ExampleClient_With() {
	server := exampleServer()
	defer server.Close()
	ctx := context.Background()
	client, err := tmdb.New(server.Token, tmdb.WithBaseURL(server.URL), tmdb.WithDefaults(tmdb.Language("en-US")))
	if err != nil {
		log.Fatal(err)
	}
	session, err := server.Session("ada") // in a program: signin.V3
	if err != nil {
		log.Fatal(err)
	}
	user, err := client.With(tmdb.WithDefaults(tmdb.Session(session), tmdb.Language("pt-BR")))
	if err != nil {
		log.Fatal(err)
	}
	for _, c := range []*tmdb.Client{client, user} {
		movie, err := c.Movies.Details(ctx, 550, nil)
		if err != nil {
			log.Fatal(err)
		}
		fmt.Println(movie.Title)
	}
	states, err := user.Movies.AccountStates(ctx, 550, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("rated", states.Rated)
	// Output:
	// Fight Club
	// Clube da Luta
	// rated 9
}

func ExampleLanguage() {
	server := exampleServer()
	defer server.Close()
	ctx := context.Background()
	client, err := tmdb.New(server.Token, tmdb.WithBaseURL(server.URL), tmdb.WithDefaults(tmdb.Language("pt-BR")))
	if err != nil {
		log.Fatal(err)
	}
	movie, err := client.Movies.Details(ctx, 550, nil, tmdb.Language("es-ES"))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.Title)

	// The generated client alone takes it, too.
	api, err := gen.NewClientWithResponses(server.URL, gen.WithRequestEditorFn(tmdb.BearerAuth(server.Token)))
	if err != nil {
		log.Fatal(err)
	}
	movie, err = tmdb.Result(api.MovieDetailsWithResponse(ctx, 550, nil, tmdb.Language("es-ES")))
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.Title)
	// Output:
	// El club de la lucha
	// El club de la lucha
}

func ExampleWithCache() {
	server := exampleServer()
	defer server.Close()
	client, err := tmdb.New(server.Token, tmdb.WithBaseURL(server.URL),
		tmdb.WithCache(tmdb.NewMemoryCache(64<<20)), tmdb.WithStaleIfError(time.Hour))
	if err != nil {
		log.Fatal(err)
	}
	ctx, trace := tmdb.TraceCalls(context.Background())
	for range 2 {
		if _, err := client.Movies.Details(ctx, 550, nil); err != nil {
			log.Fatal(err)
		}
		fmt.Println(trace().Cache)
	}
	// Output:
	// miss
	// hit
}

func ExampleWithRetry() {
	server := exampleServer()
	defer server.Close()
	client, err := tmdb.New(server.Token, tmdb.WithBaseURL(server.URL), tmdb.WithRetry(nil))
	if err != nil {
		log.Fatal(err)
	}
	if err := server.Fail("movieDetails", 1, tmdbtest.TooManyRequests("60")); err != nil {
		log.Fatal(err)
	}
	_, err = client.Movies.Details(context.Background(), 550, nil)
	if e, ok := errors.AsType[*tmdb.Error](err); ok && errors.Is(err, tmdb.ErrRateLimited) {
		fmt.Println("come back in", e.RetryAfter)
	}
	// Output: come back in 1m0s
}

// sharedLimit is a limiter of several programs, which asks a server of theirs.
type sharedLimit struct{ turns chan struct{} }

func (l sharedLimit) Wait(ctx context.Context) error {
	select {
	case <-l.turns:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func ExampleWithLimiter() {
	server := exampleServer()
	defer server.Close()
	limit := sharedLimit{make(chan struct{}, 1)}
	client, err := tmdb.New(server.Token, tmdb.WithBaseURL(server.URL), tmdb.WithLimiter(limit))
	if err != nil {
		log.Fatal(err)
	}
	limit.turns <- struct{}{}
	_, err = client.Movies.Details(context.Background(), 550, nil)
	fmt.Println(err)

	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	_, err = client.Movies.Details(ctx, 550, nil)
	fmt.Println(errors.Is(err, context.Canceled))
	// Output:
	// <nil>
	// true
}

func ExampleWithObserver() {
	server := exampleServer()
	defer server.Close()
	client, err := tmdb.New(server.Token, tmdb.WithBaseURL(server.URL), tmdb.WithCache(tmdb.NewMemoryCache(64<<20)),
		tmdb.WithObserver(func(_ context.Context, call tmdb.Call) {
			fmt.Println(call.Operation.Name, call.Target, call.StatusCode, call.Attempts, call.Cache)
			// call.Duration and call.Waited are for a histogram.
		}))
	if err != nil {
		log.Fatal(err)
	}
	for _, id := range []int{550, 550, 1} {
		if _, err := client.Movies.Details(context.Background(), id, nil); err != nil {
			fmt.Println(err)
		}
	}
	// Output:
	// movieDetails /3/movie/550 200 1 miss
	// movieDetails /3/movie/550 200 0 hit
	// movieDetails /3/movie/1 404 1 miss
	// tmdb: GET /3/movie/1: 404 Not Found: The resource you requested could not be found. (code 34)
}

func ExampleWithLogger() {
	server := exampleServer()
	defer server.Close()
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		Level: slog.LevelDebug,
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey || a.Key == "duration" {
				return slog.Attr{}
			}
			return a
		},
	}))
	client, err := tmdb.New(server.Token, tmdb.WithBaseURL(server.URL), tmdb.WithLogger(logger))
	if err != nil {
		log.Fatal(err)
	}
	if _, err := client.Movies.Details(context.Background(), 550, nil); err != nil {
		log.Fatal(err)
	}
	// Output: level=DEBUG msg=call method=GET operation=movieDetails path=/3/movie/{movie_id} target=/3/movie/550 status=200 attempts=1
}

// countCalls is a transport that counts the requests that leave, by operation.
type countCalls struct {
	base   http.RoundTripper
	counts map[string]int
}

func (c countCalls) RoundTrip(req *http.Request) (*http.Response, error) {
	if op, ok := tmdb.OperationFrom(req.Context()); ok {
		c.counts[op.Name]++
	}
	return c.base.RoundTrip(req)
}

func ExampleOperationFrom() {
	server := exampleServer()
	defer server.Close()
	counts := map[string]int{}
	client, err := tmdb.New(server.Token, tmdb.WithBaseURL(server.URL),
		tmdb.WithHTTPClient(&http.Client{Transport: countCalls{http.DefaultTransport, counts}}))
	if err != nil {
		log.Fatal(err)
	}
	for _, id := range []int{550, 603} {
		if _, err := client.Movies.Details(context.Background(), id, nil); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println(counts)
	// Output: map[movieDetails:2]
}
