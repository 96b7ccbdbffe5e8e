package tmdbtest

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// pathArguments are what the walk asks about: things of which the data tells
// much.
var pathArguments = map[string]string{
	"account_id":          "1000001",
	"collection_id":       "10",
	"company_id":          "1",
	"credit_id":           "", // the first of the movie
	"episode_id":          "62085",
	"episode_number":      "1",
	"external_id":         "tt0137523",
	"keyword_id":          "", // the first of the movie
	"list_id":             "8000001",
	"movie_id":            "550",
	"network_id":          "174",
	"person_id":           "287",
	"review_id":           "", // the first of the movie
	"season_id":           "3572",
	"season_number":       "1",
	"series_id":           "1396",
	"time_window":         "week",
	"tv_episode_group_id": "", // the first of the data
}

// queryArguments are set where an operation requires them, those of alsoSet
// wherever it takes them.
var queryArguments = map[string]string{
	"confirm":         "true",
	"external_source": "imdb_id",
	"media_id":        "120",
	"media_type":      "movie",
	"movie_id":        "120",
	"query":           "star",
	"start_date":      "2025-12-15",
}

// argumentsOf are other things to ask one operation about, where the data has
// nothing of the usual.
var argumentsOf = map[string]map[string]string{
	"networkAlternativeNames":      {"network_id": "49"},
	"searchCompanies":              {"query": "lucas"},
	"searchKeywords":               {"query": "saving"},
	"tvEpisodeVideos":              {"series_id": "1399", "episode_number": "2"},
	"tvSeriesEpisodeGroups":        {"series_id": "456"},
	"tvSeriesScreenedTheatrically": {"series_id": "1399"},
	"tvSeriesVideos":               {"series_id": "1399"},
}

var alsoSet = []string{"start_date"}

// walk is one server with a user, ada, who is signed in by v3 and v4, and a
// guest.
type walk struct {
	*testing.T
	s                      *Server
	client                 *tmdb.Client // without a user
	session, guest         string
	accessToken, v4Account string
}

func newWalk(t *testing.T, opts ...Option) *walk {
	t.Helper()
	s := newChecked(t, append([]Option{WithClock(Day)}, opts...)...)
	w := &walk{T: t, s: s, client: plainClient(t, s, s.Token)}
	var err error
	if w.session, err = s.Session("ada"); err != nil {
		t.Fatal(err)
	}
	if w.accessToken, w.v4Account, err = s.AccessToken("ada"); err != nil {
		t.Fatal(err)
	}
	w.guest = must(w.client.Authentication.CreateGuestSession(t.Context()))(t).GuestSessionID
	guest := must(w.client.With(tmdb.WithDefaults(tmdb.GuestSession(w.guest))))(t)
	must(guest.Movies.AddRating(t.Context(), 550, nil, gen.RatingBody{Value: 8}))(t)
	must(guest.TVSeries.AddRating(t.Context(), 1396, nil, gen.RatingBody{Value: 9}))(t)
	must(guest.TVEpisodes.AddRating(t.Context(), 1396, 1, 1, nil, gen.RatingBody{Value: 9.5}))(t)
	return w
}

// plainClient returns a client that sends each request once, and at once.
func plainClient(t *testing.T, s *Server, token string) *tmdb.Client {
	t.Helper()
	return newClientWith(t, s, token, tmdb.WithRetry(nil), tmdb.WithLimiter(nil), tmdb.WithoutCoalescing())
}

// path returns the value of a parameter in the path.
func (w *walk) path(op *spec.Operation, name string) string {
	if value, ok := argumentsOf[op.ID][name]; ok {
		return value
	}
	set := setOf(w.s)
	m := set.Movie(550)
	switch name {
	case "account_object_id":
		return w.v4Account
	case "guest_session_id":
		return w.guest
	case "credit_id":
		return set.Credits(287)[0].ID
	case "keyword_id":
		return itoa(m.Piece("keywords").List("keywords")[0].Int("id"))
	case "review_id":
		return m.Piece("reviews").List("results")[0].Text("id")
	case "tv_episode_group_id":
		return groupsOf(set)[0]
	}
	return pathArguments[name]
}

