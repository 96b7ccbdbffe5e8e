package command

import (
	"fmt"
	"strings"

	"github.com/spf13/cobra"

	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/app"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/output"
	"github.com/tmdb-go/tmdb/cmd/tmdb/internal/title"
	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
	"github.com/tmdb-go/tmdb/wrapper/pick"
)

// castShown is how many of a cast show has for people.
const castShown = 8

func newShow(a *app.App) *cobra.Command {
	return &cobra.Command{
		Use:     "show title…",
		Short:   "Show what a movie, series, person or collection is about",
		GroupID: groupTitles,
		Long: `show tells what a movie, series, season, episode, person or collection is about, who made it, and where
it can be watched in the country of --region. --json has all of it as TMDB sends it, with the credits and
what else is appended.`,
		Example: `  tmdb show arrival
  tmdb show movie/550 --json=title,runtime
  tmdb show tv/1396/season/1/episode/2
  tmdb show https://www.imdb.com/title/tt0137523/`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(cmd *cobra.Command, args []string) error {
			s, err := about(a, cmd, args, gen.MediaTypeMovie, gen.MediaTypeTV, gen.MediaTypePerson, gen.MediaTypeCollection)
			if err != nil {
				return err
			}
			switch {
			case s.Kind == gen.MediaTypeMovie:
				err = s.showMovie()
			case s.Kind == gen.MediaTypePerson:
				err = s.showPerson()
			case s.Kind == gen.MediaTypeCollection:
				err = s.showCollection()
			case s.Episode >= 0:
				err = s.showEpisode()
			case s.Season >= 0:
				err = s.showSeason(s.Season)
			default:
				err = s.showSeries()
			}
			return s.done(err)
		},
	}
}

func (s *subject) showMovie() error {
	movie, err := s.client.Movies.Details(s.cmd.Context(), s.ID, &gen.MovieDetailsParams{
		AppendToResponse: []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendReleaseDates, gen.MovieAppendWatchProviders},
	})
	if err != nil {
		return err
	}
	collection := ""
	if movie.BelongsToCollection != nil {
		collection = fmt.Sprintf("%s (collection/%d)", movie.BelongsToCollection.Name, movie.BelongsToCollection.ID)
	}
	released := movie.ReleaseDate.String()
	if date := pick.ReleaseDate(movie.ReleaseDates, s.Region(), gen.ReleaseTypeTheatrical, gen.ReleaseTypeTheatricalLimited); !date.IsZero() {
		released = fmt.Sprintf("%s in %s", date, s.Region())
	}
	return output.One(s.p, movie, func(o *output.Sheet) {
		o.Heading(movie.Title, title.Year(movie.ReleaseDate))
		o.Text("tagline", movie.Tagline)
		o.Text("overview", movie.Overview)
		o.Section("")
		o.Fields(
			"Original title", title.Unless(movie.Title, movie.OriginalTitle),
			"Rating", votes(movie.VoteAverage, movie.VoteCount),
			"Released", joined(", ", released, pick.Certification(movie.ReleaseDates, s.Region()), title.Unless("Released", string(movie.Status))),
			"Runtime", length(movie.Runtime),
			"Genres", strings.Join(title.Genres(movie.Genres), ", "),
			"Directed by", people(pick.Directors(movie.Credits)),
			"Written by", people(pick.Crew(movie.Credits, "Screenplay", "Writer", "Story", "Novel")),
			"Collection", collection,
			"Watch", streams(movie.WatchProviders, s.Region()),
			"IMDb", movie.IMDBID,
			"Ref", s.String(),
		)
		cast(o, pick.Cast(movie.Credits, castShown))
	})
}

