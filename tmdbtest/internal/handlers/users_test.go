package handlers

import (
	"net/url"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/data"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

const (
	appToken = "app-token"
	appKey   = "app-key"
)

// desk is a server to the handlers of users.
type desk struct {
	set *dataset.Set
	st  *state.State
}

func newDesk(t *testing.T) *desk {
	t.Helper()
	set, err := dataset.LoadOwn(data.FS, 0)
	if err != nil {
		t.Fatal(err)
	}
	// A user, a list and what they name that the data does not have.
	missing := dataset.Ref{MovieID: 77777777}
	set.Users = append(set.Users, &dataset.User{
		ID: 5, ObjectID: "0123456789abcdef01234567", Username: "finn", Password: "fin", Language: "en", Country: "US",
		Favorites: []*dataset.Mark{{Ref: missing}, {Ref: dataset.Ref{MovieID: 550}}, {Ref: dataset.Ref{SeriesID: 77777777}}},
	})
	set.Lists = append(set.Lists, &dataset.List{
		ID: 11, ObjectID: "509ec17b19c2950a0600050d", Name: "Old", Username: "nobody-here", Public: true,
		Items: []*dataset.ListItem{{Ref: missing}, {Ref: dataset.Ref{MovieID: 550}}},
	})
	return &desk{set, state.New(set)}
}

// ask returns the status and the body of a response, or the error of a refused request. auth is a bearer
// token, or empty for none.
func (d *desk) ask(op *spec.Operation, path map[string]string, query, body, auth string) (int, string) {
	values, _ := url.ParseQuery(query)
	c := Call{Op: op, Path: path, Query: values, Set: d.set, State: d.st, Now: dataset.Day(), Body: []byte(body)}
	header := ""
	if auth != "" {
		header = "Bearer " + auth
	}
	if err := c.Authorize(header, appToken, appKey); err != nil {
		return 0, err.Error()
	}
	r, err := Serve(c)
	if err != nil {
		return 0, err.Error()
	}
	return r.Status, string(r.Body)
}

// do is ask for a request such as "GET /3/authentication".
func (d *desk) do(t *testing.T, request, body, auth string) (int, string) {
	t.Helper()
	method, target, _ := strings.Cut(request, " ")
	path, query, _ := strings.Cut(target, "?")
	op, params, _ := spec.Match(method, path)
	if op == nil {
		t.Fatalf("%s: no operation", request)
	}
	return d.ask(op, params, query, body, auth)
}

func TestUsers(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	session, _ := d.st.SignIn("finn")
	access, account, _ := d.st.SignInV4("finn")
	guest, _ := d.st.NewGuest(dataset.Day())
	as := "?session_id=" + session
	asGuest := "?guest_session_id=" + guest

	// The steps follow one another.
	for _, step := range []struct {
		request, body, auth string
		status              int // 0 for a refusal
		want                string
	}{
		// Any account_id is that of the session, and marks of what the data lacks are left out.
		{"GET /3/account/finn" + as, "", appToken, 200, `"username":"finn"`},
		{"GET /3/account/1", "", appToken, 0, "code 3:"},
		{"GET /3/account/1/favorite/movies" + as, "", appToken, 200, `"total_results":1}`},
		{"GET /3/account/1/favorite/tv" + as, "", appToken, 200, `"results":[],"total_pages":0`},
		{"GET /4/account/" + account + "/movie/recommendations", "", access, 200,
			`"results":[{"adult":false,"backdrop_path":"/suaEOtk1N1sgg2MTM7oZd2cfVp3.jpg","id":680`},
		{"POST /3/account/1/favorite" + as, `{"media_type":"movie","media_id":550,"favorite":true}`, appToken, 201, `"status_code":12`},
		{"POST /3/account/1/favorite" + as, `{"media_type":"movie","media_id":603,"favorite":true}`, appToken, 201, `"status_code":1,`},
		{"POST /3/account/1/favorite" + as, `{"media_type":"movie","media_id":603,"favorite":false}`, appToken, 200, `"status_code":13`},
		{"POST /3/account/1/favorite" + as, `{"media_type":"movie","media_id":77777777,"favorite":true}`, appToken, 0, "code 34:"},

		// A guest has no rated lists before the first rating, and nothing but ratings.
		{"GET /3/guest_session/" + guest + "/rated/movies", "", appToken, 0, "code 34:"},
		{"POST /3/movie/550/rating" + asGuest, `{"value":8.25}`, appToken, 0, "multiple of 0.50"},
		{"POST /3/movie/550/rating" + asGuest, `{"value":8.5}`, appToken, 201, `"status_code":1,`},
		{"POST /3/movie/550/rating" + asGuest, `{"value":9}`, appToken, 201, `"status_code":12`},
		{"POST /3/tv/1396/season/1/episode/1/rating" + asGuest, `{"value":7}`, appToken, 201, `"status_code":1,`},
		{"GET /3/guest_session/" + guest + "/rated/movies", "", appToken, 200, `"rating":9}`},
		{"GET /3/guest_session/" + guest + "/rated/tv", "", appToken, 200, `"results":[]`},
		{"GET /3/guest_session/" + guest + "/rated/tv/episodes", "", appToken, 200, `"rating":7}`},
		{"GET /3/movie/550/account_states" + asGuest, "", appToken, 200, `{"id":550,"favorite":false,"rated":{"value":9},"watchlist":false}`},
		{"POST /3/account/1/favorite" + asGuest, `{"media_type":"movie","media_id":603,"favorite":true}`, appToken, 0, "code 3:"},
		{"GET /3/movie/550/account_states" + as, "", appToken, 200, `{"id":550,"favorite":true,"rated":false,"watchlist":false}`},

		// Lists are found by either id; an owner or entry that the data lacks is no harm.
		{"GET /3/list/509ec17b19c2950a0600050d", "", appToken, 200, `"id":"509ec17b19c2950a0600050d"`},
		{"GET /3/list/11", "", appToken, 200, `"item_count":1`},
		{"GET /4/list/11?sort_by=title.desc", "", appToken, 200, `"comments":{"movie:550":null}`},
		{"GET /3/movie/550/lists", "", appToken, 200, `"name":"Old"`},
		{"POST /3/list/11/add_item" + as, `{"media_id":603}`, appToken, 0, "code 38:"},
		{"POST /4/list", `{"name":"www.example.com","iso_639_1":"en"}`, access, 0, "spam"},
		{"POST /4/list", `{"name":"Mine","iso_639_1":"en","public":0}`, access, 201, `"id":8500001`},
		{"POST /4/list/8500001/items", `{"items":[{"media_type":"movie","media_id":550},{"media_type":"movie","media_id":550}]}`, access, 200,
			`"success":false,"error":["Media has already been taken"]}]`},
		{"POST /4/list/8500001/items", `{"items":[{"media_type":"movie","media_id":77777777}]}`, access, 200, `"success":false}]`},
		{"PUT /4/list/8500001/items", `{"items":[{"media_type":"movie","media_id":550,"comment":"<3"}]}`, access, 200, `"success":true}]`},
		{"GET /4/list/8500001", "", access, 200, `"movie:550":"<3"`},
		{"GET /4/list/8500001", "", appToken, 0, "code 39:"},
		{"GET /4/account/" + account + "/lists", "", access, 200, `"public":0`},
		{"GET /4/account/" + account + "/lists", "", appToken, 0, "code 39:"},

		// The key is good for v3, and for reading in v4.
		{"GET /3/authentication?api_key=" + appKey, "", "", 200, `"success":true`},
		{"GET /3/authentication?api_key=" + appKey, "", "wrong", 0, "code 7:"},
		{"GET /3/authentication", "", "", 0, "code 7:"},
		{"GET /4/list/11?api_key=" + appKey, "", "", 200, `"id":11`},
		{"GET /4/list/11/clear?api_key=" + appKey, "", "", 0, "code 3:"},

		{"GET /4/list/8500001/clear", "", access, 200, `"items_deleted":1`},
		{"DELETE /3/list/8500001" + as, "", appToken, 200, `"status_code":13`},
		{"DELETE /3/authentication/session", `{"session_id":"` + session + `"}`, appToken, 200, `{"success":true}`},
		{"GET /3/account/1" + as, "", appToken, 0, "code 3:"},
		{"DELETE /4/auth/access_token", `{"access_token":"` + access + `"}`, appToken, 200, `"status_code":13`},
		{"GET /3/authentication", "", access, 0, "code 7:"},
	} {
		status, body := d.do(t, step.request, step.body, step.auth)
		if status != step.status || !strings.Contains(body, step.want) {
			t.Errorf("%s %s\n got %d %s\nwant %d with %s", step.request, step.body, status, body, step.status, step.want)
		}
	}
}

// Signing in takes its values from the body, or from the query in the form with GET.
func TestLogIn(t *testing.T) {
	t.Parallel()
	for _, form := range []string{"body", "query"} {
		t.Run(form, func(t *testing.T) {
			t.Parallel()
			d := newDesk(t)
			send := func(id string, values ...string) (int, string) {
				query, pairs := url.Values{}, []string{}
				for i := 0; i < len(values); i += 2 {
					query.Set(values[i], values[i+1])
					pairs = append(pairs, `"`+values[i]+`":"`+values[i+1]+`"`)
				}
				if form == "query" {
					return d.ask(spec.ByID(id), nil, query.Encode(), "", appToken)
				}
				return d.ask(spec.ByID(id), nil, "", "{"+strings.Join(pairs, ",")+"}", appToken)
			}
			token, _ := d.st.RequestToken(dataset.Day())
			const login, session = "validateRequestTokenWithLogin", "createSession"
			for _, step := range []struct {
				operation string
				values    []string
				want      string
			}{
				{session, []string{"request_token", token}, "code 17:"},
				{login, []string{"request_token", token, "username", "finn", "password", "wrong"}, "code 30:"},
				{login, []string{"request_token", token, "username", "finn"}, "code 26:"},
				{login, []string{"request_token", "none", "username", "finn", "password", "fin"}, "code 33:"},
				{login, []string{"request_token", token, "username", "finn", "password", "fin"}, `"expires_at":"2025-12-24 13:00:00 UTC"`},
				{session, []string{"request_token", token}, `"session_id":"`},
				{session, []string{"request_token", token}, "code 33:"},
			} {
				if _, got := send(step.operation, step.values...); !strings.Contains(got, step.want) {
					t.Errorf("%s: %s, want %s", step.operation, got, step.want)
				}
			}
		})
	}
}
