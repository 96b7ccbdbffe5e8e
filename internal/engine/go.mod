module github.com/tmdb-go/tmdb/internal/engine

go 1.26.0
