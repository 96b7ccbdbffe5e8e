package handlers

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/dataset"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/state"
)

// discovered returns the rows of all pages.
func discovered(t *testing.T, path, query string) []object.Object {
	t.Helper()
	users := state.New(ownSet(t))
	var rows []object.Object
	for n := 1; ; n++ {
		page := askFor(t, path+"?"+query+"&page="+strconv.Itoa(n), func(c *Call) { c.State = users })
		rows = append(rows, page.List("results")...)
		if n >= page.Int("total_pages") {
			if len(rows) != page.Int("total_results") {
				t.Errorf("%s: %d rows, and total_results %d", query, len(rows), page.Int("total_results"))
			}
			return rows
		}
	}
}

// rowIDs returns the ids in rows.
func rowIDs(rows []object.Object) []int {
	return idsOf(rows, func(row object.Object) int { return row.Int("id") })
}

// discovery is a query and what passes it, said in another way than the handlers say it.
type discovery[E any] struct {
	parameter, query string
	pass             func(E) bool
}

func hasAll(rows []object.Object, wanted ...int) bool {
	return !slices.ContainsFunc(wanted, func(id int) bool { return !slices.Contains(rowIDs(rows), id) })
}

func hasAny(rows []object.Object, wanted ...int) bool {
	return slices.ContainsFunc(wanted, func(id int) bool { return slices.Contains(rowIDs(rows), id) })
}

// Where the data has the rows that filters look at.
func genresOf(e entity) []object.Object          { return e.Object().List("genres") }
func companiesOf(e entity) []object.Object       { return e.Object().List("production_companies") }
func wordsOf(m *dataset.Movie) []object.Object   { return m.Piece("keywords").List("keywords") }
func themesOf(s *dataset.Series) []object.Object { return s.Piece("keywords").List("results") }
func actorsIn(m *dataset.Movie) []object.Object  { return m.Piece("credits").List("cast") }
func makersOf(m *dataset.Movie) []object.Object  { return m.Piece("credits").List("crew") }

// releasedThere tells whether a movie has such a release in a country.
func releasedThere(m *dataset.Movie, country string, pass func(gen.ReleaseDate) bool) bool {
	for _, c := range dataset.Piece[gen.MovieReleaseDates](m, "release_dates").Results {
		if c.CountryCode == country && slices.ContainsFunc(c.ReleaseDates, pass) {
			return true
		}
	}
	return false
}

// releasedOnly tells whether a movie, of whose releases the data has the primary one alone, has it
// in some time.
func releasedOnly(m *dataset.Movie, pass func(day string) bool) bool {
	return len(m.Piece("release_dates").List("results")) == 0 && m.Details().ReleaseDate != "" && pass(string(m.Details().ReleaseDate))
}

// certificateIn passes movies with one of some certifications in a country.
func certificateIn(country string, names ...string) func(*dataset.Movie) bool {
	return func(m *dataset.Movie) bool {
		return releasedThere(m, country, func(r gen.ReleaseDate) bool { return slices.Contains(names, r.Certification) })
	}
}

// watchable tells whether a provider, any if it is 0, has something in a country, in one of some
// ways, or in any if none is named.
func watchable(e entity, country string, provider int, names ...string) bool {
	if len(names) == 0 {
		names = []string{"flatrate", "free", "ads", "rent", "buy"}
	}
	results, _ := object.Parse(e.Piece("watch/providers").Get("results"))
	there, _ := object.Parse(results.Get(country))
	return slices.ContainsFunc(names, func(name string) bool {
		return slices.ContainsFunc(there.List(name), func(row object.Object) bool {
			return provider == 0 || row.Int("provider_id") == provider
		})
	})
}

