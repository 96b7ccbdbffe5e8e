package tmdbtest

import (
	"errors"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/signin"
)

// must returns the response of a call that has to succeed: must(client.Movies.Details(…))(t).
func must[T any](v *T, err error) func(testing.TB) *T {
	return func(t testing.TB) *T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// wantError checks that a call failed with one of the wrapper's kinds of errors and TMDB's code.
func wantError[T any](_ *T, err error) func(t testing.TB, kind error, code gen.StatusCode) {
	return func(t testing.TB, kind error, code gen.StatusCode) {
		t.Helper()
		e, ok := errors.AsType[*tmdb.Error](err)
		if !ok || !errors.Is(err, kind) || e.Code != code {
			t.Errorf("error %v, want %v with code %d", err, kind, code)
		}
	}
}

// actingFor returns a client that acts for a user of the world, by v3.
func actingFor(t testing.TB, s *Server, username string) *tmdb.Client {
	t.Helper()
	id, err := s.Session(username)
	if err != nil {
		t.Fatal(err)
	}
	return must(newClient(t, s).With(tmdb.WithDefaults(tmdb.Session(id))))(t)
}

// approved returns a request token that ada has approved on the page.
func approved(t testing.TB, s *Server, c *tmdb.Client) string {
	t.Helper()
	token := must(c.Authentication.CreateRequestToken(t.Context()))(t).RequestToken
	page, err := signin.ApprovalURL(token, "https://example.com/done?x=1", signin.Site(s.URL))
	if err != nil {
		t.Fatal(err)
	}
	redirect, err := s.Approve(page, "ada")
	if err != nil {
		t.Fatal(err)
	}
	to, err := url.Parse(redirect)
	if err != nil {
		t.Fatal(err)
	}
	if to.Host != "example.com" || to.Query().Get("x") != "1" || to.Query().Get("approved") != "true" {
		t.Errorf("the page leads to %s, want https://example.com/done?x=1 with approved=true", redirect)
	}
	got, err := signin.ParseApproval(to.Query())
	if err != nil || got != token {
		t.Errorf("the approval is not of the token: %v", err)
	}
	return token
}

func TestSignInRateAndSeeIt(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := newWorld(t)
	app := newClient(t, s)

	token := approved(t, s, app)
	session := must(app.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: token}))(t)
	ada := must(app.With(tmdb.WithDefaults(tmdb.Session(session.SessionID))))(t)
	if account := must(ada.Account.Details(ctx, nil))(t); account.Username != "ada" || account.Name != "Ada" {
		t.Errorf("the session is of %+v, want ada", account)
	}
	if account := must(ada.Account.DetailsByID(ctx, 123, nil))(t); account.Username != "ada" {
		t.Errorf("with another id the session is of %+v, want ada", account)
	}

	// She rates a movie …
	body := gen.RatingBody{Value: 8.5}
	if status := must(ada.Movies.AddRating(ctx, 550, nil, body))(t); status.StatusCode != gen.StatusCodeSuccess {
		t.Errorf("first rating: code %d, want %d", status.StatusCode, gen.StatusCodeSuccess)
	}
	if status := must(ada.Movies.AddRating(ctx, 550, nil, body))(t); status.StatusCode != gen.StatusCodeUpdated {
		t.Errorf("second rating: code %d, want %d", status.StatusCode, gen.StatusCodeUpdated)
	}
	must(ada.TVSeries.AddRating(ctx, 1396, nil, gen.RatingBody{Value: 10}))(t)
	must(ada.TVEpisodes.AddRating(ctx, 1396, 1, 2, nil, gen.RatingBody{Value: 9}))(t)

	// … sees it in all places …
	rated := must(ada.Account.RatedMovies(ctx, 0, nil))(t)
	if len(rated.Results) != 1 || rated.Results[0].ID != 550 || rated.Results[0].Title != "Fight Club" || rated.Results[0].Rating != 8.5 {
		t.Errorf("rated movies %+v, want Fight Club with 8.5", rated.Results)
	}
	if r := must(ada.Account.RatedTV(ctx, 0, nil))(t); len(r.Results) != 1 || r.Results[0].Rating != 10 {
		t.Errorf("rated series %+v, want one with 10", r.Results)
	}
	if r := must(ada.Account.RatedTVEpisodes(ctx, 0, nil))(t); len(r.Results) != 1 || r.Results[0].EpisodeNumber != 2 || r.Results[0].Rating != 9 {
		t.Errorf("rated episodes %+v, want the second with 9", r.Results)
	}
	if v, ok := must(ada.Movies.AccountStates(ctx, 550, nil))(t).Rated.Value(); !ok || v != 8.5 {
		t.Errorf("account states: rated %v, want 8.5", v)
	}
	seasons := must(ada.TVSeasons.AccountStates(ctx, 1396, 1, nil))(t)
	if v, _ := seasons.Results[1].Rated.Value(); len(seasons.Results) != 2 || seasons.Results[0].Rated.IsRated() || v != 9 {
		t.Errorf("account states of the season %+v, want only the second episode rated, with 9", seasons.Results)
	}

	// … and takes it back.
	if status := must(ada.Movies.DeleteRating(ctx, 550, nil))(t); status.StatusCode != gen.StatusCodeDeleted {
		t.Errorf("unrating: code %d, want %d", status.StatusCode, gen.StatusCodeDeleted)
	}
	if rated := must(ada.Account.RatedMovies(ctx, 0, nil))(t); len(rated.Results) != 0 || rated.TotalPages != 0 {
		t.Errorf("rated movies %+v, want none on 0 pages", rated)
	}
	if must(ada.Movies.AccountStates(ctx, 550, nil))(t).Rated.IsRated() {
		t.Error("account states: still rated")
	}

	// She signs out: the session is gone.
	signOut := gen.DeleteSessionBody{SessionID: session.SessionID}
	if gone := must(app.Authentication.DeleteSession(ctx, signOut))(t); gone.Success == nil || !*gone.Success {
		t.Error("signing out: no success")
	}
	wantError(app.Authentication.DeleteSession(ctx, signOut))(t, tmdb.ErrNotFound, gen.StatusCodeSessionNotFound)
	wantError(ada.Account.Details(ctx, nil))(t, tmdb.ErrUnauthorized, gen.StatusCodeInsufficientPermissions)
	wantError(app.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: token}))(t, tmdb.ErrUnauthorized, gen.StatusCodeInvalidRequestToken)
}

