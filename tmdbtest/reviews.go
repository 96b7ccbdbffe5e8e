package tmdbtest

import (
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

var reviewHandlers = map[string]handler{"reviewDetails": reviewDetails}

func reviewDetails(c *call) (any, error) {
	r := c.set.Review(c.text("review_id"))
	if r == nil {
		return nil, notFound()
	}
	d := as[gen.ReviewDetails](reviewRow(c, r))
	d.LanguageCode = r.Language
	if m := r.Movie; m != nil {
		d.MediaID, d.MediaType, d.MediaTitle = m.ID, gen.MediaTypeMovie, movieTexts(c, m).title
	} else {
		s := r.Series
		d.MediaID, d.MediaType, d.MediaTitle = s.ID, gen.MediaTypeTV, seriesTexts(c, s).title
	}
	return d, nil
}

func reviewRow(_ *call, r *dataset.Review) gen.Review {
	author := &gen.ReviewAuthor{AvatarPath: r.Author.AvatarPath, Name: r.Author.Name, Username: r.Author.Username, Rating: r.Rating}
	return gen.Review{
		Author:        r.Author.Username,
		AuthorDetails: author,
		Content:       r.Content,
		CreatedAt:     r.Created,
		ID:            r.ID,
		UpdatedAt:     r.Updated,
		URL:           "https://www.themoviedb.org/review/" + r.ID,
	}
}