var movieDiscoveries = []discovery[*dataset.Movie]{
	{"certification", "certification=PG-13&certification_country=US", certificateIn("US", "PG-13")},
	{"certification", "certification=PG|R&certification_country=US", certificateIn("US", "PG", "R")},
	{"certification", "certification=12,16&certification_country=DE", func(m *dataset.Movie) bool {
		return certificateIn("DE", "12")(m) && certificateIn("DE", "16")(m)
	}},
	{"certification.gte", "certification.gte=R&certification_country=US", certificateIn("US", "R", "NC-17")},
	{"certification.lte", "certification.lte=PG&certification_country=US", certificateIn("US", "NR", "G", "PG")},
	{"certification_country", "certification=12&certification_country=DE", certificateIn("DE", "12")},
	{"include_adult", "include_adult=true", func(*dataset.Movie) bool { return true }},
	{"include_video", "include_video=true", func(*dataset.Movie) bool { return true }},
	{"primary_release_year", "primary_release_year=1999", func(m *dataset.Movie) bool { return strings.HasPrefix(string(m.Details().ReleaseDate), "1999") }},
	{"primary_release_date.gte", "primary_release_date.gte=2010-01-01", func(m *dataset.Movie) bool { return m.Details().ReleaseDate >= "2010-01-01" }},
	{"primary_release_date.lte", "primary_release_date.lte=1990-12-31", func(m *dataset.Movie) bool {
		return m.Details().ReleaseDate != "" && m.Details().ReleaseDate <= "1990-12-31"
	}},
	{"region", "region=DE&with_release_type=3&release_date.gte=2000-01-01", func(m *dataset.Movie) bool {
		return releasedThere(m, "DE", func(r gen.ReleaseDate) bool { return r.Type == 3 && r.ReleaseDate >= "2000" }) ||
			releasedOnly(m, func(day string) bool { return day >= "2000" })
	}},
	{"release_date.gte", "region=US&release_date.gte=2020-01-01", func(m *dataset.Movie) bool {
		return releasedThere(m, "US", func(r gen.ReleaseDate) bool { return r.ReleaseDate >= "2020-01-01" }) ||
			releasedOnly(m, func(day string) bool { return day >= "2020" })
	}},
	{"release_date.lte", "region=US&release_date.lte=1985-12-31", func(m *dataset.Movie) bool {
		return releasedThere(m, "US", func(r gen.ReleaseDate) bool { return r.ReleaseDate != "" && r.ReleaseDate < "1986" }) ||
			releasedOnly(m, func(day string) bool { return day < "1986" })
	}},
	{"vote_average.gte", "vote_average.gte=8.2", func(m *dataset.Movie) bool { return m.Details().VoteAverage >= 8.2 }},
	{"vote_average.lte", "vote_average.lte=6.5", func(m *dataset.Movie) bool { return m.Details().VoteAverage <= 6.5 }},
	{"vote_count.gte", "vote_count.gte=20000", func(m *dataset.Movie) bool { return m.Details().VoteCount >= 20000 }},
	{"vote_count.lte", "vote_count.lte=500", func(m *dataset.Movie) bool { return m.Details().VoteCount <= 500 }},
	{"watch_region", "watch_region=DE&with_watch_providers=8", func(m *dataset.Movie) bool { return watchable(m, "DE", 8) }},
	{"with_cast", "with_cast=287,819", func(m *dataset.Movie) bool { return hasAll(actorsIn(m), 287, 819) }},
	{"with_cast", "with_cast=287|6384", func(m *dataset.Movie) bool { return hasAny(actorsIn(m), 287, 6384) }},
	{"with_companies", "with_companies=1|3", func(m *dataset.Movie) bool { return hasAny(companiesOf(m), 1, 3) }},
	{"with_crew", "with_crew=7467", func(m *dataset.Movie) bool { return hasAll(makersOf(m), 7467) }},
	{"with_genres", "with_genres=18,53", func(m *dataset.Movie) bool { return hasAll(genresOf(m), 18, 53) }},
	{"with_genres", "with_genres=16|27", func(m *dataset.Movie) bool { return hasAny(genresOf(m), 16, 27) }},
	{"with_keywords", "with_keywords=818", func(m *dataset.Movie) bool { return hasAll(wordsOf(m), 818) }},
	{"with_origin_country", "with_origin_country=JP|FR", func(m *dataset.Movie) bool {
		return slices.Contains(m.Details().OriginCountry, "JP") || slices.Contains(m.Details().OriginCountry, "FR")
	}},
	{"with_original_language", "with_original_language=ja|de", func(m *dataset.Movie) bool {
		return m.Details().OriginalLanguage == "ja" || m.Details().OriginalLanguage == "de"
	}},
	{"with_people", "with_people=287|7467", func(m *dataset.Movie) bool {
		return hasAny(actorsIn(m), 287, 7467) || hasAny(makersOf(m), 287, 7467)
	}},
	{"with_release_type", "with_release_type=4|6&region=US", func(m *dataset.Movie) bool {
		return releasedThere(m, "US", func(r gen.ReleaseDate) bool { return r.Type == 4 || r.Type == 6 })
	}},
	{"with_release_type", "with_release_type=1,3&region=US", func(m *dataset.Movie) bool {
		return releasedThere(m, "US", func(r gen.ReleaseDate) bool { return r.Type == 1 }) &&
			releasedThere(m, "US", func(r gen.ReleaseDate) bool { return r.Type == 3 })
	}},
	{"with_runtime.gte", "with_runtime.gte=180", func(m *dataset.Movie) bool { return m.Details().Runtime >= 180 }},
	{"with_runtime.lte", "with_runtime.lte=95", func(m *dataset.Movie) bool { return m.Details().Runtime <= 95 }},
	{"with_watch_monetization_types", "with_watch_monetization_types=flatrate&watch_region=US", func(m *dataset.Movie) bool {
		return watchable(m, "US", 0, "flatrate")
	}},
	{"with_watch_monetization_types", "with_watch_monetization_types=free|ads&watch_region=DE", func(m *dataset.Movie) bool {
		return watchable(m, "DE", 0, "free", "ads")
	}},
	{"with_watch_monetization_types", "with_watch_monetization_types=flatrate,rent&watch_region=AU", func(m *dataset.Movie) bool {
		return watchable(m, "AU", 0, "flatrate") && watchable(m, "AU", 0, "rent")
	}},
	{"with_watch_providers", "with_watch_providers=109&watch_region=IT&with_watch_monetization_types=flatrate", func(m *dataset.Movie) bool {
		return watchable(m, "IT", 109, "flatrate")
	}},
	{"with_watch_providers", "with_watch_providers=2&watch_region=US&with_watch_monetization_types=rent|buy", func(m *dataset.Movie) bool {
		return watchable(m, "US", 2, "rent", "buy")
	}},
	{"without_companies", "without_companies=1", func(m *dataset.Movie) bool { return !hasAny(companiesOf(m), 1) }},
	{"without_genres", "without_genres=18|28", func(m *dataset.Movie) bool { return !hasAny(genresOf(m), 18, 28) }},
	{"without_genres", "without_genres=18,28", func(m *dataset.Movie) bool { return !hasAll(genresOf(m), 18, 28) }},
	{"without_keywords", "without_keywords=818", func(m *dataset.Movie) bool { return !hasAny(wordsOf(m), 818) }},
	{"without_watch_providers", "without_watch_providers=2&watch_region=US", func(m *dataset.Movie) bool { return !watchable(m, "US", 2) }},
	{"year", "year=1999&region=US", func(m *dataset.Movie) bool {
		return releasedThere(m, "US", func(r gen.ReleaseDate) bool { return strings.HasPrefix(string(r.ReleaseDate), "1999") }) ||
			releasedOnly(m, func(day string) bool { return strings.HasPrefix(day, "1999") })
	}},
}

