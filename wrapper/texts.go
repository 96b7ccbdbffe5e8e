package wrapper

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/language"
	"github.com/tmdb-go/tmdb/internal/spec"
)

// What stands in lists of languages beside tags such as "pt-BR".
const (
	// OriginalLanguage is the one that a movie, a series or a collection was made in: for DetailsIn of
	// these and images.BestOf. Wherever nothing tells which it is, it is refused: name it, such as "ja".
	OriginalLanguage = language.Original
	// NoLanguage is that of images without text: for [ImageLanguages], IncludeImageLanguage and
	// images.Best. No text is in it, so DetailsIn refuses it.
	NoLanguage = language.None
)

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

// found is what a response holds that texts are chosen from and put into.
type found struct {
	list     []language.Translation // nil if TMDB left them out
	original language.Made
	// nil is one that such a thing does not have.
	title, overview, tagline, homepage, biography *string
}

// fill replaces each text by that of the first language that has it, and tells which. One that none
// has stays as it is.
func (f found) fill(languages []language.Tag) Texts {
	var texts, tags language.Texts
	if f.list != nil {
		texts, tags = language.Choose(languages, f.list, f.original)
	}
	put := func(field *string, text, tag string) Text {
		switch {
		case field == nil:
			return Text{}
		case text != "":
			*field = text
		}
		return Text{*field, tag}
	}
	return Texts{
		Title:     put(f.title, texts.Title, tags.Title),
		Overview:  put(f.overview, texts.Overview, tags.Overview),
		Tagline:   put(f.tagline, texts.Tagline, tags.Tagline),
		Homepage:  put(f.homepage, texts.Homepage, tags.Homepage),
		Biography: put(f.biography, texts.Biography, tags.Biography),
	}
}

// inLanguages is DetailsIn of anything. requested and appended are of the params, which it changes so
// that the response holds the translations, too, and is in the first of the languages if the caller
// does not say otherwise. details does the call, and in finds in its response what there is.
func inLanguages[D any, A ~string](ctx context.Context, c *Client, op *spec.Operation, languages []string, requested **string, appended *[]A, reqEditors []gen.RequestEditorFn,
	details func([]gen.RequestEditorFn) (*D, error), in func(*D) found) (*D, Texts, error) {
	tags, err := language.ParseList(languages, op == spec.MovieDetails || op == spec.TVSeriesDetails || op == spec.CollectionDetails)
	if err != nil {
		return nil, Texts{}, c.refuse(ctx, op, err)
	}
	if *appended, err = appendTranslations(op, *appended); err != nil {
		return nil, Texts{}, c.refuse(ctx, op, err)
	}
	if first := tags[0]; *requested == nil && first.Language != "" {
		*requested = new(first.String())
	}
	wanted := textLanguages{tags: tags}
	editors := append(slices.Clip(reqEditors), wanted.edit) // after those that say in which languages images come
	d, err := details(editors)
	if err != nil {
		return nil, Texts{}, err
	}
	if wanted.original = in(d).original.Language; wanted.open && language.NewByOriginal(tags, wanted.original) {
		if d, err = details(editors); err != nil { // images and videos of the original could not be asked for before
			return nil, Texts{}, err
		}
	}
	return d, in(d).fill(tags), nil
}

// appendTranslations returns pieces, copied, with the translations among them.
func appendTranslations[A ~string](op *spec.Operation, appended []A) ([]A, error) {
	const piece = "translations"
	pieces := splitPieces(appended)
	if slices.Contains(pieces, piece) {
		return pieces, nil
	}
	if most := maxAppends(op); len(pieces) >= most {
		return nil, fmt.Errorf("append_to_response has %d pieces: want at most %d, to leave room for translations", len(pieces), most-1)
	}
	return append(pieces, piece), nil
}

// textLanguages are those of a call of DetailsIn, in which images and videos are to come, too.
type textLanguages struct {
	tags     []language.Tag // the zero Tag is that of the original
	original string         // "" until a response has told it
	open     bool           // whether the caller leaves the languages of some images or videos to these
}

func (l *textLanguages) edit(ctx context.Context, req *http.Request) error {
	op := operationOf(ctx, req)
	l.open = language.HasOpenMedia(op, req.URL.Query())
	if err := setMediaLanguages(op, req.URL, language.Resolve(l.tags, l.original)); err != nil {
		return refuse(err.Error())
	}
	return nil
}

