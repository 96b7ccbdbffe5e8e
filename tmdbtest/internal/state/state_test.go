package state_test

import (
	"errors"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/data"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

// most is how much of a kind is kept.
const most = 10_000

var noon = dataset.Day()

func newState() *state.State {
	return state.New(&dataset.Set{
		Users: []*dataset.User{{ID: 1, ObjectID: "aa", Username: "ada", Password: "secret", Language: "en"}},
		Lists: []*dataset.List{{ID: 7, ObjectID: "509ec17b19c2950a0600050d", Username: "ada", Public: true}},
	})
}

func ada(t *testing.T, s *state.State) *state.Account {
	t.Helper()
	id, err := s.SignIn("ada")
	if err != nil {
		t.Fatal(err)
	}
	return s.BySession(id)
}

func hasCode(err error, want gen.StatusCode) bool {
	f, ok := errors.AsType[*codes.Failure](err)
	return ok && f.Code == want
}

func TestSignInExpires(t *testing.T) {
	t.Parallel()
	const second = time.Second
	tests := map[string]struct {
		life time.Duration
		try  func(s *state.State) (at func(time.Time) bool)
	}{
		"request token of v3": {time.Hour, func(s *state.State) func(time.Time) bool {
			token, _ := s.RequestToken(noon)
			return func(now time.Time) bool { return s.Undecided(token, false, now) }
		}},
		"request token of v4": {15 * time.Minute, func(s *state.State) func(time.Time) bool {
			token := s.RequestTokenV4("", noon)
			return func(now time.Time) bool { return s.Undecided(token, true, now) }
		}},
		"approved request token": {time.Hour, func(s *state.State) func(time.Time) bool {
			token, _ := s.RequestToken(noon)
			s.Approve(token, false, "ada", noon)
			return func(now time.Time) bool {
				_, err := s.LogIn(token, "ada", "secret", now)
				return !hasCode(err, gen.StatusCodeInvalidRequestToken)
			}
		}},
		"guest session": {24 * time.Hour, func(s *state.State) func(time.Time) bool {
			id, _ := s.NewGuest(noon)
			return func(now time.Time) bool { return s.ByGuestSession(id, now) != nil }
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			at := test.try(newState())
			if !at(noon.Add(test.life - second)) {
				t.Errorf("it has expired before %v", test.life)
			}
			if at(noon.Add(test.life)) {
				t.Errorf("it still counts after %v", test.life)
			}
		})
	}
}

func TestDecidedOnce(t *testing.T) {
	t.Parallel()
	s := newState()
	token := s.RequestTokenV4("https://example.com/back", noon)
	if _, err := s.Approve(token, true, "nobody", noon); !hasCode(err, gen.StatusCodeInvalidCredentials) {
		t.Errorf("approved by nobody: %v", err)
	}
	if _, err := s.Approve(token, false, "ada", noon); !hasCode(err, gen.StatusCodeInvalidRequestToken) {
		t.Errorf("a token of v4 as one of v3: %v", err)
	}
	if to, err := s.Deny(token, true, noon); err != nil || to != "https://example.com/back" {
		t.Errorf("denied: sent to %q, %v", to, err)
	}
	if _, err := s.Approve(token, true, "ada", noon); !hasCode(err, gen.StatusCodeInvalidRequestToken) {
		t.Errorf("approved after it was denied: %v", err)
	}
	if _, _, err := s.NewAccessToken(token, noon); !hasCode(err, gen.StatusCodeRequestTokenNotApproved) {
		t.Errorf("used after it was denied: %v", err)
	}
}

// What people make on a server that runs for long does not pile up: the oldest is forgotten, and what the
// data has is not.
func TestForgetsTheOldest(t *testing.T) {
	t.Parallel()
	s := newState()
	who := ada(t, s)
	var sessions, tokens, requests, guests, lists []string
	for range most + 1 {
		session, _ := s.SignIn("ada")
		token, _, _ := s.SignInV4("ada")
		request, _ := s.RequestToken(noon)
		guest, _ := s.NewGuest(noon)
		sessions, tokens = append(sessions, session), append(tokens, token)
		requests, guests = append(requests, request), append(guests, guest)
		lists = append(lists, strconv.Itoa(s.CreateList(who, dataset.List{}, noon)))
	}
	tests := map[string]struct {
		made  []string
		known func(string) bool
	}{
		"sessions":       {sessions, func(id string) bool { return s.BySession(id) != nil }},
		"access tokens":  {tokens, func(id string) bool { return s.ByAccessToken(id) != nil }},
		"request tokens": {requests, func(id string) bool { return s.Undecided(id, false, noon) }},
		"guests":         {guests, func(id string) bool { return s.ByGuestSession(id, noon) != nil }},
		"lists":          {lists, func(id string) bool { _, err := s.List(id, who); return err == nil }},
	}
	for name, test := range tests {
		if test.known(test.made[0]) {
			t.Errorf("%s: the oldest of %d is still known", name, len(test.made))
		}
		if !test.known(test.made[1]) || !test.known(test.made[most]) {
			t.Errorf("%s: one of the newest %d is forgotten", name, most)
		}
	}
	if _, err := s.List("7", nil); err != nil {
		t.Errorf("a list of the data is forgotten: %v", err)
	}
}

func TestListsAreCopies(t *testing.T) {
	t.Parallel()
	s := newState()
	who, film := ada(t, s), dataset.Ref{MovieID: 550}
	l, _ := s.List("509ec17b19c2950a0600050d", nil)
	if l == nil {
		t.Fatal("the list is not found by its hex digits")
	}
	l.Add(film)
	refuse := errors.New("no")
	err := s.EditList("7", who, noon, func(l *state.List) error {
		l.Add(film)
		return refuse
	})
	if now, _ := s.List("7", nil); err != refuse || now.Has(film) {
		t.Errorf("a copy and a refused change count: %v, error %v", now.Items, err)
	}
	err = s.EditList("7", who, noon, func(l *state.List) error {
		l.Add(film)
		return nil
	})
	if now, _ := s.List("7", nil); err != nil || !now.Has(film) || len(s.ListsWith(film)) != 1 {
		t.Errorf("a change does not count: %v, error %v", now.Items, err)
	}
}

func TestUsersAtTheSameTime(t *testing.T) {
	t.Parallel()
	s := newState()
	who := ada(t, s)
	var all sync.WaitGroup
	for n := range 8 {
		all.Go(func() {
			ref := dataset.Ref{MovieID: n + 1}
			for range 50 {
				who.Mark(state.Ratings, state.Mark{Ref: ref, Value: 7, At: noon})
				who.Marks(state.Ratings, dataset.KindMovie)
				s.EditList("7", who, noon, func(l *state.List) error {
					if !l.Add(ref) {
						l.Comment(ref, "again")
					}
					return nil
				})
				for _, l := range s.ListsOf(who) {
					l.Remove(ref)
				}
			}
		})
	}
	all.Wait()
	l, err := s.List("7", who)
	if marks := who.Marks(state.Ratings, dataset.KindMovie); err != nil || len(marks) != 8 || len(l.Items) != 8 {
		t.Errorf("%d ratings and %d entries, error %v: want 8 each", len(marks), len(l.Items), err)
	}
}

func TestAddUser(t *testing.T) {
	t.Parallel()
	set, err := dataset.LoadOwn(data.FS, 0)
	if err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct {
		user dataset.User
		want string // of the error
	}{
		"defaults": {dataset.User{Username: "zoe"}, ""},
		"all":      {dataset.User{Username: "zoe", Language: "fr", Country: "BE"}, ""},
		"taken":    {dataset.User{Username: "ada"}, `username "ada" is taken`},
		"language": {dataset.User{Username: "zoe", Language: "english"}, `"english" is none that the data has`},
		"country":  {dataset.User{Username: "zoe", Country: "us"}, `"us" is none that the data has`},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := state.New(set)
			err := s.Add(test.user)
			if test.want != "" {
				if err == nil || !strings.Contains(err.Error(), test.want) {
					t.Errorf("error %v, want %s", err, test.want)
				}
				return
			}
			users := s.Users()
			u := users[len(users)-1]
			if err != nil || u.Username != "zoe" || u.ID == 0 || u.Language == "" || u.Country == "" {
				t.Errorf("the user is %+v, error %v: want an id, language and country", u, err)
			}
			if a := s.ByObjectID(u.ObjectID); a == nil || a.User() != u {
				t.Error("the user is not found by the id of v4")
			}
		})
	}
}
