// Package wrapper is a client for The Movie Database (TMDB). Its users call it tmdb:
//
//	import tmdb "github.com/tmdb-go/tmdb/wrapper"
//
//	client, err := tmdb.FromEnv()
//	movie, err := client.Movies.Details(ctx, 550, nil)
//
// [FromEnv] takes the credential from the environment, [New] from its caller; a server that has its
// own is asked [WithoutCredential].
//
// A [Client] has a service for each tag of the API (client.Movies, client.Search …) with a method
// for each operation, which returns a pointer to the response or an error, never neither. All
// errors of calls are an *[Error], and errors.Is tells them apart:
//
//	if errors.Is(err, tmdb.ErrNotFound) { … }
//
// Request editors such as [Language] and [Session] set something on a call; with [WithDefaults]
// they hold for all calls of a client, and of a copy of it by [Client.With], for a user or a
// language:
//
//	user, err := client.With(tmdb.WithDefaults(tmdb.Session(id), tmdb.Language("pt-BR")))
//	movie, err := user.Movies.Details(ctx, 550, nil, tmdb.Language("de"))
//
// Other options of [New] say how calls survive: retries, rate limit, cache, log.
//
// Below it lies the client that oapi-codegen generates, client.API, with the same operations as
// HTTP calls; [Result] turns each of them into a response or an error.
//
// What is not a call of TMDB's JSON API, or more than one, is in packages of their own: pick, lookup
// and user; images, signin, exports and batch.
//
// The services follow from the OpenAPI document: see package api and go generate.
//
// This product uses the TMDB API but is not endorsed or certified by TMDB.
package wrapper
