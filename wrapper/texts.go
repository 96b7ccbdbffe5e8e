package wrapper

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/language"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// OriginalLanguage stands, in a list of languages, for the one that a movie, a series or a
// collection was made in.
const OriginalLanguage = "null"

// Text is a text and the language it is in.
type Text struct {
	// Text is the text, "" if there is none.
	Text string
	// Language is that of the translation, such as "pt-BR"; that of the original, such as "ja", for an
	// original title; "" for a text that TMDB put there of its own accord.
	Language string
}

// Texts are the texts of a movie, a series, a season, an episode, a person or a collection, each in
// the first language that has it. What such a thing does not have is empty.
type Texts struct {
	Title     Text // the name of a series, a season, an episode or a collection
	Overview  Text
	Tagline   Text
	Homepage  Text // each language may have its own
	Biography Text
}

// translation is the translation of anything.
type translation struct {
	language, country string
	title             string
	overview          string
	tagline           string
	homepage          string
	biography         string
}

func (t translation) isEmpty() bool {
	return t.title+t.overview+t.tagline+t.homepage+t.biography == ""
}

func (t translation) tag() string {
	if t.country == "" {
		return t.language
	}
	return t.language + "-" + t.country
}

// texts are the texts in a response, to be filled in. nil is one that such a thing does not have.
type texts struct {
	title, overview, tagline, homepage, biography *string
}

// fallback chooses texts among translations.
type fallback struct {
	languages        []language.Tag // the zero Tag is the original's
	list             []translation
	originalTitle    string // "" if such a thing has none
	originalLanguage string
}

// fill replaces each text by that of the first language that has it, and tells which. One that none
// has stays as it is.
func (f fallback) fill(t texts) Texts {
	order := f.order()
	return Texts{
		Title:     f.title(t.title, order),
		Overview:  f.text(t.overview, order, func(t translation) string { return t.overview }),
		Tagline:   f.text(t.tagline, order, func(t translation) string { return t.tagline }),
		Homepage:  f.text(t.homepage, order, func(t translation) string { return t.homepage }),
		Biography: f.text(t.biography, order, func(t translation) string { return t.biography }),
	}
}

// order returns the translations in the order of the languages, without those that hold nothing, of
// which TMDB lists many.
func (f fallback) order() []translation {
	var order []translation
	for _, wanted := range language.Order(f.languages) {
		isOriginal := wanted == language.Tag{}
		if isOriginal {
			wanted.Language = f.originalLanguage
		}
		for _, t := range f.list {
			if wanted.Language != "" && wanted.Matches(t.language, t.country) && !t.isEmpty() {
				order = append(order, t)
			}
		}
		if isOriginal && f.originalTitle != "" {
			// The original has its title even if TMDB lists no texts in its language.
			order = append(order, translation{language: f.originalLanguage, title: f.originalTitle})
		}
	}
	return order
}

func (f fallback) text(field *string, order []translation, get func(translation) string) Text {
	if field == nil {
		return Text{}
	}
	for _, t := range order {
		if text := get(t); text != "" {
			*field = text
			return Text{text, t.tag()}
		}
	}
	return Text{Text: *field}
}

// title differs from the other texts where there is an original title: a translation leaves its own
// empty if it is the same.
func (f fallback) title(field *string, order []translation) Text {
	if field == nil || f.originalTitle == "" || len(order) == 0 || order[0].title != "" {
		return f.text(field, order, func(t translation) string { return t.title })
	}
	*field = f.originalTitle
	return Text{f.originalTitle, f.originalLanguage}
}

