package handlers

import (
	"slices"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/types"
)

func tvSeries() table {
	series := pathSeries()
	return table{
		"tvSeriesDetails":              appending(series.of(tvSeriesDetails)),
		"tvSeriesAccountStates":        series.of(tvSeriesAccountStates),
		"tvSeriesAggregateCredits":     series.piece("aggregate_credits", "AggregateCredits"),
		"tvSeriesAlternativeTitles":    series.of(tvSeriesAlternativeTitles),
		"tvSeriesChanges":              series.of(changesOf),
		"tvSeriesContentRatings":       series.piece("content_ratings", "TVSeriesContentRatings"),
		"tvSeriesCredits":              series.piece("credits", "Credits"),
		"tvSeriesEpisodeGroups":        series.piece("episode_groups", "TVSeriesEpisodeGroups"),
		"tvSeriesExternalIDs":          series.externalIDs(object.Fields[gen.TVSeriesExternalIDs]()),
		"tvSeriesImages":               series.images("TVSeriesImages", "logos"),
		"tvSeriesKeywords":             series.piece("keywords", "TVSeriesKeywords"),
		"tvSeriesLatest":               tvSeriesLatest,
		"tvSeriesLists":                series.of(tvSeriesLists),
		"tvSeriesRecommendations":      series.rows("recommendations"),
		"tvSeriesReviews":              series.of(reviewsOf),
		"tvSeriesScreenedTheatrically": series.piece("screened_theatrically", "TVSeriesScreenedTheatrically"),
		"tvSeriesSimilar":              series.rows("similar"),
		"tvSeriesTranslations":         series.piece("translations", "TVSeriesTranslations"),
		"tvSeriesVideos":               series.videos(),
		"tvSeriesWatchProviders":       series.piece("watch/providers", "WatchProviders"),
	}
}

func pathSeries() lookup[*dataset.Series] {
	return func(c *Call) (*dataset.Series, error) {
		return found(c, "series_id", c.Set.Series(c.id("series_id")))
	}
}

func tvSeriesDetails(c *Call, s *dataset.Series) (any, error) {
	o := s.Object()
	if o == nil {
		return nil, codes.NotFound()
	}
	o = c.genresIn(c.inLanguage(o, s, "name", o.Text("original_name")), "tv")
	seasons := each(o.List("seasons"), func(row object.Object) object.Object {
		if season := s.Season(row.Int("season_number")); season != nil {
			return c.seasonTexts(row, season)
		}
		return row
	})
	return c.onDay(o, s).With("seasons", seasons), nil
}

// onDay returns details of a series with the episodes before and after the day of the call. Specials do not
// count.
func (c *Call) onDay(o object.Object, s *dataset.Series) object.Object {
	type broadcast struct {
		day string
		row func() object.Object
	}
	var last, next broadcast
	today := string(types.DateOf(c.Now))
	note := func(day string, row func() object.Object) {
		switch {
		case day == "":
		case day > today:
			if next.row == nil || day < next.day {
				next = broadcast{day, row}
			}
		case day >= last.day:
			last = broadcast{day, row}
		}
	}
	// Those that were sent tell of seasons that the data may lack.
	for _, name := range []string{"last_episode_to_air", "next_episode_to_air"} {
		row, _ := object.Parse(o.Get(name))
		if !s.Tells(row.Int("season_number"), row.Int("episode_number")) {
			note(row.Text("air_date"), func() object.Object { return row })
		}
	}
	for e := range s.Episodes {
		if e.Season.Number != 0 {
			note(e.Object().Text("air_date"), func() object.Object { return c.episodeRow(e) })
		}
	}
	for name, b := range map[string]broadcast{"last_episode_to_air": last, "next_episode_to_air": next} {
		if b.row == nil {
			o = o.With(name, nil)
		} else {
			o = o.With(name, b.row())
		}
	}
	sent := o.Text("last_air_date")
	switch {
	case sent > last.day && sent <= today:
		return o
	case last.row == nil:
		return o.With("last_air_date", nil)
	}
	return o.With("last_air_date", last.day)
}

// tvSeriesLatest is the series that was added last, which is the one with the highest id.
func tvSeriesLatest(c *Call) (any, error) {
	for _, s := range slices.Backward(c.Set.TV) {
		if !s.Details().Adult {
			return tvSeriesDetails(c, s)
		}
	}
	return nil, codes.NotFound()
}

func tvSeriesAccountStates(c *Call, s *dataset.Series) (any, error) {
	return accountStates(c, dataset.RefTo(dataset.KindSeries, s.ID))
}

func tvSeriesAlternativeTitles(c *Call, s *dataset.Series) (any, error) {
	return c.ofCountry(pieceOf(s, "alternative_titles", "TVSeriesAlternativeTitles"), "results"), nil
}

func tvSeriesLists(c *Call, s *dataset.Series) (any, error) {
	return listsOf(c, dataset.RefTo(dataset.KindSeries, s.ID)), nil
}
