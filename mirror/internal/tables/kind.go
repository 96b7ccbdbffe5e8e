package tables

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
)

// Kind is what a document is of.
type Kind string

// The kinds of documents.
const (
	Movie      Kind = "movie"
	Series     Kind = "series"
	Season     Kind = "season"
	Person     Kind = "person"
	Collection Kind = "collection"
	Company    Kind = "company"
	Network    Kind = "network"
	Keyword    Kind = "keyword"
)

// kinds has for each kind its table and the type of its documents. The order is part of the search
// index of SQLite, which has room for 16: add at the end.
var kinds = []struct {
	kind  Kind
	table string
	body  reflect.Type
}{
	{Movie, "movies", reflect.TypeFor[gen.MovieDetails]()},
	{Series, "series", reflect.TypeFor[gen.TVSeriesDetails]()},
	{Season, "seasons", reflect.TypeFor[gen.TVSeasonDetails]()},
	{Person, "people", reflect.TypeFor[gen.PersonDetails]()},
	{Collection, "collections", reflect.TypeFor[gen.CollectionDetails]()},
	{Company, "companies", reflect.TypeFor[gen.CompanyDetails]()},
	{Network, "networks", reflect.TypeFor[gen.NetworkDetails]()},
	{Keyword, "keywords", reflect.TypeFor[gen.Keyword]()},
}

// Kinds returns all kinds, movies first.
func Kinds() []Kind {
	all := make([]Kind, len(kinds))
	for i, k := range kinds {
		all[i] = k.kind
	}
	return all
}

// Valid returns an error that names the kinds if k is none of them.
func (k Kind) Valid() error {
	if slices.Contains(Kinds(), k) {
		return nil
	}
	names := make([]string, len(kinds))
	for i, known := range Kinds() {
		names[i] = string(known)
	}
	return fmt.Errorf("kind is %q: want one of %s", string(k), strings.Join(names, ", "))
}