// askTranslations changes the params of details so that the response holds the translations, too,
// and is in the first of the languages if the caller does not say otherwise. It returns the
// languages, read.
func askTranslations[A ~string](op *spec.Operation, languages []string, inLanguage **string, appended *[]A) ([]language.Tag, error) {
	const piece = "translations"
	if len(languages) == 0 {
		return nil, newError(op, ErrInvalid, errors.New("languages are none: want at least one, such as pt-BR"))
	}
	tags := make([]language.Tag, len(languages))
	for i, text := range languages {
		if strings.EqualFold(text, OriginalLanguage) {
			continue
		}
		var err error
		if tags[i], err = language.Parse(text); err != nil {
			return nil, newError(op, ErrInvalid, fmt.Errorf("languages hold %.40q: want each like pt, pt-BR or %s for the original", text, OriginalLanguage))
		}
	}
	pieces := splitPieces(*appended) // a copy
	if most := maxAppends(op); !slices.Contains(pieces, piece) {
		if len(pieces) >= most {
			return nil, newError(op, ErrInvalid, fmt.Errorf("append_to_response has %d pieces: want at most %d, to leave room for translations", len(pieces), most-1))
		}
		pieces = append(pieces, piece)
	}
	*appended = pieces
	if first := tags[0]; *inLanguage == nil && first.Language != "" {
		*inLanguage = new(first.String())
	}
	return tags, nil
}

// DetailsIn returns a movie with its title, overview, tagline and homepage each in the first of the
// languages that has it, and which that was, in one request. A language is a tag like "pt" or
// "pt-BR", which is first Brazil's Portuguese, then that of any country, or [OriginalLanguage].
// Where TMDB has no title in a language that it has other texts in, the title is the original one.
// A text that none of the languages has stays as TMDB sent it; so do all if TMDB left out the
// translations, and details.Translations is nil.
//
// The request is in the first of the languages, unless params names another, which is what
// everything else in the response is in.
//
// TMDB: GET /3/movie/{movie_id}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable].
func (s *MoviesService) DetailsIn(ctx context.Context, movieID int, languages []string, params *gen.MovieDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.MovieDetails, Texts, error) {
	own := copyParams(params)
	tags, err := askTranslations(spec.MovieDetails, languages, &own.Language, &own.AppendToResponse)
	if err != nil {
		return nil, Texts{}, err
	}
	d, err := s.Details(ctx, movieID, &own, reqEditors...)
	if err != nil {
		return nil, Texts{}, err
	}
	var list []translation
	if d.Translations != nil {
		for _, t := range d.Translations.Translations {
			list = append(list, translation{
				language: t.LanguageCode, country: t.CountryCode,
				title: t.Data.Title, overview: t.Data.Overview, tagline: t.Data.Tagline, homepage: t.Data.Homepage,
			})
		}
	}
	f := fallback{languages: tags, list: list, originalTitle: d.OriginalTitle, originalLanguage: d.OriginalLanguage}
	return d, f.fill(texts{title: &d.Title, overview: &d.Overview, tagline: &d.Tagline, homepage: &d.Homepage}), nil
}

// DetailsIn returns a series with its name, overview, tagline and homepage each in the first of the
// languages that has it, like [MoviesService.DetailsIn].
//
// TMDB: GET /3/tv/{series_id}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable].
func (s *TVSeriesService) DetailsIn(ctx context.Context, seriesID int, languages []string, params *gen.TVSeriesDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.TVSeriesDetails, Texts, error) {
	own := copyParams(params)
	tags, err := askTranslations(spec.TVSeriesDetails, languages, &own.Language, &own.AppendToResponse)
	if err != nil {
		return nil, Texts{}, err
	}
	d, err := s.Details(ctx, seriesID, &own, reqEditors...)
	if err != nil {
		return nil, Texts{}, err
	}
	var list []translation
	if d.Translations != nil {
		for _, t := range d.Translations.Translations {
			list = append(list, translation{
				language: t.LanguageCode, country: t.CountryCode,
				title: t.Data.Name, overview: t.Data.Overview, tagline: t.Data.Tagline, homepage: t.Data.Homepage,
			})
		}
	}
	f := fallback{languages: tags, list: list, originalTitle: d.OriginalName, originalLanguage: d.OriginalLanguage}
	return d, f.fill(texts{title: &d.Name, overview: &d.Overview, tagline: &d.Tagline, homepage: &d.Homepage}), nil
}

