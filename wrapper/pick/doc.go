// Package pick takes out of the details of a movie or series what programs show of it: the
// certification, the trailer, the directors and the cast, the day of release, the episodes of
// today.
//
//	movie, err := client.Movies.Details(ctx, 550, &gen.MovieDetailsParams{
//		AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendReleaseDates, gen.MovieAppendVideos},
//	})
//	fmt.Println(pick.Certification(movie.ReleaseDates, "BR", "US"))
//	fmt.Println(pick.Names(pick.Directors(movie.Credits)))
//	if trailer, ok := pick.Video(movie.Videos, gen.VideoTypeTrailer, "pt", "en"); ok {
//		fmt.Println(pick.VideoURL(trailer))
//	}
//
// TMDB leaves out an appended piece that fails, and the field is nil then. All functions take nil
// and return nothing for it, and [Piece] does so for every other piece. None of them asks TMDB.
package pick