// body returns what is sent to an operation that takes a body.
func (w *walk) body(op *spec.Operation) any {
	rating := gen.RatingBody{Value: 8.5}
	entries := gen.ListItemsV4Body{Items: []gen.ListEntryV4{{MediaType: "movie", MediaID: 603}, {MediaType: "tv", MediaID: 1396}}}
	switch op.ID {
	case "addFavorite":
		return gen.FavoriteBody{MediaType: "movie", MediaID: 11, Favorite: true}
	case "addToWatchlist":
		return gen.WatchlistBody{MediaType: "movie", MediaID: 11, Watchlist: true}
	case "addMovieRating", "addTVSeriesRating", "addTVEpisodeRating":
		return rating
	case "createSession":
		return gen.RequestTokenBody{RequestToken: approved(w, w.s, w.client)}
	case "validateRequestTokenWithLogin":
		token := must(w.client.Authentication.CreateRequestToken(w.Context()))(w).RequestToken
		return gen.LoginBody{Username: "ada", Password: setOf(w.s).User("ada").Password, RequestToken: token}
	case "deleteSession":
		return gen.DeleteSessionBody{SessionID: w.session}
	case "createSessionFromV4Token":
		return gen.AccessTokenV4Body{AccessToken: w.accessToken}
	case "createList":
		return gen.ListBody{Name: "A list", Language: new("en")}
	case "addListItem":
		return gen.ListItemBody{MediaID: 603}
	case "removeListItem":
		return gen.ListItemBody{MediaID: 120}
	case "createRequestTokenV4":
		return gen.RequestTokenV4Body{RedirectTo: new("https://example.com/done")}
	case "createAccessTokenV4":
		return gen.ApprovedTokenV4Body{RequestToken: w.approvedV4()}
	case "deleteAccessTokenV4":
		return gen.DeleteTokenV4Body{AccessToken: w.accessToken}
	case "createListV4":
		return gen.ListV4Body{Name: "A list", LanguageCode: "en"}
	case "updateListV4":
		return gen.ListUpdateV4Body{Name: new("Another name")}
	case "addListItemsV4", "updateListItemsV4":
		return entries
	case "removeListItemsV4":
		return gen.ListItemsV4Body{Items: []gen.ListEntryV4{{MediaType: "movie", MediaID: 120}}}
	}
	w.Fatalf("%s takes a body that the walk does not know", op.ID)
	return nil
}

func (w *walk) approvedV4() string {
	w.Helper()
	token := must(w.client.V4Auth.CreateRequestToken(w.Context(), gen.RequestTokenV4Body{RedirectTo: new("https://example.com/done")}))(w).RequestToken
	if _, err := w.s.Approve(w.s.URL+"/auth/access?request_token="+url.QueryEscape(token), "ada"); err != nil {
		w.Fatal(err)
	}
	return token
}

// call calls an operation by the wrapper's method for it.
func (w *walk) call(op *spec.Operation) (any, error) {
	w.Helper()
	client := w.client
	if strings.HasPrefix(op.Path, "/4/") && !strings.Contains(op.Path, "/auth/") {
		client = plainClient(w.T, w.s, w.accessToken)
	}
	method := methodOf(w.T, client, op)
	args := []reflect.Value{reflect.ValueOf(w.Context())}
	for _, name := range pathParameters(op.Path) {
		args = append(args, decodeAs(w.T, w.path(op, name), method.Type().In(len(args))))
	}
	for len(args) < method.Type().NumIn()-1 {
		in := method.Type().In(len(args))
		if strings.HasSuffix(in.String(), "Params") {
			args = append(args, w.params(op, in.Elem()))
		} else {
			args = append(args, reflect.ValueOf(w.body(op)))
		}
	}
	out := method.Call(args)
	err, _ := out[1].Interface().(error)
	return out[0].Interface(), err
}

