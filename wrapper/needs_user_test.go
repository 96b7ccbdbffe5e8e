package wrapper

import (
	"errors"
	"net/http"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/check"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/types"
)

// TestEveryOperationThatNeedsAUser walks the spec: an operation that takes a session and one of v4 that is about an
// account or changes a list say what they want, and all others nothing.
func TestEveryOperationThatNeedsAUser(t *testing.T) {
	t.Parallel()
	asked := 0
	for _, op := range spec.Operations {
		request := func(query, authorization string) *http.Request {
			req, err := http.NewRequest(op.Method, "https://api.themoviedb.org"+op.Path+query, nil)
			if err != nil {
				t.Fatal(err)
			}
			if authorization != "" {
				req.Header.Set("Authorization", authorization)
			}
			return req
		}
		v4 := strings.HasPrefix(op.Path, "/4/")
		session, guest := op.Has("session_id"), op.Has("guest_session_id")
		details := op.Has("append_to_response")
		needs := session && !details || strings.HasPrefix(op.Path, "/4/account/") ||
			strings.HasPrefix(op.Path, "/4/list") && (op.Method != http.MethodGet || strings.HasSuffix(op.Path, "/clear"))
		required := session && op.Query("session_id").Required
		for name, test := range map[string]struct {
			query, authorization string
			wants, refused       bool
		}{
			"token":         {"", "Bearer x", needs, required},
			"key":           {"?api_key=x", "", needs, required || needs && (!v4 || op.Writes)},
			"nothing":       {"", "", needs, required},
			"session":       {"?api_key=x&session_id=y", "", needs && v4, needs && v4 && op.Writes},
			"guest":         {"?api_key=x&guest_session_id=y", "", needs && !guest, needs && !guest && (!v4 || op.Writes)},
			"empty session": {"?api_key=x&session_id=", "", needs, required || needs && (!v4 || op.Writes)},
		} {
			wants, refused := check.NeedsUser(op, request(test.query, test.authorization)), check.User(op, request(test.query, test.authorization))
			if (wants != nil) != test.wants || (refused != nil) != test.refused {
				t.Errorf("%s, %s: wants %v, refused %v", op.ID, name, wants, refused)
			}
			if wants != nil {
				asked++
				testkit.WantText(t, wants.Error(), op.ID+" needs a user: want ")
				if got := strings.Contains(wants.Error(), "GuestSession"); got != guest || v4 != strings.Contains(wants.Error(), "WithToken") {
					t.Errorf("%s: %v", op.ID, wants)
				}
			}
		}
	}
	if asked < 100 {
		t.Errorf("%d asked for a user", asked)
	}
}

// TestNeedsAUser: a key is nobody's, so nothing is sent. A token may stand for the account that it was made for, so
// TMDB is asked, and the error says what was missing.
func TestNeedsAUser(t *testing.T) {
	t.Parallel()
	server, byToken := newTMDB(t)
	byKey, err := New("", WithAPIKey(server.APIKey), WithBaseURL(server.URL), WithRetry(nil), WithLimiter(nil))
	if err != nil {
		t.Fatal(err)
	}
	const (
		session = "want Session or WithDefaults(Session(…))"
		guest   = "want Session, GuestSession or WithDefaults(Session(…))"
		token   = "want WithToken or BearerAuth with an access token of the user's"
	)
	for name, test := range map[string]struct {
		call  func(*Client) error
		want  string
		never bool // sent, whatever the credential
	}{
		"account": {func(c *Client) error { return errorOf(c.Account.Details(t.Context(), nil)) }, "ownAccountDetails needs a user: " + session, false},
		"favourite": {func(c *Client) error {
			return errorOf(c.Account.AddFavorite(t.Context(), 0, nil, gen.FavoriteBody{MediaType: gen.FavoriteMediaTypeMovie, MediaID: 550}))
		}, "addFavorite needs a user: " + session, false},
		"states": {func(c *Client) error { return errorOf(c.Movies.AccountStates(t.Context(), 550, nil)) }, "movieAccountStates needs a user: " + guest, false},
		"rating": {func(c *Client) error {
			return errorOf(c.Movies.AddRating(t.Context(), 550, nil, gen.RatingBody{Value: 8}))
		}, "addMovieRating needs a user: " + guest, false},
		"list": {func(c *Client) error { return errorOf(c.Lists.Delete(t.Context(), 1, &gen.DeleteListParams{})) },
			"session_id is missing: deleteList needs a user: " + session, true},
		"list of v4": {func(c *Client) error {
			return errorOf(c.V4Lists.Create(t.Context(), gen.ListV4Body{Name: "mine"}))
		}, "createListV4 needs a user: " + token, false},
		"generated client": {func(c *Client) error {
			return errorOf(Result(c.API.AccountDetailsWithResponse(t.Context(), 0, nil)))
		}, "accountDetails needs a user: " + session, false},
	} {
		for who, client := range map[string]*Client{"token": byToken, "key": byKey} {
			err := test.call(client)
			e, ok := errors.AsType[*Error](err)
			if !ok {
				t.Fatalf("%s, %s: got %v", name, who, err)
			}
			testkit.WantText(t, err.Error(), test.want)
			if sent := who == "token" && !test.never; !errors.Is(err, ErrUnauthorized) || sent != (e.StatusCode == 401) ||
				!sent && (e.Message != test.want || !errors.Is(err, ErrInvalid)) {
				t.Errorf("%s, %s: got %#v", name, who, err)
			}
		}
	}

	// Somebody else's token is a user's, who may not do it.
	client := newTestClient(t, testkit.Respond(401, jsonType, `{"status_code":36,"status_message":"No."}`))
	err = errorOf(with(t, client, WithToken("eyJa.users.token")).V4Lists.Delete(t.Context(), 1))
	if err == nil || strings.Contains(err.Error(), "needs a user") {
		t.Errorf("got %v", err)
	}
}

// TestMessageOfWhatIsRefused: what the client refuses itself has a message like what TMDB refuses, said once.
func TestMessageOfWhatIsRefused(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	_, err := New("")
	for name, test := range map[string]struct {
		err  error
		want string
	}{
		"option":  {err, "the token is empty: want"},
		"page":    {errorOf(client.Search.Movies(t.Context(), &gen.SearchMoviesParams{Query: "x", Page: new(501)})), `page is "501": want`},
		"default": {errorOf(client.Movies.Details(t.Context(), 550, nil, Language("x y"))), `language is "x y": want`},
		"path":    {errorOf(client.Find.ByExternalID(t.Context(), "a/b", nil)), "external_id holds a slash or a backslash: want"},
		"body":    {errorOf(client.Movies.AddRating(t.Context(), 550, nil, gen.RatingBody{Value: 11})), "value is 11: want"},
		"date":    {errorOf(client.Movies.Changes(t.Context(), 550, &gen.MovieChangesParams{StartDate: new(types.Date("2024-13-01"))})), ""},
	} {
		e, ok := errors.AsType[*Error](test.err)
		if !ok || !strings.HasPrefix(e.Message, test.want) || e.Message == "" {
			t.Errorf("%s: got %#v", name, test.err)
			continue
		}
		wantKind(t, test.err, ErrInvalid)
		if n := strings.Count(test.err.Error(), e.Message); n != 1 {
			t.Errorf("%s: %q says it %d times", name, test.err, n)
		}
	}
}
