package tmdbtest

import (
	"cmp"
	"fmt"
	"slices"

	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
)

// add adds the account of a user who is not of the data.
func (s *Server) add(set *dataset.Set, u User) error {
	language, country := cmp.Or(u.Language, "en"), cmp.Or(u.Country, "US")
	if !knows(set, "/3/configuration/languages", "iso_639_1", language) {
		return fmt.Errorf("language of user %q: %q is none that the data has: want ISO 639-1, such as en", u.Username, language)
	}
	if !knows(set, "/3/configuration/countries", "iso_3166_1", country) {
		return fmt.Errorf("country of user %q: %q is none that the data has: want ISO 3166-1, such as US", u.Username, country)
	}
	return s.state.Add(dataset.User{
		Username: u.Username, Password: u.Password, Name: u.Name,
		Language: language, Country: country, IncludeAdult: u.IncludeAdult,
	})
}

// knows reports whether a list of the configuration has a code; if there is no list, every one will do.
func knows(set *dataset.Set, path, field, code string) bool {
	list := object.List(set.Static(path, "en"))
	return list == nil || slices.ContainsFunc(list, func(o object.Object) bool { return o.Text(field) == code })
}

// Users returns the users of the server, by name, with their passwords: those of the data and of
// [WithUser].
func (s *Server) Users() []User {
	var users []User
	for _, u := range s.state.Users() {
		users = append(users, User{
			Username: u.Username, Password: u.Password, Name: u.Name,
			Language: u.Language, Country: u.Country, IncludeAdult: u.IncludeAdult,
		})
	}
	return users
}
