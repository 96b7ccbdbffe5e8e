package wrapper

import (
	"errors"
	"net/http"
	"testing"

	"github.com/tmdb-go/tmdb/internal/testkit"
)

// setEnv sets all that FromEnv reads.
func setEnv(t *testing.T, token, key, baseURL string) {
	t.Helper()
	t.Setenv("TMDB_ACCESS_TOKEN", token)
	t.Setenv("TMDB_API_KEY", key)
	t.Setenv("TMDB_BASE_URL", baseURL)
}

func TestFromEnv(t *testing.T) {
	var got string
	client := WithHTTPClient(fakeHTTP(func(w http.ResponseWriter, r *http.Request) {
		got = r.Header.Get("Authorization") + "|" + r.URL.String()
		testkit.Respond(200, jsonType, `{}`)(w, r)
	}))
	for name, test := range map[string]struct {
		token, key, baseURL string
		opts                []Option
		want                string
	}{
		"token":                {testToken, "", "", nil, "Bearer " + testToken + "|https://api.themoviedb.org/3/movie/550"},
		"key":                  {"", testKey, "", nil, "|https://api.themoviedb.org/3/movie/550?api_key=" + testKey},
		"token before key":     {testToken, testKey, "", nil, "Bearer " + testToken + "|https://api.themoviedb.org/3/movie/550"},
		"server":               {testToken, "", "http://127.0.0.1:8750", nil, "Bearer " + testToken + "|http://127.0.0.1:8750/3/movie/550"},
		"version in the URL":   {testToken, "", "https://api.tmdb.org/3/", nil, "Bearer " + testToken + "|https://api.tmdb.org/3/movie/550"},
		"option before token":  {testToken, testKey, "", []Option{WithToken("a.b")}, "Bearer a.b|https://api.themoviedb.org/3/movie/550"},
		"option alone":         {"", "", "", []Option{WithToken("a.b")}, "Bearer a.b|https://api.themoviedb.org/3/movie/550"},
		"option before server": {testToken, "", "http://x", []Option{WithBaseURL("https://y")}, "Bearer " + testToken + "|https://y/3/movie/550"},
		"insecure": {testToken, "", "", []Option{WithInsecureBaseURL("http://tmdb-proxy:3000/3")},
			"Bearer " + testToken + "|http://tmdb-proxy:3000/3/movie/550"},
		"server alone":          {"", "", "http://127.0.0.1:8750/3", nil, "|http://127.0.0.1:8750/3/movie/550"},
		"another machine alone": {"", "", "http://tmdb-proxy:8080", nil, "|http://tmdb-proxy:8080/3/movie/550"},
		"none, by option":       {testToken, testKey, "http://tmdb-proxy:8080", []Option{WithoutCredential()}, "|http://tmdb-proxy:8080/3/movie/550"},
		"server of an option alone": {"", "", "http://tmdb-proxy:8080", []Option{WithInsecureBaseURL("http://tmdb-proxy:3000")},
			"|http://tmdb-proxy:3000/3/movie/550"},
		"said to be insecure": {testToken, "", "http://tmdb-proxy:3000", []Option{WithInsecureBaseURL("http://tmdb-proxy:3000")},
			"Bearer " + testToken + "|http://tmdb-proxy:3000/3/movie/550"},
	} {
		t.Run(name, func(t *testing.T) {
			setEnv(t, test.token, test.key, test.baseURL)
			c, err := FromEnv(append(test.opts, client)...)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := c.Movies.Details(t.Context(), 550, nil); err != nil || got != test.want {
				t.Errorf("sent %s, want %s: %v", got, test.want, err)
			}
		})
	}
}

