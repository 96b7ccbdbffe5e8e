package handlers

func genres() table {
	return table{
		"movieGenres": static("/3/genre/movie/list"),
		"tvGenres":    static("/3/genre/tv/list"),
	}
}
