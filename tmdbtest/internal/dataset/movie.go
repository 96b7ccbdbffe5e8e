package dataset

import (
	"cmp"
	"slices"

	"github.com/tmdb-go/tmdb/types"
)

// Movie is a film. Its own text is English; see Translations for more.
type Movie struct {
	ID       int  `json:"id"`
	Adult    bool `json:"adult,omitzero"`
	Softcore bool `json:"softcore,omitzero"`
	// Video marks what was never meant for cinemas, such as a making-of.
	Video bool   `json:"video,omitzero"`
	Title string `json:"title"`
	// OriginalTitle is in OriginalLanguage. Load fills it in with Title.
	OriginalTitle    string `json:"original_title,omitzero"`
	OriginalLanguage string `json:"original_language"`
	Tagline          string `json:"tagline,omitzero"`
	Overview         string `json:"overview,omitzero"`
	Homepage         string `json:"homepage,omitzero"`
	// Status is Rumored, Planned, In Production, Post Production, Released or
	// Canceled.
	Status string `json:"status"`
	// ReleaseDate is the primary one, empty if not known. Releases has those of
	// countries.
	ReleaseDate types.Date `json:"release_date"`
	// Runtime is in minutes, 0 if not known.
	Runtime int `json:"runtime,omitzero"`
	// Budget and Revenue are in US dollars, 0 if not known.
	Budget  int64 `json:"budget,omitzero"`
	Revenue int64 `json:"revenue,omitzero"`

	Popularity  float64 `json:"popularity"`
	VoteAverage float64 `json:"vote_average"`
	VoteCount   int     `json:"vote_count"`

	GenreIDs            []int    `json:"genres,omitzero"`
	OriginCountries     []string `json:"origin_countries,omitzero"`
	ProductionCountries []string `json:"production_countries,omitzero"`
	SpokenLanguages     []string `json:"spoken_languages,omitzero"`
	CompanyIDs          []int    `json:"companies,omitzero"`
	// CollectionID is 0 if the movie is not part of one.
	CollectionID int   `json:"collection,omitzero"`
	KeywordIDs   []int `json:"keywords,omitzero"`

	PosterPath   types.ImagePath `json:"poster_path"`
	BackdropPath types.ImagePath `json:"backdrop_path"`

	ExternalIDs       ExternalIDs         `json:"external_ids,omitzero"`
	Releases          []*Release          `json:"releases,omitzero"`
	AlternativeTitles []*AlternativeTitle `json:"alternative_titles,omitzero"`
	Translations      []*Translation      `json:"translations,omitzero"`
	Images            Images              `json:"images,omitzero"`
	Videos            []*Video            `json:"videos,omitzero"`
	Watch             []*Watch            `json:"watch,omitzero"`
	Cast              []*Credit           `json:"cast,omitzero"`
	Crew              []*Credit           `json:"crew,omitzero"`
	Reviews           []*Review           `json:"reviews,omitzero"`
	// RecommendationIDs and SimilarIDs are movies, the closest first.
	RecommendationIDs []int `json:"recommendations,omitzero"`
	SimilarIDs        []int `json:"similar,omitzero"`

	Genres          []*Genre    `json:"-"`
	Companies       []*Company  `json:"-"`
	Collection      *Collection `json:"-"` // nil if not part of one
	Keywords        []*Keyword  `json:"-"`
	Recommendations []*Movie    `json:"-"`
	Similar         []*Movie    `json:"-"`
}

// Release is a movie coming out in one country in one way.
type Release struct {
	Country string `json:"country"`
	// Type is 1 premiere, 2 limited theatrical, 3 theatrical, 4 digital,
	// 5 physical, 6 TV.
	Type          int             `json:"type"`
	Date          types.Timestamp `json:"date"`
	Certification string          `json:"certification,omitzero"`
	Note          string          `json:"note,omitzero"`
	Language      string          `json:"language,omitzero"`
	Descriptors   []string        `json:"descriptors,omitzero"`
}

func (m *Movie) resolve(s *Set) {
	m.OriginalTitle = cmp.Or(m.OriginalTitle, m.Title)
	m.Genres = find(m.GenreIDs, s.Genre)
	m.Companies = find(m.CompanyIDs, s.Company)
	m.Keywords = find(m.KeywordIDs, s.Keyword)
	m.Recommendations = find(m.RecommendationIDs, s.Movie)
	m.Similar = find(m.SimilarIDs, s.Movie)
	m.Collection = s.Collection(m.CollectionID)
	m.Images.Posters = withMain(m.Images.Posters, m.PosterPath, 2000, 3000, "en")
	m.Images.Backdrops = withMain(m.Images.Backdrops, m.BackdropPath, 3840, 2160, "")
}

func (m *Movie) check(c *checker) {
	var top place
	c.positive(top, "id", m.ID)
	c.required(top, "title", m.Title)
	c.required(top, "original_language", m.OriginalLanguage)
	c.language(top, "original_language", m.OriginalLanguage)
	c.oneOf(top, "status", m.Status, "Rumored", "Planned", "In Production", "Post Production", "Released", "Canceled")
	c.date(top, "release_date", m.ReleaseDate)
	c.notNegative(top, "runtime", int64(m.Runtime))
	c.notNegative(top, "budget", m.Budget)
	c.notNegative(top, "revenue", m.Revenue)
	c.vote(top, "vote_average", m.VoteAverage)
	c.notNegative(top, "vote_count", int64(m.VoteCount))
	c.image(top, "poster_path", m.PosterPath)
	c.image(top, "backdrop_path", m.BackdropPath)
	c.countries("origin_countries", m.OriginCountries)
	c.countries("production_countries", m.ProductionCountries)
	c.languages("spoken_languages", m.SpokenLanguages)
	known(c, "genres", "genre of movies", m.GenreIDs, func(id int) *Genre {
		if g := c.set.Genre(id); g != nil && g.OfMovies {
			return g
		}
		return nil
	})
	known(c, "companies", "company", m.CompanyIDs, c.set.Company)
	known(c, "keywords", "keyword", m.KeywordIDs, c.set.Keyword)
	if m.CollectionID != 0 && m.Collection == nil {
		c.failf(top, "collection", "no collection %d", m.CollectionID)
	}
	for i, r := range m.Releases {
		r.check(c, place{"releases", i})
	}
	checkAlternativeTitles(c, m.AlternativeTitles)
	checkTranslations(c, m.Translations)
	m.Images.check(c)
	checkVideos(c, m.Videos)
	checkWatch(c, m.Watch)
	checkCredits(c, "cast", "movie", m.ID, m.Cast, m, nil)
	checkCredits(c, "crew", "movie", m.ID, m.Crew, m, nil)
	checkReviews(c, m.Reviews, m, nil)
	known(c, "recommendations", "movie", m.RecommendationIDs, c.set.Movie)
	known(c, "similar", "movie", m.SimilarIDs, c.set.Movie)
	for _, list := range [][]int{m.RecommendationIDs, m.SimilarIDs} {
		if slices.Contains(list, m.ID) {
			c.failf(top, "recommendations or similar", "has the movie itself")
		}
	}
}

func (r *Release) check(c *checker, at place) {
	c.required(at, "country", r.Country)
	c.country(at, "country", r.Country)
	c.language(at, "language", r.Language)
	c.timestamp(at, "date", r.Date)
	if r.Type < 1 || r.Type > 6 {
		c.failf(at, "type", "is %d, wants 1 to 6", r.Type)
	}
}
