package tmdbtest

import (
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

// trailersPiece is a piece in a former shape, which no operation answers any more but TMDB still appends to a movie.
const trailersPiece = "movieTrailers"

// formerPieces are how they come from those that took their place.
var formerPieces = map[string]struct {
	from string
	make func(piece any) any
}{
	trailersPiece: {"movieVideos", func(piece any) any { return trailersOf(valueOf[gen.Videos](piece)) }},
}

// valueOf returns a T, which v is or points to, and the zero T for anything else.
func valueOf[T any](v any) T {
	if p, ok := v.(*T); ok {
		return *p
	}
	value, _ := v.(T)
	return value
}

// movieReleases answers with the first release in each country.
func movieReleases(_ *call, m *dataset.Movie) (any, error) {
	releases := gen.MovieReleases{ID: m.ID, Countries: []gen.CountryRelease{}}
	for _, country := range releaseDatesOf(m).Results {
		first := country.ReleaseDates[0]
		for _, release := range country.ReleaseDates {
			if release.ReleaseDate.Before(first.ReleaseDate) {
				first = release
			}
		}
		releases.Countries = append(releases.Countries, gen.CountryRelease{
			Certification: first.Certification, CountryCode: country.CountryCode,
			Primary: new(false), ReleaseDate: dayOf(first.ReleaseDate),
		})
	}
	return releases, nil
}

// trailersOf returns the trailers on YouTube.
func trailersOf(videos gen.Videos) gen.MovieTrailers {
	trailers := gen.MovieTrailers{QuickTime: []gen.QuickTimeTrailer{}, YouTube: []gen.YouTubeTrailer{}}
	for _, video := range videos.Results {
		if video.Site == gen.VideoSiteYouTube && strings.EqualFold(string(video.Type), string(gen.VideoTypeTrailer)) {
			trailers.YouTube = append(trailers.YouTube, gen.YouTubeTrailer{Name: video.Name, Size: "HD", Source: video.Key, Type: video.Type})
		}
	}
	return trailers
}
