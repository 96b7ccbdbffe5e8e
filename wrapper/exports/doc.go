// Package exports reads TMDB's daily exports: files with the ids of everything that TMDB has of a
// kind, and little else. They are the way to find out which ids there are.
//
//	day := exports.LatestDay(time.Now())
//	for movie, err := range exports.Movies(ctx, day) {
//		if err != nil {
//			log.Fatal(err)
//		}
//		fmt.Println(movie.ID, movie.OriginalTitle)
//	}
//
// The files are TMDB's, but not part of its API: they are on a server of their own and need neither
// a client nor a credential.
//
// Each function yields the rows of one file as it is read, however large. A damaged row is an error
// that is a [LineError], after which the next row comes; any other error is the last. The
// connection is open until the loop ends, which the end of ctx also does. [tmdb.OnProgress] is told
// how many bytes have been read. A sequence may be used again, with a request of its own.
//
// Errors are *[tmdb.Error]: [tmdb.ErrInvalid] if day is not a day of the calendar or an option is
// invalid; [tmdb.ErrNotFound] if there is no file of that day, because it is not ready yet (see
// [LatestDay]) or older than three months; [tmdb.ErrRateLimited]; [tmdb.ErrUnavailable], also for a
// file that is damaged, cut off, without any rows or too large (see [MaxBytes]);
// [context.DeadlineExceeded] if the server sends nothing for 30 seconds (see [Patience]). A loop that
// ends without one has seen all that TMDB has.
package exports
