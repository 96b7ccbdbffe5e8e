package tmdbtest

import (
	"cmp"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// translated returns the texts in a language: those of the very country, else
// those of the language in any. It is nil if there are none, and for English
// where only the entity's own texts are.
func translated(list []*dataset.Translation, want locale) *dataset.Translation {
	var other *dataset.Translation
	for _, t := range list {
		switch {
		case t.Language != want.language:
		case t.Country == want.country:
			return t
		case other == nil:
			other = t
		}
	}
	if want.language == "en" {
		return nil
	}
	return other
}

// texts are the words of an entity in the language of a call.
type texts struct {
	title, overview, tagline, homepage string
	runtime                            int
}

// textsOf returns own, which is English, or its translation. As at TMDB, a
// missing title is the original one, and any other text that is missing stays
// empty.
func textsOf(c *call, own texts, original string, list []*dataset.Translation) texts {
	want := c.language()
	t := translated(list, want)
	if t == nil && want.language == "en" {
		return own
	}
	if t == nil {
		return texts{title: original, homepage: own.homepage, runtime: own.runtime}
	}
	return texts{
		title:    cmp.Or(t.Title, original),
		overview: t.Overview,
		tagline:  t.Tagline,
		homepage: cmp.Or(t.Homepage, own.homepage),
		runtime:  cmp.Or(t.Runtime, own.runtime),
	}
}

func movieTexts(c *call, m *dataset.Movie) texts {
	own := texts{m.Title, m.Overview, m.Tagline, m.Homepage, m.Runtime}
	return textsOf(c, own, m.OriginalTitle, m.Translations)
}

func seriesTexts(c *call, s *dataset.Series) texts {
	own := texts{title: s.Name, overview: s.Overview, tagline: s.Tagline, homepage: s.Homepage}
	return textsOf(c, own, s.OriginalName, s.Translations)
}

// seasonTexts fall back to the season's English name, which is Season 1 or the
// like: seasons have no original name.
func seasonTexts(c *call, s *dataset.Season) texts {
	return textsOf(c, texts{title: s.Name, overview: s.Overview}, s.Name, s.Translations)
}

func episodeTexts(c *call, e *dataset.Episode) texts {
	return textsOf(c, texts{title: e.Name, overview: e.Overview}, "Episode "+itoa(e.Number), e.Translations)
}

func collectionTexts(c *call, cl *dataset.Collection) texts {
	return textsOf(c, texts{title: cl.Name, overview: cl.Overview}, cl.OriginalName, cl.Translations)
}

// biography is translated, the name of a person never is.
func biography(c *call, p *dataset.Person) string {
	return textsOf(c, texts{title: p.Name, overview: p.Biography}, p.Name, p.Translations).overview
}

// inLanguage returns the path of the first image with writing in the language
// of the call, or main if there is none: how TMDB picks posters.
func inLanguage(c *call, images []*dataset.Image, main types.ImagePath) types.ImagePath {
	want := c.language()
	if want.language == "en" {
		return main
	}
	for _, i := range images {
		if i.Language == want.language {
			return i.FilePath
		}
	}
	return main
}
