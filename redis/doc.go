// Package redis lets several processes share what TMDB allows one address and key, and what it has
// responded, through a Redis server: a limiter for WithLimiter, a cache for WithCache.
//
//	rdb := redis.NewClient(&redis.Options{Addr: "redis:6379"}) // github.com/redis/go-redis/v9
//	limiter, err := tmdbredis.NewLimiter(rdb, 40, 40, tmdbredis.Workers(4))
//	…
//	cache, err := tmdbredis.NewCache(rdb, 30*24*time.Hour)
//	…
//	client, err := tmdb.FromEnv(tmdb.WithLimiter(limiter), tmdb.WithCache(cache))
//
// The caller imports it as tmdbredis, and closes rdb. No call of the client fails because Redis is
// away: it is then slower, for the limiter goes on with a worker's share of the rate and the cache
// with what the process has in memory.
//
// Nothing in Redis is a secret: a few numbers of the limiter; and the responses of TMDB that are the
// same for all, under hashes. Who can write to it can change what the workers read.
package redis
