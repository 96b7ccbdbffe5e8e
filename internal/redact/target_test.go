package redact

import (
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
)

func TestTarget(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("ä", 100)
	for name, test := range map[string]struct {
		op   *spec.Operation
		url  string
		want string
	}{
		"id":                   {spec.MovieDetails, "/3/movie/550", "/3/movie/550"},
		"below a path":         {spec.MovieDetails, "/s3cr3t/3/movie/550?language=de", "/3/movie/550?language=de"},
		"several":              {spec.TVEpisodeDetails, "/3/tv/1396/season/5/episode/14", "/3/tv/1396/season/5/episode/14"},
		"escaped":              {spec.FindByExternalID, "/3/find/a%20%7Bb%7D?external_source=imdb_id", "/3/find/a%20%7Bb%7D?external_source=imdb_id"},
		"as it was written":    {spec.SearchMovies, "/3/search/movie?query=a+b%26c&page=2", "/3/search/movie?query=a+b%26c&page=2"},
		"session":              {spec.AccountDetails, "/3/account/1?session_id=s3cr3t", "/3/account/1?session_id={session_id}"},
		"key":                  {spec.MovieDetails, "/3/movie/550?api_key=s3cr3t", "/3/movie/550?api_key={api_key}"},
		"in the path":          {spec.GuestSessionRatedMovies, "/3/guest_session/s3cr3t/rated/movies", "/3/guest_session/{guest_session_id}/rated/movies"},
		"account of v4":        {spec.AccountListsV4, "/4/account/s3cr3t/lists?page=1", "/4/account/{account_object_id}/lists?page=1"},
		"not in the spec":      {spec.MovieDetails, "/3/movie/550?mine=s3cr3t&language=de", "/3/movie/550?mine={mine}&language=de"},
		"not of the operation": {spec.MovieDetails, "/3/movie/550?request_token=s3cr3t&query=s3cr3t", "/3/movie/550?request_token={request_token}&query={query}"},
		"badly escaped":        {spec.MovieDetails, "/3/movie/550?language=s3cr3t%zz&%zz=s3cr3t", "/3/movie/550?language={language}"},
		"no value":             {spec.MovieDetails, "/3/movie/550?&language&", "/3/movie/550?language="},
		"long": {
			spec.SearchMovies, "/3/search/movie?query=" + url.QueryEscape(long) + "&" + long + "=1",
			"/3/search/movie?query=" + strings.Repeat("%C3%A4", 60) + "%E2%80%A6",
		},
		"secret elsewhere":       {spec.SearchMovies, "/3/search/movie?query=find+long+s3cr3t&page=1", "/3/search/movie?query={query}&page=1"},
		"secret in a path":       {spec.FindByExternalID, "/3/find/s3cr3t", "/3/find/{external_id}"},
		"secret that is a digit": {spec.MovieDetails, "/3/movie/550?session_id=0", "/3/movie/550?session_id={session_id}"},
		"unknown":                {nil, "/3/s3cr3t", ""},
	} {
		u, err := url.Parse("https://api.themoviedb.org" + test.url)
		if err != nil {
			t.Fatal(err)
		}
		got := Target(test.op, u, "long s3cr3t", "s3cr3t", "0")
		if name == "long" {
			got, _, _ = strings.Cut(got, "&")
		}
		if got != test.want || strings.Contains(got, "s3cr3t") {
			t.Errorf("%s: got %s, want %s", name, got, test.want)
		}
	}
	u := &url.URL{Path: "/3/search/movie", RawQuery: strings.Repeat("query=a&", 10_000)}
	if got := Target(spec.SearchMovies, u); len(got) > 2*MaxLine {
		t.Errorf("%d bytes", len(got))
	}
}

// TestTargetOfEveryOperation gives each parameter a value, and finds all of them but the secrets.
func TestTargetOfEveryOperation(t *testing.T) {
	t.Parallel()
	shown, hidden := 0, 0
	for _, op := range spec.Operations {
		path, query := op.Path, url.Values{"mine": {"s3cr3t"}}
		want := map[string]bool{}
		for i, p := range op.Parameters {
			value := "s3cr3t"
			if !p.Secret() {
				value = fmt.Sprintf("value-%d-", i)
				want[value] = true
			}
			path = strings.Replace(path, "{"+p.Name+"}", value, 1)
			if p.In == spec.InQuery {
				query.Set(p.Name, value)
			}
		}
		req, err := http.NewRequest(op.Method, "https://api.themoviedb.org/before"+path+"?"+query.Encode(), nil)
		if err != nil {
			t.Fatal(err)
		}
		// Of many values, the last are cut off.
		target := ""
		for part := range strings.SplitSeq(req.URL.RawQuery, "&") {
			u := *req.URL
			u.RawQuery = part
			target += Target(op, &u)
		}
		if strings.Contains(target, "s3cr3t") || !strings.Contains(target, "mine={mine}") {
			t.Errorf("%s: %s", op.ID, target)
		}
		for value := range want {
			if !strings.Contains(target, value) {
				t.Errorf("%s: %s is not in %s", op.ID, value, target)
			}
			shown++
		}
		hidden += strings.Count(target, "{")
	}
	if shown < 300 || hidden < 200 {
		t.Errorf("%d values shown, %d hidden", shown, hidden)
	}
}
