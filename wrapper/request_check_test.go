package wrapper

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/check"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/types"
)

func TestCheckQuery(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		op    *spec.Operation
		query string
		want  string // "" if there is nothing wrong
	}{
		{spec.MovieDetails, "", ""},
		{spec.MovieDetails, "language=pt-BR&append_to_response=credits,images", ""},

		{spec.MovieDetails, "language=" + OriginalLanguage, `language is "original", which no text is in: want one like pt-BR or pt`},
		{spec.MovieDetails, "language=" + NoLanguage, `language is "null"`},

		{spec.PopularMovies, "page=1", ""},
		{spec.PopularMovies, "page=500", ""},
		{spec.PopularMovies, "page=", ""},
		{spec.PopularMovies, "page=0", `page is "0": want a whole number from 1 to 500`},
		{spec.PopularMovies, "page=-1", "page is"},
		{spec.PopularMovies, "page=501", "page is"},
		{spec.PopularMovies, "page=two", "page is"},
		{spec.PopularMovies, "page=1.5", "page is"},

		{spec.TVSeriesDetails, "append_to_response=" + strings.Repeat("a,", 19) + "a", ""},
		{spec.TVSeriesDetails, "append_to_response=" + strings.Repeat("a,", 20) + "a", "append_to_response has 21 values: want at most 20"},

		{spec.DiscoverMovies, "with_watch_providers=8&watch_region=US", ""},
		{spec.DiscoverMovies, "watch_region=US", ""},
		{spec.DiscoverMovies, "with_watch_providers=", ""},
		{spec.DiscoverMovies, "with_watch_providers=8", "with_watch_providers is set, but watch_region is not: want the country too"},
		{spec.DiscoverMovies, "without_watch_providers=8", "without_watch_providers is set, but watch_region"},
		{spec.DiscoverTV, "with_watch_monetization_types=free&watch_region=", "with_watch_monetization_types is set, but watch_region"},

		{spec.DiscoverMovies, "certification=R&certification_country=US", ""},
		{spec.DiscoverMovies, "certification.gte=R&certification.lte=G&certification_country=US", ""},
		{spec.DiscoverMovies, "certification=R", "certification is set, but certification_country is not: want the country too"},
		{spec.DiscoverMovies, "certification.lte=R", "certification.lte is set, but certification_country"},
		{spec.DiscoverMovies, "certification.gte=R", "certification.gte is set, but certification_country"},
		{spec.DiscoverMovies, "certification_country=US", "certification_country is set, but certification is not: want certification, certification.gte or certification.lte"},

		{spec.DiscoverMovies, "release_date.gte=2024-01-01&release_date.lte=2024-01-01", ""},
		{spec.DiscoverMovies, "release_date.gte=2024-01-02&release_date.lte=2024-01-01", `release_date.gte is "2024-01-02", more than release_date.lte, which is "2024-01-01"`},
		{spec.DiscoverMovies, "primary_release_date.gte=2024-01-02&primary_release_date.lte=2023-12-31", "primary_release_date.gte is"},
		{spec.DiscoverTV, "air_date.gte=2024-01-02&air_date.lte=2023-12-31", "air_date.gte is"},
		{spec.DiscoverTV, "first_air_date.gte=2024-01-02&first_air_date.lte=2023-12-31", "first_air_date.gte is"},
		{spec.DiscoverTV, "first_air_date.gte=2024-02-30", `first_air_date.gte is "2024-02-30": want a day of the calendar as YYYY-MM-DD`},
		{spec.DiscoverTV, "first_air_date.lte=yesterday", "first_air_date.lte is"},
		{spec.DiscoverTV, "first_air_date_year=2024&include_null_first_air_dates=true", ""},

		{spec.DiscoverMovies, "vote_count.gte=9&vote_count.lte=10", ""}, // as numbers
		{spec.DiscoverMovies, "vote_count.gte=10&vote_count.lte=9", "vote_count.gte is"},
		{spec.DiscoverMovies, "vote_count.gte=-1", "vote_count.gte is \"-1\": want a whole number of 0 or more"},
		{spec.DiscoverMovies, "vote_count.lte=many", "vote_count.lte is"},
		{spec.DiscoverMovies, "with_runtime.gte=90&with_runtime.lte=120", ""},
		{spec.DiscoverMovies, "with_runtime.gte=121&with_runtime.lte=120", "with_runtime.gte is"},
		{spec.DiscoverMovies, "vote_average.gte=0&vote_average.lte=10", ""},
		{spec.DiscoverMovies, "vote_average.gte=7.5&vote_average.lte=7.25", "vote_average.gte is"},
		{spec.DiscoverMovies, "vote_average.gte=10.5", `vote_average.gte is "10.5": want a number from 0 to 10`},
		{spec.DiscoverMovies, "vote_average.lte=-0.5", "vote_average.lte is"},
		{spec.DiscoverMovies, "vote_average.lte=NaN", "vote_average.lte is"},
		{spec.DiscoverMovies, "with_runtime.lte=NaN", "with_runtime.lte is"},

		{spec.DiscoverMovies, "with_genres=28,12&without_genres=16|18", ""},
		{spec.DiscoverMovies, "with_genres=28,12|16", `with_genres is "28,12|16": want values joined either by commas, for and, or by |, for or`},
		{spec.DiscoverMovies, "without_companies=1,", "with a value on both sides of each"},
		{spec.DiscoverMovies, "with_genres=", ""},
		{spec.DiscoverMovies, "certification=R||PG&certification_country=US", "certification is"},
		{spec.SearchMovies, "query=x&with_genres=28,12|16", ""}, // there it means nothing

		{spec.ChangedMovies, "start_date=2024-01-01&end_date=2024-01-15", ""},
		{spec.ChangedMovies, "start_date=2024-01-01&end_date=2024-01-01", ""},
		{spec.ChangedMovies, "start_date=2024-01-01", ""},
		{spec.ChangedMovies, "end_date=2024-01-01", ""},
		{spec.ChangedMovies, "start_date=2024-01-01&end_date=2024-01-16", "end_date is 2024-01-16, 15 days after start_date, which is 2024-01-01: want at most 14"},
		{spec.MovieChanges, "start_date=2024-01-02&end_date=2024-01-01", "start_date is 2024-01-02, after end_date, which is 2024-01-01"},
		{spec.PersonChanges, "start_date=01/02/2024", "start_date is"},
	} {
		query, err := url.ParseQuery(strings.ReplaceAll(test.query, "|", "%7C"))
		if err != nil {
			t.Fatal(err)
		}
		switch err := check.Query(test.op, query); {
		case test.want == "" && err != nil:
			t.Errorf("%s: %v", test.query, err)
		case test.want != "" && err == nil:
			t.Errorf("%s: no error, want %s", test.query, test.want)
		case err != nil:
			testkit.WantText(t, err.Error(), test.want)
		}
	}
}

