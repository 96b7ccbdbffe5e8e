package handlers

import (
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func tvEpisodes() table {
	episode := pathEpisode()
	return table{
		"tvEpisodeDetails":       appending(episode.of(tvEpisodeDetails)),
		"tvEpisodeAccountStates": episode.of(tvEpisodeAccountStates),
		"tvEpisodeChanges":       tvEpisodeChanges,
		"tvEpisodeCredits":       episode.of(tvEpisodeCredits),
		"tvEpisodeExternalIDs":   episode.externalIDs(object.Fields[gen.TVEpisodeExternalIDs]()),
		"tvEpisodeImages":        episode.images("TVEpisodeImages"),
		"tvEpisodeTranslations":  episode.piece("translations", "TVEpisodeTranslations"),
		"tvEpisodeVideos":        episode.videos(),
	}
}

func pathEpisode() lookup[*dataset.Episode] {
	return func(c *Call) (*dataset.Episode, error) {
		s, err := pathSeason()(c)
		if err != nil {
			return nil, err
		}
		return found(c, "", s.Episode(c.id("episode_number")))
	}
}

// tvEpisodeDetails does not name the series, which TMDB does everywhere else.
func tvEpisodeDetails(c *Call, e *dataset.Episode) (any, error) {
	if e.Object() == nil {
		return nil, codes.NotFound()
	}
	return c.episodeTexts(e.Object(), e).Without("show_id"), nil
}

// tvEpisodeAccountStates tells the rating alone: episodes are on no list.
func tvEpisodeAccountStates(c *Call, e *dataset.Episode) (any, error) {
	if err := c.signedIn(); err != nil {
		return nil, err
	}
	return object.Of("id", e.ID, "rated", c.rating(dataset.RefTo(dataset.KindEpisode, e.ID))), nil
}

func tvEpisodeChanges(c *Call) (any, error) {
	e, err := found(c, "episode_id", c.Set.Episode(c.id("episode_id")))
	if err != nil {
		return nil, err
	}
	return changesOf(c, e)
}

// tvEpisodeCredits has the regulars of the season beside who names the episode. Who does a job for the whole
// season is in the crew of each episode.
func tvEpisodeCredits(_ *Call, e *dataset.Episode) (any, error) {
	if e.Piece("credits") != nil {
		return pieceOf(e, "credits", "EpisodeCredits"), nil
	}
	regulars := e.Season.Piece("credits")
	return object.Of("id", e.ID, "cast", regulars.List("cast"),
		"crew", slices.Concat(e.Object().List("crew"), regulars.List("crew")),
		"guest_stars", e.Object().List("guest_stars")), nil
}
