package dataset

import (
	"io/fs"

	"github.com/tmdb-go/tmdb/types"
)

// Set is a loaded data set. Nothing in it changes after Load, and nobody may
// change it: servers share one.
//
// Lists are sorted by id unless said otherwise. Lookups return nil, or an empty
// list, if there is nothing of the kind.
type Set struct {
	Configuration *Configuration
	Movies        []*Movie
	TV            []*Series
	People        []*Person
	Collections   []*Collection
	Companies     []*Company
	Networks      []*Network
	Keywords      []*Keyword
	Genres        []*Genre      // in the order of the file, which is TMDB's
	Countries     []*Country    // by code
	Languages     []*Language   // in the order of the file
	Departments   []*Department // in the order of the file
	// Certifications are sorted by media, country and order.
	Certifications []*Certification
	Providers      []*Provider
	Users          []*User
	Lists          []*List
	Changes        []*Change // in the order of the file

	layers []fs.FS

	movies       map[int]*Movie
	series       map[int]*Series
	seasons      map[int]*Season
	episodes     map[int]*Episode
	groups       map[string]*EpisodeGroup
	people       map[int]*Person
	collections  map[int]*Collection
	companies    map[int]*Company
	networks     map[int]*Network
	keywords     map[int]*Keyword
	genres       map[int]*Genre
	countries    map[string]*Country
	languages    map[string]*Language
	departments  map[string]*Department
	departmentOf map[string]string // by job
	providers    map[int]*Provider
	users        map[int]*User
	userNamed    map[string]*User
	lists        map[int]*List
	reviews      map[string]*Review
	credits      map[string]*Credit
	creditsOf    map[int][]*Credit
	external     map[externalKey]*Found
	listsWith    map[Ref][]*List
	changesOf    map[Ref][]*Change
	byKeyword    map[int]*tagged
	byCompany    map[int]*tagged
	byNetwork    map[int][]*Series
}

// tagged are the movies and series with one keyword or of one company.
type tagged struct {
	movies []*Movie
	series []*Series
}

// ReferenceDay returns the day to which the dates of the data are made.
func (s *Set) ReferenceDay() types.Date { return s.Configuration.ReferenceDay }

// Movie returns the movie with that id, or nil.
func (s *Set) Movie(id int) *Movie { return s.movies[id] }

// Series returns the series with that id, or nil.
func (s *Set) Series(id int) *Series { return s.series[id] }

// Season returns the season with that id, or nil. Where the number is known, see
// [Series.Season].
func (s *Set) Season(id int) *Season { return s.seasons[id] }

// Episode returns the episode with that id, or nil. Where the number is known,
// see [Season.Episode].
func (s *Set) Episode(id int) *Episode { return s.episodes[id] }

// EpisodeGroup returns the episode group with that id, or nil.
func (s *Set) EpisodeGroup(id string) *EpisodeGroup { return s.groups[id] }

// Person returns the person with that id, or nil.
func (s *Set) Person(id int) *Person { return s.people[id] }

// Collection returns the collection with that id, or nil.
func (s *Set) Collection(id int) *Collection { return s.collections[id] }

// Company returns the company with that id, or nil.
func (s *Set) Company(id int) *Company { return s.companies[id] }

// Network returns the network with that id, or nil.
func (s *Set) Network(id int) *Network { return s.networks[id] }

// Keyword returns the keyword with that id, or nil.
func (s *Set) Keyword(id int) *Keyword { return s.keywords[id] }

// Genre returns the genre with that id, or nil.
func (s *Set) Genre(id int) *Genre { return s.genres[id] }

// Country returns the country with that code of ISO 3166-1, or nil.
func (s *Set) Country(code string) *Country { return s.countries[code] }

// Language returns the language with that code of ISO 639-1, or nil.
func (s *Set) Language(code string) *Language { return s.languages[code] }

// Department returns the department of that name, or nil.
func (s *Set) Department(name string) *Department { return s.departments[name] }

// Provider returns the watch provider with that id, or nil.
func (s *Set) Provider(id int) *Provider { return s.providers[id] }

// Review returns the review with that id, or nil.
func (s *Set) Review(id string) *Review { return s.reviews[id] }

// User returns the user with that id, or nil.
func (s *Set) User(id int) *User { return s.users[id] }

// UserNamed returns the user with that username, or nil.
func (s *Set) UserNamed(username string) *User { return s.userNamed[username] }

// List returns the list with that id, or nil.
func (s *Set) List(id int) *List { return s.lists[id] }

// ListsWith returns the lists that a movie or series is on.
func (s *Set) ListsWith(r Ref) []*List { return s.listsWith[r] }

// Credit returns the credit with that id, or nil.
func (s *Set) Credit(id string) *Credit { return s.credits[id] }

// Credits returns everything a person did: movies first, then series, each
// sorted by id.
func (s *Set) Credits(personID int) []*Credit { return s.creditsOf[personID] }

// MoviesWithKeyword returns the movies that have the keyword.
func (s *Set) MoviesWithKeyword(id int) []*Movie { return s.byKeyword[id].getMovies() }

// SeriesWithKeyword returns the series that have the keyword.
func (s *Set) SeriesWithKeyword(id int) []*Series { return s.byKeyword[id].getSeries() }

// MoviesOf returns the movies that the company made.
func (s *Set) MoviesOf(companyID int) []*Movie { return s.byCompany[companyID].getMovies() }

// SeriesOf returns the series that the company made.
func (s *Set) SeriesOf(companyID int) []*Series { return s.byCompany[companyID].getSeries() }

// SeriesOn returns the series that the network shows.
func (s *Set) SeriesOn(networkID int) []*Series { return s.byNetwork[networkID] }

// ChangesOf returns the changes of an entity, in the order of the file.
func (s *Set) ChangesOf(r Ref) []*Change { return s.changesOf[r] }

// Find returns what an external id stands for. source is a name as GET
// /3/find takes it, such as imdb_id.
func (s *Set) Find(source, id string) Found {
	if f := s.external[externalKey{source, id}]; f != nil {
		return *f
	}
	return Found{}
}

// Has reports whether the entity exists.
func (s *Set) Has(r Ref) bool {
	id := r.Target()
	switch r.Kind() {
	case KindMovie:
		return s.movies[id] != nil
	case KindSeries:
		return s.series[id] != nil
	case KindSeason:
		return s.seasons[id] != nil
	case KindEpisode:
		return s.episodes[id] != nil
	case KindPerson:
		return s.people[id] != nil
	}
	return false
}

// Merge returns a new set with the entries of s, to which the files of fsys add
// others or replace them. A file there has the same form as in the data, and
// what it has of an entry replaces all of it: series.json the series but not its
// seasons, a season file one season, credits.json all credits of the series.
// s stays as it is.
func (s *Set) Merge(fsys fs.FS) (*Set, error) {
	return load(append(s.layers[:len(s.layers):len(s.layers)], fsys))
}

func (t *tagged) getMovies() []*Movie {
	if t == nil {
		return nil
	}
	return t.movies
}

func (t *tagged) getSeries() []*Series {
	if t == nil {
		return nil
	}
	return t.series
}
