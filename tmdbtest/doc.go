// Package tmdbtest is TMDB in the process of a test: a server that responds to all operations of the API
// from a small data set, and keeps what users do.
//
//	func TestMine(t *testing.T) {
//		srv := tmdbtest.NewServer(t)
//		client := tmdbtest.NewClient(t, srv)
//		movie, err := client.Movies.Details(ctx, 550, nil) // Fight Club
//	}
//
// Nothing leaves the machine, and nothing is shared with other servers. Ids and secrets are counted rather
// than random. The clock is that of the machine, and what is new in the data moves with it, so that there is
// always something in cinemas and on the air; with [WithClock] and [Day] the same requests get the same
// responses on every day.
//
// # What it holds a program to
//
// A request that the spec does not allow, such as one with a misspelt parameter, gets an
// error and fails the test. TMDB ignores it, and so does a server that is [Lenient]; [Server.Problems]
// tells in both cases. See also [Quiet]. What TMDB itself refuses with a code of its own, such as page
// 501 or an unknown id, gets what TMDB sends.
//
// # Users
//
// [WithUser] adds users to those of the data. They sign in through the API: on the approval page, which
// is at the URL of the server and on which [Server.Approve] presses the button, or with a password.
// [Server.Session] and [Server.AccessToken] are shorter. Ratings, favourites, watchlists and lists are
// seen wherever TMDB shows them, and only there.
//
// # Trouble
//
// [Server.Fail] makes operations fail in the ways in which they do: with 429, with HTML, cut off in the
// middle, and so on. [NewClient] waits only milliseconds before it tries again. [WithLatency] and
// [WithRate] are there to run into. [Server.Requests] tells what arrived.
//
// # What is guessed
//
// Where neither TMDB's documentation nor recorded responses say what TMDB does, the server does what is
// likely, and no program should depend on it: a request token that was denied or not approved is code
// 17 in v3 and 41 in v4; a session that was deleted is code 37; a private list of somebody else is code
// 39, a change to somebody else's list 38, and one without a user's v4 token 36; the redirect of a v4
// approval carries no parameters.
//
// # Data
//
// The data is real but for a few ids (data/README.md), and there is little of it; its texts are not
// TMDB's. [WithData] adds to it. [WithReplay] responds with recorded responses where there are some, and
// [Record] makes them. The server as a program is cmd/tmdb-server, which is lenient unless told
// otherwise.
package tmdbtest
