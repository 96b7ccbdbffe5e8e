package agent

import (
	"encoding/json"
	"net/http"
	"strings"
	"sync"
	"testing"

	operations "github.com/tmdb-go/tmdb/internal/spec"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestAPICall(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	tests := []struct {
		name, arguments string
		want            string // all of the response, or a part of the error
		err             bool
	}{
		{"fields", `{"operation":"movieDetails","parameters":{"movie_id":550},"fields":["title","genres.name"]}`, `{"genres":[{"name":"Drama"},{"name":"Thriller"}],"title":"Fight Club"}`, false},
		{"a field within another", `{"operation":"movieDetails","parameters":{"movie_id":550},"fields":["genres.id","genres"]}`, `{"genres":[{"id":18,"name":"Drama"},{"id":53,"name":"Thriller"}]}`, false},
		{"text for a number", `{"operation":"movieDetails","parameters":{"movie_id":"550"},"fields":["id"]}`, `{"id":550}`, false},
		{"list", `{"operation":"discoverMovies","parameters":{"with_genres":[18,53],"with_people":287},"fields":["results.id"]}`, "", false},
		{"array at the top", `{"operation":"configurationCountries","fields":["iso_3166_1"]}`, "", false},
		{"no operation", `{"operation":"movieDetail"}`, `there is no operation "movieDetail": is it movieDetails?`, true},
		{"nothing like it", `{"operation":"zzz"}`, `there is no operation "zzz": find one by api_search`, true},
		{"missing parameter", `{"operation":"movieDetails"}`, "movie_id is missing: want a whole number", true},
		{"wrong parameter", `{"operation":"movieDetails","parameters":{"movie_id":"x"}}`, `movie_id is "x": want a whole number`, true},
		{"path in a parameter", `{"operation":"findByExternalID","parameters":{"external_id":"../3/movie/550","external_source":"imdb_id"}}`, "external_id", true},
		{"unknown parameter", `{"operation":"movieDetails","parameters":{"movie_id":550,"x":1}}`, `"x" is no parameter of movieDetails: want some of movie_id, append_to_response, language`, true},
		{"secret parameter", `{"operation":"movieDetails","parameters":{"movie_id":550,"session_id":"x"}}`, `"session_id" is no parameter of movieDetails`, true},
		{"a user's", `{"operation":"movieDetails","parameters":{"movie_id":550,"append_to_response":"credits,account_states"}}`, "append_to_response has account_states, which is a user's: want others", true},
		{"a user's, of a season", `{"operation":"tvSeriesDetails","parameters":{"series_id":1396,"append_to_response":["season/1/account_states"]}}`, "append_to_response has account_states, which is a user's", true},
		{"object", `{"operation":"movieDetails","parameters":{"movie_id":{"id":550}}}`, "movie_id is an object: want a text, a number, true, false or a list of them", true},
		{"long text", `{"operation":"searchMovies","parameters":{"query":"` + strings.Repeat("x", maxText+1) + `"}}`, "query has 2001 characters: want at most 2000", true},
		{"list of lists", `{"operation":"movieDetails","parameters":{"movie_id":[[550]]}}`, "movie_id is a list of lists or objects: want one of texts or numbers", true},
		{"unknown field", `{"operation":"movieDetails","parameters":{"movie_id":550},"fields":["titel"]}`, `fields: the response has nothing at "titel": want some of adult, `, true},
		{"not found", `{"operation":"movieDetails","parameters":{"movie_id":999999999}}`, "TMDB has no such thing: use search to find its ref.", true},
		{"writes", `{"operation":"addMovieRating","parameters":{"movie_id":550}}`, "addMovieRating changes something, makes a token or is a user's: want an operation that reads what all may see", true},
		{"clears", `{"operation":"clearListV4","parameters":{"list_id":8000001}}`, "clearListV4 changes something", true},
		{"token", `{"operation":"createGuestSession"}`, "createGuestSession changes something, makes a token", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r, text := callTool(t, session, "api_call", tt.arguments)
			if r.IsError != tt.err {
				t.Fatalf("the result is %s, want an error: %v", text, tt.err)
			}
			if tt.err {
				if !strings.Contains(text, tt.want) {
					t.Errorf("the error is %q, want one with %q", text, tt.want)
				}
				return
			}
			if r.StructuredContent != nil {
				t.Error("the result comes twice")
			}
			var out struct{ Response json.RawMessage }
			if err := json.Unmarshal([]byte(text), &out); err != nil {
				t.Fatal("the result is no JSON: ", err)
			}
			if tt.want != "" && string(out.Response) != tt.want {
				t.Errorf("the response is %s, want %s", out.Response, tt.want)
			}
		})
	}
}

