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
