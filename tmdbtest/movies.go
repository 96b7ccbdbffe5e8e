package tmdbtest

import (
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

var movieHandlers = map[string]handler{
	"movieDetails":           appending(ofMovie(movieDetails)),
	"movieAccountStates":     ofMovie(movieAccountStates),
	"movieAlternativeTitles": ofMovie(movieAlternativeTitles),
	"movieChanges":           ofMovie(movieChanges),
	"movieCredits":           ofMovie(movieCredits),
	"movieExternalIDs":       ofMovie(movieExternalIDs),
	"movieImages":            ofMovie(movieImages),
	"movieKeywords":          ofMovie(movieKeywords),
	"movieLatest":            movieLatest,
	"movieLists":             ofMovie(movieLists),
	"movieRecommendations":   ofMovie(movieRecommendations),
	"movieReleaseDates":      ofMovie(movieReleaseDates),
	"movieReleases":          ofMovie(movieReleases),
	"movieReviews":           ofMovie(movieReviews),
	"movieSimilar":           ofMovie(movieSimilar),
	"movieTranslations":      ofMovie(movieTranslations),
	"movieVideos":            ofMovie(movieVideos),
	"movieWatchProviders":    ofMovie(movieWatchProviders),
}

// ofMovie makes a handler of one that wants the movie of the path.
func ofMovie(answer func(*call, *dataset.Movie) (any, error)) handler {
	return func(c *call) (any, error) {
		m := c.set.Movie(c.id("movie_id"))
		if m == nil {
			return nil, notFound()
		}
		return answer(c, m)
	}
}

func movieDetails(c *call, m *dataset.Movie) (any, error) {
	t := movieTexts(c, m)
	d := &gen.MovieDetails{
		ID:                  m.ID,
		Adult:               m.Adult,
		Softcore:            new(m.Softcore),
		Video:               new(m.Video),
		Title:               t.title,
		OriginalTitle:       m.OriginalTitle,
		OriginalLanguage:    m.OriginalLanguage,
		OriginCountry:       append([]string{}, m.OriginCountries...),
		Overview:            t.overview,
		Tagline:             t.tagline,
		Homepage:            t.homepage,
		Status:              gen.MovieStatus(m.Status),
		ReleaseDate:         m.ReleaseDate,
		Runtime:             t.runtime,
		Budget:              m.Budget,
		Revenue:             m.Revenue,
		Popularity:          types.Float(m.Popularity),
		VoteAverage:         m.VoteAverage,
		VoteCount:           m.VoteCount,
		IMDBID:              m.ExternalIDs.IMDB,
		Genres:              genresOf(c, m.Genres),
		ProductionCompanies: each(c, m.Companies, companyRow),
		ProductionCountries: countriesOf(c, m.ProductionCountries),
		SpokenLanguages:     spokenLanguages(c, m.SpokenLanguages),
		PosterPath:          inLanguage(c, m.Images.Posters, m.PosterPath),
		BackdropPath:        m.BackdropPath,
	}
	if cl := m.Collection; cl != nil {
		d.BelongsToCollection = &gen.CollectionSummary{
			ID:           cl.ID,
			Name:         collectionTexts(c, cl).title,
			PosterPath:   inLanguage(c, cl.Images.Posters, cl.PosterPath),
			BackdropPath: cl.BackdropPath,
		}
	}
	return d, nil
}

// movieLatest is the movie that was added last, which is the one with the
// highest id.
func movieLatest(c *call) (any, error) {
	movies := keep(c.set.Movies, func(m *dataset.Movie) bool { return !m.Adult })
	if len(movies) == 0 {
		return nil, notFound()
	}
	return movieDetails(c, movies[len(movies)-1])
}

func movieAccountStates(c *call, m *dataset.Movie) (any, error) {
	return accountStates(c, dataset.KindMovie, m.ID)
}

func movieAlternativeTitles(c *call, m *dataset.Movie) (any, error) {
	return gen.MovieAlternativeTitles{ID: m.ID, Titles: alternativeTitles(c, m.AlternativeTitles)}, nil
}

func movieChanges(c *call, m *dataset.Movie) (any, error) {
	return changesOf(c, dataset.RefTo(dataset.KindMovie, m.ID))
}

func movieCredits(c *call, m *dataset.Movie) (any, error) {
	return gen.Credits{ID: m.ID, Cast: each(c, m.Cast, castMember), Crew: each(c, m.Crew, crewMember)}, nil
}

func movieExternalIDs(_ *call, m *dataset.Movie) (any, error) {
	x := m.ExternalIDs
	return gen.MovieExternalIDs{
		ID:          m.ID,
		IMDBID:      x.IMDB,
		WikidataID:  x.Wikidata,
		FacebookID:  x.Facebook,
		InstagramID: x.Instagram,
		TwitterID:   x.Twitter,
	}, nil
}

func movieImages(c *call, m *dataset.Movie) (any, error) {
	return gen.MovieImages{
		ID:        m.ID,
		Backdrops: imagesOf(c, m.Images.Backdrops),
		Logos:     imagesOf(c, m.Images.Logos),
		Posters:   imagesOf(c, m.Images.Posters),
	}, nil
}

func movieKeywords(c *call, m *dataset.Movie) (any, error) {
	return gen.MovieKeywords{ID: m.ID, Keywords: each(c, m.Keywords, keywordRow)}, nil
}

func movieLists(c *call, m *dataset.Movie) (any, error) {
	return listsOf(c, dataset.RefTo(dataset.KindMovie, m.ID)), nil
}

func movieRecommendations(c *call, m *dataset.Movie) (any, error) {
	return closeMovies(c, m.Recommendations), nil
}

func movieSimilar(c *call, m *dataset.Movie) (any, error) {
	return moviePage(c, m.Similar), nil
}

// closeMovies is a page whose rows say that they are movies, as those of
// recommendations do.
func closeMovies(c *call, movies []*dataset.Movie) gen.MoviePage {
	page := moviePage(c, movies)
	for i := range page.Results {
		page.Results[i].MediaType = gen.MediaTypeMovie
	}
	return page
}

func movieReleaseDates(_ *call, m *dataset.Movie) (any, error) { return releaseDatesOf(m), nil }

func releaseDatesOf(m *dataset.Movie) gen.MovieReleaseDates {
	results := []gen.CountryReleaseDates{}
	for _, r := range m.Releases {
		i := slices.IndexFunc(results, func(c gen.CountryReleaseDates) bool { return c.CountryCode == r.Country })
		if i < 0 {
			i = len(results)
			results = append(results, gen.CountryReleaseDates{CountryCode: r.Country})
		}
		results[i].ReleaseDates = append(results[i].ReleaseDates, gen.ReleaseDate{
			Certification: r.Certification,
			Descriptors:   append([]string{}, r.Descriptors...),
			LanguageCode:  r.Language,
			Note:          r.Note,
			ReleaseDate:   r.Date,
			Type:          gen.ReleaseType(r.Type),
		})
	}
	return gen.MovieReleaseDates{ID: m.ID, Results: results}
}

func movieReviews(c *call, m *dataset.Movie) (any, error) { return reviewsOf(c, m.ID, m.Reviews), nil }

func movieTranslations(c *call, m *dataset.Movie) (any, error) {
	own := &dataset.Translation{Title: m.Title, Overview: m.Overview, Tagline: m.Tagline, Homepage: m.Homepage, Runtime: m.Runtime}
	return gen.MovieTranslations{
		ID: m.ID,
		Translations: translationsOf(c, own, m.Translations, func(english, native string, t *dataset.Translation) gen.MovieTranslation {
			return gen.MovieTranslation{
				LanguageCode: t.Language,
				CountryCode:  t.Country,
				Name:         native,
				EnglishName:  english,
				Data: gen.MovieTranslationData{
					Title:    t.Title,
					Overview: t.Overview,
					Tagline:  t.Tagline,
					Homepage: t.Homepage,
					Runtime:  t.Runtime,
				},
			}
		}),
	}, nil
}

func movieVideos(c *call, m *dataset.Movie) (any, error) { return videosOf(c, m.ID, m.Videos), nil }

func movieWatchProviders(c *call, m *dataset.Movie) (any, error) {
	return watchOf(c, m.ID, "movie", m.ID, m.Watch), nil
}
