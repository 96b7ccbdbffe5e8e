package dataset

import (
	"slices"
	"testing"
)

// names returns what f says of each, for comparison.
func names[T any](list []T, f func(T) string) []string {
	out := make([]string, len(list))
	for i, v := range list {
		out[i] = f(v)
	}
	return out
}

func TestLookups(t *testing.T) {
	t.Parallel()
	s := mustLoad(t, files(nil))
	light, tower := s.Movie(10), s.Series(20)
	for _, tc := range []struct {
		name string
		ok   bool
	}{
		{"movie", light.Title == "Light"},
		{"no movie", s.Movie(20) == nil},
		{"series", tower.Name == "Tower"},
		{"season by id", s.Season(41) == tower.Season(1)},
		{"season by number", tower.Season(0).ID == 40},
		{"no season", tower.Season(2) == nil},
		{"episode by id", s.Episode(52) == tower.Season(1).Episode(2)},
		{"episode by reference", tower.Episode(EpisodeRef{1, 3}).Name == "Out"},
		{"no episode", tower.Episode(EpisodeRef{1, 4}) == nil && tower.Episode(EpisodeRef{0, 1}) == nil},
		{"episode group", s.EpisodeGroup("111111111111111111111111").Network == s.Network(3)},
		{"person", s.Person(100).Name == "Ann Actor"},
		{"collection", light.Collection == s.Collection(90)},
		{"company", s.Company(2).Parent == s.Company(1)},
		{"keyword", light.Keywords[0] == s.Keyword(7)},
		{"genre", tower.Genres[1] == s.Genre(10764)},
		{"country", s.Country("DE").NativeName == "Deutschland"},
		{"language", s.Language("de").EnglishName == "German"},
		{"department", slices.Equal(s.Department("Directing").Jobs, []string{"Director"})},
		{"provider", s.Provider(8).Name == "Streamer"},
		{"review", s.Review("ffffffffffffffffffffffff").Movie == light},
		{"user", s.User(1) == s.UserNamed("ada")},
		{"list", s.List(5).Owner == s.User(1)},
		{"lists with", slices.Equal(s.ListsWith(Ref{SeriesID: 20}), []*List{s.List(5)})},
		{"lists without", s.ListsWith(Ref{MovieID: 11}) == nil},
		{"credit", s.Credit("eeeeeeeeeeeeeeeeeeeeeeee").Person == s.Person(101)},
		{"movies with keyword", slices.Equal(s.MoviesWithKeyword(7), []*Movie{light})},
		{"series with keyword", slices.Equal(s.SeriesWithKeyword(7), []*Series{tower})},
		{"movies with no keyword", s.MoviesWithKeyword(8) == nil && s.SeriesWithKeyword(8) == nil},
		{"movies of company", slices.Equal(s.MoviesOf(2), []*Movie{light})},
		{"series of company", slices.Equal(s.SeriesOf(1), []*Series{tower})},
		{"series on network", slices.Equal(s.SeriesOn(3), []*Series{tower})},
		{"changes", s.ChangesOf(Ref{MovieID: 10})[0].Key == "title"},
		{"no changes", s.ChangesOf(Ref{SeriesID: 10}) == nil},
		{"has", s.Has(Ref{MovieID: 10}) && s.Has(Ref{EpisodeID: 51}) && s.Has(Ref{SeasonID: 41}) && s.Has(Ref{PersonID: 100}) && s.Has(Ref{SeriesID: 21})},
		{"has not", !s.Has(Ref{}) && !s.Has(Ref{MovieID: 12})},
		{"recommendations", light.Recommendations[0] == s.Movie(11)},
		{"similar series", tower.Similar[0] == s.Series(21)},
	} {
		if !tc.ok {
			t.Errorf("%s is wrong", tc.name)
		}
	}
}

func TestFind(t *testing.T) {
	t.Parallel()
	s := mustLoad(t, files(nil))
	for _, tc := range []struct {
		source, id                               string
		movies, people, series, seasons, episode int
	}{
		{"imdb_id", "tt1", 1, 0, 0, 0, 0},
		{"imdb_id", "nm1", 0, 1, 0, 0, 0},
		{"imdb_id", "tt2", 0, 0, 1, 0, 0},
		{"tvdb_id", "77", 0, 0, 1, 0, 0},
		{"tvdb_id", "78", 0, 0, 0, 1, 0},
		{"imdb_id", "tt3", 0, 0, 0, 0, 1},
		{"tvdb_id", "tt1", 0, 0, 0, 0, 0},
		{"tvdb_id", "0", 0, 0, 0, 0, 0},
		{"", "", 0, 0, 0, 0, 0},
	} {
		f := s.Find(tc.source, tc.id)
		if len(f.Movies) != tc.movies || len(f.People) != tc.people || len(f.Series) != tc.series || len(f.Seasons) != tc.seasons || len(f.Episodes) != tc.episode {
			t.Errorf("%s %s: %+v", tc.source, tc.id, f)
		}
	}
}

