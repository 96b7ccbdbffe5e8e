package dataset

import "github.com/tmdb-go/tmdb/types"

// Genre is a genre of movies, of series or of both.
type Genre struct {
	ID       int    `json:"id"`
	Name     string `json:"name"`
	OfMovies bool   `json:"movie,omitzero"`
	OfSeries bool   `json:"tv,omitzero"`
	// Names are those in other languages, by code of the language.
	Names map[string]string `json:"names,omitzero"`
}

func (g *Genre) check(c *checker) {
	c.positive(place{}, "id", g.ID)
	c.required(place{}, "name", g.Name)
	if !g.OfMovies && !g.OfSeries {
		c.failf(place{}, "", "is a genre of neither movie nor tv")
	}
	for code := range g.Names {
		c.language(place{}, "names", code)
	}
}

// Keyword is a word that a movie or series is tagged with.
type Keyword struct {
	ID   int    `json:"id"`
	Name string `json:"name"`
}

func (k *Keyword) check(c *checker) {
	c.positive(place{}, "id", k.ID)
	c.required(place{}, "name", k.Name)
}

// Country is a country or territory that TMDB knows.
type Country struct {
	Code        string `json:"code"` // ISO 3166-1
	EnglishName string `json:"english_name"`
	// NativeName is filled in by Load with EnglishName, which TMDB sends as well
	// where no other language was asked for.
	NativeName string `json:"native_name,omitzero"`
	// Timezones are names such as Europe/Berlin.
	Timezones []string `json:"timezones,omitzero"`
}

func (co *Country) check(c *checker) {
	if len(co.Code) != 2 {
		c.failf(place{}, "code", "%q is not a code of ISO 3166-1", co.Code)
	}
	c.required(place{}, "english_name", co.EnglishName)
}

// Language is a language that TMDB knows.
type Language struct {
	Code        string `json:"code"` // ISO 639-1
	EnglishName string `json:"english_name"`
	// Name is that in the language itself, which may be empty.
	Name string `json:"name,omitzero"`
}

func (l *Language) check(c *checker) {
	if len(l.Code) != 2 {
		c.failf(place{}, "code", "%q is not a code of ISO 639-1", l.Code)
	}
	c.required(place{}, "english_name", l.EnglishName)
}

// Department is a department of a crew with its jobs.
type Department struct {
	Name string   `json:"department"`
	Jobs []string `json:"jobs"`
}

func (d *Department) check(c *checker) {
	c.required(place{}, "department", d.Name)
	if len(d.Jobs) == 0 {
		c.failf(place{}, "jobs", "is empty")
	}
}

// Certification is an age rating that a country has.
type Certification struct {
	// Media is movie or tv.
	Media Kind `json:"media"`
	// Country is a code of ISO 3166-1, or CA-QC.
	Country string `json:"country"`
	Name    string `json:"certification"`
	Meaning string `json:"meaning"`
	// Order is 0 for not rated and rises with the age.
	Order int `json:"order"`
}

func (ce *Certification) check(c *checker) {
	c.oneOf(place{}, "media", string(ce.Media), string(KindMovie), string(KindSeries))
	if ce.Country != "CA-QC" {
		c.required(place{}, "country", ce.Country)
		c.country(place{}, "country", ce.Country)
	}
	c.required(place{}, "certification", ce.Name)
	c.required(place{}, "meaning", ce.Meaning)
	c.notNegative(place{}, "order", int64(ce.Order))
}

// Configuration is what GET /3/configuration and its neighbours tell, and the
// day on which the data is at its best.
type Configuration struct {
	// ReferenceDay is the day to which the dates of the data are made: movies are
	// in cinemas and about to come, episodes air, changes are recent.
	ReferenceDay        types.Date         `json:"reference_day"`
	Images              ImageConfiguration `json:"images"`
	ChangeKeys          []string           `json:"change_keys"`
	PrimaryTranslations []string           `json:"primary_translations"`
}

// ImageConfiguration tells where images are and in which sizes.
type ImageConfiguration struct {
	BaseURL       string   `json:"base_url"`
	SecureBaseURL string   `json:"secure_base_url"`
	BackdropSizes []string `json:"backdrop_sizes"`
	LogoSizes     []string `json:"logo_sizes"`
	PosterSizes   []string `json:"poster_sizes"`
	ProfileSizes  []string `json:"profile_sizes"`
	StillSizes    []string `json:"still_sizes"`
}

func (co *Configuration) check(c *checker) {
	c.required(place{}, "reference_day", string(co.ReferenceDay))
	c.date(place{}, "reference_day", co.ReferenceDay)
	c.required(place{}, "images.base_url", co.Images.BaseURL)
	c.required(place{}, "images.secure_base_url", co.Images.SecureBaseURL)
	for i, tag := range co.PrimaryTranslations {
		if len(tag) != 5 || tag[2] != '-' {
			c.failf(place{"primary_translations", i}, "", "%q is not a tag as en-US", tag)
		}
	}
}
