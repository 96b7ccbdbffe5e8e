package wrapper

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

// TestMediaLanguagesOfEveryOperation asks every operation in a language, with all that it appends: where images and
// videos come, they come in that language, unless the caller says otherwise.
func TestMediaLanguagesOfEveryOperation(t *testing.T) {
	t.Parallel()
	const images, videos = "include_image_language", "include_video_language"
	var sent url.Values
	client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
		sent = r.URL.Query()
		testkit.Respond(200, jsonType, `{}`)(w, r)
	}, WithLimiter(nil), WithDefaults(Session("s")))
	var imagesSent, videosSent int
	for _, operation := range Operations() {
		op := spec.ByID(operation.Name)
		var appended []gen.RequestEditorFn
		if p := op.Query("append_to_response"); p != nil {
			appended = append(appended, Query(p.Name, strings.Join(p.Items.Enum, ",")))
		}
		for name, test := range map[string]struct {
			editors        []gen.RequestEditorFn
			images, videos string
		}{
			"a language":          {append(appended, Language("de-DE")), "de,null", "de"},
			"no language":         {appended, "", ""},
			"others":              {append(appended, Language("de"), ImageLanguages("pt-BR"), VideoLanguages("fr-CA", "en")), "pt", "fr,en"},
			"others, as a text":   {append(appended, Language("de"), when(op, images, "pt-BR,null"), when(op, videos, "fr-CA,en")), "pt,null", "fr,en"},
			"what TMDB has it be": {append(appended, Language("de"), when(op, images, ""), when(op, videos, "")), "", ""},
		} {
			callWith17(t, with(t, client, WithDefaults(test.editors...)), operation)
			for parameter, want := range map[string]string{images: test.images, videos: test.videos} {
				if !op.Has(parameter) {
					want = ""
				}
				if got := sent.Get(parameter); got != want || sent.Has(parameter) != (want != "") {
					t.Errorf("%s, %s: %s is %q, want %q", op.ID, name, parameter, got, want)
				}
			}
			imagesSent += len(sent[images])
			videosSent += len(sent[videos])
		}
		if len(appended) == 0 {
			continue
		}
		callWith17(t, with(t, client, WithDefaults(Language("de"))), operation)
		if sent.Has(images) || sent.Has(videos) {
			t.Errorf("%s sent %v and appends neither", op.ID, sent)
		}
	}
	if imagesSent == 0 || videosSent == 0 {
		t.Errorf("%d times with images, %d with videos", imagesSent, videosSent)
	}
}

// when sets a parameter where an operation has it.
func when(op *spec.Operation, name, value string) gen.RequestEditorFn {
	if op.Has(name) {
		return Query(name, value)
	}
	return func(context.Context, *http.Request) error { return nil }
}

