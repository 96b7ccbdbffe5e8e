package tmdbtest

import (
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

// ask sends a request with the token of the application and returns the respond with its body read.
func ask(t testing.TB, s *Server, method, path, body string, edit ...func(*http.Request)) (*http.Response, []byte) {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), method, s.URL+path, strings.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+s.Token)
	if body != "" {
		r.Header.Set("Content-Type", "application/json")
	}
	for _, e := range edit {
		e(r)
	}
	resp, err := s.Client().Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	data, err := io.ReadAll(resp.Body)
	if err != nil {
		t.Fatal(err)
	}
	return resp, data
}

// failureOf reads the body of a failure.
func failureOf(t testing.TB, body []byte) gen.Error {
	t.Helper()
	var e gen.Error
	if err := json.Unmarshal(body, &e); err != nil || e.StatusCode == nil {
		t.Fatalf("the response is no failure: %s", body)
	}
	return e
}

func TestValidation(t *testing.T) {
	t.Parallel()
	tests := []struct {
		name, method, path, body string
		status, code             int
		problem                  string // part of the problem, empty if it is fine to send
	}{
		{"fine", "GET", "/3/movie/550?language=de", "", 200, 0, ""},
		{"unknown path", "GET", "/3/movies/550", "", 404, 34, "no such path as /3/movies/550:"},
		{"unknown path with a secret", "GET", "/3/guest_sessions/0123456789abcdef01234567/rated", "", 404, 34, "no such path as /3/guest_sessions/…/rated"},
		{"unknown method", "PATCH", "/3/movie/550", "", 405, 42, "does not take PATCH"},
		{"no number", "GET", "/3/movie/fight-club", "", 404, 34, "path parameter movie_id: want a whole number"},
		{"another path", "GET", "/3/find/x%2F..%2F..%2Fmovie%2F550?external_source=imdb_id", "", 404, 34, "path parameter external_id: has a slash"},
		{"unknown id", "GET", "/3/movie/9", "", 404, 34, ""},
		{"no time window", "GET", "/3/trending/all/year", "", 404, 34, "path parameter time_window: want one of day, week"},
		{"unknown parameter", "GET", "/3/movie/550?lang=de", "", 422, 5, `unknown query parameter "lang": want only append_to_response`},
		{"parameter of another operation", "GET", "/3/configuration?page=1", "", 422, 5, `unknown query parameter "page": want none`},
		{"no query", "GET", "/3/search/movie", "", 422, 5, "query parameter query is missing"},
		{"empty query", "GET", "/3/search/movie?query=", "", 422, 5, "query parameter query is empty"},
		{"twice", "GET", "/3/movie/550?language=de&language=en", "", 422, 5, "query parameter language comes 2 times, of which TMDB takes the last"},
		{"no bool", "GET", "/3/search/movie?query=a&include_adult=yes", "", 422, 5, "query parameter include_adult: want true or false"},
		{"below", "GET", "/3/discover/movie?vote_average.gte=-1", "", 422, 5, "query parameter vote_average.gte: want a number from 0 to 10"},
		{"no sort order", "GET", "/3/discover/movie?sort_by=runtime.asc", "", 422, 5, "query parameter sort_by: want one of"},
		{"page 0", "GET", "/3/movie/popular?page=0", "", 400, 22, ""},
		{"page 501", "GET", "/3/movie/popular?page=501", "", 400, 22, ""},
		{"page of text", "GET", "/3/movie/popular?page=two", "", 400, 22, ""},
		{"no day", "GET", "/3/movie/changes?start_date=yesterday", "", 400, 23, ""},
		{"no timezone", "GET", "/3/tv/airing_today?timezone=Mars", "", 400, 28, ""},
		{"nothing to append", "GET", "/3/movie/550?append_to_response=videos,reviewers", "", 422, 5, `"reviewers" is nothing that can be appended`},
		{"season to append", "GET", "/3/tv/1396?append_to_response=season/1,season/1/credits", "", 200, 0, ""},
		{"bad escape", "GET", "/3/movie/550?language=%zz", "", 400, 47, "the query does not parse"},
		{"no body", "POST", "/3/authentication/session/new", "", 422, 5, "the body is missing: want a JSON object of request_token: text"},
		{"a body", "GET", "/3/movie/550", "{}", 422, 5, "there is a body: want none"},
		{"no JSON", "POST", "/3/authentication/session/new", "request_token=1", 422, 5, "the body is no JSON"},
		{"two values", "POST", "/3/authentication/session/new", `{"request_token":"a"}{}`, 422, 5, "the body is no JSON"},
		{"list", "POST", "/3/authentication/session/new", `[]`, 422, 5, "body: want a JSON object"},
		{"no field", "POST", "/3/authentication/session/new", `{}`, 422, 5, "body.request_token is missing: want text"},
		{"unknown field", "POST", "/3/authentication/session/new", `{"request_token":"a","x":1}`, 422, 5, `body: unknown field "x"`},
		{"wrong type", "POST", "/3/authentication/session/new", `{"request_token":1}`, 422, 5, "body.request_token: want text"},
		{"null", "POST", "/3/authentication/session/new", `{"request_token":null}`, 422, 5, "body.request_token: want text"},
		{"no whole number", "POST", "/3/account/0/favorite", `{"media_type":"movie","media_id":1.5,"favorite":true}`, 422, 5, "body.media_id: want a whole number"},
		{"no kind", "POST", "/3/account/0/favorite", `{"media_type":"person","media_id":1,"favorite":true}`, 422, 5, "body.media_type: want one of movie, tv"},
		{"deep", "POST", "/4/list/1/items", `{"items":[{"media_type":"movie","media_id":"1"}]}`, 422, 5, "body.items[0].media_id: want a whole number"},
		{"rating 0", "POST", "/3/movie/550/rating", `{"value":0}`, 400, 18, ""},
		{"rating 10.5", "POST", "/3/movie/550/rating", `{"value":10.5}`, 400, 18, ""},
		{"rating 7.3", "POST", "/3/movie/550/rating", `{"value":7.3}`, 400, 18, ""},
		{"no session", "POST", "/3/movie/550/rating", `{"value":7}`, 401, 3, ""},
		{"no session for a list", "DELETE", "/3/list/1", "", 401, 3, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			s := newWorld(t, Quiet())
			resp, body := ask(t, s, tt.method, tt.path, tt.body)
			if resp.StatusCode != tt.status {
				t.Errorf("status %d, want %d: %s", resp.StatusCode, tt.status, body)
			}
			if tt.code != 0 {
				if e := failureOf(t, body); int(*e.StatusCode) != tt.code {
					t.Errorf("code %d, want %d", *e.StatusCode, tt.code)
				}
			}
			problems := strings.Join(s.Problems(), "\n")
			if (problems == "") != (tt.problem == "") || !strings.Contains(problems, tt.problem) {
				t.Errorf("problems %q, want %q", problems, tt.problem)
			}
		})
	}
}

