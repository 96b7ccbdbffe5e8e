package tmdbtest

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

// sessionsOf signs a user in by v3 and v4, and returns the session, and what sets the access token of a
// request.
func sessionsOf(t *testing.T, s *Server, username string) (session string, v4 func(*http.Request)) {
	t.Helper()
	session, err := s.Session(username)
	if err != nil {
		t.Fatal(err)
	}
	token, _, err := s.AccessToken(username)
	if err != nil {
		t.Fatal(err)
	}
	return session, func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) }
}

func TestListsRefuse(t *testing.T) {
	t.Parallel()
	s := newWorld(t)
	ada, ada4 := sessionsOf(t, s, "ada")
	bob, bob4 := sessionsOf(t, s, "bob")
	none := func(*http.Request) {}
	if resp, body := ask(t, s, "POST", "/4/list", `{"name":"Mine","iso_639_1":"en","public":0}`, ada4); resp.StatusCode != 201 {
		t.Fatalf("the list is not made: %s", body)
	}
	list := "8500001"

	tests := []struct {
		name, method, path, body string
		edit                     func(*http.Request)
		status, code             int
	}{
		{"no name", "POST", "/3/list?session_id=" + ada, `{"name":" "}`, none, 400, 18},
		{"spam", "POST", "/3/list?session_id=" + ada, `{"name":"See https://example.com"}`, none, 400, 18},
		{"spam by v4", "POST", "/4/list", `{"name":"www.example.com","iso_639_1":"en"}`, ada4, 400, 18},
		{"a new name that is spam", "PUT", "/4/list/" + list, `{"name":"www.example.com"}`, ada4, 400, 18},
		{"a bool on create", "POST", "/4/list", `{"name":"a","iso_639_1":"en","public":true}`, bob4, 422, 5},
		{"private to another", "GET", "/4/list/" + list, "", bob4, 401, 39},
		{"private by v3", "GET", "/3/list/" + list, "", none, 401, 39},
		{"private to item status", "GET", "/4/list/" + list + "/item_status?media_id=1&media_type=movie", "", bob4, 401, 39},
		{"not one's own", "DELETE", "/4/list/" + list, "", bob4, 401, 38},
		{"not one's own by v3", "POST", "/3/list/" + list + "/add_item?session_id=" + bob, `{"media_id":550}`, none, 401, 38},
		{"unknown", "DELETE", "/4/list/1", "", ada4, 404, 34},
		{"unknown by v3", "POST", "/3/list/1/clear?confirm=true&session_id=" + ada, "", none, 404, 34},
		{"not confirmed", "POST", "/3/list/" + list + "/clear?session_id=" + ada, "", none, 400, 29},
		{"confirmed as false", "POST", "/3/list/" + list + "/clear?confirm=false&session_id=" + ada, "", none, 400, 29},
		{"nobody", "POST", "/3/list/" + list + "/clear?confirm=true&session_id=x", "", none, 401, 3},
		{"what is not there", "POST", "/3/list/" + list + "/remove_item?session_id=" + ada, `{"media_id":11}`, none, 200, 21},
		{"application token", "PUT", "/4/list/" + list, `{"name":"a"}`, none, 401, 36},
		{"v4 items of the application", "POST", "/4/list/" + list + "/items", `{"items":[]}`, none, 401, 36},
		{"v4 clear of the application", "GET", "/4/list/" + list + "/clear", "", none, 401, 36},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			s := s
			// The server is shared and strict: a bool is a problem of the test, not of the list.
			if tt.name == "a bool on create" {
				s = newWorld(t, Quiet())
				_, tt.edit = sessionsOf(t, s, "bob")
			}
			resp, body := ask(t, s, tt.method, tt.path, tt.body, tt.edit)
			if e := failureOf(t, body); resp.StatusCode != tt.status || int(*e.StatusCode) != tt.code {
				t.Errorf("%d with code %d, want %d with %d", resp.StatusCode, *e.StatusCode, tt.status, tt.code)
			}
		})
	}
}

func TestListOrders(t *testing.T) {
	t.Parallel()
	s := newWorld(t)
	token, _, err := s.AccessToken("ada")
	if err != nil {
		t.Fatal(err)
	}
	ada := newClientWith(t, s, token)
	id := must(ada.V4Lists.Create(t.Context(), gen.ListV4Body{Name: "All", LanguageCode: "en"}))(t).ID
	must(ada.V4Lists.AddItems(t.Context(), id, gen.ListItemsV4Body{Items: []gen.ListEntryV4{
		{MediaType: "movie", MediaID: 550}, {MediaType: "tv", MediaID: 1396}, {MediaType: "movie", MediaID: 11},
	}}))(t)
	for by, want := range map[string][]int{
		"":                          {550, 1396, 11},
		"original_order.asc":        {550, 1396, 11},
		"original_order.desc":       {11, 1396, 550},
		"title.asc":                 {1396, 550, 11},
		"title.desc":                {11, 550, 1396},
		"vote_average.asc":          {11, 550, 1396},
		"vote_average.desc":         {1396, 550, 11},
		"release_date.asc":          {11, 550, 1396},
		"release_date.desc":         {1396, 550, 11},
		"primary_release_date.asc":  {11, 550, 1396},
		"primary_release_date.desc": {1396, 550, 11},
	} {
		t.Run(by, func(t *testing.T) {
			var params gen.ListDetailsV4Params
			if by != "" {
				params.SortBy = new(gen.ListSortByV4(by))
			}
			var got []int
			for _, item := range must(ada.V4Lists.Details(t.Context(), id, &params))(t).Results {
				switch v := item.Value().(type) {
				case gen.Movie:
					got = append(got, v.ID)
				case gen.TVSeries:
					got = append(got, v.ID)
				}
			}
			if !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
		})
	}
	// As long as the list is sorted like that, so are its responses.
	must(ada.V4Lists.Update(t.Context(), id, gen.ListUpdateV4Body{SortBy: new(gen.ListSortByV4TitleDesc), Description: new("By title.")}))(t)
	list := must(ada.V4Lists.Details(t.Context(), id, nil))(t)
	if list.SortBy != gen.ListSortByV4TitleDesc || list.Description != "By title." || !strings.HasPrefix(string(list.Results[0].Raw()), "{") {
		t.Errorf("the list is %+v, want title.desc", list)
	}
}
