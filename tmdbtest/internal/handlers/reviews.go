package handlers

import (
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func reviews() table { return table{"reviewDetails": reviewDetails} }

// reviewDetails has the title of the movie or series in the language of the call.
func reviewDetails(c *Call) (any, error) {
	r := c.Set.Review(c.text("review_id"))
	if r == nil || r.Object() == nil {
		return nil, codes.NotFound()
	}
	o, d := r.Object(), r.Details()
	if m := c.Set.Movie(d.MediaID); d.MediaType == "movie" && m != nil && m.Object() != nil {
		o = o.With("media_title", c.movieRow(m).Get("title"))
	}
	if s := c.Set.Series(d.MediaID); d.MediaType == "tv" && s != nil && s.Object() != nil {
		o = o.With("media_title", c.seriesRow(s).Get("name"))
	}
	return o, nil
}

// reviewsOf returns one page of the reviews of a movie or series.
func reviewsOf[E entity](c *Call, e E) (any, error) {
	page := ownPage(c, e.Piece("reviews").List("results"), func(row object.Object) object.Object { return row })
	return object.Of("id", e.SentID()).Add(page), nil
}
