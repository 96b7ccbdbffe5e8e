package dataset

import (
	"encoding/json"
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/types"
)

func TestSeriesByDay(t *testing.T) {
	t.Parallel()
	tower := mustLoad(t, files(nil)).Series(20)
	name := func(e *Episode) string {
		if e == nil {
			return ""
		}
		return e.Name
	}
	for _, tc := range []struct {
		day              types.Date
		last, next, date string
	}{
		{"2025-11-30", "", "Up", ""},
		{"2025-12-01", "Up", "Down", "2025-12-01"},
		{"2025-12-24", "Up", "Down", "2025-12-01"},
		{"2025-12-25", "Down", "", "2025-12-25"},
		{"2030-01-01", "Down", "", "2025-12-25"},
	} {
		last, next, date := name(tower.LastEpisode(tc.day)), name(tower.NextEpisode(tc.day)), tower.LastAired(tc.day)
		if last != tc.last || next != tc.next || string(date) != tc.date {
			t.Errorf("%s: last %q, next %q, on %q, want %q, %q, %q", tc.day, last, next, date, tc.last, tc.next, tc.date)
		}
	}
	if n := tower.NumberOfSeasons(); n != 1 {
		t.Errorf("%d seasons, want 1: specials do not count", n)
	}
	if n := tower.NumberOfEpisodes(); n != 3 {
		t.Errorf("%d episodes, want 3: specials do not count", n)
	}
}

// A series whose episodes are not listed is dated by last_air_date.
func TestLastAiredWithoutEpisodes(t *testing.T) {
	t.Parallel()
	s := &Series{LastAirDate: "2004-05-06"}
	for day, want := range map[types.Date]types.Date{"2004-05-05": "", "2004-05-06": "2004-05-06", "2025-12-24": "2004-05-06"} {
		if got := s.LastAired(day); got != want {
			t.Errorf("on %s %q, want %q", day, got, want)
		}
	}
}

func TestSeriesCredits(t *testing.T) {
	t.Parallel()
	s := mustLoad(t, files(nil))
	tower := s.Series(20)
	one := tower.Season(1)
	who := func(c *Credit) string { return c.Person.Name + "/" + c.Job + c.Character }
	whose := func(a Aggregate) string { return a.Person.Name + "/" + a.Department }

	cast, crew := tower.Regulars()
	aggregateCast, aggregateCrew := tower.Aggregate()
	seasonCast, seasonCrew := one.Aggregate()
	for _, tc := range []struct {
		name      string
		got, want []string
	}{
		{"regular cast", names(cast, who), []string{"Ann Actor/Guard"}},
		{"regular crew", names(crew, who), nil},
		{"season cast", names(one.Cast, who), []string{"Ann Actor/Guard"}},
		{"created by", names(tower.CreatedBy(), who), []string{"Dan Director/Creator"}},
		{"crew of the first", names(one.Episode(1).Crew, who), []string{"Dan Director/Director"}},
		{"crew of the third", names(one.Episode(3).Crew, who), nil},
		{"aggregate cast", names(aggregateCast, whose), []string{"Ann Actor/Acting"}},
		{"aggregate crew", names(aggregateCrew, whose), []string{"Ann Actor/Directing", "Dan Director/Directing"}},
		{"aggregate cast of the season", names(seasonCast, whose), []string{"Ann Actor/Acting"}},
		{"aggregate crew of the season", names(seasonCrew, whose), []string{"Dan Director/Directing"}},
		{"credits of a person", names(s.Credits(101), who), []string{"Dan Director/Director", "Dan Director/Other", "Dan Director/Creator", "Dan Director/Director"}},
	} {
		if !slices.Equal(tc.got, tc.want) {
			t.Errorf("%s: %q, want %q", tc.name, tc.got, tc.want)
		}
	}
	if n := aggregateCast[0].Total; n != 3 {
		t.Errorf("a regular is in %d episodes, want 3", n)
	}
	if n := aggregateCrew[0].Total; n != 4 {
		t.Errorf("a declared count gives %d episodes, want 4", n)
	}
}

