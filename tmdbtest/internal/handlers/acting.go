package handlers

import (
	"strings"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
	"github.com/tmdb-go/tmdb/types"
)

// Authorize checks that a request has the token of the application, that of a user, or the key, and notes
// the token in the call. authorization is the header of that name. The key is good for v3, and for reading
// in v4; it is never a bearer token.
func (c *Call) Authorize(authorization, token, key string) error {
	if authorization != "" {
		if c.Bearer = Bearer(authorization); c.Bearer != "" && (c.Bearer == token || c.State.ByAccessToken(c.Bearer) != nil) {
			return nil
		}
		return codes.Fail(gen.StatusCodeInvalidAPIKey)
	}
	if c.text("api_key") != key {
		return codes.Fail(gen.StatusCodeInvalidAPIKey)
	}
	if strings.HasPrefix(c.Op.Path, "/4/") && c.Op.Writes {
		return codes.Fail(gen.StatusCodeInsufficientPermissions)
	}
	return nil
}

// Bearer returns the token of an Authorization header, empty if there is none.
func Bearer(authorization string) string {
	scheme, token, _ := strings.Cut(authorization, " ")
	if !strings.EqualFold(scheme, "Bearer") {
		return ""
	}
	return strings.TrimSpace(token)
}

// actor returns whose session, guest session or user access token the call has, nil if it has none that is
// valid.
func (c *Call) actor() *state.Account {
	switch {
	case c.has("session_id"):
		return c.State.BySession(c.text("session_id"))
	case c.has("guest_session_id"):
		return c.State.ByGuestSession(c.text("guest_session_id"), c.Now)
	}
	return c.State.ByAccessToken(c.Bearer)
}

// acting is actor with the error of who has no session.
func (c *Call) acting() (*state.Account, error) {
	if a := c.actor(); a != nil {
		return a, nil
	}
	return nil, codes.Fail(gen.StatusCodeInsufficientPermissions)
}

// user is acting without guests.
func (c *Call) user() (*state.Account, error) {
	if a := c.actor(); a != nil && a.User() != nil {
		return a, nil
	}
	return nil, codes.Fail(gen.StatusCodeInsufficientPermissions)
}

// signedIn returns an error if nobody acts.
func (c *Call) signedIn() error {
	_, err := c.acting()
	return err
}

// includeAdult reports whether who acts wants adult entries in searches, false for nobody.
func (c *Call) includeAdult() bool {
	a, err := c.user()
	return err == nil && a.User().IncludeAdult
}

// rating returns how who acts has rated something.
func (c *Call) rating(ref dataset.Ref) types.Rating {
	if a := c.actor(); a != nil {
		if m, ok := a.Marked(state.Ratings, ref); ok {
			return types.Rated(m.Value)
		}
	}
	return types.NotRated()
}

// accountStates returns what who acts did to a movie or series.
func accountStates(c *Call, ref dataset.Ref) (any, error) {
	a, err := c.acting()
	if err != nil {
		return nil, err
	}
	_, favorite := a.Marked(state.Favorites, ref)
	_, watchlist := a.Marked(state.Watchlist, ref)
	return object.Of("id", ref.Target(), "favorite", favorite, "rated", c.rating(ref), "watchlist", watchlist), nil
}
