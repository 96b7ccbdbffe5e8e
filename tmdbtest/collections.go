package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var collectionHandlers = map[string]handler{
	"collectionDetails":      appending(ofCollection(collectionDetails)),
	"collectionImages":       ofCollection(collectionImages),
	"collectionTranslations": ofCollection(collectionTranslations),
}

// ofCollection makes a handler of one that wants the collection of the path.
func ofCollection(answer func(*call, *dataset.Collection) (any, error)) handler {
	return func(c *call) (any, error) {
		cl := c.set.Collection(c.id("collection_id"))
		if cl == nil {
			return nil, notFound()
		}
		return answer(c, cl)
	}
}

func collectionDetails(c *call, cl *dataset.Collection) (any, error) {
	d := as[gen.CollectionDetails](collectionRow(c, cl))
	d.Adult, d.Softcore = nil, nil
	d.Parts = each(c, cl.Parts, collectionPart)
	return &d, nil
}

func collectionPart(c *call, m *dataset.Movie) gen.CollectionPart {
	part := as[gen.CollectionPart](movieRow(c, m))
	part.MediaType = gen.MediaTypeMovie
	return part
}

func collectionImages(c *call, cl *dataset.Collection) (any, error) {
	return gen.CollectionImages{
		ID:        cl.ID,
		Backdrops: imagesOf(c, cl.Images.Backdrops),
		Posters:   imagesOf(c, cl.Images.Posters),
	}, nil
}

func collectionTranslations(c *call, cl *dataset.Collection) (any, error) {
	own := &dataset.Translation{Title: cl.Name, Overview: cl.Overview}
	return gen.CollectionTranslations{
		ID: cl.ID,
		Translations: translationsOf(c, own, cl.Translations, func(english, native string, t *dataset.Translation) gen.CollectionTranslation {
			return gen.CollectionTranslation{
				LanguageCode: t.Language,
				CountryCode:  t.Country,
				Name:         native,
				EnglishName:  english,
				Data:         gen.CollectionTranslationData{Title: t.Title, Overview: t.Overview, Homepage: t.Homepage},
			}
		}),
	}, nil
}
