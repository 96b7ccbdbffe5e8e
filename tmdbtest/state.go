package tmdbtest

import (
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/types"
)

// mediaKind is what can be rated, liked and put on a watchlist: [dataset.KindMovie],
// [dataset.KindSeries], and [dataset.KindEpisode] for ratings.
type mediaKind = dataset.Kind

// state is what users have done on one server. Servers share data, never state.
type state struct {
	mu       sync.Mutex
	serial   int                 // how many secrets have been made
	accounts map[string]*account // by username

	// requestTokens, sessions, guests and accessTokens are by the secret that stands for them.
	requestTokens map[string]*requestToken
	sessions      map[string]*account
	guests        map[string]*guest
	accessTokens  map[string]*account

	lists      map[int]*userList
	nextListID int
}

// account is the state of one user, or of one guest.
type account struct {
	user      *dataset.User // nil for a guest
	ratings   marks
	favorites marks
	watchlist marks
}

// guest is a guest session.
type guest struct {
	account
	expires time.Time
}

// mark is something that a user did to a movie, series or episode.
type mark struct {
	ref   dataset.Ref
	value float64 // of ratings
	at    time.Time
}

// marks are in the order in which they were made. Making one again moves it to the end.
type marks []mark

func (m *marks) set(ref dataset.Ref, value float64, at time.Time) {
	m.remove(ref)
	*m = append(*m, mark{ref, value, at})
}

func (m *marks) remove(ref dataset.Ref) {
	*m = slices.DeleteFunc(*m, func(x mark) bool { return x.ref == ref })
}

func (m marks) find(ref dataset.Ref) (mark, bool) {
	i := slices.IndexFunc(m, func(x mark) bool { return x.ref == ref })
	if i < 0 {
		return mark{}, false
	}
	return m[i], true
}

// of returns a copy of the marks of one kind.
func (m marks) of(kind mediaKind) []mark {
	var of []mark
	for _, x := range m {
		if x.ref.Kind() == kind {
			of = append(of, x)
		}
	}
	return of
}

func newState(set *dataset.Set) *state {
	s := &state{
		accounts:      map[string]*account{},
		requestTokens: map[string]*requestToken{},
		sessions:      map[string]*account{},
		guests:        map[string]*guest{},
		accessTokens:  map[string]*account{},
		lists:         map[int]*userList{},
		nextListID:    firstListID,
	}
	for _, u := range set.Users {
		s.addUser(u)
	}
	for _, l := range set.Lists {
		s.lists[l.ID] = newUserList(l)
		s.nextListID = max(s.nextListID, l.ID+1)
	}
	return s
}

// addUser adds a user with what the data says that the user did before.
func (s *state) addUser(u *dataset.User) {
	s.accounts[u.Username] = &account{
		user:      u,
		ratings:   marksOf(u.Ratings),
		favorites: marksOf(u.Favorites),
		watchlist: marksOf(u.Watchlist),
	}
}

func marksOf(list []*dataset.Mark) marks {
	var m marks
	for _, x := range list {
		at, _ := x.At.Time()
		m.set(x.Ref, x.Value, at)
	}
	return m
}

// usernames returns the names of the users, sorted.
func (s *state) usernames() []string { return slices.Sorted(maps.Keys(s.accounts)) }

// actor returns whose session, guest session or user access token the call has, nil if it has none
// that is valid. The lock must be held.
func (c *call) actor() *account {
	s := c.srv.state
	if id := c.query.Get("session_id"); id != "" {
		return s.sessions[id]
	}
	if id := c.query.Get("guest_session_id"); id != "" {
		if g := s.guests[id]; g != nil && c.now.Before(g.expires) {
			return &g.account
		}
		return nil
	}
	return s.accessTokens[c.bearer]
}

// user is actor without guests. The error is that of who has no session.
func (c *call) user() (*account, error) {
	if a := c.actor(); a != nil && a.user != nil {
		return a, nil
	}
	return nil, fail(gen.StatusCodeInsufficientPermissions)
}

// signedIn returns an error if the call has no session, guest session or user access token: what
// account_states answers then.
func (c *call) signedIn() error {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	if c.actor() == nil {
		return fail(gen.StatusCodeInsufficientPermissions)
	}
	return nil
}

// find returns a mark of who acts.
func (c *call) find(of func(*account) marks, ref dataset.Ref) (mark, bool) {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	a := c.actor()
	if a == nil {
		return mark{}, false
	}
	return of(a).find(ref)
}

// rating returns how who acts has rated the movie, series or episode with that id.
func (c *call) rating(kind mediaKind, id int) types.Rating {
	m, ok := c.find(func(a *account) marks { return a.ratings }, dataset.RefTo(kind, id))
	if !ok {
		return types.NotRated()
	}
	return types.Rated(m.value)
}

// episode returns the episode, nil if there is none.
func (c *call) episode(seriesID, season, number int) *dataset.Episode {
	s := c.set.Series(seriesID)
	if s == nil {
		return nil
	}
	return s.Episode(dataset.EpisodeRef{Season: season, Episode: number})
}

// isFavorite reports whether the movie or series is a favourite of who acts.
func (c *call) isFavorite(kind mediaKind, id int) bool {
	_, ok := c.find(func(a *account) marks { return a.favorites }, dataset.RefTo(kind, id))
	return ok
}

// onWatchlist reports whether the movie or series is on the watchlist of who acts.
func (c *call) onWatchlist(kind mediaKind, id int) bool {
	_, ok := c.find(func(a *account) marks { return a.watchlist }, dataset.RefTo(kind, id))
	return ok
}

// includeAdult reports whether who acts wants adult entries in searches, false for nobody.
func (c *call) includeAdult() bool {
	c.srv.state.mu.Lock()
	defer c.srv.state.mu.Unlock()
	a := c.actor()
	return a != nil && a.user != nil && a.user.IncludeAdult
}
