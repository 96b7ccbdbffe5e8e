// Package batch makes many calls of a [tmdb.Client], several at a time.
//
//	client, err := tmdb.FromEnv()
//	details := func(ctx context.Context, id int) (*gen.MovieDetails, error) {
//		return client.Movies.Details(ctx, id, nil)
//	}
//	for movie := range batch.ForEach(ctx, slices.Values(ids), details, batch.Workers(4)) {
//		if movie.Err != nil {
//			log.Println(movie.Key, movie.Err) // the others go on
//			continue
//		}
//		fmt.Println(movie.Value.Title)
//	}
//
// The calls keep to the rate limit of the client that makes them.
package batch