func TestFavoritesAndWatchlist(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	s := newWorld(t, WithClock(func() time.Time { return now }))
	ada := actingFor(t, s, "ada")

	for _, id := range []int{550, 11} {
		must(ada.Account.AddFavorite(ctx, 0, nil, gen.FavoriteBody{MediaType: "movie", MediaID: id, Favorite: true}))(t)
		must(ada.Account.AddToWatchlist(ctx, 0, nil, gen.WatchlistBody{MediaType: "tv", MediaID: 1396, Watchlist: true}))(t)
	}
	favorites := must(ada.Account.FavoriteMovies(ctx, 0, nil))(t)
	if len(favorites.Results) != 2 || favorites.Results[0].ID != 550 {
		t.Errorf("favourites %+v, want 550 and 11 in the order in which they were marked", favorites.Results)
	}
	desc := must(ada.Account.FavoriteMovies(ctx, 0, &gen.AccountFavoriteMoviesParams{SortBy: new(gen.AccountSortBy("created_at.desc"))}))(t)
	if desc.Results[0].ID != 11 {
		t.Errorf("favourites %+v, want 11 first", desc.Results)
	}
	if w := must(ada.Account.WatchlistTV(ctx, 0, nil))(t); len(w.Results) != 1 || w.Results[0].ID != 1396 {
		t.Errorf("watchlist %+v, want 1396 once", w.Results)
	}
	states := must(ada.TVSeries.AccountStates(ctx, 1396, nil))(t)
	if *states.Favorite || !*states.Watchlist {
		t.Errorf("account states %+v, want on the watchlist only", states)
	}
	must(ada.Account.AddFavorite(ctx, 0, nil, gen.FavoriteBody{MediaType: "movie", MediaID: 550}))(t)
	if f := must(ada.Account.FavoriteMovies(ctx, 0, nil))(t); f.TotalResults != 1 {
		t.Errorf("favourites %+v, want one left", f.Results)
	}
	wantError(ada.Account.AddFavorite(ctx, 0, nil, gen.FavoriteBody{MediaType: "movie", MediaID: 9, Favorite: true}))(t, tmdb.ErrNotFound, gen.StatusCodeResourceNotFound)
}

