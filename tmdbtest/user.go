package tmdbtest

import (
	"cmp"
	"fmt"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

// firstUserID is the id of the first account that is not of the data.
const firstUserID = 21000001

// add adds the account of a user who is not of the data.
func (s *state) add(set *dataset.Set, u User) error {
	if s.accounts[u.Username] != nil {
		return fmt.Errorf("username %q is taken: want another, or use the user of the data", u.Username)
	}
	language, country := cmp.Or(u.Language, "en"), cmp.Or(u.Country, "US")
	if set.Language(language) == nil {
		return fmt.Errorf("language of user %q: %q is none that the data has: want ISO 639-1, such as en", u.Username, language)
	}
	if set.Country(country) == nil {
		return fmt.Errorf("country of user %q: %q is none that the data has: want ISO 3166-1, such as US", u.Username, country)
	}
	s.addUser(&dataset.User{
		ID:           firstUserID + len(s.accounts),
		ObjectID:     secret("account "+u.Username, 0, 24),
		Username:     u.Username,
		Password:     u.Password,
		Name:         u.Name,
		Language:     language,
		Country:      country,
		IncludeAdult: u.IncludeAdult,
		GravatarHash: secret("gravatar "+u.Username, 0, 32),
	})
	return nil
}

// Users returns the users of the server, by name, with their passwords: those of the data and of
// [WithUser].
func (s *Server) Users() []User {
	s.state.mu.Lock()
	defer s.state.mu.Unlock()
	var users []User
	for _, name := range s.state.usernames() {
		u := s.state.accounts[name].user
		users = append(users, User{
			Username: u.Username, Password: u.Password, Name: u.Name,
			Language: u.Language, Country: u.Country, IncludeAdult: u.IncludeAdult,
		})
	}
	return users
}
