package match

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

// verify looks up the season and the episodes of the likeliest series: of two with the same name
// one may have no such episode.
func (h *hunt) verify(ctx context.Context) error {
	if !h.name.isEpisode() && h.name.Season == nil {
		return nil
	}
	h.sort()
	var series []*rival
	for _, r := range h.rivals {
		if r.Kind == Series && r.score > 0.4 && len(series) < maxVerified && r.score > h.rivals[0].score/2 {
			series = append(series, r)
		}
	}
	for _, r := range series {
		var err error
		r.Season = h.name.Season
		switch {
		case len(h.name.Episodes) > 0 && h.name.Season != nil:
			err = h.numbered(ctx, r, *h.name.Season, h.name.Episodes)
		case len(h.name.Episodes) > 0:
			err = h.numbered(ctx, r, 1, h.name.Episodes)
		case len(h.name.Absolute) > 0:
			err = h.counted(ctx, r)
		case h.name.Date != "":
			err = h.dated(ctx, r)
		default:
			err = h.seasonOnly(ctx, r)
		}
		if err != nil {
			return err
		}
		if len(r.Episodes) > 0 {
			r.Season = new(r.Episodes[0].Season)
		}
		if r.episodes == 1 && len(series) > 1 && r.score >= sure && r.score > series[1].score+closeBy {
			return nil
		}
	}
	return nil
}

func (h *hunt) seasonDetails(ctx context.Context, series, number int) (*gen.TVSeasonDetails, error) {
	return h.season.get(ctx, fmt.Sprintf("%d/%d", series, number), func(ctx context.Context) (*gen.TVSeasonDetails, error) {
		return h.client.TVSeasons.Details(ctx, series, number, nil, h.editors()...)
	})
}

func episodeOf(e *gen.TVSeasonEpisode, season int) Episode {
	return Episode{Season: season, Number: e.EpisodeNumber, ID: e.ID, Name: e.Name}
}

// doubt lowers the score of a rival for a reason.
func (r *rival) doubt(factor float64, format string, args ...any) {
	r.episodes *= factor
	r.why = append(r.why, fmt.Sprintf(format, args...))
}

// numbered looks up episodes by their numbers in a season.
func (h *hunt) numbered(ctx context.Context, r *rival, number int, episodes []int) error {
	season, err := h.seasonDetails(ctx, r.ID, number)
	if err != nil {
		return err
	}
	if season == nil {
		r.doubt(noEpisode, "it has no season %d", number)
		return nil
	}
	var missing []string
	for _, n := range episodes {
		i := slices.IndexFunc(season.Episodes, func(e gen.TVSeasonEpisode) bool { return e.EpisodeNumber == n })
		if i < 0 {
			missing = append(missing, fmt.Sprint(n))
			continue
		}
		r.Episodes = append(r.Episodes, episodeOf(&season.Episodes[i], number))
	}
	if missing != nil {
		r.doubt(noEpisode, "season %d has no episode %s", number, strings.Join(missing, " and "))
	}
	return nil
}

func (h *hunt) seasonOnly(ctx context.Context, r *rival) error {
	season, err := h.seasonDetails(ctx, r.ID, *h.name.Season)
	if err == nil && season == nil {
		r.doubt(noEpisode, "it has no season %d", *h.name.Season)
	}
	return err
}

// counted looks up episodes that are counted from the first of the series: the seasons tell how
// many each has. Some series number them so within their seasons, too.
func (h *hunt) counted(ctx context.Context, r *rival) error {
	series, err := h.seriesDetails(ctx, r.ID)
	if err != nil || series == nil {
		return err
	}
	seasons := slices.DeleteFunc(slices.Clone(series.Seasons), func(s gen.TVSeason) bool { return s.SeasonNumber < 1 })
	slices.SortFunc(seasons, func(a, b gen.TVSeason) int { return a.SeasonNumber - b.SeasonNumber })
	for _, n := range h.name.Absolute {
		before := 0
		i := slices.IndexFunc(seasons, func(s gen.TVSeason) bool {
			if n <= before+s.EpisodeCount {
				return true
			}
			before += s.EpisodeCount
			return false
		})
		if i < 0 {
			r.doubt(noEpisode, "it has %d episodes, not %d", before, n)
			return nil
		}
		number := seasons[i].SeasonNumber
		season, err := h.seasonDetails(ctx, r.ID, number)
		if err != nil {
			return err
		}
		if season == nil {
			r.doubt(noEpisode, "it has no season %d", number)
			return nil
		}
		episodes := slices.Clone(season.Episodes)
		slices.SortFunc(episodes, func(a, b gen.TVSeasonEpisode) int { return a.EpisodeNumber - b.EpisodeNumber })
		if k := n - before - 1; k < len(episodes) {
			r.Episodes = append(r.Episodes, episodeOf(&episodes[k], number))
		} else {
			r.doubt(noEpisode, "season %d has no episode %d", number, n)
		}
	}
	return nil
}

// dated looks up the episode of a day, in the season that was running then. A day before or after
// is near enough: it was another day elsewhere.
func (h *hunt) dated(ctx context.Context, r *rival) error {
	series, err := h.seriesDetails(ctx, r.ID)
	if err != nil || series == nil {
		return err
	}
	day, _ := h.name.Date.Time()
	tomorrow := types.DateOf(day.AddDate(0, 0, 1))
	running := slices.DeleteFunc(slices.Clone(series.Seasons), func(s gen.TVSeason) bool {
		return s.SeasonNumber < 1 || s.AirDate == "" || s.AirDate.After(tomorrow)
	})
	if len(running) == 0 {
		r.doubt(noEpisode, "it had not begun on %s", h.name.Date)
		return nil
	}
	last := slices.MaxFunc(running, func(a, b gen.TVSeason) int { return a.AirDate.Compare(b.AirDate) })
	season, err := h.seasonDetails(ctx, r.ID, last.SeasonNumber)
	if err != nil {
		return err
	}
	var nearest *gen.TVSeasonEpisode
	if season != nil {
		for i := range season.Episodes {
			e := &season.Episodes[i]
			if e.AirDate == h.name.Date {
				r.Episodes = []Episode{episodeOf(e, season.SeasonNumber)}
				return nil
			}
			if shown, ok := e.AirDate.Time(); ok && shown.Sub(day).Abs() <= 24*time.Hour {
				nearest = e
			}
		}
	}
	if nearest == nil {
		r.doubt(noEpisode, "no episode of %s", h.name.Date)
		return nil
	}
	r.Episodes = []Episode{episodeOf(nearest, season.SeasonNumber)}
	r.doubt(nearDate, "an episode of %s", nearest.AirDate)
	return nil
}
