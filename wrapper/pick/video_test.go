package pick

import (
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/types"
)

func TestVideo(t *testing.T) {
	t.Parallel()
	video := func(key, language string, change ...func(*gen.Video)) gen.Video {
		v := gen.Video{Key: key, Site: gen.VideoSiteYouTube, Type: gen.VideoTypeTrailer, LanguageCode: language, Size: 1080, Official: true}
		for _, c := range change {
			c(&v)
		}
		return v
	}
	fan := func(v *gen.Video) { v.Official = false }
	small := func(v *gen.Video) { v.Size = 480 }
	brazil := func(v *gen.Video) { v.CountryCode = "BR" }
	elsewhere := func(v *gen.Video) { v.Site = "Dailymotion" }
	teaser := func(v *gen.Video) { v.Type = gen.VideoTypeTeaser }
	published := func(at types.Timestamp) func(*gen.Video) { return func(v *gen.Video) { v.PublishedAt = at } }

	for name, test := range map[string]struct {
		videos    []gen.Video
		kind      gen.VideoType
		languages []string
		want      string // key, "" for none
	}{
		"of the type":                      {[]gen.Video{video("a", "en", teaser), video("b", "en")}, gen.VideoTypeTrailer, nil, "b"},
		"of any type":                      {[]gen.Video{video("a", "en", teaser), video("b", "en", fan)}, "", nil, "a"},
		"none of the type":                 {[]gen.Video{video("a", "en")}, gen.VideoTypeBloopers, nil, ""},
		"official before language":         {[]gen.Video{video("a", "de", fan), video("b", "en")}, gen.VideoTypeTrailer, []string{"de", "en"}, "b"},
		"fans if nothing is official":      {[]gen.Video{video("a", "en", fan), video("b", "de", fan)}, gen.VideoTypeTrailer, []string{"de", "en"}, "b"},
		"language before size":             {[]gen.Video{video("a", "en"), video("b", "de", small)}, gen.VideoTypeTrailer, []string{"de", "en"}, "b"},
		"only in the languages":            {[]gen.Video{video("a", "fr"), video("b", "en", fan)}, gen.VideoTypeTrailer, []string{"de", "en"}, "b"},
		"in none of the languages":         {[]gen.Video{video("a", "fr")}, gen.VideoTypeTrailer, []string{"de", "en"}, ""},
		"of the country first":             {[]gen.Video{video("a", "pt"), video("b", "pt", brazil, small)}, gen.VideoTypeTrailer, []string{"pt-BR"}, "b"},
		"other countries then":             {[]gen.Video{video("a", "en"), video("b", "pt")}, gen.VideoTypeTrailer, []string{"pt-BR", "en"}, "b"},
		"in no language":                   {[]gen.Video{video("a", "en"), video("b", "xx")}, gen.VideoTypeTrailer, []string{"null", "en"}, "b"},
		"what is no language":              {[]gen.Video{video("a", "en")}, gen.VideoTypeTrailer, []string{"Deutsch!"}, ""},
		"size before date":                 {[]gen.Video{video("a", "en", small, published("2024-01-01T00:00:00.000Z")), video("b", "en")}, gen.VideoTypeTrailer, nil, "b"},
		"newest":                           {[]gen.Video{video("a", "en"), video("b", "en", published("2023-01-01T00:00:00.000Z")), video("c", "en", published("2024-01-01T00:00:00.000Z"))}, gen.VideoTypeTrailer, nil, "c"},
		"first of equal ones":              {[]gen.Video{video("a", "en"), video("b", "en")}, gen.VideoTypeTrailer, nil, "a"},
		"what can be played first":         {[]gen.Video{video("a", "en", elsewhere), video("", "en"), video("b", "en", fan)}, gen.VideoTypeTrailer, nil, "b"},
		"what cannot if there is no other": {[]gen.Video{video("a", "en", elsewhere)}, gen.VideoTypeTrailer, nil, "a"},
		"no video":                         {nil, gen.VideoTypeTrailer, []string{"en"}, ""},
	} {
		before := slices.Clone(test.videos)
		got, ok := Video(&gen.Videos{Results: test.videos}, test.kind, test.languages...)
		if got.Key != test.want || ok != (test.want != "") {
			t.Errorf("%s: %q, %t, want %q", name, got.Key, ok, test.want)
		}
		if !slices.Equal(before, test.videos) {
			t.Errorf("%s: the caller's videos were changed", name)
		}
	}
	if got, ok := Video(nil, gen.VideoTypeTrailer, "en"); ok {
		t.Errorf("nil: %v", got)
	}
}

func TestVideoURL(t *testing.T) {
	t.Parallel()
	for want, video := range map[string]gen.Video{
		"https://www.youtube.com/watch?v=qtRKdVHc-cE":  {Site: gen.VideoSiteYouTube, Key: "qtRKdVHc-cE"},
		"https://vimeo.com/76979871":                   {Site: gen.VideoSiteVimeo, Key: "76979871"},
		"https://www.youtube.com/watch?v=a%26list%3Db": {Site: "youtube", Key: "a&list=b"},
		"https://vimeo.com/..%2Fwatch%3F":              {Site: gen.VideoSiteVimeo, Key: "../watch?"},
	} {
		if got := VideoURL(video); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for _, video := range []gen.Video{{}, {Site: gen.VideoSiteYouTube}, {Site: "Dailymotion", Key: "x"}, {Key: "x"}} {
		if got := VideoURL(video); got != "" {
			t.Errorf("%v: %q, want none", video, got)
		}
	}
}
