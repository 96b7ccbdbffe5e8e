package handlers

import (
	"cmp"
	"encoding/json"
	"slices"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// entity is an entity of the data set.
type entity interface {
	// Object returns the details without pieces.
	Object() object.Object
	// SentID returns the id as TMDB sends it.
	SentID() json.RawMessage
	// In returns the texts that were recorded in a language, nil if none were.
	In(language string) object.Object
	// Piece returns what can be appended under a name, nil if the data has none.
	Piece(name string) object.Object
}

// translation returns the texts of an entity in a language: those of the very country, else those of the
// language in any. ours is whether they are the entity's own, which are English.
func translation(e entity, want locale) (texts object.Object, ours bool) {
	var other object.Object
	for _, t := range e.Piece("translations").List("translations") {
		if t.Text("iso_639_1") != want.language {
			continue
		}
		data, err := object.Parse(t.Get("data"))
		switch {
		case err != nil:
		case t.Text("iso_3166_1") == want.country:
			return data, false
		case other == nil:
			other = data
		}
	}
	return other, want.language == "en"
}

// inLanguage returns details or a row of an entity with the texts in the language of the call. title is the
// name of the field of the title, and original the title where there is none in the language. As at TMDB,
// any other text that is missing stays empty.
func (c *Call) inLanguage(o object.Object, e entity, title, original string) object.Object {
	want := c.language()
	if want == (locale{"en", "US"}) || want == (locale{"en", ""}) {
		return o
	}
	if recorded := e.In(want.language); recorded != nil {
		for _, f := range recorded {
			if o.Get(f.Name) != nil {
				o = o.With(f.Name, f.Value)
			}
		}
		return o
	}
	t, ours := translation(e, want)
	if ours || e.Piece("translations") == nil {
		return c.posterIn(o, e)
	}
	for _, name := range []string{title, "overview", "tagline", "biography"} {
		if o.Get(name) != nil {
			text := t.Text(name)
			if name == title {
				text = cmp.Or(text, t.Text("title"), t.Text("name"), original)
			}
			o = o.With(name, text)
		}
	}
	if home := t.Text("homepage"); home != "" && o.Get("homepage") != nil {
		o = o.With("homepage", home)
	}
	if runtime := t.Int("runtime"); runtime != 0 && o.Get("runtime") != nil {
		o = o.With("runtime", runtime)
	}
	return c.posterIn(o, e)
}

// posterIn returns details or a row with the first poster with writing in the language of the call, if there
// is one: how TMDB picks posters.
func (c *Call) posterIn(o object.Object, e entity) object.Object {
	want := c.language()
	if want.language == "en" || o.Get("poster_path") == nil {
		return o
	}
	posters := e.Piece("images").List("posters")
	i := slices.IndexFunc(posters, func(p object.Object) bool { return p.Text("iso_639_1") == want.language })
	if i < 0 {
		return o
	}
	return o.With("poster_path", posters[i].Get("file_path"))
}

// genresIn returns details with the names of the genres in the language of the call.
func (c *Call) genresIn(o object.Object, kind string) object.Object {
	want := c.language().language
	list, err := object.Parse(c.Set.Static("/3/genre/"+kind+"/list", want))
	if want == "en" || err != nil {
		return o
	}
	names := map[int]string{}
	for _, g := range list.List("genres") {
		names[g.Int("id")] = g.Text("name")
	}
	return o.With("genres", each(o.List("genres"), func(g object.Object) object.Object {
		if name := names[g.Int("id")]; name != "" {
			return g.With("name", name)
		}
		return g
	}))
}
