package handlers

import (
	"slices"
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

func movies() table {
	movie := pathMovie()
	return table{
		"movieDetails":           appending(movie.of(movieDetails)),
		"movieAccountStates":     movie.of(movieAccountStates),
		"movieAlternativeTitles": movie.of(movieAlternativeTitles),
		"movieChanges":           movie.of(changesOf),
		"movieCredits":           movie.piece("credits", "Credits"),
		"movieExternalIDs":       movie.externalIDs(object.Fields[gen.MovieExternalIDs]()),
		"movieImages":            movie.images("MovieImages", "logos"),
		"movieKeywords":          movie.piece("keywords", "MovieKeywords"),
		"movieLatest":            movieLatest,
		"movieLists":             movie.of(movieLists),
		"movieRecommendations":   movie.rows("recommendations"),
		"movieReleaseDates":      movie.piece("release_dates", "MovieReleaseDates"),
		"movieReleases":          movie.of(movieReleases),
		"movieReviews":           movie.of(reviewsOf),
		"movieSimilar":           movie.rows("similar"),
		"movieTranslations":      movie.piece("translations", "MovieTranslations"),
		"movieVideos":            movie.videos(),
		"movieWatchProviders":    movie.piece("watch/providers", "WatchProviders"),
	}
}

// pathMovie looks for the movie that a path names by its id, or by that of IMDb.
func pathMovie() lookup[*dataset.Movie] {
	return func(c *Call) (*dataset.Movie, error) {
		id := c.text("movie_id")
		if strings.HasPrefix(id, "tt") {
			if of := c.Set.Find("imdb_id", id).Movies; len(of) > 0 {
				return of[0], nil
			}
		}
		return found(c, "movie_id", c.Set.Movie(c.id("movie_id")))
	}
}

func movieDetails(c *Call, m *dataset.Movie) (any, error) {
	o := m.Object()
	if o == nil {
		return nil, codes.NotFound()
	}
	o = c.genresIn(c.inLanguage(o, m, "title", o.Text("original_title")), "movie")
	if of := m.Details().BelongsToCollection; of != nil {
		if cl := c.Set.Collection(of.ID); cl != nil && cl.Object() != nil {
			summary := object.As[gen.CollectionSummary](cl.Object())
			o = o.With("belongs_to_collection", c.inLanguage(summary, cl, "name", cl.Object().Text("original_name")))
		}
	}
	return o, nil
}

// movieLatest is the movie that was added last, which is the one with the highest id.
func movieLatest(c *Call) (any, error) {
	for _, m := range slices.Backward(c.Set.Movies) {
		if !m.Details().Adult {
			return movieDetails(c, m)
		}
	}
	return nil, codes.NotFound()
}

func movieAccountStates(c *Call, m *dataset.Movie) (any, error) {
	return accountStates(c, dataset.RefTo(dataset.KindMovie, m.ID))
}

func movieAlternativeTitles(c *Call, m *dataset.Movie) (any, error) {
	return c.ofCountry(pieceOf(m, "alternative_titles", "MovieAlternativeTitles"), "titles"), nil
}

func movieLists(c *Call, m *dataset.Movie) (any, error) {
	return listsOf(c, dataset.RefTo(dataset.KindMovie, m.ID)), nil
}