// episodeThere tells whether a series has such an episode.
func episodeThere(s *dataset.Series, pass func(*gen.TVEpisodeDetails) bool) bool {
	for e := range s.Episodes {
		if pass(e.Details()) {
			return true
		}
	}
	return false
}

func anyEpisode(*gen.TVEpisodeDetails) bool { return true }

// lasts tells whether an episode of a series usually has such a length: if the series does not say,
// one of those that the data has; 0 if no episode says.
func lasts(s *dataset.Series, pass func(minutes int) bool) bool {
	if usual := s.Details().EpisodeRunTime; len(usual) > 0 {
		return slices.ContainsFunc(usual, pass)
	}
	if !episodeThere(s, func(e *gen.TVEpisodeDetails) bool { return e.Runtime > 0 }) {
		return pass(0)
	}
	return episodeThere(s, func(e *gen.TVEpisodeDetails) bool { return e.Runtime > 0 && pass(e.Runtime) })
}

func inCinemas(s *dataset.Series) bool {
	return len(s.Piece("screened_theatrically").List("results")) > 0
}

var seriesDiscoveries = []discovery[*dataset.Series]{
	{"air_date.gte", "air_date.gte=2025-12-01&air_date.lte=2025-12-31", func(s *dataset.Series) bool {
		return episodeThere(s, func(e *gen.TVEpisodeDetails) bool { return strings.HasPrefix(string(e.AirDate), "2025-12") })
	}},
	{"air_date.gte", "air_date.gte=2020-01-01", func(s *dataset.Series) bool {
		return !episodeThere(s, anyEpisode) && max(s.Details().FirstAirDate, s.Details().LastAirDate) >= "2020" ||
			episodeThere(s, func(e *gen.TVEpisodeDetails) bool { return e.AirDate >= "2020" })
	}},
	{"air_date.lte", "air_date.lte=1989-12-31", func(s *dataset.Series) bool {
		// Of some, the data has the seasons but not the episodes.
		return !episodeThere(s, anyEpisode) && s.Details().FirstAirDate < "1990" ||
			episodeThere(s, func(e *gen.TVEpisodeDetails) bool { return e.AirDate != "" && e.AirDate < "1990" })
	}},
	{"first_air_date_year", "first_air_date_year=2008", func(s *dataset.Series) bool { return strings.HasPrefix(string(s.Details().FirstAirDate), "2008") }},
	{"first_air_date.gte", "first_air_date.gte=2020-01-01", func(s *dataset.Series) bool { return s.Details().FirstAirDate >= "2020" }},
	{"first_air_date.lte", "first_air_date.lte=1999-12-31", func(s *dataset.Series) bool {
		return s.Details().FirstAirDate != "" && s.Details().FirstAirDate < "2000"
	}},
	{"include_adult", "include_adult=true", func(*dataset.Series) bool { return true }},
	{"include_null_first_air_dates", "include_null_first_air_dates=true", func(*dataset.Series) bool { return true }},
	{"screened_theatrically", "screened_theatrically=true", inCinemas},
	{"screened_theatrically", "screened_theatrically=false", func(s *dataset.Series) bool { return !inCinemas(s) }},
	{"vote_average.gte", "vote_average.gte=8.5", func(s *dataset.Series) bool { return s.Details().VoteAverage >= 8.5 }},
	{"vote_average.lte", "vote_average.lte=7.5", func(s *dataset.Series) bool { return s.Details().VoteAverage <= 7.5 }},
	{"vote_count.gte", "vote_count.gte=10000", func(s *dataset.Series) bool { return s.Details().VoteCount >= 10000 }},
	{"vote_count.lte", "vote_count.lte=500", func(s *dataset.Series) bool { return s.Details().VoteCount <= 500 }},
	{"watch_region", "watch_region=DE&with_watch_providers=8", func(s *dataset.Series) bool { return watchable(s, "DE", 8) }},
	{"with_companies", "with_companies=11073|33742", func(s *dataset.Series) bool { return hasAny(companiesOf(s), 11073, 33742) }},
	{"with_genres", "with_genres=18,80", func(s *dataset.Series) bool { return hasAll(genresOf(s), 18, 80) }},
	{"with_keywords", "with_keywords=818|2231", func(s *dataset.Series) bool { return hasAny(themesOf(s), 818, 2231) }},
	{"with_networks", "with_networks=49|174", func(s *dataset.Series) bool { return hasAny(s.Object().List("networks"), 49, 174) }},
	{"with_origin_country", "with_origin_country=GB", func(s *dataset.Series) bool { return slices.Contains(s.Details().OriginCountry, "GB") }},
	{"with_original_language", "with_original_language=fr|zh", func(s *dataset.Series) bool {
		return s.Details().OriginalLanguage == "fr" || s.Details().OriginalLanguage == "zh"
	}},
	{"with_runtime.gte", "with_runtime.gte=45", func(s *dataset.Series) bool { return lasts(s, func(n int) bool { return n >= 45 }) }},
	{"with_runtime.lte", "with_runtime.lte=22", func(s *dataset.Series) bool { return lasts(s, func(n int) bool { return n <= 22 }) }},
	{"with_status", "with_status=3|4", func(s *dataset.Series) bool {
		return s.Details().Status == gen.TVStatusEnded || s.Details().Status == gen.TVStatusCanceled
	}},
	{"with_status", "with_status=0", func(s *dataset.Series) bool { return s.Details().Status == gen.TVStatusReturningSeries }},
	{"with_type", "with_type=2", func(s *dataset.Series) bool { return s.Details().Type == gen.TVTypeMiniseries }},
	{"with_watch_monetization_types", "with_watch_monetization_types=buy&watch_region=US", func(s *dataset.Series) bool { return watchable(s, "US", 0, "buy") }},
	{"with_watch_monetization_types", "with_watch_monetization_types=free&watch_region=US", func(s *dataset.Series) bool { return watchable(s, "US", 0, "free") }},
	{"with_watch_monetization_types", "with_watch_monetization_types=ads&watch_region=US", func(s *dataset.Series) bool { return watchable(s, "US", 0, "ads") }},
	{"with_watch_providers", "with_watch_providers=8&watch_region=US", func(s *dataset.Series) bool { return watchable(s, "US", 8) }},
	{"without_companies", "without_companies=11073|33742", func(s *dataset.Series) bool { return !hasAny(companiesOf(s), 11073, 33742) }},
	{"without_genres", "without_genres=18", func(s *dataset.Series) bool { return !hasAny(genresOf(s), 18) }},
	{"without_keywords", "without_keywords=818|2231", func(s *dataset.Series) bool { return !hasAny(themesOf(s), 818, 2231) }},
	{"without_watch_providers", "without_watch_providers=8&watch_region=US", func(s *dataset.Series) bool { return !watchable(s, "US", 8) }},
}

