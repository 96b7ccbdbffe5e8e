package dataset

import (
	"encoding/json"
	"slices"
	"strconv"
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// day is the day that the data of the module is made for.
var day = time.Date(2025, time.December, 24, 12, 0, 0, 0, time.UTC)

// Day returns noon of the day that the data of the module is made for.
func Day() time.Time { return day }

// Set is a loaded data set. Nothing in it changes after Load, and nobody may change it: servers share one.
// Lookups return nil, or an empty list, if there is nothing of the kind.
type Set struct {
	// Movies and TV are those with details, by id.
	Movies []*Movie
	TV     []*Series
	Users  []*User
	Lists  []*List
	// Skipped are the files with something that the server is not made of, sorted.
	Skipped []string

	drafts  drafts
	statics map[static]json.RawMessage
	ignored []string // files that nothing is made of, whatever else there is
	edits   edits
	// unplaced are recordings of seasons and episodes that do not say of which.
	unplaced []recorded

	movies      map[int]*Movie
	series      map[int]*Series
	people      map[int]*Person
	collections map[int]*Collection
	companies   map[int]*Company
	networks    map[int]*Network
	keywords    map[int]*Keyword
	groups      map[string]*Group
	reviews     map[string]*Review

	told     once[*told]
	external once[map[externalID]Found]
	images   once[map[string]Image]
	zones    once[map[string]bool]
	edited   once[map[*Series][]object.Object]
}

// once is something that is found when it is first asked for.
type once[T any] struct {
	once  sync.Once
	value T
}

func (o *once[T]) get(find func() T) T {
	o.once.Do(func() { o.value = find() })
	return o.value
}

// static is a response that is the same for all: its path and language.
type static struct{ path, language string }

// Static returns the response to a path such as /3/genre/movie/list, in a language if the data has it so,
// else in English; nil if there is none.
func (s *Set) Static(path, language string) json.RawMessage {
	if raw := s.statics[static{path, language}]; raw != nil {
		return raw
	}
	return s.statics[static{path, "en"}]
}

// Timezone reports whether the configuration has a timezone, such as Europe/Berlin. If it has none, every
// one will do.
func (s *Set) Timezone(name string) bool {
	zones := s.zones.get(func() map[string]bool {
		all := map[string]bool{}
		for _, country := range object.List(s.Static("/3/configuration/timezones", "en")) {
			var names []string
			if unmarshal(country.Get("zones"), &names) == nil {
				for _, name := range names {
					all[name] = true
				}
			}
		}
		return all
	})
	return zones[name] || len(zones) == 0
}

// Movie returns the movie with that id, or nil.
func (s *Set) Movie(id int) *Movie { return s.movies[id] }

// Series returns the series with that id, or nil.
func (s *Set) Series(id int) *Series { return s.series[id] }

// Group returns the episode group with that id, or nil.
func (s *Set) Group(id string) *Group { return s.groups[id] }

// Season returns the season with that id, or nil. Where the number is known, see [Series.Season].
func (s *Set) Season(id int) *Season {
	for _, series := range s.TV {
		for _, season := range series.Seasons {
			if season.Object().Int("id") == id {
				return season
			}
		}
	}
	return nil
}

// Episode returns the episode with that id, or nil. Where the number is known, see [Season.Episode].
func (s *Set) Episode(id int) *Episode {
	for _, series := range s.TV {
		for e := range series.Episodes {
			if e.ID == id {
				return e
			}
		}
	}
	return nil
}

// Season returns the season with that number, 0 for the specials, or nil. Its Object is nil if the data has
// only pieces or episodes of it.
func (s *Series) Season(number int) *Season {
	i := slices.IndexFunc(s.parts, func(x *Season) bool { return x.Number == number })
	if i < 0 {
		return nil
	}
	return s.parts[i]
}

// Tells reports whether the series has the details of an episode.
func (s *Series) Tells(season, episode int) bool {
	if of := s.Season(season); of != nil {
		e := of.Episode(episode)
		return e != nil && e.Object() != nil
	}
	return false
}

// Episodes yields the episodes of all seasons.
func (s *Series) Episodes(yield func(*Episode) bool) {
	for _, season := range s.Seasons {
		for _, e := range season.Episodes() {
			if !yield(e) {
				return
			}
		}
	}
}

// Episode returns the episode with that number, or nil. Its Object is nil if the data has only pieces of it.
func (s *Season) Episode(number int) *Episode {
	list := s.Episodes()
	i := slices.IndexFunc(list, func(e *Episode) bool { return e.Number == number })
	if i >= 0 {
		return list[i]
	}
	if d := s.parts[number]; d != nil {
		e := &Episode{Entity: entity[gen.TVEpisodeDetails](d), Season: s, Number: number}
		e.ID, _ = strconv.Atoi(string(e.SentID()))
		return e
	}
	return nil
}

// Has reports whether the entity exists.
func (s *Set) Has(r Ref) bool {
	switch id := r.Target(); r.Kind() {
	case KindMovie:
		return s.movies[id] != nil
	case KindSeries:
		return s.series[id] != nil
	case KindSeason:
		return s.Season(id) != nil
	case KindEpisode:
		return s.Episode(id) != nil
	case KindPerson:
		return s.Person(id) != nil
	}
	return false
}

// User returns the user with that name, or nil.
func (s *Set) User(name string) *User {
	i := slices.IndexFunc(s.Users, func(u *User) bool { return u.Username == name })
	if i < 0 {
		return nil
	}
	return s.Users[i]
}

// Review returns the review with that id, or nil: one of its own, or one among those of a movie or series.
func (s *Set) Review(id string) *Review {
	if r := s.reviews[id]; r != nil {
		return r
	}
	return s.tell().reviews[id]
}