// TestRequestIsChecked: by a client before anything is sent, and by its generated client, too.
func TestRequestIsChecked(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	_, err := client.Discover.Movies(t.Context(), &gen.DiscoverMoviesParams{WithWatchProviders: Or(8)})
	check := func(err error) {
		t.Helper()
		e, ok := errors.AsType[*Error](err)
		if !ok || !errors.Is(err, ErrInvalid) || e.Operation != "discoverMovies" || e.StatusCode != 0 {
			t.Fatalf("got %#v", err)
		}
		testkit.WantText(t, err.Error(), "GET /3/discover/movie?with_watch_providers=8: with_watch_providers is set")
	}
	check(err)
	_, err = client.API.DiscoverMoviesWithResponse(t.Context(), &gen.DiscoverMoviesParams{WithWatchProviders: Or(8)})
	check(err)
}

// TestRequestIsCheckedWithItsDefaults: what request editors add counts.
func TestRequestIsCheckedWithItsDefaults(t *testing.T) {
	t.Parallel()
	region := func(_ context.Context, req *http.Request) error {
		req.URL.RawQuery += "&watch_region=BR"
		return nil
	}
	client := newTestClient(t, testkit.Respond(200, "application/json", `{}`), WithDefaults(region))
	if _, err := client.Discover.Movies(t.Context(), &gen.DiscoverMoviesParams{WithWatchProviders: Or(8)}); err != nil {
		t.Error(err)
	}
}

