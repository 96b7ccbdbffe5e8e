module github.com/tmdb-go/tmdb/compat

go 1.26.0