// notFilters are the parameters of discover that leave nothing out.
var notFilters = []string{"language", "page", "sort_by", "timezone"}

// checkDiscoveries asks for one filter at a time, and wants exactly the entries that pass, which
// are neither all nor none. usual tells which entries a query is about in the first place.
func checkDiscoveries[E entity](t *testing.T, path string, entries []E, list []discovery[E], usual func(e E, query url.Values) bool) {
	t.Helper()
	op, _, _ := spec.Match(http.MethodGet, path)
	for _, p := range op.Parameters {
		there := slices.ContainsFunc(list, func(d discovery[E]) bool { return d.parameter == p.Name })
		if !there && !slices.Contains(notFilters, p.Name) {
			t.Errorf("%s: no test of %s", path, p.Name)
		}
	}
	all := len(discovered(t, path, ""))
	for _, d := range list {
		t.Run(d.query, func(t *testing.T) {
			t.Parallel()
			query, err := url.ParseQuery(d.query)
			if err != nil || !query.Has(d.parameter) {
				t.Fatalf("no query of %s: %v", d.parameter, err)
			}
			var want []int
			for _, e := range entries {
				if usual(e, query) && d.pass(e) {
					want = append(want, e.Object().Int("id"))
				}
			}
			got := rowIDs(discovered(t, path, d.query))
			slices.Sort(got)
			if !slices.Equal(got, want) {
				t.Errorf("%v, want %v", got, want)
			}
			if len(got) == 0 || len(got) == all {
				t.Errorf("%d of %d, which shows nothing", len(got), all)
			}
		})
	}
}