// TestRequestCheckShowsNoSecret: a session id that got into another parameter is hidden.
func TestRequestCheckShowsNoSecret(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	_, err := client.Movies.Changes(t.Context(), 550, nil, func(_ context.Context, req *http.Request) error {
		req.URL.RawQuery = "start_date=hunter2&session_id=hunter2"
		return nil
	})
	if !errors.Is(err, ErrInvalid) {
		t.Fatalf("got %v", err)
	}
	testkit.WantNone(t, fmt.Sprintf("%v %+v %#v", err, err, err), "hunter2", testToken)
}

func TestRating(t *testing.T) {
	t.Parallel()
	for value, good := range map[float64]bool{
		0.5: true, 1: true, 8.5: true, 10: true,
		0: false, 0.25: false, 8.3: false, 10.5: false, -1: false, 1e300: false,
	} {
		sent := false
		client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
			sent = true
			testkit.Respond(201, "application/json", `{"status_code":1,"success":true}`)(w, r)
		}, WithDefaults(Session("s1")))
		body := gen.RatingBody{Value: value}
		for _, call := range []func() error{
			func() error { _, err := client.Movies.AddRating(t.Context(), 550, nil, body); return err },
			func() error { _, err := client.TVSeries.AddRating(t.Context(), 1396, nil, body); return err },
			func() error { _, err := client.TVEpisodes.AddRating(t.Context(), 1396, 1, 2, nil, body); return err },
		} {
			sent = false
			err := call()
			if good != (err == nil) || sent != good || !good && !errors.Is(err, ErrInvalid) {
				t.Errorf("rating %v: sent %v and got %v", value, sent, err)
			}
			if err != nil {
				testkit.WantText(t, err.Error(), "value is ", "want a number from 0.5 to 10 in steps of 0.5")
			}
		}
	}
}

// TestChangesWindow: as people write it.
func TestChangesWindow(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	_, err := client.Changes.Movies(t.Context(), &gen.ChangedMoviesParams{StartDate: new(types.Date("2024-01-01")), EndDate: new(types.Date("2024-02-01"))})
	if !errors.Is(err, ErrInvalid) {
		t.Errorf("got %v", err)
	}
}

// TestInputThatIsNotChecked: what the OpenAPI document does not have, and bodies that are not ours.
func TestInputThatIsNotChecked(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		op        *spec.Operation
		url, body string
	}{
		"no operation": {nil, "/3/movie/popular?page=0", ""},
		"no JSON":      {spec.AddMovieRating, "/3/movie/550/rating", "value=99"},
		"no value":     {spec.AddMovieRating, "/3/movie/550/rating", `{"rating":99}`},
		"no rating":    {spec.AddFavorite, "/3/account/1/favorite", `{"value":99}`},
	} {
		req, err := http.NewRequest(http.MethodPost, "https://api.themoviedb.org"+test.url, strings.NewReader(test.body))
		if err != nil {
			t.Fatal(err)
		}
		if err := check.Request(test.op, req); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// TestRequiredParameters: a call without what the operation requires is refused by name, and not sent.
func TestRequiredParameters(t *testing.T) {
	t.Parallel()
	client := newFakeClient(t, func(http.ResponseWriter, *http.Request) { t.Error("the request was sent") }, WithLimiter(nil))
	for name, err := range map[string]error{
		"query":           errorOf(client.Search.Movies(t.Context(), nil)),
		"external_source": errorOf(client.Find.ByExternalID(t.Context(), "tt0137523", &gen.FindByExternalIDParams{})),
		"session_id":      errorOf(client.Lists.Delete(t.Context(), 17, &gen.DeleteListParams{})),
	} {
		if !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), name+" is missing") {
			t.Errorf("%s: %v", name, err)
		}
	}
}
