package tmdbtest

import (
	"cmp"
	"maps"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
)

// allPages returns the ids of all rows of all pages.
func allPages(t *testing.T, s *Server, target string) []int {
	t.Helper()
	var ids []int
	for page := 1; ; page++ {
		p := fetch[struct {
			Page         int
			Results      []struct{ ID int }
			TotalPages   int `json:"total_pages"`
			TotalResults int `json:"total_results"`
		}](t, s, target+"&page="+strconv.Itoa(page))
		for _, r := range p.Results {
			ids = append(ids, r.ID)
		}
		if page >= p.TotalPages {
			if len(ids) != p.TotalResults {
				t.Errorf("%s: %d rows, and total_results %d", target, len(ids), p.TotalResults)
			}
			return ids
		}
	}
}

// discovery is a query and what passes it, said in another way than the server
// says it.
type discovery[E any] struct {
	parameter, query string
	pass             func(E) bool
}

func hasAll(ids []int, wanted ...int) bool {
	return !slices.ContainsFunc(wanted, func(id int) bool { return !slices.Contains(ids, id) })
}

func hasAny(ids []int, wanted ...int) bool {
	return slices.ContainsFunc(wanted, func(id int) bool { return slices.Contains(ids, id) })
}

// releasedThere tells whether a movie has such a release.
func releasedThere(m *dataset.Movie, pass func(*dataset.Release) bool) bool {
	return slices.ContainsFunc(m.Releases, pass)
}

// watchable tells whether a provider has something in a country, in one of some
// ways.
func watchable(list []*dataset.Watch, country string, provider int, names ...string) bool {
	return slices.ContainsFunc(list, func(w *dataset.Watch) bool {
		return w.Country == country && slices.ContainsFunc(ways(w), func(x way) bool {
			return (len(names) == 0 || slices.Contains(names, x.name)) && (provider == 0 && len(x.ids) > 0 || slices.Contains(x.ids, provider))
		})
	})
}

