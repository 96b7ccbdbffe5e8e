package dataset

import (
	"encoding/json"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// edits are the changes of seasons and episodes. TMDB tells them under the id, as in
// /3/tv/season/{season_id}/changes, and all else under the numbers.
type edits map[Ref]json.RawMessage

// editsOf names the kinds of entities with such changes, by operationId.
var editsOf = map[string]Kind{"tvSeasonChanges": KindSeason, "tvEpisodeChanges": KindEpisode}

// of returns the changes of a season or episode, by the operationId of its details.
func (e edits) of(details string, o object.Object) json.RawMessage {
	kind := map[string]Kind{"tvSeasonDetails": KindSeason, "tvEpisodeDetails": KindEpisode}[details]
	if len(e) == 0 || kind == "" {
		return nil
	}
	return e[RefTo(kind, o.Int("id"))]
}

// Edited returns the series of which a season or an episode has changes, each with the changes.
func (s *Set) Edited() map[*Series][]object.Object {
	return s.edited.get(func() map[*Series][]object.Object {
		all := map[*Series][]object.Object{}
		for ref, raw := range s.edits {
			series := s.owner(ref)
			if o, err := object.Parse(raw); err == nil && series != nil {
				all[series] = append(all[series], o)
			}
		}
		return all
	})
}

// owner returns the series of a season or episode, nil if there is none.
func (s *Set) owner(ref Ref) *Series {
	switch ref.Kind() {
	case KindSeason:
		if season := s.Season(ref.SeasonID); season != nil {
			return season.Series
		}
	case KindEpisode:
		if e := s.Episode(ref.EpisodeID); e != nil {
			return e.Season.Series
		}
	}
	return nil
}
