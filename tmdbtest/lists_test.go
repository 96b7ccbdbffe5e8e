package tmdbtest

import (
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/tmdbtest/internal/object"
	"github.com/tmdb-go/tmdb/types"
)

func ids[E any](rows []E, id func(E) int) []int {
	list := make([]int, len(rows))
	for i, r := range rows {
		list[i] = id(r)
	}
	return list
}

func movieIDs(p gen.MoviePage) []int { return ids(p.Results, func(m gen.Movie) int { return m.ID }) }

func TestNowPlayingAndUpcoming(t *testing.T) {
	t.Parallel()
	s := withExtra(t, at(t, "2020-04-20 12:00:00"))
	tests := []struct {
		target, first, last string
		want                bool // the movie that opens in the US on 5 May is there
	}{
		{"/3/movie/upcoming", "2020-04-21", "2020-05-18", true},
		{"/3/movie/upcoming?region=DE", "2020-04-21", "2020-05-18", false},
		{"/3/movie/now_playing", "2020-03-04", "2020-04-20", false},
	}
	for _, tt := range tests {
		page := fetch[gen.MovieDatesPage](t, s, tt.target)
		if page.Dates.Minimum != types.Date(tt.first) || page.Dates.Maximum != types.Date(tt.last) {
			t.Errorf("%s: %v, want %s to %s", tt.target, page.Dates, tt.first, tt.last)
		}
		there := slices.ContainsFunc(page.Results, func(m gen.Movie) bool { return m.ID == 95000001 })
		if there != tt.want {
			t.Errorf("%s: the movie is there: %t, want %t", tt.target, there, tt.want)
		}
	}
	later := withExtra(t, at(t, "2020-05-06 00:00:00"))
	if page := fetch[gen.MovieDatesPage](t, later, "/3/movie/now_playing"); len(page.Results) != 1 {
		t.Errorf("a day after it opened: %v", page.Results)
	}
}

func TestPopularAndTopRated(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	popular := fetch[gen.MoviePage](t, s, "/3/movie/popular").Results
	if !slices.IsSortedFunc(popular, func(a, b gen.Movie) int { return int(1000 * (b.Popularity - a.Popularity)) }) {
		t.Error("popular movies are not sorted by popularity")
	}
	top := fetch[gen.MoviePage](t, s, "/3/movie/top_rated").Results
	for i, m := range top {
		if m.VoteCount < 300 || i > 0 && m.VoteAverage > top[i-1].VoteAverage {
			t.Errorf("top rated movie %d has %v of %d votes", m.ID, m.VoteAverage, m.VoteCount)
		}
	}
	series := fetch[gen.TVSeriesPage](t, s, "/3/tv/top_rated").Results
	for i, x := range series {
		if x.VoteCount < 200 || i > 0 && x.VoteAverage > series[i-1].VoteAverage {
			t.Errorf("top rated series %d has %v of %d votes", x.ID, x.VoteAverage, x.VoteCount)
		}
	}
	for _, target := range []string{"/3/movie/popular", "/3/tv/popular", "/3/person/popular", "/3/trending/all/day"} {
		for _, id := range allPages(t, s, target+"?language=en") {
			if id >= 90000000 {
				t.Errorf("%s has the adult entry %d", target, id)
			}
		}
	}
}

// TestAiring follows the episodes of one series: on 1, 8 and 15 March 2026.
func TestAiring(t *testing.T) {
	t.Parallel()
	tests := []struct {
		now, target string
		want        bool
	}{
		{"2026-03-08 12:00:00", "airing_today", true},
		{"2026-03-09 12:00:00", "airing_today", false},
		{"2026-03-09 12:00:00", "on_the_air", true},
		{"2026-03-15 12:00:00", "on_the_air", true},
		{"2026-03-16 12:00:00", "on_the_air", false},
		// It is still the day before in New York, and the day after in Tokyo.
		{"2026-03-08 03:00:00", "airing_today?timezone=America/New_York", false},
		{"2026-03-09 03:00:00", "airing_today?timezone=America/New_York", true},
		{"2026-03-07 20:00:00", "airing_today?timezone=Asia/Tokyo", true},
	}
	for _, tt := range tests {
		s := withExtra(t, at(t, tt.now))
		page := fetch[gen.TVSeriesPage](t, s, "/3/tv/"+tt.target)
		there := slices.ContainsFunc(page.Results, func(x gen.TVSeries) bool { return x.ID == 95000002 })
		if there != tt.want {
			t.Errorf("%s at %s: there %t, want %t", tt.target, tt.now, there, tt.want)
		}
	}
	s := NewServer(t, Quiet())
	for _, zone := range []string{"Mars/Olympus", "Local", "..%2fetc%2fpasswd"} {
		refused(t, s, "/3/tv/airing_today?timezone="+zone, gen.StatusCodeInvalidTimezone)
	}
}