func (s *subject) showSeries() error {
	series, err := s.client.TVSeries.Details(s.cmd.Context(), s.ID, &gen.TVSeriesDetailsParams{
		AppendToResponse: []gen.TVSeriesAppend{
			gen.TVSeriesAppendAggregateCredits, gen.TVSeriesAppendContentRatings, gen.TVSeriesAppendWatchProviders, gen.TVSeriesAppendExternalIDs,
		},
	})
	if err != nil {
		return err
	}
	imdb := ""
	if series.ExternalIDs != nil {
		imdb = series.ExternalIDs.IMDBID
	}
	return output.One(s.p, series, func(o *output.Sheet) {
		o.Heading(series.Name, title.Years(series))
		o.Text("tagline", series.Tagline)
		o.Text("overview", series.Overview)
		o.Section("")
		o.Fields(
			"Original name", title.Unless(series.Name, series.OriginalName),
			"Rating", votes(series.VoteAverage, series.VoteCount),
			"Status", joined(", ", string(series.Status), pick.ContentRating(series.ContentRatings, s.Region())),
			"Seasons", fmt.Sprintf("%d with %d episodes", series.NumberOfSeasons, series.NumberOfEpisodes),
			"Next", upcoming(series.NextEpisodeToAir),
			"Genres", strings.Join(title.Genres(series.Genres), ", "),
			"Created by", people(pick.Creators(series)),
			"Network", strings.Join(title.Networks(series.Networks), ", "),
			"Watch", streams(series.WatchProviders, s.Region()),
			"IMDb", imdb,
			"Ref", s.String(),
		)
		cast(o, pick.Cast(series.AggregateCredits, castShown))
	})
}

func upcoming(next *gen.TVEpisode) string {
	if next == nil {
		return ""
	}
	return joined(", ", episode(next.SeasonNumber, next.EpisodeNumber)+" "+next.Name, next.AirDate.String())
}

func (s *subject) showEpisode() error {
	e, err := s.client.TVEpisodes.Details(s.cmd.Context(), s.ID, s.Season, s.Episode, &gen.TVEpisodeDetailsParams{
		AppendToResponse: []gen.TVEpisodeAppend{gen.TVEpisodeAppendCredits},
	})
	if err != nil {
		return err
	}
	return output.One(s.p, e, func(o *output.Sheet) {
		o.Heading(e.Name, episode(e.SeasonNumber, e.EpisodeNumber))
		o.Text("overview", e.Overview)
		o.Section("")
		o.Fields(
			"Rating", votes(e.VoteAverage, e.VoteCount),
			"Aired", e.AirDate.String(),
			"Runtime", length(e.Runtime),
			"Directed by", people(pick.Directors(e)),
			"Written by", people(pick.Crew(e, "Writer", "Teleplay", "Story")),
			"Ref", s.String(),
		)
		cast(o, pick.Cast(e.Credits, castShown))
	})
}

// knownFor is how many works of a person show has for people.
const knownFor = 8

func (s *subject) showPerson() error {
	person, err := s.client.People.Details(s.cmd.Context(), s.ID, &gen.PersonDetailsParams{
		AppendToResponse: []gen.PersonAppend{gen.PersonAppendCombinedCredits},
	})
	if err != nil {
		return err
	}
	return output.One(s.p, person, func(o *output.Sheet) {
		o.Heading(person.Name, string(person.KnownForDepartment))
		o.Text("biography", person.Biography)
		o.Section("")
		o.Fields(
			"Born", joined(", ", s.day(person.Birthday, person.Deathday.IsZero()), person.PlaceOfBirth),
			"Died", died(person.Birthday, person.Deathday),
			"Also", strings.Join(person.AlsoKnownAs, ", "),
			"IMDb", person.IMDBID,
			"Ref", s.String(),
		)
		works := title.Filmography(person.CombinedCredits, string(person.KnownForDepartment))
		if len(works) == 0 {
			return
		}
		o.Section("Known for")
		grid := output.Grid{Name: "known_for", Columns: []output.GridColumn{{}, {}, {Style: output.Star}, {Style: output.Dim}}}
		for _, work := range title.ByVotes(works)[:min(knownFor, len(works))] {
			grid.Rows = append(grid.Rows, []string{work.Title, title.Year(work.Date), title.Stars(work.VoteAverage, work.VoteCount), work.Role})
		}
		o.Grid(grid)
	})
}

// day returns a birthday, with the age of who lives.
func (s *subject) day(born types.Date, lives bool) string {
	if years, ok := title.Age(born, types.DateOf(s.Now())); ok && lives {
		return fmt.Sprintf("%s (%d)", born, years)
	}
	return born.String()
}

func died(born, day types.Date) string {
	if years, ok := title.Age(born, day); ok {
		return fmt.Sprintf("%s (%d)", day, years)
	}
	return day.String()
}
