module github.com/tmdb-go/tmdb/match

go 1.26.0

replace github.com/tmdb-go/tmdb => ../

require (
	github.com/moistari/rls v0.6.0
	github.com/tmdb-go/tmdb v0.0.0-00010101000000-000000000000
	golang.org/x/text v0.40.0
)

require (
	github.com/apapsch/go-jsonmerge/v2 v2.0.0 // indirect
	github.com/google/uuid v1.6.0 // indirect
	github.com/oapi-codegen/runtime v1.8.0 // indirect
	golang.org/x/image v0.44.0 // indirect
	golang.org/x/sync v0.22.0 // indirect
	golang.org/x/time v0.16.0 // indirect
)
