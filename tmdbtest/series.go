package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

var tvHandlers = map[string]handler{
	"tvSeriesDetails":              appending(ofSeries(tvSeriesDetails)),
	"tvSeriesAccountStates":        ofSeries(tvSeriesAccountStates),
	"tvSeriesAggregateCredits":     ofSeries(tvSeriesAggregateCredits),
	"tvSeriesAlternativeTitles":    ofSeries(tvSeriesAlternativeTitles),
	"tvSeriesChanges":              ofSeries(tvSeriesChanges),
	"tvSeriesContentRatings":       ofSeries(tvSeriesContentRatings),
	"tvSeriesCredits":              ofSeries(tvSeriesCredits),
	"tvSeriesEpisodeGroups":        ofSeries(tvSeriesEpisodeGroups),
	"tvSeriesExternalIDs":          ofSeries(tvSeriesExternalIDs),
	"tvSeriesImages":               ofSeries(tvSeriesImages),
	"tvSeriesKeywords":             ofSeries(tvSeriesKeywords),
	"tvSeriesLatest":               tvSeriesLatest,
	"tvSeriesLists":                ofSeries(tvSeriesLists),
	"tvSeriesRecommendations":      ofSeries(tvSeriesRecommendations),
	"tvSeriesReviews":              ofSeries(tvSeriesReviews),
	"tvSeriesScreenedTheatrically": ofSeries(tvSeriesScreenedTheatrically),
	"tvSeriesSimilar":              ofSeries(tvSeriesSimilar),
	"tvSeriesTranslations":         ofSeries(tvSeriesTranslations),
	"tvSeriesVideos":               ofSeries(tvSeriesVideos),
	"tvSeriesWatchProviders":       ofSeries(tvSeriesWatchProviders),
}

// ofSeries makes a handler of one that wants the series of the path.
func ofSeries(answer func(*call, *dataset.Series) (any, error)) handler {
	return func(c *call) (any, error) {
		s := c.set.Series(c.id("series_id"))
		if s == nil {
			return nil, notFound()
		}
		return answer(c, s)
	}
}

func tvSeriesDetails(c *call, s *dataset.Series) (any, error) {
	t := seriesTexts(c, s)
	today := types.DateOf(c.now)
	d := &gen.TVSeriesDetails{
		ID:                  s.ID,
		Adult:               s.Adult,
		Softcore:            new(s.Softcore),
		Name:                t.title,
		OriginalName:        s.OriginalName,
		OriginalLanguage:    s.OriginalLanguage,
		OriginCountry:       append([]string{}, s.OriginCountries...),
		Overview:            t.overview,
		Tagline:             t.tagline,
		Homepage:            t.homepage,
		Status:              gen.TVStatus(s.Status),
		Type:                gen.TVType(s.Type),
		InProduction:        s.InProduction,
		FirstAirDate:        s.FirstAirDate,
		LastAirDate:         s.LastAired(today),
		EpisodeRunTime:      append([]int{}, s.EpisodeRunTime...),
		Languages:           append([]string{}, s.Languages...),
		NumberOfSeasons:     s.NumberOfSeasons(),
		NumberOfEpisodes:    s.NumberOfEpisodes(),
		Popularity:          types.Float(s.Popularity),
		VoteAverage:         s.VoteAverage,
		VoteCount:           s.VoteCount,
		CreatedBy:           each(c, s.CreatedBy(), creatorRow),
		Genres:              genresOf(c, s.Genres),
		Networks:            each(c, s.Networks, networkRow),
		ProductionCompanies: each(c, s.Companies, companyRow),
		ProductionCountries: countriesOf(c, s.ProductionCountries),
		SpokenLanguages:     spokenLanguages(c, s.SpokenLanguages),
		Seasons:             each(c, s.Seasons, seasonRow),
		PosterPath:          inLanguage(c, s.Images.Posters, s.PosterPath),
		BackdropPath:        s.BackdropPath,
	}
	if e := s.LastEpisode(today); e != nil {
		d.LastEpisodeToAir = new(episodeRow(c, e))
	}
	if e := s.NextEpisode(today); e != nil {
		d.NextEpisodeToAir = new(episodeRow(c, e))
	}
	return d, nil
}

func creatorRow(_ *call, cr *dataset.Credit) gen.Creator {
	p := cr.Person
	return gen.Creator{
		ID:           p.ID,
		CreditID:     cr.ID,
		Name:         p.Name,
		OriginalName: p.OriginalName,
		Gender:       gen.Gender(p.Gender),
		ProfilePath:  p.ProfilePath,
	}
}

// tvSeriesLatest is the series that was added last, which is the one with the
// highest id.
func tvSeriesLatest(c *call) (any, error) {
	series := keep(c.set.TV, func(s *dataset.Series) bool { return !s.Adult })
	if len(series) == 0 {
		return nil, notFound()
	}
	return tvSeriesDetails(c, series[len(series)-1])
}

func tvSeriesAccountStates(c *call, s *dataset.Series) (any, error) {
	return accountStates(c, dataset.KindSeries, s.ID)
}

func tvSeriesAggregateCredits(c *call, s *dataset.Series) (any, error) {
	cast, crew := s.Aggregate()
	return aggregateCredits(c, s.ID, cast, crew), nil
}