func TestDiscoverMovies(t *testing.T) {
	t.Parallel()
	checkDiscoveries(t, "/3/discover/movie", ownSet(t).Movies, movieDiscoveries, func(m *dataset.Movie, query url.Values) bool {
		video := string(m.Object().Get("video")) == "true"
		return (!m.Details().Adult || query.Has("include_adult")) && (!video || query.Has("include_video"))
	})
}

func TestDiscoverTV(t *testing.T) {
	t.Parallel()
	checkDiscoveries(t, "/3/discover/tv", ownSet(t).TV, seriesDiscoveries, func(s *dataset.Series, query url.Values) bool {
		dated := s.Details().FirstAirDate != ""
		return (!s.Details().Adult || query.Has("include_adult")) && (dated || query.Has("include_null_first_air_dates"))
	})
}

// TestDiscoverNarrowing shows the parameters that mean nothing alone, or change rows only.
func TestDiscoverNarrowing(t *testing.T) {
	t.Parallel()
	usual := rowIDs(discovered(t, "/3/discover/movie", ""))
	if got := rowIDs(discovered(t, "/3/discover/movie", "certification=R")); !slices.Equal(got, usual) {
		t.Errorf("a certification without a country leaves %d of %d", len(got), len(usual))
	}
	german := discovered(t, "/3/discover/movie", "language=de-DE&region=DE&with_genres=18&sort_by=vote_count.desc")
	english := discovered(t, "/3/discover/movie", "with_genres=18&sort_by=vote_count.desc")
	if !slices.Equal(rowIDs(german), rowIDs(english)) {
		t.Errorf("language and region leave %d of %d", len(german), len(english))
	}
	for _, name := range []string{"title", "release_date"} {
		if slices.EqualFunc(german, english, func(a, b object.Object) bool { return a.Text(name) == b.Text(name) }) {
			t.Errorf("language and region change no %s", name)
		}
	}
}

