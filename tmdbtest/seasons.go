package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var seasonHandlers = map[string]handler{
	"tvSeasonDetails":          appending(ofSeason(tvSeasonDetails)),
	"tvSeasonAccountStates":    ofSeason(tvSeasonAccountStates),
	"tvSeasonAggregateCredits": ofSeason(tvSeasonAggregateCredits),
	"tvSeasonChanges":          tvSeasonChanges,
	"tvSeasonCredits":          ofSeason(tvSeasonCredits),
	"tvSeasonExternalIDs":      ofSeason(tvSeasonExternalIDs),
	"tvSeasonImages":           ofSeason(tvSeasonImages),
	"tvSeasonTranslations":     ofSeason(tvSeasonTranslations),
	"tvSeasonVideos":           ofSeason(tvSeasonVideos),
	"tvSeasonWatchProviders":   ofSeason(tvSeasonWatchProviders),
}

// ofSeason makes a handler of one that wants the season of the path.
func ofSeason(answer func(*call, *dataset.Season) (any, error)) handler {
	return ofSeries(func(c *call, s *dataset.Series) (any, error) {
		season := s.Season(c.id("season_number"))
		if season == nil {
			return nil, notFound()
		}
		return answer(c, season)
	})
}

func tvSeasonDetails(c *call, s *dataset.Season) (any, error) {
	t := seasonTexts(c, s)
	return &gen.TVSeasonDetails{
		ObjectID:     s.HexID,
		ID:           s.ID,
		Name:         t.title,
		Overview:     t.overview,
		AirDate:      s.AirDate,
		SeasonNumber: s.Number,
		PosterPath:   inLanguage(c, s.Images.Posters, s.PosterPath),
		VoteAverage:  s.VoteAverage,
		Episodes:     each(c, s.Episodes, seasonEpisode),
		Networks:     each(c, s.Series.Networks, networkRow),
	}, nil
}

// seasonEpisode is an episode with who worked on it and was a guest in it.
func seasonEpisode(c *call, e *dataset.Episode) gen.TVSeasonEpisode {
	row := as[gen.TVSeasonEpisode](episodeRow(c, e))
	row.Crew, row.GuestStars = each(c, e.Crew, crewMember), each(c, e.GuestStars, castMember)
	return row
}

// tvSeasonAccountStates tells how who acts has rated the episodes.
func tvSeasonAccountStates(c *call, s *dataset.Season) (any, error) {
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	results := []gen.TVSeasonEpisodeState{}
	for _, e := range s.Episodes {
		results = append(results, gen.TVSeasonEpisodeState{
			ID:            e.ID,
			EpisodeNumber: e.Number,
			Rated:         c.rating(dataset.KindEpisode, e.ID),
		})
	}
	return gen.TVSeasonAccountStates{ID: s.ID, Results: results}, nil
}

func tvSeasonAggregateCredits(c *call, s *dataset.Season) (any, error) {
	cast, crew := s.Aggregate()
	return aggregateCredits(c, s.ID, cast, crew), nil
}

func tvSeasonChanges(c *call) (any, error) {
	s := c.set.Season(c.id("season_id"))
	if s == nil {
		return nil, notFound()
	}
	return changesOf(c, dataset.RefTo(dataset.KindSeason, s.ID))
}

func tvSeasonCredits(c *call, s *dataset.Season) (any, error) {
	return gen.Credits{ID: s.ID, Cast: each(c, s.Cast, castMember), Crew: each(c, s.Crew, crewMember)}, nil
}

func tvSeasonExternalIDs(_ *call, s *dataset.Season) (any, error) {
	x := s.ExternalIDs
	return gen.TVSeasonExternalIDs{
		ID:          s.ID,
		FreebaseID:  x.FreebaseID,
		FreebaseMID: x.FreebaseMID,
		TVDBID:      x.TVDB,
		TVRageID:    x.TVRage,
		WikidataID:  x.Wikidata,
	}, nil
}

func tvSeasonImages(c *call, s *dataset.Season) (any, error) {
	return gen.TVSeasonImages{ID: s.ID, Posters: imagesOf(c, s.Images.Posters)}, nil
}

func tvSeasonTranslations(c *call, s *dataset.Season) (any, error) {
	own := &dataset.Translation{Title: s.Name, Overview: s.Overview}
	return gen.TVSeasonTranslations{
		ID: s.ID,
		Translations: translationsOf(c, own, s.Translations, func(english, native string, t *dataset.Translation) gen.TVSeasonTranslation {
			return gen.TVSeasonTranslation{
				LanguageCode: t.Language,
				CountryCode:  t.Country,
				Name:         native,
				EnglishName:  english,
				Data:         gen.TVSeasonTranslationData{Name: t.Title, Overview: t.Overview},
			}
		}),
	}, nil
}

func tvSeasonVideos(c *call, s *dataset.Season) (any, error) { return videosOf(c, s.ID, s.Videos), nil }

func tvSeasonWatchProviders(c *call, s *dataset.Season) (any, error) {
	return watchOf(c, s.ID, "tv", s.SeriesID, s.Watch), nil
}
