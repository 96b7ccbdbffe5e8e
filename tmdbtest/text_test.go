package tmdbtest

import (
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

func TestLanguages(t *testing.T) {
	t.Parallel()
	s := withExtra(t)
	tests := []struct {
		query                                 string
		title, overview, tagline, poster, url string
		runtime                               int
	}{
		{"", "The Long Road", "A walk.", "Step by step.", "/main.jpg", "https://example.com/en", 100},
		{"language=en-US", "The Long Road", "A walk.", "Step by step.", "/main.jpg", "https://example.com/en", 100},
		{"language=en-GB", "The Long Road", "A walk.", "Step by step.", "/main.jpg", "https://example.com/en", 100},
		{"language=pt-BR", "A Longa Estrada", "Uma caminhada.", "", "/pt.jpg", "https://example.com/en", 100},
		{"language=pt-PT", "A Estrada Longa", "Um passeio.", "", "/pt.jpg", "https://example.com/en", 98},
		{"language=pt", "A Longa Estrada", "Uma caminhada.", "", "/pt.jpg", "https://example.com/en", 100},
		{"language=pt-AO", "A Longa Estrada", "Uma caminhada.", "", "/pt.jpg", "https://example.com/en", 100},
		// A missing title is the original one; what is missing else stays empty.
		{"language=fr-FR", "Der lange Weg", "Une promenade.", "", "/main.jpg", "https://example.com/en", 100},
		{"language=ja-JP", "Der lange Weg", "", "", "/main.jpg", "https://example.com/en", 100},
		{"language=de-DE", "Der lange Weg", "", "", "/de.jpg", "https://example.com/en", 100},
	}
	for _, tt := range tests {
		d := fetch[gen.MovieDetails](t, s, "/3/movie/95000001?"+tt.query)
		got := []any{d.Title, d.Overview, d.Tagline, string(d.PosterPath), d.Homepage, d.Runtime}
		if want := []any{tt.title, tt.overview, tt.tagline, tt.poster, tt.url, tt.runtime}; !slices.Equal(got, want) {
			t.Errorf("%q: %v, want %v", tt.query, got, want)
		}
		if d.OriginalTitle != "Der lange Weg" {
			t.Errorf("%q: original title %q", tt.query, d.OriginalTitle)
		}
	}
}

func TestLanguagesOfSeries(t *testing.T) {
	t.Parallel()
	s := withExtra(t)
	d := fetch[gen.TVSeriesDetails](t, s, "/3/tv/95000002?language=ru-RU")
	if d.Name != "Ночной автобус" || d.Overview != "Автобус ночью." {
		t.Errorf("in Russian %q, %q", d.Name, d.Overview)
	}
	if d := fetch[gen.TVSeriesDetails](t, s, "/3/tv/95000002?language=ja"); d.Name != "Автобус" || d.Overview != "" {
		t.Errorf("in Japanese %q, %q, want the original name alone", d.Name, d.Overview)
	}
	season := fetch[gen.TVSeasonDetails](t, s, "/3/tv/95000002/season/1?language=ru")
	if season.Name != "Season 1" || season.Episodes[0].Name != "Episode 1" || season.Episodes[1].Name != "Конечная" {
		t.Errorf("the season in Russian is %q with %q, %q", season.Name, season.Episodes[0].Name, season.Episodes[1].Name)
	}
	if g := fetch[gen.Genres](t, s, "/3/genre/movie/list?language=de"); g.Genres[0].Name == "" {
		t.Error("a genre has no name in German")
	}
}

func TestRegions(t *testing.T) {
	t.Parallel()
	s := withExtra(t)
	tests := []struct{ region, want string }{
		{"", "2020-02-02"},
		{"DE", "2020-02-02"},
		{"US", "2020-05-05"}, // in cinemas, not the premiere
		{"us", "2020-05-05"},
		{"BR", "2020-07-07"},
		{"FR", "2020-02-02"},
	}
	for _, tt := range tests {
		page := fetch[gen.MoviePage](t, s, "/3/search/movie?query=long+road&region="+tt.region)
		if len(page.Results) != 1 || page.Results[0].ReleaseDate != types.Date(tt.want) {
			t.Errorf("region %q: %v, want one released on %s", tt.region, page.Results, tt.want)
		}
	}
}

func TestImageLanguages(t *testing.T) {
	t.Parallel()
	s := withExtra(t)
	tests := []struct {
		query string
		want  []types.ImagePath
	}{
		{"", []types.ImagePath{"/main.jpg", "/pt.jpg", "/de.jpg", "/none.jpg"}},
		{"language=de", []types.ImagePath{"/de.jpg"}},
		{"language=pt-BR", []types.ImagePath{"/pt.jpg"}},
		{"language=ja", nil},
		{"include_image_language=null", []types.ImagePath{"/none.jpg"}},
		{"include_image_language=de,null", []types.ImagePath{"/de.jpg", "/none.jpg"}},
		{"language=pt-BR&include_image_language=en,null", []types.ImagePath{"/main.jpg", "/pt.jpg", "/none.jpg"}},
	}
	for _, tt := range tests {
		var got []types.ImagePath
		for _, i := range fetch[gen.MovieImages](t, s, "/3/movie/95000001/images?"+tt.query).Posters {
			got = append(got, i.FilePath)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: %v, want %v", tt.query, got, tt.want)
		}
	}
}

func TestVideoLanguages(t *testing.T) {
	t.Parallel()
	s := withExtra(t)
	tests := []struct {
		query string
		want  []string
	}{
		{"", []string{"a"}},
		{"language=de", []string{"b"}},
		{"language=fr", nil},
		{"language=fr&include_video_language=en,de", []string{"a", "b"}},
		{"include_video_language=de", []string{"a", "b"}},
	}
	for _, tt := range tests {
		var got []string
		for _, v := range fetch[gen.Videos](t, s, "/3/movie/95000001/videos?"+tt.query).Results {
			got = append(got, v.Key)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%q: %v, want %v", tt.query, got, tt.want)
		}
	}
}

// TestTranslations wants English first, with the texts of the entry itself.
func TestTranslations(t *testing.T) {
	t.Parallel()
	got := fetch[gen.MovieTranslations](t, withExtra(t), "/3/movie/95000001/translations").Translations
	if len(got) != 4 || got[0].LanguageCode != "en" || got[0].Data.Title != "The Long Road" {
		t.Fatalf("translations %+v, want four and English first", got)
	}
	if b := got[1]; b.CountryCode != "BR" || b.EnglishName != "Portuguese" || b.Data.Overview != "Uma caminhada." {
		t.Errorf("the second is %+v, want Portuguese of Brazil", b)
	}
}
