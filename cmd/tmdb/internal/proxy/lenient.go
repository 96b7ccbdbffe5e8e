package proxy

import (
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
)

// What programs send that the spec has otherwise. There is no more of it, for what is checked by the spec is
// safe.

// withoutSlash returns a path without the one slash that may end it.
func withoutSlash(path string) string { return strings.TrimSuffix(path, "/") }

// isMovieOfIMDb reports whether a value is an id of IMDb's in the place of that of a movie, which TMDB takes.
func isMovieOfIMDb(p *spec.Parameter, value string) bool {
	number, ok := strings.CutPrefix(value, "tt")
	return ok && p.Name == "movie_id" && p.In == spec.InPath && isOf(number, digits, 7, 10)
}

// spelled returns a value as TMDB spells it, where others say True, +1 or 01.
func spelled(p *spec.Parameter, value string) string {
	switch n, err := strconv.Atoi(value); {
	case p.Type == "boolean":
		return strings.ToLower(value)
	case p.Type == "integer" && err == nil:
		return strconv.Itoa(n)
	}
	return value
}