func TestListOfMovies(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := newWorld(t)
	session, err := s.Session("ada")
	if err != nil {
		t.Fatal(err)
	}
	ada := must(newClient(t, s).With(tmdb.WithDefaults(tmdb.Session(session))))(t)

	made := must(ada.Lists.Create(ctx, nil, gen.ListBody{Name: "Twists", Description: new("Good ones."), Language: new("de")}))(t)
	id, ok := made.ListID.Int()
	if !ok {
		t.Fatalf("the id of the list is %v, want a number", made.ListID)
	}
	must(ada.Lists.AddItem(ctx, id, nil, gen.ListItemBody{MediaID: 550}))(t)
	must(ada.Lists.AddItem(ctx, id, nil, gen.ListItemBody{MediaID: 11}))(t)
	wantDuplicate := func() {
		_, err := ada.Lists.AddItem(ctx, id, nil, gen.ListItemBody{MediaID: 550})
		if e, ok := errors.AsType[*tmdb.Error](err); !ok || e.Code != gen.StatusCodeDuplicateEntry {
			t.Errorf("adding it again: %v, want code %d", err, gen.StatusCodeDuplicateEntry)
		}
	}
	wantDuplicate()
	wantError(ada.Lists.AddItem(ctx, id, nil, gen.ListItemBody{MediaID: 9}))(t, tmdb.ErrNotFound, gen.StatusCodeResourceNotFound)

	list := must(ada.Lists.Details(ctx, id, nil))(t)
	if list.Name != "Twists" || list.LanguageCode != "de" || list.ItemCount != 2 || list.CreatedBy != "ada" {
		t.Errorf("the list is %+v, want Twists of ada with two movies", list)
	}
	if m, ok := list.Items[0].Value().(gen.Movie); !ok || m.ID != 550 {
		t.Errorf("first entry %v, want movie 550", list.Items[0].Value())
	}
	present := func(movie int) bool {
		return must(ada.Lists.ItemStatus(ctx, id, &gen.ListItemStatusParams{MovieID: &movie}))(t).ItemPresent
	}
	if !present(550) || present(1) {
		t.Error("item status: want 550 present and 1 not")
	}
	if lists := must(ada.Account.Lists(ctx, 0, nil))(t); lists.TotalResults != 1 || lists.Results[0].ItemCount != 2 {
		t.Errorf("lists of the account %+v, want the one", lists.Results)
	}
	if lists := must(ada.Movies.Lists(ctx, 550, nil))(t); len(lists.Results) != 1 || lists.Results[0].Name != "Twists" {
		t.Errorf("lists with the movie %+v, want Twists", lists.Results)
	}

	must(ada.Lists.RemoveItem(ctx, id, nil, gen.ListItemBody{MediaID: 550}))(t)
	if present(550) {
		t.Error("550 is still there after it was removed")
	}
	must(ada.Lists.Clear(ctx, id, &gen.ClearListParams{SessionID: session, Confirm: true}))(t)
	if list := must(ada.Lists.Details(ctx, id, nil))(t); list.ItemCount != 0 {
		t.Errorf("%d entries after clearing, want 0", list.ItemCount)
	}
	bob := actingFor(t, s, "bob")
	wantError(bob.Lists.Delete(ctx, id, nil))(t, tmdb.ErrUnauthorized, gen.StatusCodeEditPermissionMissing)
	must(ada.Lists.Delete(ctx, id, nil))(t)
	wantError(ada.Lists.Details(ctx, id, nil))(t, tmdb.ErrNotFound, gen.StatusCodeResourceNotFound)
}

