package handlers

import (
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// What movies, series, seasons, episodes, people and collections have in common.

// lookup finds the entity that the path of a call names.
type lookup[E entity] func(*Call) (E, error)

// found returns an entity that was looked up by a parameter of the path. TMDB has a code of its own for 0.
func found[T any](c *Call, parameter string, e *T) (*T, error) {
	switch {
	case e != nil:
		return e, nil
	case c.text(parameter) == "0":
		return nil, codes.Fail(gen.StatusCodeInvalidID)
	}
	return nil, codes.NotFound()
}

// of makes a handler of one that wants the entity of the path.
func (find lookup[E]) of(h func(*Call, E) (any, error)) handler {
	return func(c *Call) (any, error) {
		e, err := find(c)
		if err != nil {
			return nil, err
		}
		return h(c, e)
	}
}

// details makes a handler of details that are the same for all.
func (find lookup[E]) details() handler {
	return find.of(func(_ *Call, e E) (any, error) {
		if e.Object() == nil {
			return nil, codes.NotFound()
		}
		return e.Object(), nil
	})
}

// piece makes a handler of what the data has under a name, in the schema of the response, which says what
// is sent if there is nothing.
func (find lookup[E]) piece(name, schema string) handler {
	return find.of(func(c *Call, e E) (any, error) { return pieceOf(e, name, schema), nil })
}

// pieceOf returns a piece with the id of its entity.
func pieceOf(e entity, name, schema string) object.Object {
	o := object.Of("id", e.SentID()).Add(e.Piece(name))
	return dataset.Fill(o, schema)
}

// externalIDs makes a handler of the ids at other sites, null for those that are not known. fields are all
// that TMDB sends.
func (find lookup[E]) externalIDs(fields []string) handler {
	return find.of(func(_ *Call, e E) (any, error) {
		o := object.Of("id", e.SentID()).Add(e.Piece("external_ids"))
		for _, name := range fields {
			if o.Get(name) == nil {
				o = o.With(name, nil)
			}
		}
		if id := e.Object().Get("imdb_id"); id != nil && o.Text("imdb_id") == "" {
			o = o.With("imdb_id", id)
		}
		return o, nil
	})
}

// images makes a handler of images in the languages that the call asks for: the requested one and those of
// include_image_language, in which null stands for images without writing. A call that names none gets all.
// more are kinds of images that the schema does not require, and TMDB sends today.
func (find lookup[E]) images(schema string, more ...string) handler {
	return find.of(func(c *Call, e E) (any, error) {
		wanted := c.list("include_image_language")
		if c.has("language") {
			wanted = append(wanted, c.language().language)
		}
		o := pieceOf(e, "images", schema)
		for _, kind := range more {
			if o.Get(kind) == nil {
				o = o.With(kind, []object.Object{})
			}
		}
		if len(wanted) == 0 {
			return o, nil
		}
		for _, f := range o {
			if f.Name != "id" {
				o = o.With(f.Name, inLanguages(object.List(f.Value), wanted))
			}
		}
		return o, nil
	})
}

// videos makes a handler of the videos.
func (find lookup[E]) videos() handler {
	return find.of(func(c *Call, e E) (any, error) { return c.videosOf(e), nil })
}

// videosOf returns the videos in the requested language, English if the call names none, and in those of
// include_video_language.
func (c *Call) videosOf(e entity) object.Object {
	o := pieceOf(e, "videos", "Videos")
	wanted := append(c.list("include_video_language"), c.language().language)
	return o.With("results", inLanguages(o.List("results"), wanted))
}

// inLanguages returns the images or videos in one of the languages.
func inLanguages(rows []object.Object, wanted []string) []object.Object {
	kept := []object.Object{}
	for _, row := range rows {
		language := row.Text("iso_639_1")
		if language == "" {
			language = "null"
		}
		if slices.Contains(wanted, language) {
			kept = append(kept, row)
		}
	}
	return kept
}

// rows makes a handler of a page of the movies or series that the data has under a name.
func (find lookup[E]) rows(name string) handler {
	return find.of(func(c *Call, e E) (any, error) { return paged(c, e.Piece(name).List("results"), c.current), nil })
}

// ofCountry returns a piece with those rows only that are of the country that the call names, all if it names
// none.
func (c *Call) ofCountry(o object.Object, field string) object.Object {
	if !c.has("country") {
		return o
	}
	rows := slices.DeleteFunc(o.List(field), func(row object.Object) bool {
		return row.Text("iso_3166_1") != c.text("country")
	})
	return o.With(field, rows)
}
