package dataset

import (
	"cmp"
	"slices"
	"strconv"

	"github.com/tmdb-go/tmdb/types"
)

// Season is a season of a series.
type Season struct {
	SeriesID int `json:"series"`
	ID       int `json:"id"`
	// HexID is the _id that season details carry. Load makes one where the data
	// has none.
	HexID string `json:"hex_id,omitzero"`
	// Number is 0 for the specials.
	Number int `json:"number"`
	// Name is filled in by Load as Season 1, or Specials for 0.
	Name     string `json:"name,omitzero"`
	Overview string `json:"overview,omitzero"`
	// AirDate is filled in by Load with that of the first episode to air.
	AirDate     types.Date      `json:"air_date,omitzero"`
	PosterPath  types.ImagePath `json:"poster_path,omitzero"`
	VoteAverage float64         `json:"vote_average,omitzero"`
	// Count is the number of episodes of a season whose episodes are not in the
	// data. Use EpisodeCount.
	Count int `json:"count,omitzero"`

	ExternalIDs  ExternalIDs    `json:"external_ids,omitzero"`
	Translations []*Translation `json:"translations,omitzero"`
	Images       Images         `json:"images,omitzero"`
	Videos       []*Video       `json:"videos,omitzero"`
	Watch        []*Watch       `json:"watch,omitzero"`
	// Episodes are sorted by number. There are none if Count is set.
	Episodes []*Episode `json:"episodes,omitzero"`

	Series *Series `json:"-"`
	// Cast and Crew are the credits that cover the whole season.
	Cast []*Credit `json:"-"`
	Crew []*Credit `json:"-"`
}

// Episode returns the episode with that number, or nil.
func (s *Season) Episode(number int) *Episode {
	i, ok := slices.BinarySearchFunc(s.Episodes, number, func(e *Episode, n int) int { return cmp.Compare(e.Number, n) })
	if !ok {
		return nil
	}
	return s.Episodes[i]
}

// EpisodeCount returns how many episodes the season has, which may be more than
// the data knows of.
func (s *Season) EpisodeCount() int { return max(s.Count, len(s.Episodes)) }

// Aggregate returns everybody who worked on the season with all they did, those
// with most episodes first, and the crew by department before that.
func (s *Season) Aggregate() (cast, crew []Aggregate) {
	return aggregate(s.Series.Cast, func(c *Credit) int { return c.EpisodeCountIn(s) }),
		aggregate(s.Series.Crew, func(c *Credit) int { return c.EpisodeCountIn(s) })
}

func (s *Season) resolve() {
	if s.HexID == "" {
		s.HexID = makeID("season", "tv", s.ID)
	}
	if s.Name == "" {
		s.Name = "Specials"
		if s.Number > 0 {
			s.Name = "Season " + strconv.Itoa(s.Number)
		}
	}
	slices.SortStableFunc(s.Episodes, func(a, b *Episode) int { return cmp.Compare(a.Number, b.Number) })
	for _, e := range s.Episodes {
		e.resolve(s)
		if s.AirDate.IsZero() {
			s.AirDate = e.AirDate
		}
	}
	s.Images.Posters = withMain(s.Images.Posters, s.PosterPath, 1000, 1500, "en")
}

func (s *Season) check(c *checker) {
	var top place
	if s.Series == nil {
		c.failf(top, "series", "no series %d", s.SeriesID)
	}
	c.positive(top, "id", s.ID)
	c.hexID(top, "hex_id", s.HexID)
	c.notNegative(top, "number", int64(s.Number))
	c.notNegative(top, "count", int64(s.Count))
	c.date(top, "air_date", s.AirDate)
	c.image(top, "poster_path", s.PosterPath)
	c.vote(top, "vote_average", s.VoteAverage)
	if len(s.Episodes) > 0 && s.Count != 0 {
		c.failf(top, "count", "is for seasons whose episodes are not listed")
	}
	if len(s.Episodes) == 0 && s.Count == 0 {
		c.failf(top, "episodes", "is missing, and so is count")
	}
	checkTranslations(c, s.Translations)
	s.Images.check(c)
	checkVideos(c, s.Videos)
	checkWatch(c, s.Watch)
	for i, e := range s.Episodes {
		at := place{"episodes", i}
		if i > 0 && e.Number == s.Episodes[i-1].Number {
			c.failf(at, "number", "%d is there twice", e.Number)
		}
		e.check(c, at)
	}
}