var movieDiscoveries = []discovery[*dataset.Movie]{
	{"certification", "certification=PG-13&certification_country=US", usCertificate("PG-13")},
	{"certification", "certification=PG|R&certification_country=US", usCertificate("PG", "R")},
	{"certification.gte", "certification.gte=R&certification_country=US", usCertificate("R", "NC-17")},
	{"certification.lte", "certification.lte=PG&certification_country=US", usCertificate("NR", "G", "PG")},
	{"certification_country", "certification=12&certification_country=DE", func(m *dataset.Movie) bool {
		return releasedThere(m, func(r *dataset.Release) bool { return r.Country == "DE" && r.Certification == "12" })
	}},
	{"include_adult", "include_adult=true", func(*dataset.Movie) bool { return true }},
	{"include_video", "include_video=true", func(*dataset.Movie) bool { return true }},
	{"primary_release_year", "primary_release_year=1999", func(m *dataset.Movie) bool { return strings.HasPrefix(string(m.ReleaseDate), "1999") }},
	{"primary_release_date.gte", "primary_release_date.gte=2010-01-01", func(m *dataset.Movie) bool { return m.ReleaseDate >= "2010-01-01" }},
	{"primary_release_date.lte", "primary_release_date.lte=1990-12-31", func(m *dataset.Movie) bool { return m.ReleaseDate != "" && m.ReleaseDate <= "1990-12-31" }},
	{"region", "region=DE&with_release_type=3&release_date.gte=2000-01-01", func(m *dataset.Movie) bool {
		return releasedThere(m, func(r *dataset.Release) bool { return r.Country == "DE" && r.Type == 3 && r.Date >= "2000" }) ||
			len(m.Releases) == 0 && m.ReleaseDate >= "2000-01-01"
	}},
	{"release_date.gte", "region=US&release_date.gte=2020-01-01", func(m *dataset.Movie) bool {
		return releasedThere(m, func(r *dataset.Release) bool { return r.Country == "US" && r.Date >= "2020-01-01" }) ||
			len(m.Releases) == 0 && m.ReleaseDate >= "2020-01-01"
	}},
	{"release_date.lte", "region=US&release_date.lte=1985-12-31", func(m *dataset.Movie) bool {
		return releasedThere(m, func(r *dataset.Release) bool { return r.Country == "US" && r.Date < "1986" }) ||
			len(m.Releases) == 0 && m.ReleaseDate != "" && m.ReleaseDate <= "1985-12-31"
	}},
	{"vote_average.gte", "vote_average.gte=8.2", func(m *dataset.Movie) bool { return m.VoteAverage >= 8.2 }},
	{"vote_average.lte", "vote_average.lte=6.5", func(m *dataset.Movie) bool { return m.VoteAverage <= 6.5 }},
	{"vote_count.gte", "vote_count.gte=20000", func(m *dataset.Movie) bool { return m.VoteCount >= 20000 }},
	{"vote_count.lte", "vote_count.lte=500", func(m *dataset.Movie) bool { return m.VoteCount <= 500 }},
	{"watch_region", "watch_region=DE&with_watch_providers=8", func(m *dataset.Movie) bool { return watchable(m.Watch, "DE", 8) }},
	{"with_cast", "with_cast=287,819", func(m *dataset.Movie) bool { return hasAll(castOf(m), 287, 819) }},
	{"with_cast", "with_cast=287|6384", func(m *dataset.Movie) bool { return hasAny(castOf(m), 287, 6384) }},
	{"with_companies", "with_companies=1|3", func(m *dataset.Movie) bool { return hasAny(m.CompanyIDs, 1, 3) }},
	{"with_crew", "with_crew=7467", func(m *dataset.Movie) bool { return hasAll(crewOf(m), 7467) }},
	{"with_genres", "with_genres=18,53", func(m *dataset.Movie) bool { return hasAll(m.GenreIDs, 18, 53) }},
	{"with_genres", "with_genres=16|27", func(m *dataset.Movie) bool { return hasAny(m.GenreIDs, 16, 27) }},
	{"with_keywords", "with_keywords=818", func(m *dataset.Movie) bool { return hasAll(m.KeywordIDs, 818) }},
	{"with_origin_country", "with_origin_country=JP|FR", func(m *dataset.Movie) bool {
		return slices.Contains(m.OriginCountries, "JP") || slices.Contains(m.OriginCountries, "FR")
	}},
	{"with_original_language", "with_original_language=ja|de", func(m *dataset.Movie) bool { return m.OriginalLanguage == "ja" || m.OriginalLanguage == "de" }},
	{"with_people", "with_people=287|7467", func(m *dataset.Movie) bool {
		return hasAny(castOf(m), 287, 7467) || hasAny(crewOf(m), 287, 7467)
	}},
	{"with_release_type", "with_release_type=4|6&region=US", func(m *dataset.Movie) bool {
		return releasedThere(m, func(r *dataset.Release) bool { return r.Country == "US" && (r.Type == 4 || r.Type == 6) })
	}},
	{"with_release_type", "with_release_type=1,3&region=US", func(m *dataset.Movie) bool {
		return releasedThere(m, func(r *dataset.Release) bool { return r.Country == "US" && r.Type == 1 }) &&
			releasedThere(m, func(r *dataset.Release) bool { return r.Country == "US" && r.Type == 3 })
	}},
	{"with_runtime.gte", "with_runtime.gte=180", func(m *dataset.Movie) bool { return m.Runtime >= 180 }},
	{"with_runtime.lte", "with_runtime.lte=95", func(m *dataset.Movie) bool { return m.Runtime <= 95 }},
	{"with_watch_monetization_types", "with_watch_monetization_types=flatrate&watch_region=US", func(m *dataset.Movie) bool { return watchable(m.Watch, "US", 0, "flatrate") }},
	{"with_watch_providers", "with_watch_providers=2&watch_region=US&with_watch_monetization_types=rent|buy", func(m *dataset.Movie) bool {
		return watchable(m.Watch, "US", 2, "rent", "buy")
	}},
	{"without_companies", "without_companies=1", func(m *dataset.Movie) bool { return !hasAny(m.CompanyIDs, 1) }},
	{"without_genres", "without_genres=18|28", func(m *dataset.Movie) bool { return !hasAny(m.GenreIDs, 18, 28) }},
	{"without_keywords", "without_keywords=818", func(m *dataset.Movie) bool { return !hasAny(m.KeywordIDs, 818) }},
	{"without_watch_providers", "without_watch_providers=2&watch_region=US", func(m *dataset.Movie) bool { return !watchable(m.Watch, "US", 2) }},
	{"year", "year=1999&region=US", func(m *dataset.Movie) bool {
		return releasedThere(m, func(r *dataset.Release) bool { return r.Country == "US" && strings.HasPrefix(string(r.Date), "1999") }) ||
			len(m.Releases) == 0 && m.ReleaseDate.Year() == 1999
	}},
}

