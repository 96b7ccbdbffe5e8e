package pick

// Piece returns an appended piece, and an empty one if TMDB left it out or it was not asked for:
//
//	fmt.Println(pick.Piece(movie.ExternalIDs).WikidataID)
//	for _, provider := range pick.Piece(movie.WatchProviders).Results["BR"].Flatrate { … }
//	poster, ok := images.Best(pick.Piece(movie.Images).Posters, "pt", "null")
func Piece[T any](piece *T) T {
	if piece == nil {
		var empty T
		return empty
	}
	return *piece
}
