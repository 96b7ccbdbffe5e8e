package dataset

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/types"
)

// Series is a TV series. Its own text is English; see Translations for more.
type Series struct {
	ID       int    `json:"id"`
	Adult    bool   `json:"adult,omitzero"`
	Softcore bool   `json:"softcore,omitzero"`
	Name     string `json:"name"`
	// OriginalName is in OriginalLanguage. Load fills it in with Name.
	OriginalName     string `json:"original_name,omitzero"`
	OriginalLanguage string `json:"original_language"`
	Tagline          string `json:"tagline,omitzero"`
	Overview         string `json:"overview,omitzero"`
	Homepage         string `json:"homepage,omitzero"`
	// Status is Returning Series, Planned, In Production, Ended, Canceled or
	// Pilot.
	Status string `json:"status"`
	// Type is Documentary, News, Miniseries, Reality, Scripted, Talk Show or
	// Video.
	Type         string     `json:"type"`
	InProduction bool       `json:"in_production,omitzero"`
	FirstAirDate types.Date `json:"first_air_date"`
	// LastAirDate is for a series whose episodes are not all in the data. Use
	// LastAired.
	LastAirDate types.Date `json:"last_air_date,omitzero"`
	// EpisodeRunTime is in minutes.
	EpisodeRunTime []int `json:"episode_run_time,omitzero"`

	Popularity  float64 `json:"popularity"`
	VoteAverage float64 `json:"vote_average"`
	VoteCount   int     `json:"vote_count"`

	GenreIDs            []int    `json:"genres,omitzero"`
	Languages           []string `json:"languages,omitzero"`
	OriginCountries     []string `json:"origin_countries,omitzero"`
	ProductionCountries []string `json:"production_countries,omitzero"`
	SpokenLanguages     []string `json:"spoken_languages,omitzero"`
	CompanyIDs          []int    `json:"companies,omitzero"`
	NetworkIDs          []int    `json:"networks,omitzero"`
	KeywordIDs          []int    `json:"keywords,omitzero"`

	PosterPath   types.ImagePath `json:"poster_path"`
	BackdropPath types.ImagePath `json:"backdrop_path"`

	ExternalIDs       ExternalIDs         `json:"external_ids,omitzero"`
	ContentRatings    []*ContentRating    `json:"content_ratings,omitzero"`
	AlternativeTitles []*AlternativeTitle `json:"alternative_titles,omitzero"`
	Translations      []*Translation      `json:"translations,omitzero"`
	Images            Images              `json:"images,omitzero"`
	Videos            []*Video            `json:"videos,omitzero"`
	Watch             []*Watch            `json:"watch,omitzero"`
	Reviews           []*Review           `json:"reviews,omitzero"`
	// RecommendationIDs and SimilarIDs are series, the closest first.
	RecommendationIDs []int `json:"recommendations,omitzero"`
	SimilarIDs        []int `json:"similar,omitzero"`

	// Seasons are sorted by number, so that the specials come first.
	Seasons []*Season `json:"-"`
	// Cast and Crew are all credits, regular and guest, in the order of the file;
	// creators are among the crew.
	Cast []*Credit `json:"-"`
	Crew []*Credit `json:"-"`
	// EpisodeGroups are in the order of the file.
	EpisodeGroups []*EpisodeGroup `json:"-"`

	Genres          []*Genre   `json:"-"`
	Companies       []*Company `json:"-"`
	Networks        []*Network `json:"-"`
	Keywords        []*Keyword `json:"-"`
	Recommendations []*Series  `json:"-"`
	Similar         []*Series  `json:"-"`
}

// ContentRating is the age rating of a series in one country.
type ContentRating struct {
	Country     string   `json:"country"`
	Rating      string   `json:"rating"`
	Descriptors []string `json:"descriptors,omitzero"`
}

// Season returns the season with that number, 0 for the specials, or nil.
func (s *Series) Season(number int) *Season {
	i, ok := slices.BinarySearchFunc(s.Seasons, number, func(s *Season, n int) int { return cmp.Compare(s.Number, n) })
	if !ok {
		return nil
	}
	return s.Seasons[i]
}

// Episode returns the episode, or nil if there is none or the data does not
// have it.
func (s *Series) Episode(ref EpisodeRef) *Episode {
	if season := s.Season(ref.Season); season != nil {
		return season.Episode(ref.Episode)
	}
	return nil
}

// NumberOfSeasons returns how many seasons there are, without the specials.
func (s *Series) NumberOfSeasons() int {
	n := len(s.Seasons)
	if s.Season(0) != nil {
		n--
	}
	return n
}

// NumberOfEpisodes returns how many episodes there are, without the specials.
func (s *Series) NumberOfEpisodes() int {
	n := 0
	for _, season := range s.Seasons {
		if season.Number != 0 {
			n += season.EpisodeCount()
		}
	}
	return n
}

// LastEpisode returns the last episode that aired on the day or before, or nil
// if the data has none. Specials do not count.
func (s *Series) LastEpisode(day types.Date) *Episode {
	var last *Episode
	for e := range s.aired {
		if !e.AirDate.After(day) && (last == nil || !e.AirDate.Before(last.AirDate)) {
			last = e
		}
	}
	return last
}

