package dataset

import "github.com/tmdb-go/tmdb/types"

// List is a list of movies and series that a user made. v3 and v4 show the same
// lists.
type List struct {
	ID          int    `json:"id"`
	Name        string `json:"name"`
	Description string `json:"description,omitzero"`
	// Username is that of the owner.
	Username string `json:"username"`
	Public   bool   `json:"public,omitzero"`
	Language string `json:"language"`
	Country  string `json:"country"`
	// SortBy is one of v4's orders; Load fills in original_order.asc.
	SortBy        string          `json:"sort_by,omitzero"`
	PosterPath    types.ImagePath `json:"poster_path,omitzero"`
	BackdropPath  types.ImagePath `json:"backdrop_path,omitzero"`
	FavoriteCount int             `json:"favorite_count,omitzero"`
	Created       types.Timestamp `json:"created"`
	Updated       types.Timestamp `json:"updated"`
	Items         []*ListItem     `json:"items,omitzero"`

	Owner *User `json:"-"`
}

// ListItem is a movie or series on a list.
type ListItem struct {
	Ref
	// Comment is what the owner wrote beside it; v4 only.
	Comment string `json:"comment,omitzero"`
}

func (l *List) check(c *checker) {
	var top place
	c.positive(top, "id", l.ID)
	c.required(top, "name", l.Name)
	if l.Owner == nil {
		c.failf(top, "username", "no user %q", l.Username)
	}
	c.required(top, "language", l.Language)
	c.language(top, "language", l.Language)
	c.required(top, "country", l.Country)
	c.country(top, "country", l.Country)
	c.image(top, "poster_path", l.PosterPath)
	c.image(top, "backdrop_path", l.BackdropPath)
	c.timestamp(top, "created", l.Created)
	c.timestamp(top, "updated", l.Updated)
	seen := make(map[Ref]bool, len(l.Items))
	for i, item := range l.Items {
		item.Ref.check(c, place{"items", i}, KindMovie, KindSeries)
		if seen[item.Ref] {
			c.failf(place{"items", i}, "", "%s %d is there twice", item.Kind(), item.Target())
		}
		seen[item.Ref] = true
	}
}