// What the files leave out is filled in.
func TestFilledIn(t *testing.T) {
	t.Parallel()
	s := mustLoad(t, files(nil))
	light, tower := s.Movie(10), s.Series(20)
	one := tower.Season(1)
	for _, tc := range []struct{ name, got, want string }{
		{"original title", light.OriginalTitle, "Light"},
		{"original title of its own", s.Movie(11).OriginalTitle, "Dunkel"},
		{"original name", tower.OriginalName, "Tower"},
		{"name of a person", s.Person(100).OriginalName, "Ann Actor"},
		{"name of a collection", s.Collection(90).OriginalName, "Lights Collection"},
		{"language of a collection", s.Collection(90).OriginalLanguage, "en"},
		{"native name", s.Country("US").NativeName, "United States of America"},
		{"name of a season", one.Name, "Season 1"},
		{"name of the specials", tower.Season(0).Name, "Specials"},
		{"air date of a season", string(one.AirDate), "2025-12-01"},
		{"type of an episode", one.Episode(1).Type, "standard"},
		{"type of its own", one.Episode(3).Type, "finale"},
		{"order of a list", s.List(5).SortBy, "original_order.asc"},
		{"department of cast", light.Cast[0].Department, "Acting"},
		{"department of crew", light.Crew[0].Department, "Directing"},
		{"department told", light.Crew[1].Department, "Sound"},
		{"department of a creator", tower.Crew[0].Department, "Creator"},
		{"poster among images", string(light.Images.Posters[0].FilePath), "/light.jpg"},
		{"still among images", string(one.Episode(2).Images.Stills[0].FilePath), "/down.jpg"},
		{"profile among images", string(s.Person(100).Images.Profiles[0].FilePath), "/ann.jpg"},
		{"logo among images", string(s.Company(1).Images.Logos[0].FilePath), "/parent.png"},
	} {
		if tc.got != tc.want {
			t.Errorf("%s is %q, want %q", tc.name, tc.got, tc.want)
		}
	}
	for name, id := range map[string]string{
		"credit": light.Cast[0].ID,
		"season": one.HexID,
		"logo":   s.Company(1).Images.Logos[0].ID,
	} {
		if !isHexID(id) {
			t.Errorf("id of a %s is %q", name, id)
		}
	}
	if again := mustLoad(t, files(nil)); again.Movie(10).Cast[0].ID != light.Cast[0].ID {
		t.Error("the id made for a credit is not the same twice")
	}
	if light.Cast[0].CastID == 0 {
		t.Error("a part has no cast id")
	}
	if got := light.Images.Posters[0].AspectRatio(); got != 0.667 {
		t.Errorf("aspect ratio %v", got)
	}
	if got := s.Company(1).Images.Logos[0].FileType(); got != ".png" {
		t.Errorf("file type %q", got)
	}
}

func TestCollectionParts(t *testing.T) {
	t.Parallel()
	s := mustLoad(t, files(nil))
	got := names(s.Collection(90).Parts, func(m *Movie) string { return m.Title })
	if want := []string{"Light", "Dark"}; !slices.Equal(got, want) {
		t.Errorf("parts %q, want %q: those without a date are last", got, want)
	}
	s = mustLoad(t, edited(t, "movies/11-dark.json", `"release_date": ""`, `"release_date": "1999-01-01"`))
	got = names(s.Collection(90).Parts, func(m *Movie) string { return m.Title })
	if want := []string{"Dark", "Light"}; !slices.Equal(got, want) {
		t.Errorf("parts %q, want %q", got, want)
	}
}

func TestPriorityIn(t *testing.T) {
	t.Parallel()
	p := &Provider{Priority: 9, Movie: map[string]int{"US": 1}, TV: map[string]int{"DE": 2}}
	for _, tc := range []struct {
		kind    Kind
		country string
		want    int
	}{{KindMovie, "US", 1}, {KindSeries, "DE", 2}, {KindSeries, "US", 9}, {KindMovie, "", 9}} {
		if got := p.PriorityIn(tc.kind, tc.country); got != tc.want {
			t.Errorf("%s in %s: %d, want %d", tc.kind, tc.country, got, tc.want)
		}
	}
}

func TestRef(t *testing.T) {
	t.Parallel()
	for _, kind := range []Kind{KindMovie, KindSeries, KindSeason, KindEpisode, KindPerson} {
		r := RefTo(kind, 7)
		if r.Kind() != kind || r.Target() != 7 {
			t.Errorf("RefTo(%s, 7) is %s %d", kind, r.Kind(), r.Target())
		}
	}
	if r := RefTo("planet", 7); r != (Ref{}) || r.Kind() != "" || r.Target() != 0 {
		t.Errorf("reference to a planet: %+v", r)
	}
}