func TestListOfMoviesAndSeries(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := newWorld(t)
	app := newClient(t, s)

	// ada signs in on the page of v4, with a token that does not end by itself.
	request := must(app.V4Auth.CreateRequestToken(ctx, gen.RequestTokenV4Body{RedirectTo: new("https://example.com/done")}))(t)
	exchange := gen.ApprovedTokenV4Body{RequestToken: request.RequestToken}
	wantError(app.V4Auth.CreateAccessToken(ctx, exchange))(t, tmdb.ErrInvalid, gen.StatusCodeRequestTokenNotApproved)
	page, err := signin.ApprovalURLV4(request.RequestToken, signin.Site(s.URL))
	if err != nil {
		t.Fatal(err)
	}
	if redirect, err := s.Approve(page, "ada"); err != nil || redirect != "https://example.com/done" {
		t.Errorf("the page leads to %s, %v, want https://example.com/done", redirect, err)
	}
	access := must(app.V4Auth.CreateAccessToken(ctx, exchange))(t)
	ada := newClientWith(t, s, access.AccessToken)

	// The token of the application may not write.
	body := gen.ListV4Body{Name: "Secret", LanguageCode: "en", Public: new(0), SortBy: new(gen.ListSortByV4TitleAsc)}
	wantError(app.V4Lists.Create(ctx, body))(t, tmdb.ErrUnauthorized, gen.StatusCodeWritePermissionMissing)
	id := must(ada.V4Lists.Create(ctx, body))(t).ID

	// Each entry has its own outcome, and only an update keeps comments.
	entries := gen.ListItemsV4Body{Items: []gen.ListEntryV4{
		{MediaType: "movie", MediaID: 11, Comment: "forgotten"},
		{MediaType: "tv", MediaID: 1396},
		{MediaType: "movie", MediaID: 9},
	}}
	added := must(ada.V4Lists.AddItems(ctx, id, entries))(t)
	if got := []bool{added.Results[0].Success, added.Results[1].Success, added.Results[2].Success}; !added.Success || !got[0] || !got[1] || got[2] {
		t.Errorf("added %v, want true, true, false and success for the request", got)
	}
	again := must(ada.V4Lists.AddItems(ctx, id, gen.ListItemsV4Body{Items: entries.Items[:1]}))(t)
	if result := again.Results[0]; result.Success || result.Error.String() != "Media has already been taken" {
		t.Errorf("added again: %+v, want the reason why not", result)
	}
	if list := must(ada.V4Lists.Details(ctx, id, nil))(t); list.Comments["movie:11"] != "" {
		t.Errorf("comments %v, want none", list.Comments)
	}
	must(ada.V4Lists.UpdateItems(ctx, id, gen.ListItemsV4Body{Items: []gen.ListEntryV4{{MediaType: "movie", MediaID: 11, Comment: "Seen twice."}}}))(t)
	list := must(ada.V4Lists.Details(ctx, id, nil))(t)
	if list.Comments["movie:11"] != "Seen twice." || list.Public || list.ItemCount != 2 || list.CreatedBy.Username != "ada" || list.Runtime != 121 {
		t.Errorf("the list is %+v, want a private one of two entries with a comment", list)
	}
	if first, ok := list.Results[0].Value().(gen.TVSeries); !ok || first.Name != "Breaking Bad" {
		t.Errorf("first by title: %v, want Breaking Bad", list.Results[0].Value())
	}
	if own := must(ada.V4Account.Lists(ctx, access.AccountID, nil))(t); len(own.Results) != 1 || own.Results[0].Public != 0 || own.Results[0].Runtime != "121" {
		t.Errorf("lists of the account %+v, want the private one with its length as text", own.Results)
	}

	// Nobody else sees a private list; made public, everybody does.
	wantError(app.V4Lists.Details(ctx, id, nil))(t, tmdb.ErrUnauthorized, gen.StatusCodePrivateResource)
	must(ada.V4Lists.Update(ctx, id, gen.ListUpdateV4Body{Public: new(true), Name: new("Open")}))(t)
	if list := must(app.V4Lists.Details(ctx, id, nil))(t); list.Name != "Open" {
		t.Errorf("the list is called %q, want Open", list.Name)
	}

	status := func(movie int) (*gen.ListItemStatusV4, error) {
		return ada.V4Lists.ItemStatus(ctx, id, &gen.ListItemStatusV4Params{MediaType: "movie", MediaID: movie})
	}
	must(status(11))(t)
	wantError(status(550))(t, tmdb.ErrNotFound, gen.StatusCodeResourceNotFound)
	must(ada.V4Lists.RemoveItems(ctx, id, gen.ListItemsV4Body{Items: []gen.ListEntryV4{{MediaType: "movie", MediaID: 11}}}))(t)
	wantError(status(11))(t, tmdb.ErrNotFound, gen.StatusCodeResourceNotFound)
	if cleared := must(ada.V4Lists.Clear(ctx, id))(t); *cleared.ItemsDeleted != 1 {
		t.Errorf("clearing removed %d entries, want 1", *cleared.ItemsDeleted)
	}
	must(ada.V4Lists.Delete(ctx, id))(t)
	wantError(ada.V4Lists.Details(ctx, id, nil))(t, tmdb.ErrNotFound, gen.StatusCodeResourceNotFound)

	// Signed out, the token is good for nothing.
	must(app.V4Auth.DeleteAccessToken(ctx, gen.DeleteTokenV4Body{AccessToken: access.AccessToken}))(t)
	wantError(ada.V4Account.Lists(ctx, access.AccountID, nil))(t, tmdb.ErrUnauthorized, gen.StatusCodeInvalidAPIKey)
}

