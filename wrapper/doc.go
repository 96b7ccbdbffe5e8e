// Package wrapper is a client for The Movie Database (TMDB).
//
//	client, err := wrapper.New(os.Getenv("TMDB_ACCESS_TOKEN"))
//	movie, err := client.Movies.Details(ctx, 550, nil)
//
// A [Client] has a service for each tag of the API (client.Movies, client.Search …) with a method for
// each operation, which returns a pointer to the answer or an error, never neither. All errors of
// calls are an *[Error], and errors.Is tells them apart:
//
//	if errors.Is(err, wrapper.ErrNotFound) { … }
//
// Options of [New] say what holds for all calls: language, retries, rate limit, cache, log. A copy of the
// client by [Client.With] has other defaults, for a user or a language, and request editors such as
// [Language] and [Session] change a single call:
//
//	user, err := client.With(wrapper.WithSession(id), wrapper.WithLanguage("pt-BR"))
//	movie, err := user.Movies.Details(ctx, 550, nil, wrapper.Language("de"))
//
// Below it lies the client that oapi-codegen generates, client.API, with the same operations as HTTP
// calls; [Result] turns each of them into an answer or an error.
//
// The services follow from the OpenAPI document: see package api and go generate.
//
// This product uses the TMDB API but is not endorsed or certified by TMDB.
package wrapper
