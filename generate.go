// Package tmdb is the root of a client for The Movie Database (TMDB), https://www.themoviedb.org.
// It holds no code, only the lines by which go generate makes the client from its OpenAPI document.
//
// Programs import one of these:
//
//   - wrapper: the client; start with its New
//   - gen: the models of requests and responses and the HTTP client that oapi-codegen generates
//   - types: the dates, timestamps, ids and other scalars of responses
//   - api: the OpenAPI document, embedded
//
// The document is the source of truth: openapi.yaml and the files in api. After a change to it, run
//
//	go generate ./...
//
// which bundles and checks the document (api/bundle.gen.yaml, and the same in OpenAPI 3.1) and writes
// gen, the services of wrapper and the table of internal/spec from it. Running it again changes
// nothing. Where TMDB's own OpenAPI file and recorded responses lie in ../shared, it compares them with
// the document.
//
// This product uses the TMDB API but is not endorsed or certified by TMDB.
package tmdb

//go:generate go run ./internal/generate bundle
//go:generate go tool oapi-codegen -config oapi-codegen.yaml -generate types -o gen/types.gen.go api/bundle.gen.yaml
//go:generate go tool oapi-codegen -config oapi-codegen.yaml -generate client -o gen/client.gen.go api/bundle.gen.yaml
//go:generate go run ./internal/generate services
//go:generate go run ./internal/drift -beside -write
