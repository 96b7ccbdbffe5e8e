// Package lookup has the names and ids that responses and parameters refer to: the names of genres,
// in the client's language, and the ids of watch providers in a country.
//
//	genres, err := lookup.Genres(ctx, client)
//	fmt.Println(genres.Names(movie.GenreIDs...))
//
//	providers, err := lookup.Providers(ctx, client, "BR")
//	ids, err := providers.IDs("Netflix", "Disney Plus")
//	for movie, err := range client.Discover.MoviesIter(ctx, &gen.DiscoverMoviesParams{
//		WatchRegion: new("BR"), WithWatchProviders: tmdb.Or(ids...),
//	}) { … }
//
// Each lookup asks TMDB twice, for movies and for series. Keep what it returns, or give the client
// a cache: these lists hardly ever change.
package lookup