// TestMediaLanguagesOfACall: wherever the language of a call is from, its images follow.
func TestMediaLanguagesOfACall(t *testing.T) {
	t.Parallel()
	var got []string
	client := newFakeClient(t, func(w http.ResponseWriter, r *http.Request) {
		got = append(got, r.URL.RawQuery)
		testkit.Respond(200, jsonType, `{"original_language":"ko","translations":{"translations":[]}}`)(w, r)
	}, WithLimiter(nil))
	appended := []gen.MovieAppend{gen.MovieAppendImages, gen.MovieAppendVideos}
	in := func(languages []string, params gen.MovieDetailsParams, editors ...gen.RequestEditorFn) func(*Client) error {
		return func(c *Client) error {
			params.AppendToResponse = appended
			_, _, err := c.Movies.DetailsIn(t.Context(), 603, languages, &params, editors...)
			return err
		}
	}
	const prefix, prefixIn = "append_to_response=images,videos&", "append_to_response=images,videos,translations&"
	for name, test := range map[string]struct {
		defaults []gen.RequestEditorFn
		call     func(*Client) error
		want     []string
	}{
		"params": {nil, func(c *Client) error {
			_, err := c.Movies.Details(t.Context(), 603, &gen.MovieDetailsParams{AppendToResponse: appended, Language: new("de-DE")})
			return err
		}, []string{prefix + "language=de-DE&include_image_language=de,null&include_video_language=de"}},
		"editor": {nil, func(c *Client) error {
			_, err := c.Movies.Images(t.Context(), 603, nil, Language("de"))
			return err
		}, []string{"language=de&include_image_language=de,null"}},
		"default": {[]gen.RequestEditorFn{Language("pt-BR")}, func(c *Client) error {
			_, err := c.TVSeries.Videos(t.Context(), 1396, nil)
			return err
		}, []string{"language=pt-BR&include_video_language=pt"}},
		"of the generated client": {[]gen.RequestEditorFn{Language("pt-BR")}, func(c *Client) error {
			_, err := Result(c.API.MovieImagesWithResponse(t.Context(), 603, nil))
			return err
		}, []string{"language=pt-BR&include_image_language=pt,null"}},
		"params say otherwise": {[]gen.RequestEditorFn{Language("de")}, func(c *Client) error {
			_, err := c.Movies.Images(t.Context(), 603, &gen.MovieImagesParams{IncludeImageLanguage: []string{"en-US", "null"}})
			return err
		}, []string{"language=de&include_image_language=en,null"}},
		"default says otherwise": {[]gen.RequestEditorFn{ImageLanguages("en")}, func(c *Client) error {
			_, err := c.Movies.Images(t.Context(), 603, nil, Language("de"))
			return err
		}, []string{"language=de&include_image_language=en"}},
		"languages": {nil, in([]string{"de-DE", "en-US"}, gen.MovieDetailsParams{}),
			[]string{prefixIn + "language=de-DE&include_image_language=de,en,null&include_video_language=de,en"}},
		"languages, in another": {nil, in([]string{"de", "en"}, gen.MovieDetailsParams{Language: new("fr")}),
			[]string{prefixIn + "language=fr&include_image_language=de,en,fr,null&include_video_language=de,en,fr"}},
		"languages, params say otherwise": {nil, in([]string{"de", "en"}, gen.MovieDetailsParams{IncludeImageLanguage: []string{"it"}}),
			[]string{prefixIn + "language=de&include_image_language=it&include_video_language=de,en"}},
		"languages, editor says otherwise": {nil, in([]string{"de", "en"}, gen.MovieDetailsParams{}, ImageLanguages("it"), Query("include_video_language", "")),
			[]string{prefixIn + "language=de&include_image_language=it"}},
		"languages, default says otherwise": {[]gen.RequestEditorFn{ImageLanguages("it"), VideoLanguages("es")}, in([]string{"de", "en"}, gen.MovieDetailsParams{}),
			[]string{prefixIn + "language=de&include_image_language=it&include_video_language=es"}},
		"original": {nil, in([]string{"de", OriginalLanguage, "en"}, gen.MovieDetailsParams{}), []string{
			prefixIn + "language=de&include_image_language=de,en,null&include_video_language=de,en",
			prefixIn + "language=de&include_image_language=de,ko,en,null&include_video_language=de,ko,en",
		}},
		"original alone": {nil, in([]string{OriginalLanguage}, gen.MovieDetailsParams{}), []string{
			"append_to_response=images,videos,translations", prefixIn + "include_image_language=ko,null&include_video_language=ko",
		}},
		"original, named": {nil, in([]string{"ko-KR", OriginalLanguage}, gen.MovieDetailsParams{}),
			[]string{prefixIn + "language=ko-KR&include_image_language=ko,null&include_video_language=ko"}},
		"original, said otherwise": {[]gen.RequestEditorFn{ImageLanguages("it"), VideoLanguages("es")}, in([]string{"de", OriginalLanguage}, gen.MovieDetailsParams{}),
			[]string{prefixIn + "language=de&include_image_language=it&include_video_language=es"}},
	} {
		got = nil
		if err := test.call(with(t, client, WithDefaults(test.defaults...))); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: sent\n\t%q, want\n\t%q", name, got, test.want)
		}
	}
}

func TestMediaLanguagesRefused(t *testing.T) {
	t.Parallel()
	client := newFakeClient(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("sent %s", r.URL) })
	for _, text := range []string{OriginalLanguage, "de_DE", "german"} {
		_, err := client.Movies.Images(t.Context(), 603, &gen.MovieImagesParams{IncludeImageLanguage: []string{"en", text}})
		if e, ok := errors.AsType[*Error](err); !ok || !errors.Is(err, ErrInvalid) || e.Operation != "movieImages" {
			t.Errorf("%s: got %v", text, err)
			continue
		}
		testkit.WantText(t, err.Error(), `include_image_language has "`+text+`": want each like pt, or null`)
		_, _, err = client.Movies.DetailsIn(t.Context(), 603, []string{"de"}, &gen.MovieDetailsParams{IncludeVideoLanguage: []string{text}})
		if e, ok := errors.AsType[*Error](err); !ok || !errors.Is(err, ErrInvalid) || e.Operation != "movieDetails" {
			t.Errorf("%s: got %v", text, err)
		}
	}
}