// params returns the query of an operation.
func (w *walk) params(op *spec.Operation, t reflect.Type) reflect.Value {
	w.Helper()
	params := reflect.New(t)
	for i := range t.NumField() {
		name, _, _ := strings.Cut(t.Field(i).Tag.Get("form"), ",")
		at := slices.IndexFunc(op.Parameters, func(p *spec.Parameter) bool { return p.Name == name && p.In == "query" })
		value := cmp.Or(argumentsOf[op.ID][name], queryArguments[name])
		switch {
		case at < 0:
			w.Fatalf("%s has no parameter %s", op.ID, name)
		case name == "session_id":
			value = w.session
		case !op.Parameters[at].Required && !slices.Contains(alsoSet, name) && !(op.ID == "listItemStatus" && name == "movie_id"):
			continue
		}
		field := params.Elem().Field(i)
		if field.Kind() == reflect.Pointer {
			field.Set(reflect.New(field.Type().Elem()))
			field = field.Elem()
		}
		field.Set(decodeAs(w.T, value, field.Type()))
	}
	return params
}

// decodeAs returns a value of a type from its text.
func decodeAs(t *testing.T, text string, as reflect.Type) reflect.Value {
	t.Helper()
	v := reflect.New(as)
	if json.Unmarshal([]byte(text), v.Interface()) == nil {
		return v.Elem()
	}
	quoted, _ := json.Marshal(text)
	if err := json.Unmarshal(quoted, v.Interface()); err != nil {
		t.Fatalf("%q as %v: %v", text, as, err)
	}
	return v.Elem()
}

// methodOf returns the method of the client for an operation.
func methodOf(t *testing.T, client *tmdb.Client, op *spec.Operation) reflect.Value {
	t.Helper()
	method := reflect.ValueOf(client.Services).FieldByName(op.Service).MethodByName(op.GoMethod)
	if !method.IsValid() {
		t.Fatalf("the wrapper has no method for %s", op.ID)
	}
	return method
}

// pathParameters returns the names of the parameters in a path.
func pathParameters(path string) []string {
	var names []string
	for segment := range strings.SplitSeq(path, "/") {
		if strings.HasPrefix(segment, "{") {
			names = append(names, strings.Trim(segment, "{}"))
		}
	}
	return names
}

// emptyResponses are the operations with nothing to list, and why.
var emptyResponses = map[string]string{
	"personLatest": "nothing is known of the person",
}

// TestWalk calls all operations by the wrapper's methods. Every one succeeds,
// with a response that the spec allows and that has something in it.
func TestWalk(t *testing.T) {
	t.Parallel()
	n := 0
	for _, op := range spec.Operations {
		n++
		t.Run(op.ID, func(t *testing.T) {
			t.Parallel()
			response, err := newWalk(t).call(op)
			if err != nil {
				t.Fatal(err)
			}
			if emptyResponses[op.ID] == "" {
				believable(t, op, reflect.ValueOf(response).Elem())
			}
		})
	}
	if n != 176 {
		t.Errorf("%d operations, want 176", n)
	}
}

// believable checks that a response has a status of success, names or entries.
func believable(t *testing.T, op *spec.Operation, v reflect.Value) {
	t.Helper()
	switch v.Kind() {
	case reflect.Slice, reflect.Map:
		if v.Len() == 0 {
			t.Error("the response is empty")
		}
		return
	}
	lists, filled := 0, 0
	for i := range v.NumField() {
		f := v.Field(i)
		if f.Kind() == reflect.Slice || f.Kind() == reflect.Map {
			lists++
			filled += min(f.Len(), 1)
		}
	}
	id := v.FieldByName("ID")
	if op.ID == "accountLists" {
		id = reflect.Value{} // the type is that of lists with a movie, which has one
	}
	switch {
	case lists > 0 && filled == 0:
		t.Error("all lists of the response are empty")
	case lists == 0 && v.IsZero():
		t.Error("the response is empty")
	case id.IsValid() && id.IsZero():
		t.Error("the response has no id")
	}
}

