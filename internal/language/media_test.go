package language

import (
	"net/url"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/internal/spec"
)

func TestMedia(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		op    *spec.Operation
		query string
		texts []string
		want  string // the settings
	}{
		"images":               {spec.MovieImages, "language=de-DE", nil, "include_image_language=de,null"},
		"videos":               {spec.MovieVideos, "language=pt-BR", nil, "include_video_language=pt"},
		"no language":          {spec.MovieImages, "", nil, ""},
		"empty language":       {spec.MovieImages, "language=", nil, ""},
		"no such language":     {spec.MovieImages, "language=de_DE", nil, ""},
		"three letters":        {spec.MovieImages, "language=fil-PH", nil, "include_image_language=fil,null"},
		"both":                 {spec.MovieDetails, "language=de&append_to_response=videos,credits,images", nil, "include_image_language=de,null include_video_language=de"},
		"neither":              {spec.MovieDetails, "language=de&append_to_response=credits", nil, ""},
		"nothing appended":     {spec.MovieDetails, "language=de", []string{"de"}, ""},
		"of a season":          {spec.TVSeriesDetails, "language=de&append_to_response=season/1,season/2/images", nil, "include_image_language=de,null"},
		"of a season, not":     {spec.TVSeriesDetails, "language=de&append_to_response=season/1,tagged_images", nil, ""},
		"appended twice":       {spec.TVSeriesDetails, "language=de&append_to_response=credits&append_to_response=videos", nil, "include_video_language=de"},
		"no parameter":         {spec.MovieCredits, "language=de", []string{"de"}, ""},
		"no operation":         {nil, "language=de&append_to_response=images", nil, ""},
		"of texts":             {spec.MovieImages, "language=de", []string{"de-DE", "de-AT", "en-US"}, "include_image_language=de,en,null"},
		"and of the request":   {spec.MovieImages, "language=fr", []string{"de", Original}, "include_image_language=de,fr,null"},
		"too many":             {spec.MovieDetails, "append_to_response=images,videos", []string{"de", "en", "fr", "it", "es", "pt"}, "include_image_language=de,en,fr,it,null include_video_language=de,en,fr,it,es"},
		"said":                 {spec.MovieImages, "language=de&include_image_language=pt,null", []string{"de"}, "include_image_language=pt,null"},
		"said, in part":        {spec.MovieDetails, "language=de&include_video_language=pt&append_to_response=images,videos", nil, "include_image_language=de,null include_video_language=pt"},
		"said, with countries": {spec.MovieImages, "include_image_language=pt-BR,PT,null,en-US", nil, "include_image_language=pt,null,en"},
		"said, unused":         {spec.MovieDetails, "include_video_language=pt-BR", nil, "include_video_language=pt"},
		"said, twice":          {spec.MovieImages, "include_image_language=pt-BR&include_image_language=en", nil, "include_image_language=pt,en"},
		"said to be TMDB's":    {spec.MovieImages, "language=de&include_image_language=", []string{"de"}, ""},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			query, err := url.ParseQuery(test.query)
			if err != nil {
				t.Fatal(err)
			}
			var texts []Tag
			if test.texts != nil {
				texts = tagsOf(t, test.texts...)
			}
			settings, err := Media(test.op, query, texts)
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, s := range settings {
				got = append(got, s.Parameter+"="+strings.Join(s.Values, ","))
				query.Set(s.Parameter, strings.Join(s.Values, ","))
			}
			if strings.Join(got, " ") != test.want {
				t.Errorf("got %v, want %s", got, test.want)
			}
			if again, err := Media(test.op, query, texts); !reflect.DeepEqual(again, settings) || err != nil {
				t.Errorf("once more it is %v, %v", again, err)
			}
		})
	}
}

func TestMediaRefused(t *testing.T) {
	t.Parallel()
	for _, text := range []string{"de_DE", Original, "de,", "klingon", ","} {
		_, err := Media(spec.MovieImages, url.Values{"include_image_language": {text}}, nil)
		if err == nil || !strings.HasPrefix(err.Error(), "include_image_language has ") {
			t.Errorf("%q: %v", text, err)
		}
	}
}

func TestHasOpenMedia(t *testing.T) {
	t.Parallel()
	for query, want := range map[string]bool{
		"append_to_response=images":         true,
		"append_to_response=credits,videos": true,
		"append_to_response=credits":        false,
		"":                                  false,
		"append_to_response=images&include_image_language=":     false,
		"append_to_response=images&include_image_language=de":   false,
		"append_to_response=images&include_video_language=de":   true,
		"append_to_response=tagged_images,recommendations,more": false,
	} {
		values, err := url.ParseQuery(query)
		if err != nil {
			t.Fatal(err)
		}
		if got := HasOpenMedia(spec.MovieDetails, values); got != want {
			t.Errorf("%s: %v", query, got)
		}
	}
}

func TestParseMedia(t *testing.T) {
	t.Parallel()
	got, err := ParseMedia("x", []string{"de-DE", "de-AT", "NULL", "zh-Hant-TW", "xx"})
	if want := []string{"de", "null", "zh", "xx"}; err != nil || !slices.Equal(got, want) {
		t.Errorf("got %q, %v, want %q", got, err, want)
	}
}
