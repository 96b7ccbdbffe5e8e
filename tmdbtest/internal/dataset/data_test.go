package dataset

import (
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/tmdb-go/tmdb/tmdbtest/data"
	"github.com/tmdb-go/tmdb/types"
)

var loadData = sync.OnceValues(func() (*Set, error) { return Load(data.FS) })

// real returns the data set that tmdbtest serves.
func real(t testing.TB) *Set {
	t.Helper()
	s, err := loadData()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func count[T any](list []T, is func(T) bool) int {
	n := 0
	for _, v := range list {
		if is(v) {
			n++
		}
	}
	return n
}

// The amounts that tests of clients may rely on.
func TestDataAmounts(t *testing.T) {
	t.Parallel()
	s := real(t)
	movies := func(is func(*Movie) bool) int { return count(s.Movies, is) }
	series := func(is func(*Series) bool) int { return count(s.TV, is) }
	complete := func(x *Series) bool {
		return !x.Adult && x.NumberOfSeasons() > 0 && !slices.ContainsFunc(x.Seasons, func(s *Season) bool { return s.Number > 0 && s.Count > 0 })
	}
	certified := map[string]bool{}
	for _, c := range s.Certifications {
		certified[string(c.Media)+" "+c.Country] = true
	}
	translations := map[string]int{}
	translated := map[Kind]int{}
	note := func(kind Kind, list []*Translation) {
		own := map[string]bool{}
		for _, tr := range list {
			if tr.Overview != "" {
				own[tr.Language] = true
			}
		}
		for language := range own {
			translations[language]++
		}
		if len(own) > 0 {
			translated[kind]++
		}
	}
	episodes, groups, screened := 0, 0, 0
	images := map[string]int{}
	noteImages := func(kind string, list []*Image) {
		for _, i := range list {
			images[kind]++
			if i.Language == "" {
				images["without language"]++
			}
		}
	}
	for _, x := range s.TV {
		note(KindSeries, x.Translations)
		noteImages("logos", x.Images.Logos)
		groups += len(x.EpisodeGroups)
		for _, season := range x.Seasons {
			note(KindSeason, season.Translations)
			for _, e := range season.Episodes {
				note(KindEpisode, e.Translations)
				noteImages("stills", e.Images.Stills)
				episodes++
				if e.ScreenedTheatrically {
					screened++
				}
			}
		}
	}
	videos, reviews := 0, 0
	watchCountries := map[string]bool{}
	watched := 0
	noteWatch := func(list []*Watch) {
		if len(list) >= 8 {
			watched++
		}
		for _, w := range list {
			watchCountries[w.Country] = true
		}
	}
	for _, m := range s.Movies {
		note(KindMovie, m.Translations)
		noteImages("posters", m.Images.Posters)
		noteImages("backdrops", m.Images.Backdrops)
		noteImages("logos", m.Images.Logos)
		noteWatch(m.Watch)
		videos += len(m.Videos)
		reviews += len(m.Reviews)
	}
	for _, x := range s.TV {
		noteWatch(x.Watch)
		reviews += len(x.Reviews)
	}
	for _, p := range s.People {
		note(KindPerson, p.Translations)
		noteImages("profiles", p.Images.Profiles)
	}
	for _, c := range s.Collections {
		note("collection", c.Translations)
	}
	external := map[string]int{}
	for key := range s.external {
		external[key.source]++
	}
	changed, valueTypes := map[Kind]int{}, map[byte]int{}
	for _, ch := range s.Changes {
		changed[ch.Kind()]++
		for _, item := range ch.Items {
			if len(item.Value) > 0 {
				valueTypes[item.Value[0]]++
			}
		}
	}
	widely := 0
	for _, n := range translations {
		if n >= 10 {
			widely++
		}
	}

	for _, amount := range []struct {
		what       string
		got, least int
	}{
		{"movies", len(s.Movies), 60},
		{"movies with cast, releases or images in several", movies(func(m *Movie) bool { return len(m.Cast) > 0 || len(m.Releases) > 0 || len(m.Images.Posters) > 1 }), 25},
		{"movies with 10 cast and 10 crew", movies(func(m *Movie) bool { return len(m.Cast) >= 10 && len(m.Crew) >= 10 }), 12},
		{"collections of 3 or more", count(s.Collections, func(c *Collection) bool { return len(c.Parts) >= 3 }), 3},
		{"series", len(s.TV), 15},
		{"series with all seasons and episodes", series(complete), 5},
		{"series with 10 or more credits", series(func(x *Series) bool { return len(x.Cast)+len(x.Crew) >= 10 }), 6},
		{"series with guests and crew of episodes", series(func(x *Series) bool {
			has := func(c *Credit) bool { return len(c.Episodes) > 0 }
			return slices.ContainsFunc(x.Cast, has) && slices.ContainsFunc(x.Crew, has)
		}), 2},
		{"series with a creator", series(func(x *Series) bool { return len(x.CreatedBy()) > 0 }), 5},
		{"series of more than 20 seasons", series(func(x *Series) bool { return complete(x) && x.NumberOfSeasons() > 20 }), 1},
		{"episodes", episodes, 500},
		{"episode groups", groups, 2},
		{"episodes shown in cinemas", screened, 1},
		{"people", len(s.People), 150},
		{"people with a biography", count(s.People, func(p *Person) bool { return p.Biography != "" }), 50},
		{"people with tagged images", count(s.People, func(p *Person) bool { return len(p.Tagged) > 0 }), 2},
		{"people in a movie and a series", count(s.People, func(p *Person) bool {
			list := s.Credits(p.ID)
			return len(list) > 0 && list[0].Movie != nil && list[len(list)-1].Series != nil
		}), 15},
		{"genres of movies", count(s.Genres, func(g *Genre) bool { return g.OfMovies }), 19},
		{"genres of series", count(s.Genres, func(g *Genre) bool { return g.OfSeries }), 16},
		{"keywords", len(s.Keywords), 100},
		{"companies", len(s.Companies), 40},
		{"networks", len(s.Networks), 10},
		{"countries", len(s.Countries), 240},
		{"countries with timezones", count(s.Countries, func(c *Country) bool { return len(c.Timezones) > 0 }), 230},
		{"languages", len(s.Languages), 180},
		{"primary translations", len(s.Configuration.PrimaryTranslations), 100},
		{"departments", len(s.Departments), 12},
		{"countries with certifications of movies and of series", len(certified), 90},
		{"providers", len(s.Providers), 100},
		{"countries to watch in", len(watchCountries), 8},
		{"entries to watch in 8 countries", watched, 15},
		{"languages with 10 texts of our own", widely, 5},
		{"movies with texts in other languages", translated[KindMovie], 10},
		{"series with texts in other languages", translated[KindSeries], 5},
		{"seasons with texts in other languages", translated[KindSeason], 2},
		{"episodes with texts in other languages", translated[KindEpisode], 2},
		{"people with texts in other languages", translated[KindPerson], 3},
		{"collections with texts in other languages", translated["collection"], 3},
		{"posters", images["posters"], 150},
		{"backdrops", images["backdrops"], 100},
		{"logos", images["logos"], 10},
		{"stills", images["stills"], 500},
		{"profiles", images["profiles"], 300},
		{"images without language", images["without language"], 100},
		{"videos of movies", videos, 10},
		{"reviews", reviews, 6},
		{"IMDb ids", external["imdb_id"], 100},
		{"Facebook ids", external["facebook_id"], 3},
		{"Instagram ids", external["instagram_id"], 3},
		{"Twitter ids", external["twitter_id"], 3},
		{"TikTok ids", external["tiktok_id"], 1},
		{"YouTube ids", external["youtube_id"], 1},
		{"TVDB ids", external["tvdb_id"], 5},
		{"Wikidata ids", external["wikidata_id"], 3},
		{"changes of movies", changed[KindMovie], 5},
		{"changes of people", changed[KindPerson], 3},
		{"changes of series", changed[KindSeries], 3},
		{"changes of seasons", changed[KindSeason], 3},
		{"changes of episodes", changed[KindEpisode], 3},
		{"values of changes that are objects", valueTypes['{'], 5},
		{"values of changes that are lists", valueTypes['['], 1},
		{"values of changes that are texts", valueTypes['"'], 5},
		{"values of changes that are booleans", valueTypes['t'] + valueTypes['f'], 2},
		{"users who can log in", count(s.Users, func(u *User) bool { return u.Password != "" }), 3},
		{"public lists", count(s.Lists, func(l *List) bool { return l.Public }), 3},
		{"lists of movies and series with comments", count(s.Lists, func(l *List) bool {
			return slices.ContainsFunc(l.Items, func(i *ListItem) bool { return i.SeriesID != 0 && i.Comment != "" }) &&
				slices.ContainsFunc(l.Items, func(i *ListItem) bool { return i.MovieID != 0 })
		}), 1},
		{"movies with recommendations", movies(func(m *Movie) bool { return len(m.Recommendations) > 0 && len(m.Similar) > 0 }), 60},
	} {
		t.Logf("%5d %s", amount.got, amount.what)
		if amount.got < amount.least {
			t.Errorf("%d %s, want at least %d", amount.got, amount.what, amount.least)
		}
	}
	if !certified["movie CA-QC"] || !certified["tv CA-QC"] {
		t.Error("no certifications of CA-QC")
	}
}

// What is flagged is made up, far from the ids of TMDB, and there is one of a
// kind.
func TestDataAdult(t *testing.T) {
	t.Parallel()
	s := real(t)
	var ids []int
	for _, m := range s.Movies {
		if m.Adult {
			ids = append(ids, m.ID)
		}
	}
	for _, x := range s.TV {
		if x.Adult {
			ids = append(ids, x.ID)
		}
	}
	for _, p := range s.People {
		if p.Adult {
			ids = append(ids, p.ID)
		}
	}
	if want := []int{90000001, 90000002, 90000003}; !slices.Equal(ids, want) {
		t.Errorf("adult: %d, want %d", ids, want)
	}
}

// On the reference day there is something in cinemas, about to come and on air.
func TestDataReferenceDay(t *testing.T) {
	t.Parallel()
	s := real(t)
	day, ok := s.ReferenceDay().Time()
	if !ok {
		t.Fatalf("reference day %q", s.ReferenceDay())
	}
	shift := func(days int) types.Date { return types.DateOf(day.AddDate(0, 0, days)) }
	within := func(d, from, to types.Date) bool { return !d.Before(from) && !d.After(to) }
	playing, upcoming := 0, 0
	for _, m := range s.Movies {
		for _, r := range m.Releases {
			at, _ := r.Date.Time()
			d := types.DateOf(at)
			if (r.Type == 2 || r.Type == 3) && within(d, shift(-42), shift(0)) {
				playing++
			}
			if (r.Type == 2 || r.Type == 3) && within(d, shift(1), shift(28)) {
				upcoming++
			}
		}
	}
	today, week := 0, 0
	for _, e := range s.episodes {
		if e.AirDate == shift(0) {
			today++
		}
		if within(e.AirDate, shift(0), shift(7)) {
			week++
		}
	}
	changes := 0
	for _, ch := range s.Changes {
		for _, item := range ch.Items {
			at, _ := item.Time.Time()
			if !within(types.DateOf(at), shift(-14), shift(0)) {
				t.Errorf("change %s is of %s, more than 14 days before the reference day", item.ID, item.Time)
			}
			if types.DateOf(at) == shift(0) {
				changes++
			}
		}
	}
	for _, amount := range []struct {
		what       string
		got, least int
	}{
		{"releases of the last six weeks", playing, 10},
		{"releases of the next four weeks", upcoming, 5},
		{"episodes today", today, 2},
		{"episodes this week", week, 6},
		{"changes today", changes, 2},
	} {
		if amount.got < amount.least {
			t.Errorf("%d %s, want at least %d", amount.got, amount.what, amount.least)
		}
	}
}

// Facts that anyone can check, one of each kind.
func TestDataFacts(t *testing.T) {
	t.Parallel()
	s := real(t)
	bad := s.Series(1396)
	cast, _ := bad.Aggregate()
	for _, tc := range []struct {
		name      string
		got, want any
	}{
		{"title", s.Movie(550).Title, "Fight Club"},
		{"director", s.Movie(550).Crew[0].Person.Name, "David Fincher"},
		{"parts of a collection", len(s.Collection(119).Parts), 3},
		{"first part by date", s.Collection(10).Parts[0].Title, "Star Wars"},
		{"IMDb id", s.Find("imdb_id", "tt0903747").Series[0], bad},
		{"TVDB id of a series", s.Find("tvdb_id", "81189").Series[0], bad},
		{"seasons", bad.NumberOfSeasons(), 5},
		{"episodes", bad.NumberOfEpisodes(), 62},
		{"last episode", bad.LastEpisode(s.ReferenceDay()).Name, "Felina"},
		{"episodes of a lead", cast[0].Total, 62},
		{"creator", bad.CreatedBy()[0].Person.Name, "Vince Gilligan"},
		{"episodes of a saga", s.Series(1399).NumberOfEpisodes(), 73},
		{"next episode", s.Series(66732).NextEpisode(s.ReferenceDay()).AirDate, types.Date("2025-12-25")},
		{"original title", s.Movie(129).OriginalTitle, "千と千尋の神隠し"},
		{"series of a network", slices.Contains(s.SeriesOn(49), s.Series(1399)), true},
		{"movies of a company", slices.Contains(s.MoviesOf(1), s.Movie(11)), true},
	} {
		if tc.got != tc.want {
			t.Errorf("%s is %v, want %v", tc.name, tc.got, tc.want)
		}
	}
}

// Every English text of our own is there once: an entry does not repeat that of
// another.
func TestDataTextsDiffer(t *testing.T) {
	t.Parallel()
	s := real(t)
	seen := map[string]string{}
	for _, own := range ownTexts(s) {
		if other, ok := seen[own.text]; ok && own.unique {
			t.Errorf("%s has the text of %s: %s", own.of, other, own.text)
		}
		seen[own.text] = own.of
	}
	for _, m := range s.Movies {
		if m.Overview == "" {
			t.Errorf("movie %d has no overview", m.ID)
		}
	}
	for _, x := range s.TV {
		if x.Overview == "" {
			t.Errorf("series %d has no overview", x.ID)
		}
	}
}

// The secrets of the users must not be taken for anybody's.
func TestDataPasswords(t *testing.T) {
	t.Parallel()
	for _, u := range real(t).Users {
		if strings.Contains(u.Username, "@") || (u.Password != "" && len(u.Password) > 20) {
			t.Errorf("user %q looks real", u.Username)
		}
	}
}

func TestDataRegions(t *testing.T) {
	t.Parallel()
	s := real(t)
	for _, kind := range []Kind{KindMovie, KindSeries} {
		regions := map[string]int{}
		for _, p := range s.Providers {
			list := p.Movie
			if kind == KindSeries {
				list = p.TV
			}
			for code := range maps.Keys(list) {
				regions[code]++
			}
		}
		if len(regions) < 8 {
			t.Errorf("providers of %s in %d regions, want 8", kind, len(regions))
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Load(data.FS); err != nil {
			b.Fatal(err)
		}
	}
}
