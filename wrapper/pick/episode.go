package pick

import (
	"iter"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

// Season is the details of a season, of which episodes are taken. Specials are a season, too: of
// number 0.
type Season interface {
	gen.TVSeasonDetails | *gen.TVSeasonDetails
}

// EpisodesOn returns the episodes of the seasons that air on a day: none, one, or several where a
// season comes out at once.
//
//	series, err := client.TVSeries.DetailsWithSeasons(ctx, 1399, nil)
//	episodes := pick.EpisodesOn(types.DateOf(time.Now()), series.Seasons...)
func EpisodesOn[S Season](day types.Date, seasons ...S) []gen.TVSeasonEpisode {
	var list []gen.TVSeasonEpisode
	for episode, aired := range dated(seasons) {
		if aired == day {
			list = append(list, episode)
		}
	}
	return list
}

// LastEpisodes returns the episodes that aired last, on the given day or before: those of one day,
// usually one, in the order of the seasons. It is nil if none has aired.
func LastEpisodes[S Season](day types.Date, seasons ...S) []gen.TVSeasonEpisode {
	var last types.Date
	for _, aired := range dated(seasons) {
		if day.Valid() && aired <= day && aired > last {
			last = aired
		}
	}
	return EpisodesOn(last, seasons...)
}

// NextEpisodes returns the episodes that air next, after the given day: those of one day, usually
// one, in the order of the seasons. It is nil if none is announced.
func NextEpisodes[S Season](day types.Date, seasons ...S) []gen.TVSeasonEpisode {
	var next types.Date
	for _, aired := range dated(seasons) {
		if day.Valid() && aired > day && (next == "" || aired < next) {
			next = aired
		}
	}
	return EpisodesOn(next, seasons...)
}

// dated yields the episodes whose day is known, with it.
func dated[S Season](seasons []S) iter.Seq2[gen.TVSeasonEpisode, types.Date] {
	return func(yield func(gen.TVSeasonEpisode, types.Date) bool) {
		for _, season := range seasons {
			for _, episode := range episodesOf(season) {
				if episode.AirDate.Valid() && !yield(episode, episode.AirDate) {
					return
				}
			}
		}
	}
}

func episodesOf(season any) []gen.TVSeasonEpisode {
	switch s := season.(type) {
	case gen.TVSeasonDetails:
		return s.Episodes
	case *gen.TVSeasonDetails:
		if s != nil {
			return s.Episodes
		}
	}
	return nil
}