// TestWalkOfRefusals asks all operations for what they must refuse.
func TestWalkOfRefusals(t *testing.T) {
	t.Parallel()
	for _, op := range spec.Operations {
		t.Run(op.ID, func(t *testing.T) {
			t.Parallel()
			w := newWalk(t, Quiet())
			body, _ := json.Marshal(nil)
			if op.Body != nil {
				body, _ = json.Marshal(w.body(op))
			}
			w.refuses(op, "without a token", "", w.target(op, nil, nil), body, http.StatusUnauthorized, gen.StatusCodeInvalidAPIKey)
			for _, name := range pathParameters(op.Path) {
				if status, codes := unknown(name); status != 0 {
					w.refuses(op, "with an unknown "+name, w.token(op), w.target(op, map[string]string{name: "99999999"}, nil), body, status, codes...)
				}
			}
			for _, p := range op.Parameters {
				if p.Name == "page" {
					for _, page := range []string{"0", "501", "-1", "x"} {
						w.refuses(op, "with page "+page, w.token(op), w.target(op, nil, url.Values{"page": {page}}), body, http.StatusBadRequest, gen.StatusCodeInvalidPage)
					}
				}
			}
			if op.Body != nil {
				for _, bad := range []string{`{`, `[]`, `{"nonsense":true}`, `"text"`} {
					w.refuses(op, "with body "+bad, w.token(op), w.target(op, nil, nil), []byte(bad), 0)
				}
			}
			w.refuses(op, "with an unknown parameter", w.token(op), w.target(op, nil, url.Values{"nonsense": {"1"}}), body, 0)
		})
	}
}

// unknown returns how an operation refuses a value of a parameter that nothing
// goes by, 0 if it does not.
func unknown(name string) (status int, codes []gen.StatusCode) {
	switch {
	case name == "account_id", name == "time_window", name == "external_id":
		return 0, nil // any account id will do, and find responds with empty lists
	case name == "account_object_id", name == "guest_session_id":
		return -1, nil
	}
	return http.StatusNotFound, []gen.StatusCode{gen.StatusCodeResourceNotFound, gen.StatusCodeInvalidID}
}

// token returns the one that an operation is called with.
func (w *walk) token(op *spec.Operation) string {
	if strings.HasPrefix(op.Path, "/4/") && !strings.Contains(op.Path, "/auth/") {
		return w.accessToken
	}
	return w.s.Token
}

// target returns the address of a request that is right but for what is put into
// path and query.
func (w *walk) target(op *spec.Operation, path map[string]string, query url.Values) string {
	q := url.Values{}
	for _, p := range op.Parameters {
		switch {
		case p.In != "query":
		case p.Name == "session_id":
			q.Set(p.Name, w.session)
		case p.Required:
			q.Set(p.Name, queryArguments[p.Name])
		}
	}
	for name, values := range query {
		q[name] = values
	}
	target := op.Path
	for _, name := range pathParameters(op.Path) {
		target = strings.ReplaceAll(target, "{"+name+"}", url.PathEscape(cmp.Or(path[name], w.path(op, name))))
	}
	return target + "?" + q.Encode()
}

// refuses sends a request that has to fail with a status and one of some codes;
// status 0 stands for any failure of the request, and -1 for 401 or 404.
func (w *walk) refuses(op *spec.Operation, what, token, target string, body []byte, status int, codes ...gen.StatusCode) {
	w.Helper()
	got, code, err := w.send(op, token, target, body)
	switch {
	case err != nil:
		w.Errorf("%s: %v", what, err)
	case status == 0 && (got < 400 || got >= 500),
		status == -1 && got != http.StatusUnauthorized && got != http.StatusNotFound,
		status > 0 && got != status,
		len(codes) > 0 && !slices.Contains(codes, code):
		w.Errorf("%s: status %d, code %d; want status %d, code of %v", what, got, code, status, codes)
	}
}

func (w *walk) send(op *spec.Operation, token, target string, body []byte) (status int, code gen.StatusCode, err error) {
	r, err := http.NewRequestWithContext(w.Context(), op.Method, w.s.URL+target, strings.NewReader(string(body)))
	if err != nil {
		return 0, 0, err
	}
	if op.Body == nil {
		r.Body = http.NoBody
	} else {
		r.Header.Set("Content-Type", "application/json")
	}
	if token != "" {
		r.Header.Set("Authorization", "Bearer "+token)
	}
	resp, err := w.s.Client().Do(r)
	if err != nil {
		return 0, 0, err
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		return 0, 0, err
	}
	var response struct {
		StatusCode gen.StatusCode `json:"status_code"`
	}
	if err := json.Unmarshal(data, &response); err != nil {
		return 0, 0, errors.Join(fmt.Errorf("the response is %q", data), err)
	}
	return resp.StatusCode, response.StatusCode, nil
}
