package dataset

import (
	"net/http"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// A recording of a season or an episode, or of a piece of one, that does not say what stood in its path has
// the id in its body. Where that is, the details of series and seasons tell.

// unplaced reports whether a recording is such a one, and of which kind.
func (r *recorded) unplaced() (of *spec.Operation, kind Kind) {
	if r.Method != http.MethodGet || r.Status != http.StatusOK {
		return nil, ""
	}
	switch at := r.at(); {
	case strings.HasPrefix(at, spec.TVEpisodeDetails.Path):
		return spec.TVEpisodeDetails, KindEpisode
	case strings.HasPrefix(at, spec.TVSeasonDetails.Path):
		return spec.TVSeasonDetails, KindSeason
	}
	return nil, ""
}

// places are the paths of seasons and episodes.
type places map[Ref]string

// series notes where the parts are that details of a series tell of.
func (p places) series(at string, details object.Object) {
	for _, row := range details.List("seasons") {
		if id := row.Int("id"); id != 0 {
			p[Ref{SeasonID: id}] = at + "/season/" + numberIn(row, "season_number")
		}
	}
	for _, f := range details {
		if number, ok := strings.CutPrefix(f.Name, "season/"); ok && !strings.Contains(number, "/") {
			if season, err := object.Parse(f.Value); err == nil {
				p.season(at+"/"+f.Name, season)
			}
		}
	}
	for _, name := range []string{"last_episode_to_air", "next_episode_to_air"} {
		if row, err := object.Parse(details.Get(name)); err == nil {
			p.episode(at+"/season/"+numberIn(row, "season_number"), row)
		}
	}
}

// season notes where the episodes of a season are, and the season if its episodes name the series.
func (p places) season(at string, details object.Object) {
	for _, row := range details.List("episodes") {
		if show := row.Int("show_id"); at == "" && show != 0 {
			at = "/3/tv/" + strconv.Itoa(show) + "/season/" + numberIn(details, "season_number")
		}
		if at != "" {
			p.episode(at, row)
		}
	}
	if id := details.Int("id"); at != "" && id != 0 {
		p[Ref{SeasonID: id}] = at
	}
}

func (p places) episode(season string, row object.Object) {
	if id := row.Int("id"); id != 0 {
		p[Ref{EpisodeID: id}] = season + "/episode/" + numberIn(row, "episode_number")
	}
}

func numberIn(o object.Object, name string) string { return strconv.Itoa(o.Int(name)) }

// places returns where the seasons and episodes are that the set has.
func (s *Set) places() places {
	all := places{}
	for at, d := range s.drafts {
		if d.kind == "tvSeriesDetails" || d.kind == "tvSeasonDetails" {
			details, _ := d.split()
			if d.kind == "tvSeriesDetails" {
				all.series(at, details)
			} else {
				all.season(at, details)
			}
		}
	}
	return all
}

// place puts the paths into recordings that lack them, as far as the details among them, or those of known,
// tell. It returns those that it places and those that it does not.
func place(list []recorded, known places) (placed, left []recorded) {
	var seasons []object.Object
	for _, r := range list {
		op, at := r.resolve()
		if op != spec.TVSeriesDetails && op != spec.TVSeasonDetails && r.at() != spec.TVSeasonDetails.Path {
			continue
		}
		switch details, err := object.Parse(r.Body); {
		case err != nil:
		case op == spec.TVSeriesDetails:
			known.series(at, details)
		case op == spec.TVSeasonDetails:
			known.season(at, details)
		default:
			seasons = append(seasons, details)
		}
	}
	for _, details := range seasons {
		known.season(known[Ref{SeasonID: details.Int("id")}], details)
	}
	for _, r := range list {
		of, kind := r.unplaced()
		if of == nil {
			placed = append(placed, r)
			continue
		}
		body, err := object.Parse(r.Body)
		if at := known[RefTo(kind, body.Int("id"))]; err == nil && at != "" {
			r.Path = strings.Replace(r.Path, of.Path, at, 1)
			placed = append(placed, r)
		} else {
			left = append(left, r)
		}
	}
	return placed, left
}