func tvSeriesAlternativeTitles(c *call, s *dataset.Series) (any, error) {
	return gen.TVSeriesAlternativeTitles{ID: s.ID, Results: alternativeTitles(c, s.AlternativeTitles)}, nil
}

func tvSeriesChanges(c *call, s *dataset.Series) (any, error) {
	return changesOf(c, dataset.RefTo(dataset.KindSeries, s.ID))
}

func tvSeriesContentRatings(_ *call, s *dataset.Series) (any, error) {
	results := []gen.ContentRating{}
	for _, r := range s.ContentRatings {
		results = append(results, gen.ContentRating{
			CountryCode: r.Country,
			Rating:      r.Rating,
			Descriptors: append([]string{}, r.Descriptors...),
		})
	}
	return gen.TVSeriesContentRatings{ID: s.ID, Results: results}, nil
}

func tvSeriesCredits(c *call, s *dataset.Series) (any, error) {
	cast, crew := s.Regulars()
	return gen.Credits{ID: s.ID, Cast: each(c, cast, castMember), Crew: each(c, crew, crewMember)}, nil
}

func tvSeriesEpisodeGroups(c *call, s *dataset.Series) (any, error) {
	return gen.TVSeriesEpisodeGroups{ID: s.ID, Results: each(c, s.EpisodeGroups, episodeGroupRow)}, nil
}

func tvSeriesExternalIDs(_ *call, s *dataset.Series) (any, error) {
	x := s.ExternalIDs
	return gen.TVSeriesExternalIDs{
		ID:          s.ID,
		IMDBID:      x.IMDB,
		FreebaseID:  x.FreebaseID,
		FreebaseMID: x.FreebaseMID,
		TVDBID:      x.TVDB,
		TVRageID:    x.TVRage,
		WikidataID:  x.Wikidata,
		FacebookID:  x.Facebook,
		InstagramID: x.Instagram,
		TwitterID:   x.Twitter,
	}, nil
}

func tvSeriesImages(c *call, s *dataset.Series) (any, error) {
	return gen.TVSeriesImages{
		ID:        s.ID,
		Backdrops: imagesOf(c, s.Images.Backdrops),
		Logos:     imagesOf(c, s.Images.Logos),
		Posters:   imagesOf(c, s.Images.Posters),
	}, nil
}

func tvSeriesKeywords(c *call, s *dataset.Series) (any, error) {
	return gen.TVSeriesKeywords{ID: s.ID, Results: each(c, s.Keywords, keywordRow)}, nil
}

func tvSeriesLists(c *call, s *dataset.Series) (any, error) {
	return listsOf(c, dataset.RefTo(dataset.KindSeries, s.ID)), nil
}

// tvSeriesRecommendations is a page whose rows say that they are series.
func tvSeriesRecommendations(c *call, s *dataset.Series) (any, error) {
	page := seriesPage(c, s.Recommendations)
	for i := range page.Results {
		page.Results[i].MediaType = gen.MediaTypeTV
	}
	return page, nil
}

func tvSeriesSimilar(c *call, s *dataset.Series) (any, error) { return seriesPage(c, s.Similar), nil }

func tvSeriesReviews(c *call, s *dataset.Series) (any, error) {
	return reviewsOf(c, s.ID, s.Reviews), nil
}

func tvSeriesScreenedTheatrically(_ *call, s *dataset.Series) (any, error) {
	results := []gen.ScreenedEpisode{}
	for _, e := range screened(s) {
		results = append(results, gen.ScreenedEpisode{ID: e.ID, SeasonNumber: e.Season.Number, EpisodeNumber: e.Number})
	}
	return gen.TVSeriesScreenedTheatrically{ID: s.ID, Results: results}, nil
}

// screened returns the episodes that were shown in cinemas.
func screened(s *dataset.Series) []*dataset.Episode {
	var list []*dataset.Episode
	for _, season := range s.Seasons {
		list = append(list, keep(season.Episodes, func(e *dataset.Episode) bool { return e.ScreenedTheatrically })...)
	}
	return list
}

func tvSeriesTranslations(c *call, s *dataset.Series) (any, error) {
	own := &dataset.Translation{Title: s.Name, Overview: s.Overview, Tagline: s.Tagline, Homepage: s.Homepage}
	return gen.TVSeriesTranslations{
		ID: s.ID,
		Translations: translationsOf(c, own, s.Translations, func(english, native string, t *dataset.Translation) gen.TVSeriesTranslation {
			return gen.TVSeriesTranslation{
				LanguageCode: t.Language,
				CountryCode:  t.Country,
				Name:         native,
				EnglishName:  english,
				Data: gen.TVSeriesTranslationData{
					Name:     t.Title,
					Overview: t.Overview,
					Tagline:  t.Tagline,
					Homepage: t.Homepage,
				},
			}
		}),
	}, nil
}

func tvSeriesVideos(c *call, s *dataset.Series) (any, error) {
	return videosOf(c, s.ID, s.Videos), nil
}

func tvSeriesWatchProviders(c *call, s *dataset.Series) (any, error) {
	return watchOf(c, s.ID, "tv", s.ID, s.Watch), nil
}

// episodesOf returns all episodes of a series that the data has, in order.
func episodesOf(s *dataset.Series) []*dataset.Episode {
	var list []*dataset.Episode
	for _, season := range s.Seasons {
		list = append(list, season.Episodes...)
	}
	return list
}
