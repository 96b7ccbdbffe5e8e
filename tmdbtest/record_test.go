package tmdbtest

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/recording"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

// startRecorder starts a proxy that records a server, and returns its URL and folder.
func startRecorder(t *testing.T, apiURL string) (proxyURL, dir string) {
	t.Helper()
	dir = filepath.Join(t.TempDir(), "responses")
	h, err := Record(dir, apiURL, nil)
	if err != nil {
		t.Fatal(err)
	}
	proxy := httptest.NewServer(h)
	t.Cleanup(proxy.Close)
	return proxy.URL, dir
}

func TestRecordAndReplay(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	real := newWorld(t)
	proxyURL, dir := startRecorder(t, real.URL)
	client, err := tmdb.New(real.Token, tmdb.WithBaseURL(proxyURL), tmdb.WithRetry(nil))
	if err != nil {
		t.Fatal(err)
	}

	// A user signs in through the proxy, looks at the account and a movie, and rates as a guest.
	token := must(client.Authentication.CreateRequestToken(ctx))(t).RequestToken
	must(client.Authentication.ValidateRequestTokenWithLogin(ctx, gen.LoginBody{Username: "ada", Password: "correct horse", RequestToken: token}))(t)
	session := must(client.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: token}))(t).SessionID
	ada := must(client.With(tmdb.WithDefaults(tmdb.Session(session))))(t)
	must(ada.Account.Details(ctx, nil))(t)
	guest := must(client.Authentication.CreateGuestSession(ctx))(t).GuestSessionID
	must(must(client.With(tmdb.WithDefaults(tmdb.GuestSession(guest))))(t).Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: 8}))(t)
	must(client.GuestSessions.RatedMovies(ctx, guest, nil))(t)
	m := must(client.Movies.Details(ctx, 550, &gen.MovieDetailsParams{Language: new("de")}))(t)
	access, accountID, err := real.AccessToken("ada")
	if err != nil {
		t.Fatal(err)
	}
	must(client.Authentication.CreateSessionFromV4Token(ctx, gen.AccessTokenV4Body{AccessToken: access}))(t)
	withKey(t, proxyURL, real.APIKey)

	// No secret is in any file.
	files, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil || len(files) != 10 {
		t.Fatalf("%d files, %v, want 10", len(files), err)
	}
	for _, name := range files {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		for what, secret := range map[string]string{
			"token": real.Token, "key": real.APIKey, "request token": token, "session": session, "guest session": guest,
			"password": "correct horse", "access token": access, "account id": accountID, "username": `"ada"`,
		} {
			if bytes.Contains(data, []byte(secret)) {
				t.Errorf("%s holds the %s: %s", filepath.Base(name), what, data)
			}
		}
	}

	// What was recorded is responded to by a server that does not know the movie's title.
	var file recording.Recording
	data, err := os.ReadFile(filepath.Join(dir, "movieDetails__1.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(data, &file); err != nil {
		t.Fatal(err)
	}
	if file.Path != "/3/movie/{movie_id}" || file.PathParams["movie_id"] != "550" || file.Query["language"] != "de" || file.Status != 200 {
		t.Errorf("the file is %+v, want movie 550 in de", file)
	}
	replayed := NewServer(t, onlyData(world), WithReplay(os.DirFS(dir)))
	again := must(newClient(t, replayed).Movies.Details(ctx, 550, &gen.MovieDetailsParams{Language: new("de")}))(t)
	if again.Title != m.Title {
		t.Errorf("replayed %q, want %q", again.Title, m.Title)
	}
}

func withKey(t *testing.T, proxyURL, key string) {
	t.Helper()
	resp, err := testkit.HTTP.Get(proxyURL + "/3/movie/11?api_key=" + key)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	if _, err := io.ReadAll(resp.Body); err != nil || resp.StatusCode != 200 {
		t.Errorf("with the key: %d, %v, want 200", resp.StatusCode, err)
	}
}

func TestRecordPassesOn(t *testing.T) {
	t.Parallel()
	var got *http.Request
	real := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		got = r
		if r.URL.Path == "/v/3/movie/2" {
			http.Redirect(w, r, "https://example.com/", http.StatusFound)
			return
		}
		w.Header().Set("Retry-After", "1")
		w.Header().Set("Set-Cookie", "a=b")
		w.WriteHeader(http.StatusBadGateway)
		io.WriteString(w, "<html>")
	}))
	t.Cleanup(real.Close)
	proxyURL, dir := startRecorder(t, real.URL+"/v/3/")
	get := func(path string) *http.Response {
		r, err := http.NewRequestWithContext(t.Context(), "GET", proxyURL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		r.Header.Set("Authorization", "Bearer t")
		r.Header.Set("Cookie", "c=d")
		resp, err := testkit.HTTP.Transport.RoundTrip(r)
		if err != nil {
			t.Fatal(err)
		}
		resp.Body.Close()
		return resp
	}
	resp := get("/3/find/a%20b?external_source=imdb_id")
	if resp.StatusCode != 502 || resp.Header.Get("Retry-After") != "1" || resp.Header.Get("Set-Cookie") != "" {
		t.Errorf("%d with %v, want 502 with Retry-After and no cookie", resp.StatusCode, resp.Header)
	}
	if got.URL.EscapedPath() != "/v/3/find/a%20b" || got.URL.RawQuery != "external_source=imdb_id" || got.Header.Get("Authorization") != "Bearer t" || got.Header.Get("Cookie") != "" {
		t.Errorf("passed on %s with %v, want path, query and token only", got.URL, got.Header)
	}
	if resp := get("/3/movie/2"); resp.StatusCode != 302 {
		t.Errorf("a redirect gives %d, want 302", resp.StatusCode)
	}
	got = nil
	if resp := get("/3/nothing"); resp.StatusCode != 404 || got != nil {
		t.Errorf("no operation gives %d, want 404 without asking", resp.StatusCode)
	}
	if files, err := os.ReadDir(dir); err != nil || len(files) != 0 {
		t.Errorf("%d files, %v, want none: nothing was JSON", len(files), err)
	}
	real.Close()
	if resp := get("/3/movie/1"); resp.StatusCode != 502 {
		t.Errorf("a server that is gone gives %d, want 502", resp.StatusCode)
	}
}

