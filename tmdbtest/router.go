package tmdbtest

import "github.com/tmdb-go/tmdb/internal/spec"

// operation is one operation of the spec.
type operation = spec.Operation
