package handlers

func certifications() table {
	return table{
		"movieCertifications": static("/3/certification/movie/list"),
		"tvCertifications":    static("/3/certification/tv/list"),
	}
}
