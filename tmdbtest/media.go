package tmdbtest

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// What movies, series, seasons, episodes, people and collections have in common.

// imagesOf returns the images in the languages that the call asks for: the
// requested one and those of include_image_language, in which null stands for
// images without writing. A call that names none gets all.
func imagesOf(c *call, images []*dataset.Image) []gen.Image {
	wanted := c.list("include_image_language")
	if c.has("language") {
		wanted = append(wanted, c.language().language)
	}
	rows := []gen.Image{}
	for _, i := range images {
		if len(wanted) == 0 || slices.Contains(wanted, cmp.Or(i.Language, "null")) {
			rows = append(rows, imageRow(i))
		}
	}
	return rows
}

func imageRow(i *dataset.Image) gen.Image {
	return gen.Image{
		FilePath:     i.FilePath,
		Width:        types.Int(i.Width),
		Height:       types.Int(i.Height),
		AspectRatio:  i.AspectRatio(),
		LanguageCode: i.Language,
		CountryCode:  i.Country,
		VoteAverage:  types.Float(i.VoteAverage),
		VoteCount:    i.VoteCount,
	}
}

// logosOf returns the logos of a company or network.
func logosOf(id int, images []*dataset.Image) *gen.Logos {
	logos := []gen.Logo{}
	for _, i := range images {
		logos = append(logos, gen.Logo{
			ID:          i.ID,
			FilePath:    i.FilePath,
			FileType:    gen.LogoFileType(i.FileType()),
			Width:       types.Int(i.Width),
			Height:      types.Int(i.Height),
			AspectRatio: i.AspectRatio(),
			VoteAverage: types.Float(i.VoteAverage),
			VoteCount:   i.VoteCount,
		})
	}
	return &gen.Logos{ID: id, Logos: logos}
}

func alternativeNames(id int, names []*dataset.AlternativeName) *gen.AlternativeNames {
	rows := []gen.AlternativeName{}
	for _, n := range names {
		rows = append(rows, gen.AlternativeName{Name: n.Name, Type: n.Type})
	}
	return &gen.AlternativeNames{ID: id, Results: rows}
}

func alternativeTitles(c *call, titles []*dataset.AlternativeTitle) []gen.AlternativeTitle {
	rows := []gen.AlternativeTitle{}
	for _, t := range titles {
		if !c.has("country") || t.Country == c.text("country") {
			rows = append(rows, gen.AlternativeTitle{CountryCode: t.Country, Title: t.Title, Type: t.Type})
		}
	}
	return rows
}

// videosOf returns the videos in the requested language, English if the call
// names none, and in those of include_video_language.
func videosOf(c *call, id int, videos []*dataset.Video) *gen.Videos {
	wanted := append(c.list("include_video_language"), c.language().language)
	rows := []gen.Video{}
	for _, v := range videos {
		if !slices.Contains(wanted, cmp.Or(v.Language, "null")) {
			continue
		}
		rows = append(rows, gen.Video{
			ID:           v.ID,
			Site:         gen.VideoSite(v.Site),
			Key:          v.Key,
			Name:         v.Name,
			Type:         gen.VideoType(v.Type),
			Size:         gen.VideoSize(v.Size),
			Official:     v.Official,
			LanguageCode: v.Language,
			CountryCode:  v.Country,
			PublishedAt:  v.PublishedAt,
		})
	}
	return &gen.Videos{ID: id, Results: rows}
}

// genresOf returns the genres with their names in the language of the call.
func genresOf(c *call, genres []*dataset.Genre) []gen.Genre {
	rows := []gen.Genre{}
	for _, g := range genres {
		name := cmp.Or(g.Names[c.language().language], g.Name)
		rows = append(rows, gen.Genre{ID: g.ID, Name: name})
	}
	return rows
}

func countriesOf(c *call, codes []string) []gen.Country {
	rows := []gen.Country{}
	for _, code := range codes {
		row := gen.Country{CountryCode: code}
		if co := c.set.Country(code); co != nil {
			row.Name = co.EnglishName
		}
		rows = append(rows, row)
	}
	return rows
}

func spokenLanguages(c *call, codes []string) []gen.SpokenLanguage {
	rows := []gen.SpokenLanguage{}
	for _, code := range codes {
		row := gen.SpokenLanguage{LanguageCode: code}
		if l := c.set.Language(code); l != nil {
			row.EnglishName, row.Name = l.EnglishName, l.Name
		}
		rows = append(rows, row)
	}
	return rows
}

// translationsOf returns the texts in all languages, each as the type that the
// kind of entity has. English comes first and holds the entity's own texts.
func translationsOf[T any](c *call, own *dataset.Translation, others []*dataset.Translation, row func(english, native string, t *dataset.Translation) T) []T {
	rows := []T{}
	english := *own
	english.Language, english.Country = "en", "US"
	for _, t := range append([]*dataset.Translation{&english}, others...) {
		var inEnglish, native string
		if l := c.set.Language(t.Language); l != nil {
			inEnglish, native = l.EnglishName, l.Name
		}
		rows = append(rows, row(inEnglish, native, t))
	}
	return rows
}

// reviewsOf returns one page of reviews.
func reviewsOf(c *call, id int, reviews []*dataset.Review) gen.ReviewPage {
	rows, page, pages, results := accountPage(c, reviews)
	return gen.ReviewPage{ID: id, Page: page, Results: each(c, rows, reviewRow), TotalPages: pages, TotalResults: results}
}

// listsOf returns one page of the lists that a movie or series is on.
func listsOf(c *call, ref dataset.Ref) gen.ListSummaryPage {
	lists, page, pages, results := paginate(c, c.listsWith(ref))
	rows := each(c, lists, listRow)
	if ref.Kind() == dataset.KindSeries {
		for i := range rows {
			rows[i].ListType = "" // which TMDB does not tell here
		}
	}
	return gen.ListSummaryPage{ID: ref.Target(), Page: page, Results: rows, TotalPages: pages, TotalResults: results}
}

func listRow(_ *call, l *dataset.List) gen.ListSummary {
	return gen.ListSummary{
		ID:            types.IntID(l.ID),
		Name:          l.Name,
		Description:   l.Description,
		FavoriteCount: l.FavoriteCount,
		ItemCount:     len(l.Items),
		LanguageCode:  l.Language,
		CountryCode:   l.Country,
		ListType:      gen.MediaTypeMovie,
		PosterPath:    l.PosterPath,
	}
}

// accountStates returns what who acts did to a movie or series. Without a
// session there is nobody to ask about.
func accountStates(c *call, kind mediaKind, id int) (*gen.AccountStates, error) {
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	return &gen.AccountStates{
		ID:        id,
		Favorite:  new(c.isFavorite(kind, id)),
		Rated:     c.rating(kind, id),
		Watchlist: new(c.onWatchlist(kind, id)),
	}, nil
}
