package redis_test

import (
	"context"
	"fmt"
	"log"
	"log/slog"
	"time"

	"github.com/redis/go-redis/v9"

	tmdbredis "github.com/tmdb-go/tmdb/redis"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func ExampleNewLimiter() {
	rdb := redis.NewClient(&redis.Options{Addr: "redis:6379"})
	defer rdb.Close()
	limiter, err := tmdbredis.NewLimiter(rdb, 40, 40,
		tmdbredis.Workers(4),                // as many processes as there may be
		tmdbredis.Key("tmdb:limit:mytoken"), // one for each credential and address
		tmdbredis.Logger(slog.Default()),
	)
	if err != nil {
		log.Fatal(err)
	}
	client, err := tmdb.FromEnv(tmdb.WithLimiter(limiter))
	if err != nil {
		log.Fatal(err)
	}
	movie, err := client.Movies.Details(context.Background(), 550, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.Title)
}

func ExampleNewCache() {
	rdb := redis.NewClient(&redis.Options{Addr: "redis:6379"})
	defer rdb.Close()
	cache, err := tmdbredis.NewCache(rdb, 30*24*time.Hour,
		tmdbredis.Memory(64<<20, 30*time.Second), // in each process, before Redis is asked
	)
	if err != nil {
		log.Fatal(err)
	}
	client, err := tmdb.FromEnv(tmdb.WithCache(cache), tmdb.WithStaleIfError(24*time.Hour))
	if err != nil {
		log.Fatal(err)
	}
	movie, err := client.Movies.Details(context.Background(), 550, nil)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println(movie.Title)
}