// DetailsIn returns a season with its name and overview each in the first of the languages that has
// it, like [MoviesService.DetailsIn]. The episodes are in the language of the request.
//
// TMDB: GET /3/tv/{series_id}/season/{season_number}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable].
func (s *TVSeasonsService) DetailsIn(ctx context.Context, seriesID, seasonNumber int, languages []string, params *gen.TVSeasonDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.TVSeasonDetails, Texts, error) {
	own := copyParams(params)
	tags, err := askTranslations(spec.TVSeasonDetails, languages, &own.Language, &own.AppendToResponse)
	if err != nil {
		return nil, Texts{}, err
	}
	d, err := s.Details(ctx, seriesID, seasonNumber, &own, reqEditors...)
	if err != nil {
		return nil, Texts{}, err
	}
	var list []translation
	if d.Translations != nil {
		for _, t := range d.Translations.Translations {
			list = append(list, translation{
				language: t.LanguageCode, country: t.CountryCode,
				title: t.Data.Name, overview: t.Data.Overview,
			})
		}
	}
	f := fallback{languages: tags, list: list}
	return d, f.fill(texts{title: &d.Name, overview: &d.Overview}), nil
}

// DetailsIn returns an episode with its name and overview each in the first of the languages that
// has it, like [MoviesService.DetailsIn].
//
// TMDB: GET /3/tv/{series_id}/season/{season_number}/episode/{episode_number}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable].
func (s *TVEpisodesService) DetailsIn(ctx context.Context, seriesID, seasonNumber, episodeNumber int, languages []string, params *gen.TVEpisodeDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.TVEpisodeDetails, Texts, error) {
	own := copyParams(params)
	tags, err := askTranslations(spec.TVEpisodeDetails, languages, &own.Language, &own.AppendToResponse)
	if err != nil {
		return nil, Texts{}, err
	}
	d, err := s.Details(ctx, seriesID, seasonNumber, episodeNumber, &own, reqEditors...)
	if err != nil {
		return nil, Texts{}, err
	}
	var list []translation
	if d.Translations != nil {
		for _, t := range d.Translations.Translations {
			list = append(list, translation{
				language: t.LanguageCode, country: t.CountryCode,
				title: t.Data.Name, overview: t.Data.Overview,
			})
		}
	}
	f := fallback{languages: tags, list: list}
	return d, f.fill(texts{title: &d.Name, overview: &d.Overview}), nil
}

// DetailsIn returns a person with the biography in the first of the languages that has one, like
// [MoviesService.DetailsIn]. Names are as TMDB has them.
//
// TMDB: GET /3/person/{person_id}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable].
func (s *PeopleService) DetailsIn(ctx context.Context, personID int, languages []string, params *gen.PersonDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.PersonDetails, Texts, error) {
	own := copyParams(params)
	tags, err := askTranslations(spec.PersonDetails, languages, &own.Language, &own.AppendToResponse)
	if err != nil {
		return nil, Texts{}, err
	}
	d, err := s.Details(ctx, personID, &own, reqEditors...)
	if err != nil {
		return nil, Texts{}, err
	}
	var list []translation
	if d.Translations != nil {
		for _, t := range d.Translations.Translations {
			list = append(list, translation{
				language: t.LanguageCode, country: t.CountryCode,
				biography: t.Data.Biography,
			})
		}
	}
	f := fallback{languages: tags, list: list}
	return d, f.fill(texts{biography: &d.Biography}), nil
}

// DetailsIn returns a collection with its name and overview each in the first of the languages that
// has it, like [MoviesService.DetailsIn]. Details have no field for the homepage: it is in Texts
// alone.
//
// TMDB: GET /3/collection/{collection_id}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable].
func (s *CollectionsService) DetailsIn(ctx context.Context, collectionID int, languages []string, params *gen.CollectionDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.CollectionDetails, Texts, error) {
	own := copyParams(params)
	tags, err := askTranslations(spec.CollectionDetails, languages, &own.Language, &own.AppendToResponse)
	if err != nil {
		return nil, Texts{}, err
	}
	d, err := s.Details(ctx, collectionID, &own, reqEditors...)
	if err != nil {
		return nil, Texts{}, err
	}
	var list []translation
	if d.Translations != nil {
		for _, t := range d.Translations.Translations {
			list = append(list, translation{
				language: t.LanguageCode, country: t.CountryCode,
				title: t.Data.Title, overview: t.Data.Overview, homepage: t.Data.Homepage,
			})
		}
	}
	f := fallback{languages: tags, list: list, originalTitle: d.OriginalName, originalLanguage: d.OriginalLanguage}
	return d, f.fill(texts{title: &d.Name, overview: &d.Overview, homepage: new(string)}), nil
}
