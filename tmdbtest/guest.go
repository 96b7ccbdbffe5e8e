package tmdbtest

var guestHandlers = map[string]handler{
	"guestSessionRatedMovies":     ratedMovies(guestOf),
	"guestSessionRatedTV":         ratedSeries(guestOf),
	"guestSessionRatedTVEpisodes": ratedEpisodes(guestOf),
}

// guestOf is the guest whose session the path names. The lock must be held.
func guestOf(c *call) (*account, error) {
	g := c.srv.state.guests[c.path["guest_session_id"]]
	if g == nil || !c.now.Before(g.expires) {
		return nil, notFound()
	}
	return &g.account, nil
}
