package match

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"
)

// What the evidence is worth. A confidence is the product of one factor of each kind, so that each
// doubt lowers it. The labelled names (testdata/names.txt) tell how well the factors are set.
const (
	bySameYear  = 1.0
	byNextYear  = 0.93 // festivals, and the year of the release at home
	byNearYear  = 0.75 // two years apart
	byNoYear    = 0.9  // the name has none
	byUnknown   = 0.8  // TMDB has none
	byLaterYear = 0.8  // of a series: the year of the season
	byOtherYear = 0.45
	byOtherKind = 0.85 // a series, where nothing tells of an episode
	byCountry   = 0.5  // another country than the name says
	certainly   = 0.98 // nothing is certain
	byID        = 0.99
	byIDAlone   = 0.9 // the title is another one
	bySecond    = 0.97
	byTail      = 0.9 // the title is what follows the last dash of the name
	byHead      = 0.8 // or what precedes the first
	noEpisode   = 0.6 // TMDB lacks the episode or the season
	nearDate    = 0.9
)

// best returns the highest score.
func (h *hunt) best() float64 {
	var best float64
	for _, r := range h.rivals {
		best = max(best, r.score)
	}
	return best
}

// rate scores all rivals.
func (h *hunt) rate() {
	for _, r := range h.rivals {
		r.score, r.likeness, r.why = 0, 0, nil
		for _, reading := range h.readings() {
			for j, other := range r.titles {
				like := alike(reading.title, other)
				year, whyYear := yearFactor(h.name.yearBeside(reading.title), r)
				score := certainly * like * year * reading.factor
				r.likeness = max(r.likeness, like)
				if score > r.score {
					r.score = score
					r.why = []string{whyTitle(like, other, j), whyYear}
				}
			}
		}
		if c := h.name.Country; c != "" && len(r.countries) > 0 && !slices.Contains(r.countries, c) {
			r.score *= byCountry
			r.why = append(r.why, "of another country")
		}
		if h.name.Kind == Unknown && r.Kind == Series && !r.direct {
			r.score *= byOtherKind
		}
		if r.direct {
			r.score = byID
			why := "the id in the name"
			if len(h.name.Titles) > 0 && r.likeness < 0.5 {
				r.score, why = byIDAlone, why+"; the title is another"
			}
			r.why = []string{why}
		}
	}
}

func whyTitle(like float64, title string, which int) string {
	text := "another title"
	switch {
	case like >= near:
		text = "same title"
	case like >= 0.7:
		text = "similar title"
	}
	if which > 0 && like >= 0.7 { // the original one, or one of another language
		text += " (" + title + ")"
	}
	return text
}

func yearFactor(year int, r *rival) (float64, string) {
	apart := r.Year - year
	switch {
	case year == 0:
		return byNoYear, "no year in the name"
	case r.Year == 0:
		return byUnknown, "TMDB has no year"
	case apart == 0:
		return bySameYear, "same year"
	case apart == 1 || apart == -1:
		return byNextYear, "a year apart"
	case r.Kind == Series && apart < 0 && apart > -30:
		return byLaterYear, fmt.Sprintf("began in %d", r.Year)
	case apart == 2 || apart == -2:
		return byNearYear, "two years apart"
	default:
		return byOtherYear, fmt.Sprintf("of %d", r.Year)
	}
}

// closeBy is how little the scores of two titles differ that nothing tells apart but who watches
// them.
const closeBy = 0.04

// sort orders the rivals: by score, and those that are close by their popularity.
func (h *hunt) sort() {
	slices.SortStableFunc(h.rivals, func(a, b *rival) int {
		return cmp.Or(cmp.Compare(b.total(), a.total()), cmp.Compare(b.popularity, a.popularity))
	})
	if len(h.rivals) == 0 {
		return
	}
	top := h.rivals[0].total()
	n := slices.IndexFunc(h.rivals, func(r *rival) bool { return r.total() < top-closeBy })
	if n < 0 {
		n = len(h.rivals)
	}
	slices.SortStableFunc(h.rivals[:n], func(a, b *rival) int { return cmp.Compare(b.popularity, a.popularity) })
}

func (r *rival) total() float64 { return r.score * r.episodes }

// ranked returns the candidates. Titles that nothing tells apart share the confidence by how
// popular they are.
func (h *hunt) ranked() []Candidate {
	h.sort()
	var list []Candidate
	for i, r := range h.rivals {
		r.Confidence = r.total()
		var sum float64
		for _, other := range h.rivals {
			if math.Abs(other.total()-r.total()) < closeBy {
				sum += other.popularity + 1
			}
		}
		share := (r.popularity + 1) / sum
		if share < 0.9 && r.total() > 0.5 {
			r.Confidence *= share
			if i == 0 {
				r.why = append(r.why, "others are as alike")
			}
		}
		r.Confidence = math.Round(r.Confidence*100) / 100
		if r.Confidence > 0.1 {
			r.Why = strings.Join(r.why, ", ")
			list = append(list, r.Candidate)
		}
	}
	slices.SortStableFunc(list, func(a, b Candidate) int { return cmp.Compare(b.Confidence, a.Confidence) })
	return list
}
