package title

import (
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

func TestParse(t *testing.T) {
	t.Parallel()
	ref := func(kind gen.MediaType, id int, rest ...int) *Ref {
		r := Ref{Kind: kind, ID: id, Season: -1, Episode: -1}
		if len(rest) > 0 {
			r.Season = rest[0]
		}
		if len(rest) > 1 {
			r.Episode = rest[1]
		}
		return &r
	}
	imdb := func(id string) *Ref { return &Ref{External: id, Season: -1, Episode: -1} }
	tests := map[string]*Ref{
		"movie/550":                            ref(gen.MediaTypeMovie, 550),
		" Movie/550 ":                          ref(gen.MediaTypeMovie, 550),
		"film/550":                             ref(gen.MediaTypeMovie, 550),
		"movie/550-fight-club":                 ref(gen.MediaTypeMovie, 550),
		"series/1396":                          ref(gen.MediaTypeTV, 1396),
		"tv/1396/season/0":                     ref(gen.MediaTypeTV, 1396, 0),
		"tv/1396/season/1/episode/2":           ref(gen.MediaTypeTV, 1396, 1, 2),
		"person/6384":                          ref(gen.MediaTypePerson, 6384),
		"collection/10":                        ref(gen.MediaTypeCollection, 10),
		"tt0137523":                            imdb("tt0137523"),
		"TT0137523":                            imdb("tt0137523"),
		"nm0000206":                            imdb("nm0000206"),
		"https://www.themoviedb.org/movie/550": ref(gen.MediaTypeMovie, 550),
		"HTTPS://WWW.TheMovieDB.org/movie/550": ref(gen.MediaTypeMovie, 550),
		"themoviedb.org/movie/550":             ref(gen.MediaTypeMovie, 550),
		"https://www.themoviedb.org/movie/550-fight-club/cast?language=de-DE": ref(gen.MediaTypeMovie, 550),
		"https://www.themoviedb.org/tv/1396-breaking-bad/season/1/episode/2":  ref(gen.MediaTypeTV, 1396, 1, 2),
		"https://www.themoviedb.org/tv/1396/season/1/images/backdrops":        ref(gen.MediaTypeTV, 1396, 1),
		"https://www.imdb.com/title/tt0137523/?ref_=fn_al_tt_1":               imdb("tt0137523"),
		"https://www.imdb.com/de/title/tt0137523/":                            imdb("tt0137523"),
		"http://m.imdb.com/name/nm0000206/":                                   imdb("nm0000206"),
		"m.imdb.com/title/tt0137523":                                          imdb("tt0137523"),

		"":                                   nil,
		"550":                                nil,
		"arrival":                            nil,
		"Face/Off":                           nil,
		"9/11":                               nil,
		"movie/0":                            nil,
		"movie/9999999999":                   nil,
		"movie/550/season/1":                 nil,
		"tv/1396/episode/1":                  nil,
		"tt12":                               nil,
		"ttfoobar":                           nil,
		"https://www.themoviedb.org/":        nil,
		"https://example.com/movie/550":      nil,
		"https://www.themoviedb.org.evil/tv": nil,
		"https://%zz":                        nil,
		"imdb.com":                           nil,
	}
	for text, want := range tests {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			got, ok := Parse(text)
			if ok != (want != nil) || ok && got != *want {
				t.Errorf("Parse(%q) is %v, %v, want %v", text, got, ok, want)
			}
		})
	}
}

// What is a reference comes back as its own text, which is a reference as well.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"movie/550", "tv/1396/season/1/episode/2", "tt0137523", "https://www.themoviedb.org/tv/1396-x/season/1/images", "www.imdb.com/title/tt0137523",
		"https://www.themoviedb.org/movie/550%2F1", "imdb.com/%",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		ref, ok := Parse(text)
		if !ok {
			return
		}
		if ref.External == "" && (ref.ID <= 0 || ref.Kind == "" || ref.Episode >= 0 && ref.Season < 0) {
			t.Errorf("Parse(%q) is %+v", text, ref)
		}
		if again, ok := Parse(ref.String()); !ok || again != ref {
			t.Errorf("Parse(%q) is %v, and of that %v", text, ref, again)
		}
	})
}
