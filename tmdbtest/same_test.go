package tmdbtest

import (
	"bytes"
	"net/http"
	"net/url"
	"testing"
)

// TestTwoRunsAreTheSame wants two servers to send the same bytes.
func TestTwoRunsAreTheSame(t *testing.T) {
	t.Parallel()
	first, second := NewServer(t), NewServer(t)
	for _, target := range []string{
		"/3/movie/550?append_to_response=credits,images,videos,watch/providers,translations,release_dates",
		"/3/tv/1396?append_to_response=season/1,aggregate_credits,content_ratings", "/3/person/287?append_to_response=combined_credits",
		"/3/discover/movie?with_genres=18|28&vote_count.gte=10&region=US&certification_country=US&certification.lte=R",
		"/3/search/multi?query=the", "/3/trending/all/week", "/3/movie/now_playing", "/3/watch/providers/tv",
		"/3/certification/movie/list", "/3/configuration/countries", "/3/movie/changes?start_date=2025-12-15",
	} {
		if a, b := get(first, target), get(second, target); a.status != http.StatusOK || !bytes.Equal(a.body, b.body) {
			t.Errorf("%s: statuses %d and %d, the same bytes: %t", target, a.status, b.status, bytes.Equal(a.body, b.body))
		}
	}
}

// FuzzQuery wants no query to break the server: what it does not understand, it
// refuses.
func FuzzQuery(f *testing.F) {
	for _, query := range []string{
		"", "with_genres=,|,", "with_genres=18|x&without_genres=", "certification.gte=&certification_country=US", "sort_by=.",
		"release_date.gte=0000-00-00&with_release_type=9", "with_watch_providers=8,&watch_region=zz", "query=%00", "query=\u0130\u0301",
		"append_to_response=season/-1,season/x,season/,,/", "language=-&region=-", "language=pt-&include_image_language=,", "year=-1",
		"air_date.gte=2020-01-01&air_date.lte=2019-01-01", "timezone=/", "start_date=2020-02-30", "page=99999999999999999999",
	} {
		f.Add(query)
	}
	s, err := New(Lenient())
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(s.Close)
	f.Fuzz(func(t *testing.T, query string) {
		values, err := url.ParseQuery(query)
		if err != nil {
			return
		}
		for _, path := range []string{"/3/discover/movie", "/3/discover/tv", "/3/search/multi", "/3/tv/1396", "/3/movie/550", "/3/movie/550/images", "/3/tv/on_the_air", "/3/movie/550/changes"} {
			a := get(s, path+"?"+values.Encode())
			if a.status >= http.StatusInternalServerError {
				t.Errorf("%s?%s responds %d: %s", path, query, a.status, a.body)
			}
		}
	})
}