func TestLenient(t *testing.T) {
	t.Parallel()
	var told []string
	s := newWorld(t, Lenient(), WithProblems(func(problem string) { told = append(told, problem) }))
	for _, test := range []struct{ method, path, body, want string }{
		{"GET", "/3/movie/550?lang=de&a=b", "", `GET /3/movie/{movie_id}: unknown query parameter "a": want only append_to_response, language`},
		{"GET", "/3/movie/550?append_to_response=reviewers", "", `"reviewers" is nothing that can be appended`},
		{"GET", "/3/discover/movie?sort_by=runtime.asc", "", "query parameter sort_by: want one of"},
		{"GET", "/3/movie/550", "{}", "there is a body: want none"},
		{"GET", "/3/search/movie?query=star&query=club", "", "query parameter query comes 2 times"},
	} {
		told = nil
		resp, body := ask(t, s, test.method, test.path, test.body)
		if resp.StatusCode != 200 {
			t.Errorf("%s: status %d, want 200: %s", test.path, resp.StatusCode, body)
		}
		if problems := s.Problems(); len(told) != 1 || !strings.Contains(told[0], test.want) || problems[len(problems)-1] != told[0] {
			t.Errorf("%s: told %q, want one text with %s", test.path, told, test.want)
		}
		if strings.Contains(test.path, "query=club") && (!strings.Contains(string(body), "Fight Club") || strings.Contains(string(body), "Star Wars")) {
			t.Errorf("of two queries, the response is to %s, want the last", body)
		}
	}
	// What TMDB takes as it is, and what it refuses with a code of its own, is no problem.
	told = nil
	ask(t, s, "GET", "/3/movie/550?language=de", "")
	ask(t, s, "GET", "/3/movie/popular?page=501", "")
	// TMDB honours only the integer, so that the list is public.
	token, _, err := s.AccessToken("ada")
	if err != nil {
		t.Fatal(err)
	}
	body := `{"name":"Mine","iso_639_1":"en","public":false,"unknown":1}`
	resp, response := ask(t, s, "POST", "/4/list", body, func(r *http.Request) { r.Header.Set("Authorization", "Bearer "+token) })
	if resp.StatusCode != 201 {
		t.Errorf("a list with a bool: %d, want 201: %s", resp.StatusCode, response)
	}
	if resp, _ := ask(t, s, "GET", "/4/list/8500001", ""); resp.StatusCode != 200 {
		t.Errorf("the list: %d, want 200", resp.StatusCode)
	}
	if len(told) != 1 || !strings.Contains(told[0], `body.public: want a whole number`) || !strings.Contains(told[0], `; body: unknown field "unknown"`) {
		t.Errorf("told %q, want one text about public and unknown", told)
	}
}