// TestLastAndNextEpisode wants them to depend on the day.
func TestLastAndNextEpisode(t *testing.T) {
	t.Parallel()
	tests := []struct {
		now, aired string
		last, next int // numbers of episodes, 0 for none
	}{
		{"2026-02-01 12:00:00", "", 0, 1},
		{"2026-03-01 12:00:00", "2026-03-01", 1, 2},
		{"2026-03-10 12:00:00", "2026-03-08", 2, 3},
		{"2026-04-01 12:00:00", "2026-03-15", 3, 0},
	}
	for _, tt := range tests {
		d := fetch[gen.TVSeriesDetails](t, withExtra(t, at(t, tt.now)), "/3/tv/95000002")
		number := func(e *gen.TVEpisode) int {
			if e == nil {
				return 0
			}
			return e.EpisodeNumber
		}
		if last, next := number(d.LastEpisodeToAir), number(d.NextEpisodeToAir); last != tt.last || next != tt.next || d.LastAirDate != types.Date(tt.aired) {
			t.Errorf("%s: last %d on %q, next %d; want %d on %q, %d", tt.now, last, d.LastAirDate, next, tt.last, tt.aired, tt.next)
		}
	}
}

// TestTrending wants another order the next day, and the same on the same.
func TestTrending(t *testing.T) {
	t.Parallel()
	morning := NewServer(t, at(t, "2025-12-24 01:00:00"))
	evening := NewServer(t, at(t, "2025-12-24 23:00:00"))
	tomorrow := NewServer(t, at(t, "2025-12-25 01:00:00"))
	for _, target := range []string{"/3/trending/all/day", "/3/trending/movie/day", "/3/trending/tv/day", "/3/trending/person/day"} {
		first := string(get(morning, target).body)
		if string(get(evening, target).body) != first {
			t.Errorf("%s changes within the day", target)
		}
		if string(get(tomorrow, target).body) == first {
			t.Errorf("%s does not change with the day", target)
		}
		week := strings.Replace(target, "day", "week", 1)
		if string(get(morning, week).body) == first {
			t.Errorf("%s is the same as that of the day", week)
		}
	}
	all := fetch[gen.MediaPage](t, morning, "/3/trending/all/week")
	for _, r := range all.Results {
		switch r.Value().(type) {
		case gen.Movie, gen.TVSeries:
		default:
			t.Errorf("%T is trending", r.Value())
		}
	}
}

// TestLatest wants the entry with the highest id, without adult ones.
func TestLatest(t *testing.T) {
	t.Parallel()
	s := withExtra(t)
	if d := fetch[gen.MovieDetails](t, s, "/3/movie/latest"); d.ID != 95000001 {
		t.Errorf("latest movie %d", d.ID)
	}
	if d := fetch[gen.TVSeriesDetails](t, s, "/3/tv/latest"); d.ID != 95000002 {
		t.Errorf("latest series %d", d.ID)
	}
	if d := fetch[gen.PersonDetails](t, s, "/3/person/latest"); d.Adult || d.ID == 0 {
		t.Errorf("latest person %+v", d)
	}
}

func TestPages(t *testing.T) {
	t.Parallel()
	s := NewServer(t, Quiet())
	if all := allPages(t, s, "/3/discover/movie?sort_by=title.asc"); len(all) < 100 || len(slices.Compact(slices.Sorted(slices.Values(all)))) != len(all) {
		t.Errorf("%d movies on all pages, some twice or too few", len(all))
	}
	last := fetch[gen.MoviePage](t, s, "/3/movie/popular?page=500")
	if last.Page != 500 || last.Results == nil || len(last.Results) != 0 || last.TotalResults == 0 {
		t.Errorf("page 500 is %+v, want an empty list", last)
	}
	for _, page := range []string{"0", "501", "-1", "one"} {
		refused(t, s, "/3/movie/popular?page="+page, gen.StatusCodeInvalidPage)
	}
	none := fetch[gen.MoviePage](t, s, "/3/search/movie?query=zzzz")
	if none.Page != 1 || none.TotalPages != 1 || none.TotalResults != 0 {
		t.Errorf("an empty page is %+v", none)
	}
}

// TestListsWith wants a list that a user makes to show at the movie.
func TestListsWith(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	lists := fetch[gen.ListSummaryPage](t, s, "/3/movie/120/lists")
	i := slices.IndexFunc(lists.Results, func(l gen.ListSummary) bool { return l.ID == types.IntID(8000001) })
	if lists.ID != 120 || i < 0 || lists.Results[i].ItemCount != 6 {
		t.Errorf("lists with movie 120 are %+v, want 8000001 among them", lists)
	}
}

func TestSimilarSayWhatTheyAre(t *testing.T) {
	t.Parallel()
	s := NewServer(t)
	for _, m := range setOf(s).Movies {
		if m.Piece("recommendations") == nil {
			continue
		}
		got := fetch[gen.MoviePage](t, s, "/3/movie/"+itoa(m.ID)+"/recommendations")
		want := ids(m.Piece("recommendations").List("results"), func(o object.Object) int { return o.Int("id") })
		if !slices.Equal(movieIDs(got), want[:min(20, len(want))]) || got.Results[0].MediaType != gen.MediaTypeMovie {
			t.Errorf("recommendations of %d are %v, want %v", m.ID, movieIDs(got), want)
		}
	}
}

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
