// Package dataset is the world that tmdbtest serves: movies, series, people
// and what connects them, as entities and relations rather than as answers of
// the API. Every answer can be computed from it, and no fact is stored twice: a
// credit stands on the movie or series it was earned in, and a person's credits
// are found by it; the parts of a collection are the movies that name it; what
// was the last episode to air depends on the day one asks.
//
// [Load] reads it from JSON files, checks every reference, and returns a [Set],
// which never changes after that and may be shared by any number of goroutines.
// How the files are laid out is told in the README of package data.
package dataset