// usCertificate passes movies with one of some certifications in the US.
func usCertificate(names ...string) func(*dataset.Movie) bool {
	return func(m *dataset.Movie) bool {
		return releasedThere(m, func(r *dataset.Release) bool { return r.Country == "US" && slices.Contains(names, r.Certification) })
	}
}

var seriesDiscoveries = []discovery[*dataset.Series]{
	{"air_date.gte", "air_date.gte=2025-12-01&air_date.lte=2025-12-31", func(s *dataset.Series) bool {
		return slices.ContainsFunc(episodesOf(s), func(e *dataset.Episode) bool { return strings.HasPrefix(string(e.AirDate), "2025-12") })
	}},
	{"air_date.lte", "air_date.lte=1989-12-31", func(s *dataset.Series) bool {
		// Of some, the data has the seasons but not the episodes.
		return len(episodesOf(s)) == 0 && s.FirstAirDate < "1990" || slices.ContainsFunc(episodesOf(s), func(e *dataset.Episode) bool { return e.AirDate != "" && e.AirDate < "1990" })
	}},
	{"first_air_date_year", "first_air_date_year=2008", func(s *dataset.Series) bool { return s.FirstAirDate.Year() == 2008 }},
	{"first_air_date.gte", "first_air_date.gte=2020-01-01", func(s *dataset.Series) bool { return s.FirstAirDate >= "2020" }},
	{"first_air_date.lte", "first_air_date.lte=1999-12-31", func(s *dataset.Series) bool { return s.FirstAirDate != "" && s.FirstAirDate < "2000" }},
	{"include_adult", "include_adult=true", func(*dataset.Series) bool { return true }},
	{"include_null_first_air_dates", "include_null_first_air_dates=true", func(*dataset.Series) bool { return true }},
	{"screened_theatrically", "screened_theatrically=true", func(s *dataset.Series) bool { return len(screened(s)) > 0 }},
	{"screened_theatrically", "screened_theatrically=false", func(s *dataset.Series) bool { return len(screened(s)) == 0 }},
	{"vote_average.gte", "vote_average.gte=8.5", func(s *dataset.Series) bool { return s.VoteAverage >= 8.5 }},
	{"vote_average.lte", "vote_average.lte=7.5", func(s *dataset.Series) bool { return s.VoteAverage <= 7.5 }},
	{"vote_count.gte", "vote_count.gte=10000", func(s *dataset.Series) bool { return s.VoteCount >= 10000 }},
	{"vote_count.lte", "vote_count.lte=500", func(s *dataset.Series) bool { return s.VoteCount <= 500 }},
	{"watch_region", "watch_region=DE&with_watch_providers=8", func(s *dataset.Series) bool { return watchable(s.Watch, "DE", 8) }},
	{"with_companies", "with_companies=11073|33742", func(s *dataset.Series) bool { return hasAny(s.CompanyIDs, 11073, 33742) }},
	{"with_genres", "with_genres=18,80", func(s *dataset.Series) bool { return hasAll(s.GenreIDs, 18, 80) }},
	{"with_keywords", "with_keywords=818|2231", func(s *dataset.Series) bool { return hasAny(s.KeywordIDs, 818, 2231) }},
	{"with_networks", "with_networks=49|174", func(s *dataset.Series) bool { return hasAny(s.NetworkIDs, 49, 174) }},
	{"with_origin_country", "with_origin_country=GB", func(s *dataset.Series) bool { return slices.Contains(s.OriginCountries, "GB") }},
	{"with_original_language", "with_original_language=fr|zh", func(s *dataset.Series) bool { return s.OriginalLanguage == "fr" || s.OriginalLanguage == "zh" }},
	{"with_runtime.gte", "with_runtime.gte=45", func(s *dataset.Series) bool { return slices.Max(runtimes(s)) >= 45 }},
	{"with_runtime.lte", "with_runtime.lte=22", func(s *dataset.Series) bool { return slices.Min(runtimes(s)) <= 22 }},
	{"with_status", "with_status=3|4", func(s *dataset.Series) bool { return s.Status == "Ended" || s.Status == "Canceled" }},
	{"with_status", "with_status=0", func(s *dataset.Series) bool { return s.Status == "Returning Series" }},
	{"with_type", "with_type=2", func(s *dataset.Series) bool { return s.Type == "Miniseries" }},
	{"with_watch_monetization_types", "with_watch_monetization_types=buy&watch_region=US", func(s *dataset.Series) bool { return watchable(s.Watch, "US", 0, "buy") }},
	{"with_watch_providers", "with_watch_providers=8&watch_region=US", func(s *dataset.Series) bool { return watchable(s.Watch, "US", 8) }},
	{"without_companies", "without_companies=11073|33742", func(s *dataset.Series) bool { return !hasAny(s.CompanyIDs, 11073, 33742) }},
	{"without_genres", "without_genres=18", func(s *dataset.Series) bool { return !hasAny(s.GenreIDs, 18) }},
	{"without_keywords", "without_keywords=818|2231", func(s *dataset.Series) bool { return !hasAny(s.KeywordIDs, 818, 2231) }},
	{"without_watch_providers", "without_watch_providers=8&watch_region=US", func(s *dataset.Series) bool { return !watchable(s.Watch, "US", 8) }},
}