// failRecorder is a test that fails on behalf of another.
type failRecorder struct {
	testing.TB
	failed []string
}

func (f *failRecorder) Helper()                      {}
func (f *failRecorder) Cleanup(func())               {}
func (f *failRecorder) Errorf(text string, a ...any) { f.failed = append(f.failed, text) }
func (f *failRecorder) Error(a ...any)               { f.failed = append(f.failed, fmt.Sprint(a...)) }
func (f *failRecorder) Fatal(a ...any)               { f.failed = append(f.failed, fmt.Sprint(a...)) }

func TestProblemFailsTheTest(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		opts []Option
		want int
	}{
		"strict":  {nil, 1},
		"quiet":   {[]Option{Quiet()}, 0},
		"lenient": {[]Option{Lenient()}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			other := &failRecorder{TB: t}
			s := NewServer(other, append([]Option{onlyData(world)}, tt.opts...)...)
			defer s.Close()
			ask(t, s, "GET", "/3/movie/550?lang=de", "")
			if len(other.failed) != tt.want {
				t.Errorf("%d failures, want %d", len(other.failed), tt.want)
			}
		})
	}
}

func TestAuthorization(t *testing.T) {
	t.Parallel()
	s := newWorld(t)
	with := func(value string) func(*http.Request) {
		return func(r *http.Request) { r.Header.Set("Authorization", value) }
	}
	without := func(r *http.Request) { r.Header.Del("Authorization") }
	tests := []struct {
		name, method, path, body string
		edit                     func(*http.Request)
		status, code             int
	}{
		{"bearer", "GET", "/3/movie/550", "", with("Bearer " + s.Token), 200, 0},
		{"bearer in lower case", "GET", "/3/movie/550", "", with("bearer " + s.Token), 200, 0},
		{"key", "GET", "/3/movie/550?api_key=" + s.APIKey, "", without, 200, 0},
		{"nothing", "GET", "/3/movie/550", "", without, 401, 7},
		{"wrong key", "GET", "/3/movie/550?api_key=1", "", without, 401, 7},
		{"wrong token", "GET", "/3/movie/550", "", with("Bearer x"), 401, 7},
		{"key as bearer", "GET", "/3/movie/550", "", with("Bearer " + s.APIKey), 401, 7},
		{"wrong token with the key", "GET", "/3/movie/550?api_key=" + s.APIKey, "", with("Bearer x"), 401, 7},
		{"basic", "GET", "/3/movie/550", "", with("Basic " + s.Token), 401, 7},
		{"key for v4", "GET", "/4/list/1?api_key=" + s.APIKey, "", without, 404, 34},
		{"key for a write of v4", "POST", "/4/list?api_key=" + s.APIKey, `{"name":"a","iso_639_1":"en"}`, without, 401, 3},
		{"key to clear by v4", "GET", "/4/list/1/clear?api_key=" + s.APIKey, "", without, 401, 3},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			resp, body := ask(t, s, tt.method, tt.path, tt.body, tt.edit)
			if resp.StatusCode != tt.status {
				t.Errorf("status %d, want %d", resp.StatusCode, tt.status)
			}
			if tt.code != 0 {
				if e := failureOf(t, body); int(*e.StatusCode) != tt.code {
					t.Errorf("code %d, want %d", *e.StatusCode, tt.code)
				}
			}
		})
	}
}
