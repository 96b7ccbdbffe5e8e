// Package state is what users do on one server: they sign in, rate, like, and make lists.
package state

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"sync"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// State is what users have done on one server. Servers share data, never state. It is safe for use by
// several goroutines.
type State struct {
	set *dataset.Set

	mu       sync.Mutex
	accounts map[string]*Account // by username
	serial   int                 // how many secrets have been made

	// These are by the secret that stands for them.
	requests recent[*request]
	sessions recent[*Account]
	guests   recent[*guest]
	tokens   recent[*Account]

	lists     map[int]*List
	firstMade int // id of the first list that is made on the server
	nextList  int
}

// New returns the state of a server on which nothing has happened beyond what the data says.
func New(set *dataset.Set) *State {
	s := &State{set: set, accounts: map[string]*Account{}, lists: map[int]*List{}, firstMade: firstList}
	for _, u := range set.Users {
		s.addUser(u)
	}
	for _, l := range set.Lists {
		s.lists[l.ID] = s.listOf(l)
		s.firstMade = max(s.firstMade, l.ID+1)
	}
	s.nextList = s.firstMade
	return s
}

// firstUser is the id of the first account that is not of the data.
const firstUser = 21000001

// Add adds a user who is not of the data, with ids that are made up here. Language and country are en and US
// if they are empty. It returns an error if the username is taken, or the data has no such language or
// country.
func (s *State) Add(u dataset.User) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.accounts[u.Username] != nil {
		return fmt.Errorf("username %q is taken: want another, or use the user of the data", u.Username)
	}
	u.Language, u.Country = cmp.Or(u.Language, "en"), cmp.Or(u.Country, "US")
	if !s.has("/3/configuration/languages", "iso_639_1", u.Language) {
		return fmt.Errorf("language of user %q: %q is none that the data has: want ISO 639-1, such as en", u.Username, u.Language)
	}
	if !s.has("/3/configuration/countries", "iso_3166_1", u.Country) {
		return fmt.Errorf("country of user %q: %q is none that the data has: want ISO 3166-1, such as US", u.Username, u.Country)
	}
	u.ID = firstUser + len(s.accounts)
	u.ObjectID = Secret("account "+u.Username, 0, 24)
	u.GravatarHash = Secret("gravatar "+u.Username, 0, 32)
	s.addUser(&u)
	return nil
}

// has reports whether a list of the data, if there is one, has a code.
func (s *State) has(path, field, code string) bool {
	list := object.List(s.set.Static(path, "en"))
	return len(list) == 0 || slices.ContainsFunc(list, func(o object.Object) bool { return o.Text(field) == code })
}

// addUser adds a user with what the data says that the user did before.
func (s *State) addUser(u *dataset.User) {
	a := &Account{state: s, user: u}
	a.marks[Ratings], a.marks[Favorites], a.marks[Watchlist] = marksOf(u.Ratings), marksOf(u.Favorites), marksOf(u.Watchlist)
	s.accounts[u.Username] = a
}

// Users returns the users by name. Nobody may change them.
func (s *State) Users() []*dataset.User {
	s.mu.Lock()
	defer s.mu.Unlock()
	var users []*dataset.User
	for _, name := range slices.Sorted(maps.Keys(s.accounts)) {
		users = append(users, s.accounts[name].user)
	}
	return users
}
