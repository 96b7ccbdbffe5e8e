package dataset

import "github.com/tmdb-go/tmdb/types"

// User is somebody with an account. Users are made up, and so are their
// passwords.
type User struct {
	ID int `json:"id"`
	// ObjectID is the id in v4, 24 hex digits.
	ObjectID string `json:"object_id"`
	Username string `json:"username"`
	// Password is empty for a user who cannot log in.
	Password     string `json:"password,omitzero"`
	Name         string `json:"name,omitzero"`
	Language     string `json:"language"`
	Country      string `json:"country"`
	IncludeAdult bool   `json:"include_adult,omitzero"`
	// GravatarHash is 32 hex digits.
	GravatarHash string          `json:"gravatar_hash"`
	AvatarPath   types.ImagePath `json:"avatar_path,omitzero"`

	// What the user has done before a test begins, oldest first.
	Ratings   []*Mark `json:"ratings,omitzero"`
	Favorites []*Mark `json:"favorites,omitzero"`
	Watchlist []*Mark `json:"watchlist,omitzero"`
}

// Mark is a movie, series or episode that a user has rated, liked or wants to
// watch; episodes can only be rated.
type Mark struct {
	Ref
	// Value is from 0.5 to 10 in steps of 0.5; of ratings only.
	Value float64         `json:"value,omitzero"`
	At    types.Timestamp `json:"at"`
}

func (u *User) check(c *checker) {
	var top place
	c.positive(top, "id", u.ID)
	c.required(top, "object_id", u.ObjectID)
	c.hexID(top, "object_id", u.ObjectID)
	c.required(top, "username", u.Username)
	c.required(top, "language", u.Language)
	c.language(top, "language", u.Language)
	c.required(top, "country", u.Country)
	c.country(top, "country", u.Country)
	c.image(top, "avatar_path", u.AvatarPath)
	if len(u.GravatarHash) != 32 {
		c.failf(top, "gravatar_hash", "%q is not 32 hex digits", u.GravatarHash)
	}
	for i, m := range u.Ratings {
		m.check(c, place{"ratings", i}, KindMovie, KindSeries, KindEpisode)
		if n := m.Value * 2; n < 1 || n > 20 || n != float64(int(n)) {
			c.failf(place{"ratings", i}, "value", "is %g, wants 0.5 to 10 in steps of 0.5", m.Value)
		}
	}
	for i, m := range u.Favorites {
		m.check(c, place{"favorites", i}, KindMovie, KindSeries)
	}
	for i, m := range u.Watchlist {
		m.check(c, place{"watchlist", i}, KindMovie, KindSeries)
	}
}

func (m *Mark) check(c *checker, at place, allowed ...Kind) {
	m.Ref.check(c, at, allowed...)
	c.timestamp(at, "at", m.At)
}

// Review is what a user wrote about a movie or series.
type Review struct {
	// ID is 24 hex digits.
	ID string `json:"id"`
	// Username is that of the author.
	Username string `json:"username"`
	// Rating is from 0.5 to 10, 0 if the author gave none.
	Rating   float64         `json:"rating,omitzero"`
	Language string          `json:"language"`
	Content  string          `json:"content"`
	Created  types.Timestamp `json:"created"`
	Updated  types.Timestamp `json:"updated"`

	Author *User   `json:"-"`
	Movie  *Movie  `json:"-"` // nil if of a series
	Series *Series `json:"-"` // nil if of a movie
}

func checkReviews(c *checker, list []*Review, movie *Movie, series *Series) {
	for i, r := range list {
		at := place{"reviews", i}
		r.Movie, r.Series = movie, series
		r.Author = c.set.UserNamed(r.Username)
		if r.Author == nil {
			c.failf(at, "username", "no user %q", r.Username)
		}
		c.required(at, "id", r.ID)
		c.hexID(at, "id", r.ID)
		c.vote(at, "rating", r.Rating)
		c.required(at, "language", r.Language)
		c.language(at, "language", r.Language)
		c.required(at, "content", r.Content)
		c.timestamp(at, "created", r.Created)
		c.timestamp(at, "updated", r.Updated)
	}
}
