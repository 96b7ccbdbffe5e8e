package database

import "github.com/tmdb-go/tmdb/mirror/internal/tables"

// Kind is what a document is of.
type Kind = tables.Kind

// The kinds of documents.
const (
	Movie      = tables.Movie
	Series     = tables.Series
	Season     = tables.Season
	Person     = tables.Person
	Collection = tables.Collection
	Company    = tables.Company
	Network    = tables.Network
	Keyword    = tables.Keyword
)

// Kinds returns all kinds, movies first.
func Kinds() []Kind { return tables.Kinds() }