// notFilters are the parameters of discover that leave nothing out.
var notFilters = []string{"language", "page", "sort_by", "timezone"}

// covered checks that each parameter of an operation has a discovery.
func covered[E any](t *testing.T, opID string, list []discovery[E]) {
	t.Helper()
	for _, p := range spec.ByID(opID).Parameters {
		there := slices.ContainsFunc(list, func(d discovery[E]) bool { return d.parameter == p.Name })
		if !there && !slices.Contains(notFilters, p.Name) {
			t.Errorf("%s: no test of %s", opID, p.Name)
		}
	}
}

// TestDiscoverMovies asks for one filter at a time, and wants exactly the movies
// that pass, which are neither all nor none.
func TestDiscoverMovies(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	covered(t, "discoverMovies", movieDiscoveries)
	usual := allPages(t, s, "/3/discover/movie?")
	for _, d := range movieDiscoveries {
		query, err := url.ParseQuery(d.query)
		if err != nil {
			t.Fatal(err)
		}
		var want []int
		for _, m := range s.set.Movies {
			if (!m.Adult || query.Has("include_adult")) && (!m.Video || query.Has("include_video")) && d.pass(m) {
				want = append(want, m.ID)
			}
		}
		checkDiscovery(t, d.query, allPages(t, s, "/3/discover/movie?"+query.Encode()), want, usual)
	}
}

func TestDiscoverTV(t *testing.T) {
	t.Parallel()
	s := NewServer(t, WithData(undated))
	covered(t, "discoverTV", seriesDiscoveries)
	usual := allPages(t, s, "/3/discover/tv?")
	for _, d := range seriesDiscoveries {
		query, err := url.ParseQuery(d.query)
		if err != nil {
			t.Fatal(err)
		}
		var want []int
		for _, x := range s.set.TV {
			if (!x.Adult || query.Has("include_adult")) && (x.FirstAirDate != "" || query.Has("include_null_first_air_dates")) && d.pass(x) {
				want = append(want, x.ID)
			}
		}
		checkDiscovery(t, d.query, allPages(t, s, "/3/discover/tv?"+query.Encode()), want, usual)
	}
}

func checkDiscovery(t *testing.T, query string, got, want, usual []int) {
	t.Helper()
	got = slices.Sorted(slices.Values(got))
	if !slices.Equal(got, want) {
		t.Errorf("%s: %v, want %v", query, got, want)
	}
	if len(got) == 0 || len(got) == len(usual) {
		t.Errorf("%s: %d of %d, which shows nothing", query, len(got), len(usual))
	}
}

