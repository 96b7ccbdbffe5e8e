package tmdbtest

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tmdb-go/tmdb/gen"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
)

func TestReplay(t *testing.T) {
	t.Parallel()
	s := NewServer(t, onlyData(world), Quiet(), WithReplay(fstest.MapFS{
		"INDEX.json":   file(`[]`),
		"a/1.json":     file(`{"method":"GET","path":"/3/movie/{movie_id}","status":200,"query":{"language":"en-US"},"date":"2024","body":{"id":550,"title":"Recorded"}}`),
		"a/2.json":     file(`{"method":"GET","path":"/3/movie/{movie_id}","status":200,"query":{},"date":"2020","body":{"id":550,"title":"Older"}}`),
		"a/3.json":     file(`{"method":"GET","path":"/3/movie/{movie_id}","status":200,"query":{"language":"de"},"body":{"id":550,"title":"Deutsch"}}`),
		"a/4.json":     file(`{"method":"GET","path":"/3/movie/popular","status":200,"query":{"page":2},"body":{"page":2,"results":[]}}`),
		"a/5.json":     file(`{"method":"GET","path":"/3/tv/{series_id}/season/{season_number}","path_params":{"series_id":"1","season_number":"2"},"status":200,"query":{},"body":{"name":"Second"}}`),
		"a/6.json":     file(`{"method":"GET","path":"/3/search/movie","status":401,"query":{"query":"a"},"body":{"status_code":7}}`),
		"a/8.json":     file(`{"method":"GET","path":"/3/movie/{movie_id}","path_params":{"movie_id":"11"},"status":404,"query":{"language":"de"},"date":"2026","body":{"status_code":34}}`),
		"a/9.json":     file(`{"method":"GET","path":"/3/movie/{movie_id}","status":404,"query":{},"date":"2026","body":{"id":550,"status_code":34}}`),
		"a/11.json":    file(`{"method":"GET","path":"/3/guest_session/{guest_session_id}/rated/movies","status":404,"query":{},"body":{"status_message":"of another guest"}}`),
		"a/10.json":    file(`{"method":"POST","path":"/3/movie/{movie_id}/rating","path_params":{"movie_id":"550"},"status":201,"query":{},"body":{"status_message":"of the recording"}}`),
		"a/b/c/7.json": file(`{"method":"POST","path":"/3/authentication/session/new","status":200,"query":{},"body":{"success":true,"session_id":"removed"}}`),
	}))
	for _, tt := range []struct {
		name, method, path, body, want string
	}{
		{"with the default language", "GET", "/3/movie/550", "", `"Recorded"`},
		{"with a secret", "GET", "/3/movie/550?api_key=x", "", `"Recorded"`},
		{"in a language", "GET", "/3/movie/550?language=de", "", `"Deutsch"`},
		{"another language", "GET", "/3/movie/550?language=fr", "", `"Fight Club"`},
		{"another id", "GET", "/3/movie/11", "", `"Star Wars"`},
		{"page", "GET", "/3/movie/popular?page=2", "", `{"page":2,"results":[]}`},
		{"another page", "GET", "/3/movie/popular", "", `"Star Wars"`},
		{"by parameters of the path", "GET", "/3/tv/1/season/2", "", `"Second"`},
		{"other parameters", "GET", "/3/tv/1/season/3", "", `"status_code":34`},
		{"no failure that is about who asks", "GET", "/3/search/movie?query=club", "", `"Fight Club"`},
		{"what is not there", "GET", "/3/movie/11?language=de", "", `"status_code":34`},
		{"not there, nobody knows what", "GET", "/3/keyword/1", "", `"status_code":34`},
		{"no sign-in", "POST", "/3/authentication/session/new", `{"request_token":"x"}`, `"status_code":33`},
		{"another guest", "GET", "/3/guest_session/x/rated/movies", "", `"The resource you requested could not be found."`},
		{"write", "POST", "/3/movie/550/rating", `{"value":5}`, `"of the recording"`},
		{"not without a body", "POST", "/3/authentication/session/new", "", `"status_code":5`},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			if _, body := ask(t, s, tt.method, tt.path, tt.body); !strings.Contains(string(body), tt.want) {
				t.Errorf("%s, want %s", body, tt.want)
			}
		})
	}
}

// TestReplaySignsIn: what was recorded when somebody signed in is not needed to sign in.
func TestReplaySignsIn(t *testing.T) {
	t.Parallel()
	ctx := t.Context()
	signIn := func(client *tmdb.Client) string {
		token := must(client.Authentication.CreateRequestToken(ctx))(t).RequestToken
		must(client.Authentication.ValidateRequestTokenWithLogin(ctx, gen.LoginBody{Username: "ada", Password: "correct horse", RequestToken: token}))(t)
		return must(client.Authentication.CreateSession(ctx, gen.RequestTokenBody{RequestToken: token}))(t).SessionID
	}
	real := newWorld(t)
	proxyURL, dir := startRecorder(t, real.URL)
	client := must(tmdb.New(real.Token, tmdb.WithBaseURL(proxyURL)))(t)
	signIn(client)
	must(client.Authentication.CreateGuestSession(ctx))(t)
	must(client.V4Auth.CreateRequestToken(ctx, gen.RequestTokenV4Body{}))(t)

	replayed := NewServer(t, onlyData(world), WithReplay(os.DirFS(dir)))
	client = newClient(t, replayed)
	session := signIn(client)
	guest := must(client.Authentication.CreateGuestSession(ctx))(t).GuestSessionID
	for _, user := range []gen.RequestEditorFn{tmdb.Session(session), tmdb.GuestSession(guest)} {
		must(client.Movies.AddRating(ctx, 550, nil, gen.RatingBody{Value: 8}, user))(t)
	}
	if token := must(client.V4Auth.CreateRequestToken(ctx, gen.RequestTokenV4Body{}))(t).RequestToken; token == removed {
		t.Error("the request token of v4 is that of the recording")
	}
}

func TestReplayRefuses(t *testing.T) {
	t.Parallel()
	for name, content := range map[string]string{
		"no JSON":     `<html>`,
		"no response": `{"method":"GET"}`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := NewUnstarted(onlyData(world), WithReplay(fstest.MapFS{"x.json": file(content)}))
			if err == nil || !strings.Contains(err.Error(), "WithReplay: x.json") {
				t.Errorf("error %v, want one of x.json", err)
			}
		})
	}
}

// TestReplayRecorded reads the recordings that lie beside the module, where they do.
func TestReplayRecorded(t *testing.T) {
	t.Parallel()
	const folder = "../../shared/recorded"
	if _, err := os.Stat(folder); err != nil {
		return
	}
	r, err := readReplay(os.DirFS(folder))
	if err != nil {
		t.Fatal(err)
	}
	if len(r) < 100 {
		t.Errorf("recordings of %d operations, want more than 100", len(r))
	}
}