func TestV4Account(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := newWorld(t)
	token, id, err := s.AccessToken("ada")
	if err != nil {
		t.Fatal(err)
	}
	ada := newClientWith(t, s, token)
	session := must(ada.Authentication.CreateSessionFromV4Token(ctx, gen.AccessTokenV4Body{AccessToken: token}))(t)
	v3 := must(newClient(t, s).With(tmdb.WithDefaults(tmdb.Session(session.SessionID))))(t)
	must(v3.Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: 9}))(t)
	must(v3.Account.AddFavorite(ctx, 0, nil, gen.FavoriteBody{MediaType: "tv", MediaID: 1396, Favorite: true}))(t)
	must(v3.Account.AddToWatchlist(ctx, 0, nil, gen.WatchlistBody{MediaType: "movie", MediaID: 11, Watchlist: true}))(t)

	rated := must(ada.V4Account.RatedMovies(ctx, id, nil))(t)
	if len(rated.Results) != 1 || rated.Results[0].AccountRating.Value != 9 || rated.Results[0].AccountRating.CreatedAt != "2026-06-01T12:00:00.000Z" {
		t.Errorf("rated %+v, want 550 with 9 at the time of the clock", rated.Results)
	}
	if f := must(ada.V4Account.FavoriteTV(ctx, id, nil))(t); len(f.Results) != 1 {
		t.Errorf("favourites %+v, want one", f.Results)
	}
	if w := must(ada.V4Account.WatchlistMovies(ctx, id, nil))(t); len(w.Results) != 1 {
		t.Errorf("watchlist %+v, want one", w.Results)
	}
	if r := must(ada.V4Account.RecommendedMovies(ctx, id, nil))(t); len(r.Results) != 1 || r.Results[0].ID != 11 {
		t.Errorf("recommended %+v, want 11, which is not rated", r.Results)
	}
	if r := must(ada.V4Account.RecommendedTV(ctx, id, nil))(t); len(r.Results) != 0 {
		t.Errorf("recommended %+v, want none: the only series is a favourite", r.Results)
	}
	wantError(newClient(t, s).V4Account.RatedMovies(ctx, id, nil))(t, tmdb.ErrUnauthorized, gen.StatusCodePrivateResource)
	wantError(ada.V4Account.RatedMovies(ctx, "4bc8892a017a3c0092009999", nil))(t, tmdb.ErrNotFound, gen.StatusCodeResourceNotFound)
}

func TestGuest(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	clock := newClock(now)
	s := newWorld(t, WithClock(clock.now))
	app := newClient(t, s)

	session := must(app.Authentication.CreateGuestSession(ctx))(t)
	if session.ExpiresAt != "2026-06-02 12:00:00 UTC" {
		t.Errorf("the session ends at %s, want 2026-06-02 12:00:00 UTC", session.ExpiresAt)
	}
	guest := must(app.With(tmdb.WithDefaults(tmdb.GuestSession(session.GuestSessionID))))(t)
	must(guest.Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: 7}))(t)
	must(guest.TVEpisodes.AddRating(ctx, 1396, 1, 1, nil, gen.RatingBody{Value: 6.5}))(t)
	rated := must(guest.GuestSessions.RatedMovies(ctx, session.GuestSessionID, nil))(t)
	if len(rated.Results) != 1 || rated.Results[0].Rating != 7 {
		t.Errorf("rated movies %+v, want 550 with 7", rated.Results)
	}
	if v, _ := must(guest.Movies.AccountStates(ctx, 550, nil))(t).Rated.Value(); v != 7 {
		t.Errorf("account states: rated %v, want 7", v)
	}
	if r := must(guest.GuestSessions.RatedTVEpisodes(ctx, session.GuestSessionID, nil))(t); len(r.Results) != 1 {
		t.Errorf("rated episodes %+v, want one", r.Results)
	}

	// A guest has no lists, and is forgotten after a day.
	wantError(guest.Account.FavoriteMovies(ctx, 0, nil))(t, tmdb.ErrUnauthorized, gen.StatusCodeInsufficientPermissions)
	clock.add(24 * time.Hour)
	wantError(guest.GuestSessions.RatedMovies(ctx, session.GuestSessionID, nil))(t, tmdb.ErrNotFound, gen.StatusCodeResourceNotFound)
	wantError(guest.Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: 7}))(t, tmdb.ErrUnauthorized, gen.StatusCodeInsufficientPermissions)
}

