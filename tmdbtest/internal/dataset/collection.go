package dataset

import (
	"cmp"

	"github.com/tmdb-go/tmdb/types"
)

// Collection is a series of movies. Which they are is told by the movies.
type Collection struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
	// OriginalName is filled in by Load with Name, OriginalLanguage with en.
	OriginalName     string          `json:"original_name,omitzero"`
	OriginalLanguage string          `json:"original_language,omitzero"`
	Overview         string          `json:"overview,omitzero"`
	PosterPath       types.ImagePath `json:"poster_path"`
	BackdropPath     types.ImagePath `json:"backdrop_path"`
	Translations     []*Translation  `json:"translations,omitzero"`
	Images           Images          `json:"images,omitzero"`

	// Parts are the movies, sorted by release date; those without one are last.
	Parts []*Movie `json:"-"`
}

func (cl *Collection) resolve() {
	cl.OriginalName = cmp.Or(cl.OriginalName, cl.Name)
	cl.OriginalLanguage = cmp.Or(cl.OriginalLanguage, "en")
	cl.Images.Posters = withMain(cl.Images.Posters, cl.PosterPath, 2000, 3000, "en")
	cl.Images.Backdrops = withMain(cl.Images.Backdrops, cl.BackdropPath, 3840, 2160, "")
}

func (cl *Collection) check(c *checker) {
	var top place
	c.positive(top, "id", cl.ID)
	c.required(top, "name", cl.Name)
	c.language(top, "original_language", cl.OriginalLanguage)
	c.image(top, "poster_path", cl.PosterPath)
	c.image(top, "backdrop_path", cl.BackdropPath)
	checkTranslations(c, cl.Translations)
	cl.Images.check(c)
	if len(cl.Parts) == 0 {
		c.failf(top, "", "no movie names the collection")
	}
}
