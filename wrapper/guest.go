package wrapper

import (
	"context"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

// Guest is a guest session: it may rate, and lists what it rated, but has no account. Calls on its
// behalf are made with
//
//	guest, err := client.With(wrapper.WithGuestSession(session.ID.Reveal()))
//
// Printed, logged or as JSON it shows no secret; see Reveal for how to store it.
type Guest struct {
	// ID is the guest session id.
	ID Secret `json:"guest_session_id"`
	// ExpiresAt is when the session ends, in UTC: about a day after it was made. It is the zero Time if
	// TMDB does not say.
	ExpiresAt time.Time `json:"expires_at,omitzero"`
}

// Reveal returns the session with its id in clear, as TMDB sends it. Its JSON is what to store, where
// only the user can read it; [Guest] can be decoded from that again.
func (g Guest) Reveal() gen.GuestSession {
	return gen.GuestSession{ExpiresAt: types.TimestampOf(g.ExpiresAt), GuestSessionID: g.ID.Reveal(), Success: true}
}

// SignInAsGuest starts a guest session.
//
// TMDB: GET /3/authentication/guest_session/new
//
// Errors are *[Error]: [ErrUnauthorized], [ErrRateLimited], [ErrUnavailable].
func (c *Client) SignInAsGuest(ctx context.Context) (*Guest, error) {
	answer, err := c.Authentication.CreateGuestSession(ctx)
	if err != nil {
		return nil, err
	}
	if answer.GuestSessionID == "" {
		return nil, lacks(opCreateGuestSession, "guest_session_id")
	}
	expires, _ := answer.ExpiresAt.Time()
	return &Guest{ID: NewSecret(answer.GuestSessionID), ExpiresAt: expires}, nil
}
