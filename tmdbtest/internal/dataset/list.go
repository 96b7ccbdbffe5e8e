package dataset

import "github.com/tmdb-go/tmdb/types"

// List is a list of movies and series that a user made. v3 and v4 show the same
// lists.
type List struct {
	ID int `json:"id"`
	// ObjectID is the id that TMDB gave to lists before 2014, 24 hex digits, of a list that has one.
	ObjectID    string `json:"object_id,omitzero"`
	Name        string `json:"name"`
	Description string `json:"description,omitzero"`
	// Username is that of the owner.
	Username string `json:"username"`
	Public   bool   `json:"public,omitzero"`
	Language string `json:"language"`
	Country  string `json:"country"`
	// SortBy is one of v4's orders; empty stands for original_order.asc.
	SortBy        string          `json:"sort_by,omitzero"`
	PosterPath    types.ImagePath `json:"poster_path,omitzero"`
	BackdropPath  types.ImagePath `json:"backdrop_path,omitzero"`
	FavoriteCount int             `json:"favorite_count,omitzero"`
	Created       types.Timestamp `json:"created"`
	Updated       types.Timestamp `json:"updated"`
	Items         []*ListItem     `json:"items,omitzero"`
}

// ListItem is a movie or series on a list.
type ListItem struct {
	Ref
	// Comment is what the owner wrote beside it; v4 only.
	Comment string `json:"comment,omitzero"`
}
