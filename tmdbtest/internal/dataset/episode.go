package dataset

import (
	"cmp"
	"fmt"
	"strconv"
	"strings"

	"github.com/tmdb-go/tmdb/types"
)

// Episode is an episode of a season.
type Episode struct {
	ID       int        `json:"id"`
	Number   int        `json:"number"`
	Name     string     `json:"name"`
	Overview string     `json:"overview,omitzero"`
	AirDate  types.Date `json:"air_date,omitzero"`
	// Runtime is in minutes, 0 if not known.
	Runtime int `json:"runtime,omitzero"`
	// Type is standard, mid_season or finale. Load fills in standard.
	Type           string          `json:"type,omitzero"`
	ProductionCode string          `json:"production_code,omitzero"`
	StillPath      types.ImagePath `json:"still_path,omitzero"`
	VoteAverage    float64         `json:"vote_average,omitzero"`
	VoteCount      int             `json:"vote_count,omitzero"`
	// ScreenedTheatrically is whether it was shown in cinemas.
	ScreenedTheatrically bool `json:"screened_theatrically,omitzero"`

	ExternalIDs  ExternalIDs    `json:"external_ids,omitzero"`
	Translations []*Translation `json:"translations,omitzero"`
	Images       Images         `json:"images,omitzero"`
	Videos       []*Video       `json:"videos,omitzero"`

	Season *Season `json:"-"`
	// Crew and GuestStars are the credits that name this episode. The regulars of
	// the season are its Cast.
	Crew       []*Credit `json:"-"`
	GuestStars []*Credit `json:"-"`
}

// Ref returns the season and number of the episode.
func (e *Episode) Ref() EpisodeRef { return EpisodeRef{e.Season.Number, e.Number} }

func (e *Episode) resolve(s *Season) {
	e.Season = s
	e.Type = cmp.Or(e.Type, "standard")
	e.Images.Stills = withMain(e.Images.Stills, e.StillPath, 1920, 1080, "")
}

func (e *Episode) check(c *checker, at place) {
	c.positive(at, "id", e.ID)
	c.positive(at, "number", e.Number)
	c.required(at, "name", e.Name)
	c.date(at, "air_date", e.AirDate)
	c.oneOf(at, "type", e.Type, "standard", "mid_season", "finale")
	c.notNegative(at, "runtime", int64(e.Runtime))
	c.image(at, "still_path", e.StillPath)
	c.vote(at, "vote_average", e.VoteAverage)
	c.notNegative(at, "vote_count", int64(e.VoteCount))

	c.in = at
	checkTranslations(c, e.Translations)
	e.Images.check(c)
	checkVideos(c, e.Videos)
	c.in = place{}
}

// EpisodeRef names an episode within a series. In JSON it is a string such as
// "1x02", the second episode of season 1.
type EpisodeRef struct{ Season, Episode int }

// String returns the reference as "1x02".
func (r EpisodeRef) String() string { return fmt.Sprintf("%dx%02d", r.Season, r.Episode) }

// MarshalText returns the reference as "1x02".
func (r EpisodeRef) MarshalText() ([]byte, error) { return []byte(r.String()), nil }

// UnmarshalText takes "1x02" and returns an error for anything else.
func (r *EpisodeRef) UnmarshalText(text []byte) error {
	season, episode, ok := strings.Cut(string(text), "x")
	s, err1 := strconv.Atoi(season)
	e, err2 := strconv.Atoi(episode)
	if !ok || err1 != nil || err2 != nil || s < 0 || e < 1 {
		return fmt.Errorf("episode %q is not written as 1x02", text)
	}
	*r = EpisodeRef{s, e}
	return nil
}

// EpisodeGroup is another order of the episodes of a series, such as that of a
// streaming service.
type EpisodeGroup struct {
	SeriesID int `json:"series"`
	// ID is 24 hex digits.
	ID          string `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description,omitzero"`
	// Type is 1 original air date, 2 absolute, 3 DVD, 4 digital, 5 story arc,
	// 6 production, 7 TV.
	Type int `json:"type"`
	// NetworkID is 0 if the order is of no network.
	NetworkID int              `json:"network,omitzero"`
	Groups    []*EpisodeBundle `json:"groups"`

	Series  *Series  `json:"-"`
	Network *Network `json:"-"` // nil if of none
}

// EpisodeBundle is one group of an [EpisodeGroup].
type EpisodeBundle struct {
	// ID is 24 hex digits.
	ID     string `json:"id"`
	Name   string `json:"name"`
	Order  int    `json:"order"`
	Locked bool   `json:"locked,omitzero"`
	// Refs are the episodes in their order within the group.
	Refs []EpisodeRef `json:"episodes"`

	Episodes []*Episode `json:"-"`
}

// EpisodeCount returns the number of episodes in all groups.
func (g *EpisodeGroup) EpisodeCount() int {
	n := 0
	for _, b := range g.Groups {
		n += len(b.Refs)
	}
	return n
}

func (g *EpisodeGroup) check(c *checker) {
	var top place
	if g.Series == nil {
		c.failf(top, "series", "no series %d", g.SeriesID)
		return
	}
	c.required(top, "id", g.ID)
	c.hexID(top, "id", g.ID)
	c.required(top, "name", g.Name)
	if g.Type < 1 || g.Type > 7 {
		c.failf(top, "type", "is %d, wants 1 to 7", g.Type)
	}
	if g.NetworkID != 0 && g.Network == nil {
		c.failf(top, "network", "no network %d", g.NetworkID)
	}
	for i, b := range g.Groups {
		at := place{"groups", i}
		c.required(at, "id", b.ID)
		c.hexID(at, "id", b.ID)
		c.required(at, "name", b.Name)
		for _, ref := range b.Refs {
			if g.Series.Episode(ref) == nil {
				c.failf(at, "episodes", "series %d has no episode %s", g.SeriesID, ref)
			}
		}
	}
}