// TestDiscoverOrders wants all orders of the spec to sort by what they name, titles by those in the
// rows.
func TestDiscoverOrders(t *testing.T) {
	t.Parallel()
	set := ownSet(t)
	type key func(row object.Object) string
	title := func(name string) key {
		return func(row object.Object) string { return strings.Join(fold(row.Text(name)), "\x00") }
	}
	text := func(name string) key { return func(row object.Object) string { return row.Text(name) } }
	padded := func(f float64) string { return strconv.FormatFloat(f+1e12, 'f', 4, 64) }
	number := func(name string) key {
		return func(row object.Object) string {
			f, err := strconv.ParseFloat(string(row.Get(name)), 64)
			if err != nil {
				t.Errorf("%s of %d: %v", name, row.Int("id"), err)
			}
			return padded(f)
		}
	}
	for path, keys := range map[string]map[string]key{
		"/3/discover/movie": {
			"original_title":       title("original_title"),
			"title":                title("title"),
			"popularity":           number("popularity"),
			"revenue":              func(row object.Object) string { return padded(float64(set.Movie(row.Int("id")).Details().Revenue)) },
			"primary_release_date": text("release_date"),
			"vote_average":         number("vote_average"),
			"vote_count":           number("vote_count"),
		},
		"/3/discover/tv": {
			"first_air_date": text("first_air_date"),
			"name":           title("name"),
			"original_name":  title("original_name"),
			"popularity":     number("popularity"),
			"vote_average":   number("vote_average"),
			"vote_count":     number("vote_count"),
		},
	} {
		op, _, _ := spec.Match(http.MethodGet, path)
		orders := op.Query("sort_by").Enum
		if len(orders) != 2*len(keys) {
			t.Errorf("%s: %d orders, and tests of %d", path, len(orders), 2*len(keys))
		}
		for _, order := range orders {
			name, direction, _ := strings.Cut(order, ".")
			if keys[name] == nil {
				t.Errorf("%s: no test of %s", path, order)
				continue
			}
			var list []string
			for _, row := range discovered(t, path, "language=de-DE&sort_by="+order) {
				list = append(list, keys[name](row))
			}
			checkOrder(t, path+" "+order, direction, list)
		}
	}
}

// checkOrder wants keys to be sorted, and not all to be the same.
func checkOrder(t *testing.T, order, direction string, keys []string) {
	t.Helper()
	if direction == "desc" {
		slices.Reverse(keys)
	}
	if !slices.IsSorted(keys) || len(slices.Compact(keys)) < 10 {
		t.Errorf("%s: not sorted, or too few to tell: %q", order, keys)
	}
}
