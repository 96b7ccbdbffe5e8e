package state

import (
	"fmt"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
)

// How long what signs in lasts.
const (
	requestLife   = time.Hour
	requestLifeV4 = 15 * time.Minute
	guestLife     = 24 * time.Hour
)

// request is what a request token stands for: the wish of a program to act for a user.
type request struct {
	v4       bool
	expires  time.Time
	redirect string   // where the user goes after deciding; v4 only, v3 has it in the address
	approved *Account // by whom, nil until then
	denied   bool
}

// guest is a guest session.
type guest struct {
	Account
	expires time.Time
}

// RequestToken makes a request token of v3, and tells until when it counts.
func (s *State) RequestToken(now time.Time) (token string, expires time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	token, expires = s.next("request token", 40), now.Add(requestLife)
	s.requests.put(token, &request{expires: expires})
	return token, expires
}

// RequestTokenV4 makes a request token of v4. After deciding the user is sent to redirect, unless it is
// empty.
func (s *State) RequestTokenV4(redirect string, now time.Time) (token string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	token = s.nextJWT("request token")
	s.requests.put(token, &request{v4: true, expires: now.Add(requestLifeV4), redirect: redirect})
	return token
}

// valid returns what a request token stands for if it has neither expired nor been used. The lock must be
// held.
func (s *State) valid(token string, v4 bool, now time.Time) (*request, error) {
	r := s.requests.get(token)
	if r == nil || r.v4 != v4 || !now.Before(r.expires) {
		return nil, codes.Fail(gen.StatusCodeInvalidRequestToken)
	}
	return r, nil
}

// Undecided reports whether a request token waits for its user.
func (s *State) Undecided(token string, v4 bool, now time.Time) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.undecided(token, v4, now) != nil
}

func (s *State) undecided(token string, v4 bool, now time.Time) *request {
	r, err := s.valid(token, v4, now)
	if err != nil || r.denied || r.approved != nil {
		return nil
	}
	return r
}

// Approve notes that a user lets the program act, and returns where to send the user, empty for v3. The
// error is code 33 if the token is not [State.Undecided], and code 30 if there is no such user.
func (s *State) Approve(token string, v4 bool, username string, now time.Time) (redirect string, err error) {
	return s.decide(token, v4, now, func(r *request) error {
		r.approved = s.accounts[username]
		if r.approved == nil {
			return codes.Fail(gen.StatusCodeInvalidCredentials)
		}
		return nil
	})
}

// Deny is Approve for a user who does not let the program act.
func (s *State) Deny(token string, v4 bool, now time.Time) (redirect string, err error) {
	return s.decide(token, v4, now, func(r *request) error {
		r.denied = true
		return nil
	})
}

func (s *State) decide(token string, v4 bool, now time.Time, note func(*request) error) (redirect string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r := s.undecided(token, v4, now)
	if r == nil {
		return "", codes.Fail(gen.StatusCodeInvalidRequestToken)
	}
	return r.redirect, note(r)
}

// LogIn approves a request token of v3 with the password of a user.
func (s *State) LogIn(token, username, password string, now time.Time) (expires time.Time, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.valid(token, false, now)
	if err != nil {
		return time.Time{}, err
	}
	if r.denied {
		return time.Time{}, codes.Fail(gen.StatusCodeSessionDenied)
	}
	a := s.accounts[username]
	if a == nil || a.user.Password == "" || a.user.Password != password {
		return time.Time{}, codes.Fail(gen.StatusCodeInvalidCredentials)
	}
	r.approved = a
	return r.expires, nil
}

// NewSession uses up an approved request token of v3 and returns the id of a session of who approved it.
func (s *State) NewSession(token string, now time.Time) (id string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.valid(token, false, now)
	if err != nil {
		return "", err
	}
	if r.approved == nil {
		return "", codes.Fail(gen.StatusCodeSessionDenied)
	}
	s.requests.delete(token)
	return s.newSession(r.approved), nil
}

// NewSessionByToken returns the id of a session of the user who has the access token.
func (s *State) NewSessionByToken(token string) (id string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := s.tokens.get(token)
	if a == nil {
		return "", codes.Fail(gen.StatusCodeInvalidToken)
	}
	return s.newSession(a), nil
}

func (s *State) newSession(a *Account) (id string) {
	id = s.next("session", 40)
	s.sessions.put(id, a)
	return id
}

// EndSession signs a user out. It returns false if there is no such session.
func (s *State) EndSession(id string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sessions.delete(id)
}

// NewAccessToken uses up an approved request token of v4 and returns an access token of who approved it,
// with the id of the account.
func (s *State) NewAccessToken(token string, now time.Time) (access, accountID string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	r, err := s.valid(token, true, now)
	if err != nil {
		return "", "", err
	}
	if r.approved == nil {
		return "", "", codes.Fail(gen.StatusCodeRequestTokenNotApproved)
	}
	s.requests.delete(token)
	return s.newAccessToken(r.approved), r.approved.user.ObjectID, nil
}

func (s *State) newAccessToken(a *Account) string {
	token := s.nextJWT("access token")
	s.tokens.put(token, a)
	return token
}

// EndAccessToken signs a user out. It returns false if there is no such token.
func (s *State) EndAccessToken(token string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tokens.delete(token)
}

// NewGuest makes a guest session, and tells until when it counts.
func (s *State) NewGuest(now time.Time) (id string, expires time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	id, expires = s.next("guest session", 32), now.Add(guestLife)
	s.guests.put(id, &guest{Account{state: s}, expires})
	return id, expires
}

// SignIn signs a user in as if the user had approved, and returns the id of the session. It returns an
// error if there is no such user.
func (s *State) SignIn(username string) (sessionID string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, err := s.named(username)
	if err != nil {
		return "", err
	}
	return s.newSession(a), nil
}

// SignInV4 is SignIn for v4. It returns an access token and the id of the account.
func (s *State) SignInV4(username string) (token, accountID string, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	a, err := s.named(username)
	if err != nil {
		return "", "", err
	}
	return s.newAccessToken(a), a.user.ObjectID, nil
}

func (s *State) named(username string) (*Account, error) {
	if a := s.accounts[username]; a != nil {
		return a, nil
	}
	return nil, fmt.Errorf("no user %q: want one of the data or of WithUser", username)
}

// BySession returns the account of a session, nil if there is none.
func (s *State) BySession(id string) *Account {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.sessions.get(id)
}

// ByGuestSession returns the account of a guest, nil if there is none or the session has expired.
func (s *State) ByGuestSession(id string, now time.Time) *Account {
	s.mu.Lock()
	defer s.mu.Unlock()
	if g := s.guests.get(id); g != nil && now.Before(g.expires) {
		return &g.Account
	}
	return nil
}

// ByAccessToken returns the account of a user's access token, nil if there is none.
func (s *State) ByAccessToken(token string) *Account {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.tokens.get(token)
}

// ByObjectID returns the account of a user by its id in v4, nil if there is none.
func (s *State) ByObjectID(id string) *Account {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, a := range s.accounts {
		if a.user.ObjectID == id {
			return a
		}
	}
	return nil
}
