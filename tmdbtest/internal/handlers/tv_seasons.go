package handlers

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func tvSeasons() table {
	season := pathSeason()
	return table{
		"tvSeasonDetails":          appending(season.of(tvSeasonDetails)),
		"tvSeasonAccountStates":    season.of(tvSeasonAccountStates),
		"tvSeasonAggregateCredits": season.piece("aggregate_credits", "AggregateCredits"),
		"tvSeasonChanges":          tvSeasonChanges,
		"tvSeasonCredits":          season.piece("credits", "Credits"),
		"tvSeasonExternalIDs":      season.externalIDs(object.Fields[gen.TVSeasonExternalIDs]()),
		"tvSeasonImages":           season.images("TVSeasonImages"),
		"tvSeasonTranslations":     season.piece("translations", "TVSeasonTranslations"),
		"tvSeasonVideos":           season.videos(),
		"tvSeasonWatchProviders":   season.piece("watch/providers", "WatchProviders"),
	}
}

func pathSeason() lookup[*dataset.Season] {
	return func(c *Call) (*dataset.Season, error) {
		s, err := pathSeries()(c)
		if err != nil {
			return nil, err
		}
		return found(c, "", s.Season(c.id("season_number")))
	}
}

func tvSeasonDetails(c *Call, s *dataset.Season) (any, error) {
	if s.Object() == nil {
		return nil, codes.NotFound()
	}
	episodes := each(s.Episodes(), func(e *dataset.Episode) object.Object { return c.episodeTexts(e.Object(), e) })
	return c.seasonTexts(s.Object(), s).With("episodes", episodes), nil
}

// tvSeasonAccountStates tells how who acts has rated the episodes.
func tvSeasonAccountStates(c *Call, s *dataset.Season) (any, error) {
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	return object.Of("id", s.SentID(), "results", each(s.Episodes(), func(e *dataset.Episode) object.Object {
		return object.Of("id", e.ID, "episode_number", e.Number, "rated", c.rating(dataset.RefTo(dataset.KindEpisode, e.ID)))
	})), nil
}

func tvSeasonChanges(c *Call) (any, error) {
	s, err := found(c, "season_id", c.Set.Season(c.id("season_id")))
	if err != nil {
		return nil, err
	}
	return changesOf(c, s)
}