// DetailsIn returns a movie with its title, overview, tagline and homepage each in the first of the
// languages that has it, and which that was, in one request. A language is a tag like "pt" or
// "pt-BR", which is first Brazil's Portuguese, then that of any country, or [OriginalLanguage]. The
// title is the original one if none has another; any other text that none has stays as TMDB sent it.
// So do all if TMDB left out the translations, and details.Translations is nil.
//
// The request is in the first of the languages, unless params names another, which is what
// everything else in the response is in. Images and videos that are appended come in the first four
// of the languages, and images without text, unless params, an editor or a default says in which.
// With OriginalLanguage that takes a second request, as the first tells which it is.
//
// TMDB: GET /3/movie/{movie_id}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable].
func (s *MoviesService) DetailsIn(ctx context.Context, movieID int, languages []string, params *gen.MovieDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.MovieDetails, Texts, error) {
	own := copyParams(params)
	return inLanguages(ctx, s.client, spec.MovieDetails, languages, &own.Language, &own.AppendToResponse, reqEditors,
		func(editors []gen.RequestEditorFn) (*gen.MovieDetails, error) {
			return s.Details(ctx, movieID, &own, editors...)
		},
		func(d *gen.MovieDetails) found {
			f := found{original: language.Made{Language: d.OriginalLanguage, Title: d.OriginalTitle}, title: &d.Title, overview: &d.Overview, tagline: &d.Tagline, homepage: &d.Homepage}
			if d.Translations != nil {
				f.list = language.List(d.Translations.Translations, func(t gen.MovieTranslation) (string, string, language.Texts) {
					return t.LanguageCode, t.CountryCode, language.Texts{Title: t.Data.Title, Overview: t.Data.Overview, Tagline: t.Data.Tagline, Homepage: t.Data.Homepage}
				})
			}
			return f
		})
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
	return inLanguages(ctx, s.client, spec.TVSeriesDetails, languages, &own.Language, &own.AppendToResponse, reqEditors,
		func(editors []gen.RequestEditorFn) (*gen.TVSeriesDetails, error) {
			return s.Details(ctx, seriesID, &own, editors...)
		},
		func(d *gen.TVSeriesDetails) found {
			f := found{original: language.Made{Language: d.OriginalLanguage, Title: d.OriginalName}, title: &d.Name, overview: &d.Overview, tagline: &d.Tagline, homepage: &d.Homepage}
			if d.Translations != nil {
				f.list = language.List(d.Translations.Translations, func(t gen.TVSeriesTranslation) (string, string, language.Texts) {
					return t.LanguageCode, t.CountryCode, language.Texts{Title: t.Data.Name, Overview: t.Data.Overview, Tagline: t.Data.Tagline, Homepage: t.Data.Homepage}
				})
			}
			return f
		})
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
	return inLanguages(ctx, s.client, spec.TVSeasonDetails, languages, &own.Language, &own.AppendToResponse, reqEditors,
		func(editors []gen.RequestEditorFn) (*gen.TVSeasonDetails, error) {
			return s.Details(ctx, seriesID, seasonNumber, &own, editors...)
		},
		func(d *gen.TVSeasonDetails) found {
			f := found{title: &d.Name, overview: &d.Overview}
			if d.Translations != nil {
				f.list = language.List(d.Translations.Translations, func(t gen.TVSeasonTranslation) (string, string, language.Texts) {
					return t.LanguageCode, t.CountryCode, language.Texts{Title: t.Data.Name, Overview: t.Data.Overview}
				})
			}
			return f
		})
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
	return inLanguages(ctx, s.client, spec.TVEpisodeDetails, languages, &own.Language, &own.AppendToResponse, reqEditors,
		func(editors []gen.RequestEditorFn) (*gen.TVEpisodeDetails, error) {
			return s.Details(ctx, seriesID, seasonNumber, episodeNumber, &own, editors...)
		},
		func(d *gen.TVEpisodeDetails) found {
			f := found{title: &d.Name, overview: &d.Overview}
			if d.Translations != nil {
				f.list = language.List(d.Translations.Translations, func(t gen.TVEpisodeTranslation) (string, string, language.Texts) {
					return t.LanguageCode, t.CountryCode, language.Texts{Title: t.Data.Name, Overview: t.Data.Overview}
				})
			}
			return f
		})
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
	return inLanguages(ctx, s.client, spec.PersonDetails, languages, &own.Language, &own.AppendToResponse, reqEditors,
		func(editors []gen.RequestEditorFn) (*gen.PersonDetails, error) {
			return s.Details(ctx, personID, &own, editors...)
		},
		func(d *gen.PersonDetails) found {
			f := found{biography: &d.Biography}
			if d.Translations != nil {
				f.list = language.List(d.Translations.Translations, func(t gen.PersonTranslation) (string, string, language.Texts) {
					return t.LanguageCode, t.CountryCode, language.Texts{Biography: t.Data.Biography}
				})
			}
			return f
		})
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
	return inLanguages(ctx, s.client, spec.CollectionDetails, languages, &own.Language, &own.AppendToResponse, reqEditors,
		func(editors []gen.RequestEditorFn) (*gen.CollectionDetails, error) {
			return s.Details(ctx, collectionID, &own, editors...)
		},
		func(d *gen.CollectionDetails) found {
			f := found{original: language.Made{Language: d.OriginalLanguage, Title: d.OriginalName}, title: &d.Name, overview: &d.Overview, homepage: new(string)}
			if d.Translations != nil {
				f.list = language.List(d.Translations.Translations, func(t gen.CollectionTranslation) (string, string, language.Texts) {
					return t.LanguageCode, t.CountryCode, language.Texts{Title: t.Data.Title, Overview: t.Data.Overview, Homepage: t.Data.Homepage}
				})
			}
			return f
		})
}