func TestFromEnvRefuses(t *testing.T) {
	for name, test := range map[string]struct {
		token, key, baseURL string
		opts                []Option
		want                []string
	}{
		"nothing":       {"", "", "", nil, []string{"want TMDB_ACCESS_TOKEN or TMDB_API_KEY in the environment"}},
		"TMDB alone":    {"", "", "https://api.tmdb.org/3", nil, []string{"want TMDB_ACCESS_TOKEN or TMDB_API_KEY", "TMDB_BASE_URL"}},
		"TMDB, no TLS":  {"", "", "http://API.themoviedb.org.", nil, []string{"want TMDB_ACCESS_TOKEN or TMDB_API_KEY"}},
		"no URL alone":  {"", "", "http://me:hunter2@tmdb-proxy", nil, []string{"TMDB_BASE_URL: ", "holds a user"}},
		"none, at TMDB": {testToken, "", "", []Option{WithoutCredential()}, []string{"WithoutCredential: TMDB's own servers want a credential"}},
		"by a key":      {"", testKey, "http://tmdb-proxy:3000", nil, []string{"TMDB_BASE_URL: ", "not https"}},
		"key as token":  {testKey, "", "", nil, []string{"TMDB_ACCESS_TOKEN: ", "is a v3 API key"}},
		"quotes":        {`"` + testToken + `"`, "", "", nil, []string{"TMDB_ACCESS_TOKEN: ", "quotes"}},
		"name":          {"api_key=" + testKey, "", "", nil, []string{"TMDB_ACCESS_TOKEN: ", "as in api_key=…"}},
		"bad token":     {"hunter2 ", testKey, "", nil, []string{"TMDB_ACCESS_TOKEN: "}},
		"token as key":  {"", testToken, "", nil, []string{"TMDB_API_KEY: ", "want New(token) for a token; in the environment that is for TMDB_ACCESS_TOKEN"}},
		"not secure":    {testToken, "", "http://tmdb-proxy:3000", nil, []string{"TMDB_BASE_URL: ", "not https", "no credential if the server has its own", "WithInsecureBaseURL"}},
		"not this host": {testToken, "", "http://tmdb.localhost", nil, []string{"TMDB_BASE_URL: ", "not https"}},
		"no URL":        {testToken, "", "hunter2", nil, []string{"TMDB_BASE_URL: ", "does not begin with https://"}},
		"two options":   {testToken, "", "", []Option{WithToken("a.b"), WithAPIKey(testKey)}, []string{"by WithToken"}},
		"nil option":    {testToken, "", "", []Option{nil}, []string{"an option is nil"}},
	} {
		t.Run(name, func(t *testing.T) {
			setEnv(t, test.token, test.key, test.baseURL)
			c, err := FromEnv(test.opts...)
			if c != nil || !errors.Is(err, ErrInvalid) {
				t.Fatalf("got %v, %v", c, err)
			}
			testkit.WantText(t, err.Error(), test.want...)
			testkit.WantNone(t, printed(err), testToken, testKey, "hunter2")
		})
	}
}

// TestInsecureBaseURL: http to another machine is what the caller asked for aloud, and holds for that
// origin only.
func TestInsecureBaseURL(t *testing.T) {
	t.Parallel()
	var got []string
	client := WithHTTPClient(fakeHTTP(func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.URL.String()+" "+r.Header.Get("Authorization"))
		if r.URL.Port() == "3000" {
			http.Redirect(w, r, "https://tmdb-proxy/3/movie/550", http.StatusFound)
			return
		}
		testkit.Respond(200, jsonType, `{}`)(w, r)
	}))
	c, err := New(testToken, WithInsecureBaseURL("http://tmdb-proxy:3000/3"), client)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.Movies.Details(t.Context(), 550, nil); err != nil {
		t.Fatal(err)
	}
	if len(got) != 2 || got[0] != "http://tmdb-proxy:3000/3/movie/550 Bearer "+testToken || got[1] != "https://tmdb-proxy/3/movie/550 " {
		t.Errorf("sent %q", got)
	}
	for _, bad := range []string{"", "tmdb-proxy:3000", "http://me:hunter2@tmdb-proxy", "ftp://tmdb-proxy"} {
		_, err := New(testToken, WithInsecureBaseURL(bad))
		if !errors.Is(err, ErrInvalid) {
			t.Errorf("%q: %v", bad, err)
			continue
		}
		testkit.WantText(t, err.Error(), "WithInsecureBaseURL: ")
		testkit.WantNone(t, err.Error(), "hunter2")
	}
	if _, err := c.With(WithInsecureBaseURL("http://other")); !errors.Is(err, ErrInvalid) {
		t.Errorf("a copy: %v", err)
	}
}
