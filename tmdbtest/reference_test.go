package tmdbtest

import (
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

// What does not depend on a movie or series: configuration, providers, and the
// smaller entities.

func TestWatchProviders(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	all := fetch[gen.WatchProviderList](t, s, "/3/watch/providers/movie").Results
	german := fetch[gen.WatchProviderList](t, s, "/3/watch/providers/movie?watch_region=DE").Results
	if len(german) == 0 || len(german) >= len(all) {
		t.Errorf("%d providers, %d in Germany", len(all), len(german))
	}
	for _, p := range german {
		if priority, ok := p.DisplayPriorities["DE"]; !ok || p.DisplayPriority != priority {
			t.Errorf("%s has priority %d in Germany, and %v", p.ProviderName, p.DisplayPriority, p.DisplayPriorities)
		}
	}
	byPriority := func(a, b gen.WatchProviderSummary) int { return a.DisplayPriority - b.DisplayPriority }
	if !slices.IsSortedFunc(all, byPriority) || !slices.IsSortedFunc(german, byPriority) {
		t.Error("providers are not sorted by priority")
	}
	regions := fetch[gen.WatchProviderRegions](t, s, "/3/watch/providers/regions").Results
	if !slices.ContainsFunc(regions, func(r gen.ConfigurationCountry) bool { return r.CountryCode == "DE" }) {
		t.Error("Germany is no region")
	}
	of := fetch[gen.WatchProviders](t, s, "/3/movie/550/watch/providers")
	if of.ID != 550 || of.Results["US"].Link != "https://www.themoviedb.org/movie/550/watch?locale=US" {
		t.Errorf("providers of a movie %+v", of.Results["US"])
	}
}

func TestCertifications(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	us := fetch[gen.Certifications](t, s, "/3/certification/movie/list").Certifications["US"]
	if len(us) < 5 || !slices.IsSortedFunc(us, func(a, b gen.Certification) int { return a.Order - b.Order }) {
		t.Errorf("certifications %+v, want the mildest first", us)
	}
	if tv := fetch[gen.Certifications](t, s, "/3/certification/tv/list").Certifications["US"]; slices.Equal(us, tv) {
		t.Error("movies and series have the same certifications")
	}
}

func TestGenres(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	movie := fetch[gen.Genres](t, s, "/3/genre/movie/list").Genres
	tv := fetch[gen.Genres](t, s, "/3/genre/tv/list").Genres
	if len(movie) != 19 || len(tv) != 16 {
		t.Errorf("%d genres of movies and %d of series, want 19 and 16", len(movie), len(tv))
	}
}

func TestConfiguration(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	if c := fetch[gen.ConfigurationDetails](t, s, "/3/configuration"); c.Images.SecureBaseURL == "" || len(c.ChangeKeys) == 0 {
		t.Errorf("configuration %+v", c)
	}
	zones := fetch[gen.ConfigurationTimezones](t, s, "/3/configuration/timezones")
	if !slices.ContainsFunc(zones, func(z gen.CountryTimezones) bool {
		return z.CountryCode == "DE" && slices.Contains(z.Zones, "Europe/Berlin")
	}) {
		t.Error("there is no Europe/Berlin")
	}
	for _, target := range []string{"countries", "jobs", "languages", "primary_translations"} {
		if list := fetch[[]any](t, s, "/3/configuration/"+target); len(list) < 10 {
			t.Errorf("%s: %d entries", target, len(list))
		}
	}
}

func TestCollection(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	d := fetch[gen.CollectionDetails](t, s, "/3/collection/10")
	if len(d.Parts) < 9 || d.Parts[0].ID != 11 || d.Parts[0].MediaType != gen.MediaTypeMovie {
		t.Errorf("%d parts, the first %+v; want Star Wars first", len(d.Parts), d.Parts[0])
	}
	m := fetch[gen.MovieDetails](t, s, "/3/movie/11")
	if m.BelongsToCollection == nil || m.BelongsToCollection.ID != 10 {
		t.Errorf("Star Wars belongs to %+v", m.BelongsToCollection)
	}
}

func TestEpisodeGroups(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	for _, g := range fetch[gen.TVSeriesEpisodeGroups](t, s, "/3/tv/456/episode_groups").Results {
		d := fetch[gen.TVEpisodeGroupDetails](t, s, "/3/tv/episode_group/"+g.ID)
		n := 0
		for _, group := range d.Groups {
			n += len(group.Episodes)
		}
		if len(d.Groups) != g.GroupCount || n != g.EpisodeCount {
			t.Errorf("%s has %d groups of %d episodes, and says %d of %d", g.Name, len(d.Groups), n, g.GroupCount, g.EpisodeCount)
		}
	}
}

func TestReviews(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	page := fetch[gen.ReviewPage](t, s, "/3/movie/550/reviews")
	if page.ID != 550 || len(page.Results) == 0 {
		t.Fatalf("reviews %+v", page)
	}
	d := fetch[gen.ReviewDetails](t, s, "/3/review/"+page.Results[0].ID)
	if d.MediaID != 550 || d.MediaTitle != "Fight Club" || d.MediaType != gen.MediaTypeMovie || d.Content != page.Results[0].Content {
		t.Errorf("the review is %+v", d)
	}
}

func TestReleaseDates(t *testing.T) {
	t.Parallel()
	countries := fetch[gen.MovieReleaseDates](t, withExtra(t), "/3/movie/95000001/release_dates").Results
	i := slices.IndexFunc(countries, func(c gen.CountryReleaseDates) bool { return c.CountryCode == "US" })
	if len(countries) != 3 || i < 0 || len(countries[i].ReleaseDates) != 2 || countries[i].ReleaseDates[1].Certification != "PG" {
		t.Errorf("releases %+v, want three countries and two in the US", countries)
	}
}

// TestTaggedImages wants all of them on page 0, whichever is asked for.
func TestTaggedImages(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	n := 0
	for _, p := range setOf(s).People() {
		tagged := p.Piece("tagged_images").List("results")
		if len(tagged) == 0 {
			continue
		}
		n++
		page := fetch[gen.TaggedImagePage](t, s, "/3/person/"+itoa(p.ID)+"/tagged_images?page=7")
		if page.Page != 0 || len(page.Results) != len(tagged) {
			t.Errorf("person %d: page %d with %d images, want page 0 with %d", p.ID, page.Page, len(page.Results), len(tagged))
		}
	}
	if n == 0 {
		t.Error("nobody is tagged")
	}
}

// TestEntriesNotThere wants code 34 for what does not exist.
func TestEntriesNotThere(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	for _, target := range []string{
		"/3/movie/1", "/3/tv/1", "/3/tv/1396/season/99", "/3/tv/1396/season/1/episode/99", "/3/person/1000000000",
		"/3/collection/99999", "/3/company/999999", "/3/network/999999", "/3/keyword/9999999", "/3/credit/none",
		"/3/review/none", "/3/tv/episode_group/none", "/3/tv/season/1/changes", "/3/tv/episode/1/changes",
	} {
		refused(t, s, target, gen.StatusCodeResourceNotFound)
	}
}
