package wrapper

import (
	"context"

	"github.com/tmdb-go/tmdb/gen"
)

// DetailsIn returns a movie with its title, overview, tagline and homepage each in the first of the
// languages that has it, and which that was, in one request. A language is a tag like "pt" or "pt-BR",
// which is first Brazil's Portuguese, then that of any country, or [OriginalLanguage]. Where TMDB has
// no title in a language that it has other texts in, the title is the original one. A text that none of
// the languages has stays as TMDB sent it; so do all if TMDB left out the translations, and
// details.Translations is nil.
//
// The request is in the first of the languages, unless params names another, which is what everything
// else in the answer is in.
//
// TMDB: GET /3/movie/{movie_id}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable].
func (s *MoviesService) DetailsIn(ctx context.Context, movieID int, languages []string, params *gen.MovieDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.MovieDetails, Texts, error) {
	own := copyParams(params)
	if err := askTranslations(opMovieDetails, languages, &own.Language, &own.AppendToResponse); err != nil {
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
	f := fallback{languages: languages, list: list, originalTitle: d.OriginalTitle, originalLanguage: d.OriginalLanguage}
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
	if err := askTranslations(opTVSeriesDetails, languages, &own.Language, &own.AppendToResponse); err != nil {
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
	f := fallback{languages: languages, list: list, originalTitle: d.OriginalName, originalLanguage: d.OriginalLanguage}
	return d, f.fill(texts{title: &d.Name, overview: &d.Overview, tagline: &d.Tagline, homepage: &d.Homepage}), nil
}

// DetailsIn returns a season with its name and overview each in the first of the languages that has it,
// like [MoviesService.DetailsIn]. The episodes are in the language of the request.
//
// TMDB: GET /3/tv/{series_id}/season/{season_number}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable].
func (s *TVSeasonsService) DetailsIn(ctx context.Context, seriesID, seasonNumber int, languages []string, params *gen.TVSeasonDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.TVSeasonDetails, Texts, error) {
	own := copyParams(params)
	if err := askTranslations(opTVSeasonDetails, languages, &own.Language, &own.AppendToResponse); err != nil {
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
	f := fallback{languages: languages, list: list}
	return d, f.fill(texts{title: &d.Name, overview: &d.Overview}), nil
}

// DetailsIn returns an episode with its name and overview each in the first of the languages that has
// it, like [MoviesService.DetailsIn].
//
// TMDB: GET /3/tv/{series_id}/season/{season_number}/episode/{episode_number}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable].
func (s *TVEpisodesService) DetailsIn(ctx context.Context, seriesID, seasonNumber, episodeNumber int, languages []string, params *gen.TVEpisodeDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.TVEpisodeDetails, Texts, error) {
	own := copyParams(params)
	if err := askTranslations(opTVEpisodeDetails, languages, &own.Language, &own.AppendToResponse); err != nil {
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
	f := fallback{languages: languages, list: list}
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
	if err := askTranslations(opPersonDetails, languages, &own.Language, &own.AppendToResponse); err != nil {
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
	f := fallback{languages: languages, list: list}
	return d, f.fill(texts{biography: &d.Biography}), nil
}

// DetailsIn returns a collection with its name and overview each in the first of the languages that has
// it, like [MoviesService.DetailsIn]. Details have no field for the homepage: it is in Texts alone.
//
// TMDB: GET /3/collection/{collection_id}
//
// Errors are *[Error]: [ErrUnauthorized], [ErrNotFound], [ErrInvalid], [ErrRateLimited],
// [ErrUnavailable].
func (s *CollectionsService) DetailsIn(ctx context.Context, collectionID int, languages []string, params *gen.CollectionDetailsParams, reqEditors ...gen.RequestEditorFn) (*gen.CollectionDetails, Texts, error) {
	own := copyParams(params)
	if err := askTranslations(opCollectionDetails, languages, &own.Language, &own.AppendToResponse); err != nil {
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
	f := fallback{languages: languages, list: list, originalTitle: d.OriginalName, originalLanguage: d.OriginalLanguage}
	return d, f.fill(texts{title: &d.Name, overview: &d.Overview, homepage: new(string)}), nil
}
