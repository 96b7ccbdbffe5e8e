package handlers

import (
	"github.com/tmdb-go/tmdb/tmdbtest/internal/codes"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

func guestSessions() table {
	guest := who((*Call).guest)
	return table{
		"guestSessionRatedMovies":     guest.marks(state.Ratings, dataset.KindMovie, rated),
		"guestSessionRatedTV":         guest.marks(state.Ratings, dataset.KindSeries, rated),
		"guestSessionRatedTVEpisodes": guest.marks(state.Ratings, dataset.KindEpisode, rated),
	}
}

// guest returns the guest whose session the path names. TMDB knows no guest who has rated nothing.
func (c *Call) guest() (*state.Account, error) {
	a := c.State.ByGuestSession(c.text("guest_session_id"), c.Now)
	if a == nil || a.Idle() {
		return nil, codes.NotFound()
	}
	return a, nil
}