// TestAPICallIsBounded: the longest responses come cut, and are JSON.
func TestAPICallIsBounded(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	for _, arguments := range []string{
		`{"operation":"movieDetails","parameters":{"movie_id":550,"append_to_response":"credits,images,translations,videos,release_dates,watch/providers,similar,reviews,keywords"}}`,
		`{"operation":"personCombinedCredits","parameters":{"person_id":287}}`,
		`{"operation":"configurationLanguages"}`,
		`{"operation":"movieWatchProviders","parameters":{"movie_id":550}}`,
	} {
		r, text := callTool(t, session, "api_call", arguments)
		if n := len(marshal(t, r)); r.IsError || n > maxResult || !json.Valid([]byte(text)) {
			t.Errorf("%s has %d bytes (error: %v), want JSON of at most %d", arguments, n, r.IsError, maxResult)
		}
		if strings.Contains(text, `"cut":`) && len(text) < maxResult/2 {
			t.Errorf("%s is cut to %d bytes, want more than half of what may be", arguments, len(text))
		}
	}
}

// TestReadsOnly: whatever an agent calls, no request that changes anything is sent.
func TestReadsOnly(t *testing.T) {
	t.Parallel()
	var mu sync.Mutex
	sent := 0
	watch := tmdb.WithMiddleware(func(next http.RoundTripper) http.RoundTripper {
		return roundTripper(func(req *http.Request) (*http.Response, error) {
			mu.Lock()
			defer mu.Unlock()
			sent++
			if op := operations.Find(req.Method, req.URL.Path); req.Method != http.MethodGet || op == nil || op.Writes || op.Unique || op.NeedsUser() {
				t.Errorf("%s %s was sent", req.Method, req.URL.Path)
			}
			return next.RoundTrip(req)
		})
	})
	session := newWorld(t, false, watch).connect(t)
	values := map[string]any{}
	for _, op := range operations.Operations {
		for _, p := range op.Parameters {
			values[p.Name] = "1"
		}
	}
	for _, op := range operations.Operations {
		own := map[string]any{}
		for _, p := range op.Parameters {
			if p.Required {
				own[p.Name] = values[p.Name]
			}
		}
		callTool(t, session, "api_call", marshal(t, map[string]any{"operation": op.ID, "parameters": own}))
	}
	if sent < 80 {
		t.Errorf("only %d requests were sent, want most of the operations that read", sent)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

// RoundTrip implements http.RoundTripper.
func (f roundTripper) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

func TestAPISearch(t *testing.T) {
	t.Parallel()
	session := newWorld(t, false).connect(t)
	tests := []struct {
		arguments, want string
		err             bool
	}{
		{`{"query":"movie posters"}`, `{"operation":"movieImages",`, false},
		{`{"query":"movieImages"}`, `"movie_id*: a whole number. Id of the movie.`, false},
		{`{"query":"find by imdb id"}`, `"external_source*: one of imdb_id,`, false},
		{`{"query":"xyzzy"}`, `no operation is about "xyzzy": want words such as`, true},
		{`{"query":""}`, `query is empty: want words`, true},
	}
	for _, tt := range tests {
		t.Run(tt.arguments, func(t *testing.T) {
			t.Parallel()
			r, text := callTool(t, session, "api_search", tt.arguments)
			if r.IsError != tt.err || !strings.Contains(text, tt.want) {
				t.Errorf("the result is %s, want it with %s", text, tt.want)
			}
			if strings.Contains(text, "session_id") {
				t.Errorf("the result names a secret: %s", text)
			}
		})
	}
}
