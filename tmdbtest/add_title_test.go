package tmdbtest

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/tmdb-go/tmdb/internal/testkit"
)

// added is a movie that the data does not have, with people, a company and a keyword that it does not have
// either.
var added = fstest.MapFS{"movie.json": file(`{"path": "/3/movie/95000001", "body": {
	"id": 95000001, "imdb_id": "tt95000001", "adult": false, "title": "The Zymurgist", "original_title": "The Zymurgist",
	"original_language": "en", "overview": "Somebody brews.", "tagline": "", "status": "Released", "release_date": "2011-05-06",
	"runtime": 90, "popularity": 1.5, "video": false, "vote_average": 7.5, "vote_count": 42,
	"genres": [{"id": 18, "name": "Drama"}], "poster_path": null, "backdrop_path": null,
	"production_companies": [{"id": 95000010, "name": "Hops", "logo_path": null, "origin_country": "GB"}],
	"credits": {
		"cast": [{"id": 95000020, "name": "Zoë Malt", "original_name": "Zoë Malt", "known_for_department": "Acting", "adult": false, "gender": 1,
			"popularity": 1, "profile_path": null, "character": "Brewer", "credit_id": "95000020c", "order": 0, "cast_id": 1}],
		"crew": [{"id": 95000021, "name": "Ann Yeast", "original_name": "Ann Yeast", "known_for_department": "Directing", "adult": false, "gender": 1,
			"popularity": 1, "profile_path": null, "job": "Director", "department": "Directing", "credit_id": "95000021c"}]},
	"keywords": {"keywords": [{"id": 95000030, "name": "zymurgy"}]},
	"external_ids": {"imdb_id": "tt95000001", "wikidata_id": "Q95000001", "facebook_id": null, "instagram_id": null, "twitter_id": null},
	"release_dates": {"results": [{"iso_3166_1": "US", "release_dates": [{"certification": "R", "descriptors": [], "iso_639_1": "", "note": "",
		"release_date": "2011-05-06T00:00:00.000Z", "type": 3}]}]}}}`)}

// TestAddATitle records one request, and finds the movie everywhere on a server with the file of it.
func TestAddATitle(t *testing.T) {
	t.Parallel()
	const movie = "/3/movie/95000001?append_to_response=credits,keywords,external_ids,release_dates,images,videos,translations"
	real := NewServer(t, WithData(added), WithClock(Day))
	proxyURL, dir := startRecorder(t, real.URL)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodGet, proxyURL+movie, nil)
	if err != nil {
		t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+real.Token)
	resp, err := testkit.HTTP.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	recorded, err := io.ReadAll(resp.Body)
	if err != nil || resp.StatusCode != http.StatusOK {
		t.Fatalf("the recorder responds %d, %v: %s", resp.StatusCode, err, recorded)
	}

	s := newChecked(t, WithData(os.DirFS(dir)), WithClock(Day))
	without := NewServer(t, WithClock(Day))
	for _, tt := range []struct{ target, want string }{
		{"/3/movie/95000001", `"title":"The Zymurgist"`},
		{"/3/movie/95000001/credits", `"character":"Brewer"`},
		{"/3/movie/95000001/release_dates", `"certification":"R"`},
		{"/3/search/movie?query=zymurgist", `"id":95000001`},
		{"/3/search/multi?query=zymurgist", `"id":95000001`},
		{"/3/discover/movie?primary_release_year=2011&with_keywords=95000030", `"id":95000001`},
		{"/3/discover/movie?with_cast=95000020", `"id":95000001`},
		{"/3/discover/movie?certification_country=US&certification=R&with_companies=95000010", `"id":95000001`},
		{"/3/person/95000020", `"name":"Zoë Malt"`},
		{"/3/person/95000020/movie_credits", `"id":95000001`},
		{"/3/person/95000021/combined_credits", `"job":"Director"`},
		{"/3/search/person?query=zoe+malt", `"id":95000020`},
		{"/3/credit/95000020c", `"The Zymurgist"`},
		{"/3/company/95000010", `"name":"Hops"`},
		{"/3/company/95000010/movies", `"id":95000001`},
		{"/3/search/company?query=hops", `"id":95000010`},
		{"/3/keyword/95000030", `"name":"zymurgy"`},
		{"/3/keyword/95000030/movies", `"id":95000001`},
		{"/3/search/keyword?query=zymurgy", `"id":95000030`},
		{"/3/find/tt95000001?external_source=imdb_id", `"id":95000001`},
		{"/3/find/Q95000001?external_source=wikidata_id", `"id":95000001`},
	} {
		if got := get(s, tt.target); got.status != http.StatusOK || !strings.Contains(string(got.body), tt.want) {
			t.Errorf("%s responds %d, %s: want %s", tt.target, got.status, got.body, tt.want)
		}
		if got := get(without, tt.target); strings.Contains(string(got.body), tt.want) {
			t.Errorf("%s has %s without the file", tt.target, tt.want)
		}
	}
	var want, got map[string]any
	if err := errors.Join(json.Unmarshal(recorded, &want), json.Unmarshal(get(s, movie).body, &got)); err != nil {
		t.Fatal(err)
	}
	for _, d := range slices.Concat(differences("", nil, want, got), differences("", nil, got, want)) {
		t.Errorf("%s: %s", movie, d)
	}
}
