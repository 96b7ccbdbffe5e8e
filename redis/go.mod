module github.com/tmdb-go/tmdb/redis

go 1.26.0

replace (
	github.com/tmdb-go/tmdb => ../
	github.com/tmdb-go/tmdb/internal/engine => ../internal/engine
)

require (
	github.com/alicebob/miniredis/v2 v2.40.0
	github.com/klauspost/compress v1.20.4
	github.com/redis/go-redis/v9 v9.23.0
	github.com/tmdb-go/tmdb v0.0.0-00010101000000-000000000000
	github.com/tmdb-go/tmdb/internal/engine v0.0.0-00010101000000-000000000000
	golang.org/x/time v0.16.0
)

require (
	github.com/apapsch/go-jsonmerge/v2 v2.0.0 // indirect
	github.com/cespare/xxhash/v2 v2.3.0 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/oapi-codegen/runtime v1.8.0 // indirect
	github.com/yuin/gopher-lua v1.1.1 // indirect
	go.uber.org/atomic v1.12.0 // indirect
	golang.org/x/image v0.44.0 // indirect
	golang.org/x/sys v0.48.0 // indirect
	golang.org/x/text v0.40.0 // indirect
)