func TestUsersDoNotSeeEachOther(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s, other := newWorld(t), newWorld(t)
	ada, bob := actingFor(t, s, "ada"), actingFor(t, s, "bob")

	must(ada.Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: 9}))(t)
	must(ada.Account.AddFavorite(ctx, 0, nil, gen.FavoriteBody{MediaType: "movie", MediaID: 550, Favorite: true}))(t)
	if states := must(bob.Movies.AccountStates(ctx, 550, nil))(t); states.Rated.IsRated() || *states.Favorite {
		t.Errorf("bob sees %+v, want nothing", states)
	}
	if f := must(bob.Account.FavoriteMovies(ctx, 0, nil))(t); len(f.Results) != 0 {
		t.Errorf("bob has %+v, want nothing", f.Results)
	}
	// The same user on another server is somebody else.
	if states := must(actingFor(t, other, "ada").Movies.AccountStates(ctx, 550, nil))(t); states.Rated.IsRated() {
		t.Error("another server knows the rating")
	}
	// Without a session there is nobody.
	wantError(newClient(t, s).Movies.AccountStates(ctx, 550, nil))(t, tmdb.ErrUnauthorized, gen.StatusCodeInsufficientPermissions)
}

func TestSignInWithPassword(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := newWorld(t, WithUser(User{Username: "eve", Password: "a b c", Language: "de", Country: "DE"}))
	app := newClient(t, s)
	token := must(app.Authentication.CreateRequestToken(ctx))(t).RequestToken
	login := func(username, password string) (*gen.RequestToken, error) {
		return app.Authentication.ValidateRequestTokenWithLogin(ctx, gen.LoginBody{Username: username, Password: password, RequestToken: token})
	}
	wantError(app.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: token}))(t, tmdb.ErrUnauthorized, gen.StatusCodeSessionDenied)
	wantError(login("eve", "wrong"))(t, tmdb.ErrUnauthorized, gen.StatusCodeInvalidCredentials)
	wantError(login("nobody", "a b c"))(t, tmdb.ErrUnauthorized, gen.StatusCodeInvalidCredentials)
	wantError(login("eve", ""))(t, tmdb.ErrInvalid, gen.StatusCodeCredentialsMissing)
	must(login("eve", "a b c"))(t)
	session := must(app.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: token}))(t)
	eve := must(app.With(tmdb.WithDefaults(tmdb.Session(session.SessionID))))(t)
	if a := must(eve.Account.Details(ctx, nil))(t); a.Username != "eve" || a.LanguageCode != "de" || a.CountryCode != "DE" {
		t.Errorf("the session is of %+v, want eve", a)
	}
}

func TestDenied(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	s := newWorld(t)
	app := newClient(t, s)
	token := must(app.Authentication.CreateRequestToken(ctx))(t).RequestToken
	page, err := signin.ApprovalURL(token, "https://example.com/done", signin.Site(s.URL))
	if err != nil {
		t.Fatal(err)
	}
	redirect, err := s.Deny(page)
	if err != nil || !strings.Contains(redirect, "denied=true") {
		t.Errorf("the page leads to %s, %v, want denied=true", redirect, err)
	}
	if _, err := s.Approve(page, "ada"); err == nil {
		t.Error("the user can approve after denying")
	}
	wantError(app.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: token}))(t, tmdb.ErrUnauthorized, gen.StatusCodeSessionDenied)
}

func TestTokensExpire(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	clock := newClock(time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC))
	s := newWorld(t, WithClock(clock.now))
	app := newClient(t, s)
	v3 := approved(t, s, app)
	v4 := must(app.V4Auth.CreateRequestToken(ctx, gen.RequestTokenV4Body{}))(t).RequestToken
	page, err := signin.ApprovalURLV4(v4, signin.Site(s.URL))
	if err != nil {
		t.Fatal(err)
	}
	clock.add(15 * time.Minute)
	if _, err := s.Approve(page, "ada"); err == nil {
		t.Error("the v4 request token can be approved after 15 minutes")
	}
	clock.add(45 * time.Minute)
	wantError(app.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: v3}))(t, tmdb.ErrUnauthorized, gen.StatusCodeInvalidRequestToken)
}