// TestRecordNumbers: a recording is numbered after those that are there, whatever there are of them:
// nobody looks for a number that is free.
func TestRecordNumbers(t *testing.T) {
	t.Parallel()
	real := newWorld(t)
	dir := t.TempDir()
	for _, name := range []string{"movieDetails__1000.json", "movieDetails__7.json", "movieDetails__07.json", "movieDetails__2000.txt", "listDetails__5.json", "x"} {
		if err := os.WriteFile(filepath.Join(dir, name), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	h, err := Record(dir, real.URL, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, step := range []struct{ path, want string }{
		{"/3/movie/550", "movieDetails__1001.json"},
		{"/3/movie/11", "movieDetails__1003.json"}, // somebody else wrote 1002
		{"/3/configuration", "configurationDetails__1.json"},
	} {
		r := httptest.NewRequest("GET", step.path, nil)
		r.Header.Set("Authorization", "Bearer "+real.Token)
		h.ServeHTTP(httptest.NewRecorder(), r)
		if _, err := os.Stat(filepath.Join(dir, step.want)); err != nil {
			t.Errorf("%s: %v, want the file", step.path, err)
		}
		if err := os.WriteFile(filepath.Join(dir, "movieDetails__1002.json"), nil, 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// TestRecordOnce: a request that comes again, also after a new start, is in one file, which has the
// newest response. What says nothing about what was asked for is in none.
func TestRecordOnce(t *testing.T) {
	t.Parallel()
	var serial atomic.Int64
	real := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if status, err := strconv.Atoi(r.URL.Query().Get("query")); err == nil {
			w.WriteHeader(status)
		}
		fmt.Fprintf(w, `{"serial":%d}`, serial.Add(1))
	}))
	t.Cleanup(real.Close)
	dir := t.TempDir()
	for start := range 2 {
		h, err := Record(dir, real.URL, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, request := range []struct{ method, path, body string }{
			{"GET", "/3/movie/550", ""},
			{"GET", "/3/movie/550?api_key=one", ""},
			{"HEAD", "/3/movie/550?session_id=two", ""},
			{"GET", "/3/movie/11", ""},
			{"GET", "/3/configuration", ""},
			{"GET", "/3/search/movie?query=404", ""},
			{"GET", "/3/search/movie?query=401", ""},
			{"GET", "/3/search/movie?query=429", ""},
			{"GET", "/3/search/movie?query=500", ""},
			{"GET", "/3/list/1", ""},
			{"GET", "/3/list/2", ""},
			{"GET", "/3/list/1", ""},
			{"POST", "/3/movie/550/rating", `{"value":1}`},
			{"POST", "/3/movie/550/rating", `{"value":2}`},
			{"POST", "/3/movie/550/rating", `{"value":1}`},
			{"POST", "/3/authentication/session/new", `{"request_token":"one"}`},
			{"POST", "/3/authentication/session/new", `{"request_token":"two"}`},
		} {
			h.ServeHTTP(httptest.NewRecorder(), httptest.NewRequest(request.method, request.path, strings.NewReader(request.body)))
		}
		entries, err := os.ReadDir(dir)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, e := range entries {
			got = append(got, e.Name())
		}
		want := []string{"addMovieRating__1.json", "addMovieRating__2.json", "configurationDetails__1.json", "createSession__1.json", "listDetails__1.json", "listDetails__2.json", "movieDetails__1.json", "movieDetails__2.json", "searchMovies__1.json"}
		if start == 1 { // files tell neither which list it was nor the body that was sent
			want = append(want, "createSession__2.json", "listDetails__3.json", "listDetails__4.json", "addMovieRating__3.json", "addMovieRating__4.json")
			slices.Sort(want)
		}
		if !slices.Equal(got, want) {
			t.Errorf("start %d: the files are %q, want %q", start, got, want)
		}
		data, err := os.ReadFile(filepath.Join(dir, "movieDetails__1.json"))
		if want := fmt.Sprintf(`"body":{"serial":%d}`, 17*start+3); err != nil || !strings.Contains(string(data), want) {
			t.Errorf("start %d: %s, %v, want the newest response, %s", start, data, err, want)
		}
	}
}

// TestRecordForBrowsers: scripts may use the proxy as they may use TMDB, also when it fails.
func TestRecordForBrowsers(t *testing.T) {
	t.Parallel()
	real := newWorld(t)
	proxyURL, _ := startRecorder(t, real.URL)
	forBrowsers(t, proxyURL, real.Token)
}

func TestRecordRefuses(t *testing.T) {
	t.Parallel()
	for url, want := range map[string]string{
		"":                          "does not begin with https://",
		"api.themoviedb.org":        "does not begin with https://",
		"https://a:b@example.com":   "holds a user",
		"https://example.com?a=b":   "has a query",
		"http://api.themoviedb.org": "not https",
		"ftp://api.themoviedb.org":  "does not begin with https://",
	} {
		if _, err := Record(t.TempDir(), url, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: error %v, want %q", url, err, want)
		}
	}
}
