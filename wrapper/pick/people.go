package pick

import (
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

// Person is somebody who works on a movie or series.
type Person struct {
	ID          int
	Name        string
	ProfilePath types.ImagePath // "" if there is no picture
	// Roles are the jobs, such as "Director", or the characters of an actor. There may be none.
	Roles []string
}

// Credits is what has a cast or a crew: the credits of a movie, series or season, those of a series
// or season with all its episodes, those of an episode, and episodes themselves, which name their
// crew and guest stars.
type Credits interface {
	*gen.Credits | *gen.AggregateCredits | *gen.EpisodeCredits | *gen.TVEpisodeDetails | *gen.TVSeasonEpisode
}

// Crew returns who of the crew has one of the jobs, such as "Director" and "Writer", in the order
// of the jobs, and the whole crew if none is named. Somebody with several of the jobs is there once
// with all of them. client.Configuration.Jobs has TMDB's names of jobs.
//
//	writers := pick.Crew(movie.Credits, "Screenplay", "Writer", "Story")
func Crew[C Credits](credits C, jobs ...string) []Person {
	_, crew := rolesIn(credits)
	if len(jobs) == 0 {
		return merge(crew)
	}
	var list []row
	for _, job := range jobs {
		for _, row := range crew {
			if strings.EqualFold(row.role, job) {
				list = append(list, row)
			}
		}
	}
	return merge(list)
}

// Directors returns who directed.
func Directors[C Credits](credits C) []Person { return Crew(credits, "Director") }

// Creators returns who created a series.
func Creators(series *gen.TVSeriesDetails) []Person {
	if series == nil {
		return nil
	}
	var list []row
	for _, c := range series.CreatedBy {
		list = append(list, row{id: c.ID, name: c.Name, profile: c.ProfilePath, role: "Creator"})
	}
	return merge(list)
}

// Cast returns the first so many of the cast in the order of billing, all if most is negative.
// Guest stars come after the cast. Somebody with several characters is there once with all of them.
func Cast[C Credits](credits C, most int) []Person {
	cast, _ := rolesIn(credits)
	people := merge(cast)
	if most >= 0 && most < len(people) {
		people = people[:most]
	}
	return people
}

// Names returns the names of people, to be joined with commas.
func Names(people []Person) []string {
	var names []string
	for _, person := range people {
		names = append(names, person.Name)
	}
	return names
}