// NextEpisode returns the first episode that airs after the day, or nil if the
// data has none. Specials do not count.
func (s *Series) NextEpisode(day types.Date) *Episode {
	var next *Episode
	for e := range s.aired {
		if e.AirDate.After(day) && (next == nil || e.AirDate.Before(next.AirDate)) {
			next = e
		}
	}
	return next
}

// aired yields the episodes with a date, without the specials.
func (s *Series) aired(yield func(*Episode) bool) {
	for _, season := range s.Seasons {
		if season.Number == 0 {
			continue
		}
		for _, e := range season.Episodes {
			if !e.AirDate.IsZero() && !yield(e) {
				return
			}
		}
	}
}

// LastAired returns the day on which the last episode aired, on the given day
// or before. It is unknown if none has.
func (s *Series) LastAired(day types.Date) types.Date {
	var last types.Date
	if e := s.LastEpisode(day); e != nil {
		last = e.AirDate
	}
	if (last.IsZero() || s.LastAirDate.After(last)) && !s.LastAirDate.After(day) {
		last = s.LastAirDate
	}
	return last
}

// CreatedBy returns the credits of the creators.
func (s *Series) CreatedBy() []*Credit {
	var list []*Credit
	for _, c := range s.Crew {
		if c.IsCreator() {
			list = append(list, c)
		}
	}
	return list
}

// Regulars returns the cast and crew of the last season that has any: what TMDB
// shows as the credits of a series.
func (s *Series) Regulars() (cast, crew []*Credit) {
	for _, season := range slices.Backward(s.Seasons) {
		if len(season.Cast) > 0 || len(season.Crew) > 0 {
			return season.Cast, season.Crew
		}
	}
	return nil, nil
}

// Aggregate returns everybody who worked on the series with all they did, those
// with most episodes first, and the crew by department before that. Creators are
// left out, as at TMDB.
func (s *Series) Aggregate() (cast, crew []Aggregate) {
	return aggregate(s.Cast, (*Credit).EpisodeCount), aggregate(s.Crew, (*Credit).EpisodeCount)
}

func (s *Series) resolve(set *Set) {
	s.OriginalName = cmp.Or(s.OriginalName, s.Name)
	s.Genres = find(s.GenreIDs, set.Genre)
	s.Companies = find(s.CompanyIDs, set.Company)
	s.Networks = find(s.NetworkIDs, set.Network)
	s.Keywords = find(s.KeywordIDs, set.Keyword)
	s.Recommendations = find(s.RecommendationIDs, set.Series)
	s.Similar = find(s.SimilarIDs, set.Series)
	s.Images.Posters = withMain(s.Images.Posters, s.PosterPath, 2000, 3000, "en")
	s.Images.Backdrops = withMain(s.Images.Backdrops, s.BackdropPath, 3840, 2160, "")
}

func (s *Series) check(c *checker) {
	var top place
	c.positive(top, "id", s.ID)
	c.required(top, "name", s.Name)
	c.required(top, "original_language", s.OriginalLanguage)
	c.language(top, "original_language", s.OriginalLanguage)
	c.oneOf(top, "status", s.Status, "Returning Series", "Planned", "In Production", "Ended", "Canceled", "Pilot")
	c.oneOf(top, "type", s.Type, "Documentary", "News", "Miniseries", "Reality", "Scripted", "Talk Show", "Video")
	c.date(top, "first_air_date", s.FirstAirDate)
	c.date(top, "last_air_date", s.LastAirDate)
	c.vote(top, "vote_average", s.VoteAverage)
	c.notNegative(top, "vote_count", int64(s.VoteCount))
	c.image(top, "poster_path", s.PosterPath)
	c.image(top, "backdrop_path", s.BackdropPath)
	c.languages("languages", s.Languages)
	c.countries("origin_countries", s.OriginCountries)
	c.countries("production_countries", s.ProductionCountries)
	c.languages("spoken_languages", s.SpokenLanguages)
	known(c, "genres", "genre of series", s.GenreIDs, func(id int) *Genre {
		if g := c.set.Genre(id); g != nil && g.OfSeries {
			return g
		}
		return nil
	})
	known(c, "companies", "company", s.CompanyIDs, c.set.Company)
	known(c, "networks", "network", s.NetworkIDs, c.set.Network)
	known(c, "keywords", "keyword", s.KeywordIDs, c.set.Keyword)
	for i, r := range s.ContentRatings {
		c.required(place{"content_ratings", i}, "country", r.Country)
		c.country(place{"content_ratings", i}, "country", r.Country)
		c.required(place{"content_ratings", i}, "rating", r.Rating)
	}
	checkAlternativeTitles(c, s.AlternativeTitles)
	checkTranslations(c, s.Translations)
	s.Images.check(c)
	checkVideos(c, s.Videos)
	checkWatch(c, s.Watch)
	checkReviews(c, s.Reviews, nil, s)
	known(c, "recommendations", "series", s.RecommendationIDs, c.set.Series)
	known(c, "similar", "series", s.SimilarIDs, c.set.Series)
	for _, list := range [][]int{s.RecommendationIDs, s.SimilarIDs} {
		if slices.Contains(list, s.ID) {
			c.failf(top, "recommendations or similar", "has the series itself")
		}
	}
}
