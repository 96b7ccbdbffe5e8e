package handlers

import (
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// formerPiece returns the handler of a piece that TMDB appends although its documentation has no operation
// for it, nil for any other name.
func formerPiece(operation, name string) handler {
	switch operation + " " + name {
	case "movieDetails casts":
		return pathMovie().of(movieCasts)
	case "movieDetails trailers":
		return pathMovie().of(movieTrailers)
	case "tvEpisodeDetails watch/providers":
		return pathEpisode().of(episodeWatchProviders)
	}
	return nil
}

// movieCasts has the credits under their former name, by which alone a recording may have them.
func movieCasts(_ *Call, m *dataset.Movie) (any, error) {
	if m.Piece("credits") == nil {
		return pieceOf(m, "casts", "Credits"), nil
	}
	return pieceOf(m, "credits", "Credits"), nil
}

// movieReleases has the first release in each country, in the form before release_dates.
func movieReleases(_ *Call, m *dataset.Movie) (any, error) {
	if m.Piece("releases") != nil {
		return pieceOf(m, "releases", "MovieReleases"), nil
	}
	countries := []object.Object{}
	for _, country := range m.Piece("release_dates").List("results") {
		var first object.Object
		for _, release := range country.List("release_dates") {
			if first == nil || release.Text("release_date") < first.Text("release_date") {
				first = release
			}
		}
		if first == nil {
			continue
		}
		day, _, _ := strings.Cut(first.Text("release_date"), "T")
		countries = append(countries, first.Pick("certification").With(
			"iso_3166_1", country.Get("iso_3166_1"), "primary", false, "release_date", day))
	}
	return object.Of("id", m.SentID(), "countries", countries), nil
}

// movieTrailers has the trailers on YouTube, in the form before videos.
func movieTrailers(c *Call, m *dataset.Movie) (any, error) {
	if m.Piece("trailers") != nil {
		return pieceOf(m, "trailers", "MovieTrailers"), nil
	}
	trailers := []object.Object{}
	for _, video := range c.videosOf(m).List("results") {
		if video.Text("site") == string(gen.VideoSiteYouTube) && strings.EqualFold(video.Text("type"), string(gen.VideoTypeTrailer)) {
			trailers = append(trailers, object.Of("name", video.Text("name"), "size", "HD",
				"source", video.Text("key"), "type", video.Text("type")))
		}
	}
	return object.Of("id", m.SentID(), "quicktime", []object.Object{}, "youtube", trailers), nil
}

// episodeWatchProviders are those of the season, or of the series if the data has none of the season.
func episodeWatchProviders(_ *Call, e *dataset.Episode) (any, error) {
	if e.Season.Piece("watch/providers") != nil {
		return pieceOf(e.Season, "watch/providers", "WatchProviders"), nil
	}
	return pieceOf(e.Season.Series, "watch/providers", "WatchProviders"), nil
}
