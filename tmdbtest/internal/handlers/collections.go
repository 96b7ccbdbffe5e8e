package handlers

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func collections() table {
	collection := lookup[*dataset.Collection](func(c *Call) (*dataset.Collection, error) {
		return found(c, "collection_id", c.Set.Collection(c.id("collection_id")))
	})
	return table{
		"collectionDetails":      appending(collection.of(collectionDetails)),
		"collectionImages":       collection.images("CollectionImages"),
		"collectionTranslations": collection.piece("translations", "CollectionTranslations"),
	}
}

func collectionDetails(c *Call, cl *dataset.Collection) (any, error) {
	o := cl.Object()
	if o == nil {
		return nil, codes.NotFound()
	}
	parts := each(o.List("parts"), c.current)
	if len(parts) == 0 {
		parts = c.partsOf(cl.ID)
	}
	return c.inLanguage(o, cl, "name", o.Text("original_name")).With("parts", parts), nil
}

// partsOf returns the movies that say that they are of a collection, of which the data has no details, by
// release date; those without one are last.
func (c *Call) partsOf(collectionID int) []object.Object {
	movies := keep(c.Set.Movies, func(m *dataset.Movie) bool {
		of := m.Details().BelongsToCollection
		return of != nil && of.ID == collectionID
	})
	slices.SortStableFunc(movies, func(a, b *dataset.Movie) int {
		return cmp.Compare(cmp.Or(a.Details().ReleaseDate, "9"), cmp.Or(b.Details().ReleaseDate, "9"))
	})
	return each(movies, func(m *dataset.Movie) object.Object { return of(gen.MediaTypeMovie, c.movieRow(m)) })
}
