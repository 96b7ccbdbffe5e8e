package tmdbtest

import (
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var episodeHandlers = map[string]handler{
	"tvEpisodeDetails":       appending(ofEpisode(tvEpisodeDetails)),
	"tvEpisodeAccountStates": ofEpisode(tvEpisodeAccountStates),
	"tvEpisodeChanges":       tvEpisodeChanges,
	"tvEpisodeCredits":       ofEpisode(tvEpisodeCredits),
	"tvEpisodeExternalIDs":   ofEpisode(tvEpisodeExternalIDs),
	"tvEpisodeImages":        ofEpisode(tvEpisodeImages),
	"tvEpisodeTranslations":  ofEpisode(tvEpisodeTranslations),
	"tvEpisodeVideos":        ofEpisode(tvEpisodeVideos),
}

// ofEpisode makes a handler of one that wants the episode of the path.
func ofEpisode(answer func(*call, *dataset.Episode) (any, error)) handler {
	return ofSeason(func(c *call, s *dataset.Season) (any, error) {
		e := s.Episode(c.id("episode_number"))
		if e == nil {
			return nil, notFound()
		}
		return answer(c, e)
	})
}

func tvEpisodeDetails(c *call, e *dataset.Episode) (any, error) {
	d := as[gen.TVEpisodeDetails](episodeRow(c, e))
	d.ShowID = 0 // TMDB tells it everywhere but here
	d.Crew, d.GuestStars = each(c, e.Crew, crewMember), each(c, e.GuestStars, castMember)
	return &d, nil
}

// tvEpisodeAccountStates tells the rating alone: episodes are on no list.
func tvEpisodeAccountStates(c *call, e *dataset.Episode) (any, error) {
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	return &gen.AccountStates{ID: e.ID, Rated: c.rating(dataset.KindEpisode, e.ID)}, nil
}

func tvEpisodeChanges(c *call) (any, error) {
	e := c.set.Episode(c.id("episode_id"))
	if e == nil {
		return nil, notFound()
	}
	return changesOf(c, dataset.RefTo(dataset.KindEpisode, e.ID))
}

// tvEpisodeCredits has the regulars of the season beside who names the episode.
// Who does a job for the whole season is in the crew of each episode.
func tvEpisodeCredits(c *call, e *dataset.Episode) (any, error) {
	return gen.EpisodeCredits{
		ID:         e.ID,
		Cast:       each(c, e.Season.Cast, castMember),
		Crew:       each(c, slices.Concat(e.Crew, e.Season.Crew), crewMember),
		GuestStars: each(c, e.GuestStars, castMember),
	}, nil
}

func tvEpisodeExternalIDs(_ *call, e *dataset.Episode) (any, error) {
	x := e.ExternalIDs
	return gen.TVEpisodeExternalIDs{
		ID:          e.ID,
		IMDBID:      x.IMDB,
		FreebaseID:  x.FreebaseID,
		FreebaseMID: x.FreebaseMID,
		TVDBID:      x.TVDB,
		TVRageID:    x.TVRage,
		WikidataID:  x.Wikidata,
	}, nil
}

func tvEpisodeImages(c *call, e *dataset.Episode) (any, error) {
	return gen.TVEpisodeImages{ID: e.ID, Stills: imagesOf(c, e.Images.Stills)}, nil
}

func tvEpisodeTranslations(c *call, e *dataset.Episode) (any, error) {
	own := &dataset.Translation{Title: e.Name, Overview: e.Overview}
	return gen.TVEpisodeTranslations{
		ID: e.ID,
		Translations: translationsOf(c, own, e.Translations, func(english, native string, t *dataset.Translation) gen.TVEpisodeTranslation {
			return gen.TVEpisodeTranslation{
				LanguageCode: t.Language,
				CountryCode:  t.Country,
				Name:         native,
				EnglishName:  english,
				Data:         gen.TVEpisodeTranslationData{Name: t.Title, Overview: t.Overview},
			}
		}),
	}, nil
}

func tvEpisodeVideos(c *call, e *dataset.Episode) (any, error) {
	return videosOf(c, e.ID, e.Videos), nil
}