func TestEpisodeCount(t *testing.T) {
	t.Parallel()
	tower := mustLoad(t, files(nil)).Series(20)
	for _, tc := range []struct {
		name         string
		credit       Credit
		total, inOne int
	}{
		{"regular", Credit{Seasons: []int{1}}, 3, 3},
		{"regular of the specials", Credit{Seasons: []int{0, 1}}, 5, 3},
		{"guest", Credit{Episodes: []EpisodeRef{{1, 1}, {1, 3}}}, 2, 2},
		{"guest of their own season", Credit{Seasons: []int{1}, Episodes: []EpisodeRef{{1, 1}}}, 3, 3},
		{"declared", Credit{Count: 62, Seasons: []int{1}}, 62, 3},
		{"creator", Credit{Job: "Creator"}, 0, 0},
	} {
		tc.credit.Series = tower
		if n := tc.credit.EpisodeCount(); n != tc.total {
			t.Errorf("%s: %d episodes, want %d", tc.name, n, tc.total)
		}
		if n := tc.credit.EpisodeCountIn(tower.Season(1)); n != tc.inOne {
			t.Errorf("%s: %d episodes of season 1, want %d", tc.name, n, tc.inOne)
		}
	}
	if n := (&Credit{Movie: &Movie{}}).EpisodeCount(); n != 0 {
		t.Errorf("a credit of a movie has %d episodes", n)
	}
}

// Several parts of one person are one entry, most episodes first.
func TestAggregateRoles(t *testing.T) {
	t.Parallel()
	s := mustLoad(t, edited(t, "tv/20-tower/credits.json", `"seasons": [1]}]`,
		`"episodes": ["1x01"]}, {"person": 101, "character": "Cook", "episodes": ["1x02"]}, {"person": 100, "character": "Ghost", "episodes": ["1x02", "1x03"]}]`))
	cast, _ := s.Series(20).Season(1).Aggregate()
	if len(cast) != 2 || cast[0].Person.ID != 100 || cast[0].Total != 3 || len(cast[0].Roles) != 2 {
		t.Fatalf("cast %+v", cast)
	}
	if r := cast[0].Roles[0]; r.Credit.Character != "Ghost" || r.Episodes != 2 {
		t.Errorf("first role %s in %d episodes, want Ghost in 2", r.Credit.Character, r.Episodes)
	}
	guests := names(s.Series(20).Season(1).Episode(2).GuestStars, func(c *Credit) string { return c.Character })
	if want := []string{"Cook", "Ghost"}; !slices.Equal(guests, want) {
		t.Errorf("guests of the second %q, want %q", guests, want)
	}
}

func TestEpisodeRef(t *testing.T) {
	t.Parallel()
	for _, tc := range []struct {
		text string
		want EpisodeRef
		ok   bool
	}{
		{"1x02", EpisodeRef{1, 2}, true},
		{"0x1", EpisodeRef{0, 1}, true},
		{"12x345", EpisodeRef{12, 345}, true},
		{"1x0", EpisodeRef{}, false},
		{"-1x2", EpisodeRef{}, false},
		{"1", EpisodeRef{}, false},
		{"x", EpisodeRef{}, false},
		{"", EpisodeRef{}, false},
		{"1x2x3", EpisodeRef{}, false},
	} {
		var got EpisodeRef
		err := got.UnmarshalText([]byte(tc.text))
		if (err == nil) != tc.ok || got != tc.want {
			t.Errorf("%q: %v, %v", tc.text, got, err)
		}
	}
	text, err := json.Marshal([]EpisodeRef{{1, 2}, {10, 11}})
	if want := `["1x02","10x11"]`; err != nil || string(text) != want {
		t.Errorf("%s, %v, want %s", text, err, want)
	}
}
