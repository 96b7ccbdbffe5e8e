// Package images makes the addresses of TMDB's images, picks the best of several and downloads
// them.
//
//	movie, err := client.Movies.Details(ctx, 550, nil)
//	fmt.Println(images.URL(movie.PosterPath, images.PosterW500))
//	fmt.Println(images.URL(movie.PosterPath, images.PosterAtLeast(400))) // the same
//
// TMDB's responses have the path of an image only; each kind of image comes in some sizes. These
// hardly ever change, so they are constants here. Programs that want them as TMDB says today take a
// [Sizes]:
//
//	configuration, err := client.Configuration.Details(ctx)
//	sizes := images.SizesOf(&configuration.Images)
//	fmt.Println(sizes.Posters.URL(movie.PosterPath, sizes.Posters.AtLeast(400)))
//
// The images are on a server of their own and need neither a client nor a credential.
package images