// TestDiscoverNarrowing shows the filters that mean nothing alone.
func TestDiscoverNarrowing(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	usual := allPages(t, s, "/3/discover/movie?")
	if got := allPages(t, s, "/3/discover/movie?certification=R"); !slices.Equal(got, usual) {
		t.Errorf("a certification without a country leaves %d of %d", len(got), len(usual))
	}
	german := fetch[gen.MoviePage](t, s, "/3/discover/movie?language=de-DE&region=DE&with_genres=18&sort_by=vote_count.desc")
	english := fetch[gen.MoviePage](t, s, "/3/discover/movie?with_genres=18&sort_by=vote_count.desc")
	if slices.EqualFunc(german.Results, english.Results, func(a, b gen.Movie) bool { return a.Title == b.Title }) {
		t.Error("language changes no title")
	}
	if slices.EqualFunc(german.Results, english.Results, func(a, b gen.Movie) bool { return a.ReleaseDate == b.ReleaseDate }) {
		t.Error("region changes no release date")
	}
}

// TestDiscoverOrders wants all orders of the spec to sort by what they name.
func TestDiscoverOrders(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	number := func(f float64) string { return strconv.FormatFloat(f+1e12, 'f', 4, 64) }
	movieKeys := map[string]func(*dataset.Movie) string{
		"original_title":       func(m *dataset.Movie) string { return strings.Join(fold(m.OriginalTitle), "\x00") },
		"title":                func(m *dataset.Movie) string { return strings.Join(fold(m.Title), "\x00") },
		"popularity":           func(m *dataset.Movie) string { return number(m.Popularity) },
		"revenue":              func(m *dataset.Movie) string { return number(float64(m.Revenue)) },
		"primary_release_date": func(m *dataset.Movie) string { return string(m.ReleaseDate) },
		"vote_average":         func(m *dataset.Movie) string { return number(m.VoteAverage) },
		"vote_count":           func(m *dataset.Movie) string { return number(float64(m.VoteCount)) },
	}
	seriesKeys := map[string]func(*dataset.Series) string{
		"first_air_date": func(x *dataset.Series) string { return string(x.FirstAirDate) },
		"name":           func(x *dataset.Series) string { return strings.Join(fold(x.Name), "\x00") },
		"original_name":  func(x *dataset.Series) string { return strings.Join(fold(x.OriginalName), "\x00") },
		"popularity":     func(x *dataset.Series) string { return number(x.Popularity) },
		"vote_average":   func(x *dataset.Series) string { return number(x.VoteAverage) },
		"vote_count":     func(x *dataset.Series) string { return number(float64(x.VoteCount)) },
	}
	orders := func(opID string) []string {
		return spec.ByID(opID).Query("sort_by").Enum
	}
	for _, order := range orders("discoverMovies") {
		name, direction, _ := strings.Cut(order, ".")
		var keys []string
		for _, id := range allPages(t, s, "/3/discover/movie?sort_by="+order) {
			keys = append(keys, movieKeys[name](s.set.Movie(id)))
		}
		checkOrder(t, order, direction, keys)
	}
	for _, order := range orders("discoverTV") {
		name, direction, _ := strings.Cut(order, ".")
		var keys []string
		for _, id := range allPages(t, s, "/3/discover/tv?sort_by="+order) {
			keys = append(keys, seriesKeys[name](s.set.Series(id)))
		}
		checkOrder(t, order, direction, keys)
	}
	if n := len(orders("discoverMovies")) + len(orders("discoverTV")); n != 2*(len(movieKeys)+len(seriesKeys)) {
		t.Errorf("%d orders, and tests of %v and %v", n, slices.Collect(maps.Keys(movieKeys)), slices.Collect(maps.Keys(seriesKeys)))
	}
}

func checkOrder(t *testing.T, order, direction string, keys []string) {
	t.Helper()
	sorted := slices.IsSortedFunc(keys, func(a, b string) int {
		if direction == "desc" {
			return cmp.Compare(b, a)
		}
		return cmp.Compare(a, b)
	})
	if !sorted || len(keys) < 10 {
		t.Errorf("%s: %d entries, sorted %t", order, len(keys), sorted)
	}
}
