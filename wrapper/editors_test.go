package wrapper

import (
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

// TestEditorsAlone uses the editors with the generated client, without a Client: the operation is found
// by method and path.
func TestEditorsAlone(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		edit              gen.RequestEditorFn
		method, url, want string
	}{
		"language":            {Language("pt-BR"), "GET", "/3/movie/550", "language=pt-BR"},
		"in place of another": {Language("pt-BR"), "GET", "/3/movie/550?language=de&a=b%20c", "a=b%20c&language=pt-BR"},
		"below a prefix":      {Language("pt-BR"), "GET", "/proxy/3/movie/550", "language=pt-BR"},
		"no parameter":        {Language("pt-BR"), "GET", "/3/movie/550/keywords", ""},
		"another method":      {Language("pt-BR"), "POST", "/3/movie/550/rating", ""},
		"no operation":        {Language("pt-BR"), "GET", "/elsewhere", ""},
		"region":              {Region("BR"), "GET", "/3/movie/popular", "region=BR"},
		"no region":           {Region("BR"), "GET", "/3/movie/550", ""},
		"timezone":            {Timezone("America/Sao_Paulo"), "GET", "/3/tv/airing_today", "timezone=America%2FSao_Paulo"},
		"adult":               {IncludeAdult(true), "GET", "/3/search/movie?query=x", "query=x&include_adult=true"},
		"no adult":            {IncludeAdult(false), "GET", "/3/search/movie?query=x", "query=x&include_adult=false"},
		"images":              {ImageLanguages("pt", "en", NoLanguage), "GET", "/3/movie/550/images", "include_image_language=pt,en,null"},
		"videos":              {VideoLanguages("pt-BR"), "GET", "/3/movie/550/videos", "include_video_language=pt"},
		"session":             {Session("s"), "GET", "/3/account/1", "session_id=s"},
		"session, no guest":   {Session("s"), "POST", "/3/movie/550/rating?guest_session_id=g", "session_id=s"},
		"guest, no session":   {GuestSession("g"), "POST", "/3/movie/550/rating?session_id=s", "guest_session_id=g"},
		"no guest there":      {GuestSession("g"), "GET", "/3/account/1?session_id=s", "session_id=s"},
		"guest in the path":   {GuestSession("g"), "GET", "/3/guest_session/x/rated/movies", ""},
		"page":                {Page(500), "GET", "/3/movie/popular?page=1", "page=500"},
		"query":               {Query("new thing", "a,b&c"), "GET", "/3/movie/550/keywords", "new+thing=a%2Cb%26c"},
		"query, empty":        {Query("language", ""), "GET", "/3/movie/550?language=de", "language="},
	} {
		req := httptest.NewRequest(test.method, test.url, nil)
		if err := test.edit(t.Context(), req); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := req.URL.RawQuery; got != test.want {
			t.Errorf("%s: query %q, want %q", name, got, test.want)
		}
	}
}

// TestParamsRefused: editors and defaults want the same.
func TestParamsRefused(t *testing.T) {
	t.Parallel()
	client := newFakeClient(t, func(_ http.ResponseWriter, r *http.Request) { t.Errorf("sent %s", r.URL) })
	for name, test := range map[string]struct {
		edit gen.RequestEditorFn
		opt  Option
		want string
	}{
		"no language":     {Language(""), WithDefaults(Language("")), `language is "": want one like pt-BR or pt`},
		"POSIX locale":    {Language("pt_BR"), WithDefaults(Language("pt_BR")), `language is "pt_BR"`},
		"several":         {Language("pt,en"), WithDefaults(Language("pt,en")), `language is "pt,en"`},
		"no region":       {Region(""), WithDefaults(Region("")), `region is "": want a country in two capital letters, such as BR`},
		"small region":    {Region("br"), WithDefaults(Region("br")), `region is "br"`},
		"region name":     {Region("Brazil"), WithDefaults(Region("Brazil")), `region is "Brazil"`},
		"no timezone":     {Timezone(""), WithDefaults(Timezone("")), `timezone is "": want one like America/Sao_Paulo`},
		"odd timezone":    {Timezone("São Paulo"), WithDefaults(Timezone("São Paulo")), "timezone is"},
		"no image":        {ImageLanguages(), WithDefaults(ImageLanguages()), "include_image_language has no language: want at least one"},
		"image list":      {ImageLanguages("pt,en"), WithDefaults(ImageLanguages("pt,en")), `include_image_language has "pt,en": want each like pt`},
		"image, original": {ImageLanguages(OriginalLanguage), WithDefaults(ImageLanguages(OriginalLanguage)), `include_image_language has "original"`},
		"text, original":  {Language(OriginalLanguage), WithDefaults(Language(OriginalLanguage)), `language is "original"`},
		"text, none":      {Language(NoLanguage), WithDefaults(Language(NoLanguage)), `language is "null"`},
		"image, empty":    {ImageLanguages("pt", ""), WithDefaults(ImageLanguages("pt", "")), `include_image_language has ""`},
		"no video":        {VideoLanguages(), WithDefaults(VideoLanguages()), "include_video_language has no language"},
		"no session":      {Session(""), WithDefaults(Session("")), "session_id is empty: want the id of a session"},
		"session, space":  {Session("my secret"), WithDefaults(Session("my secret")), "session_id holds white space, quotes"},
		"no guest":        {GuestSession(""), WithDefaults(GuestSession("")), "guest_session_id is empty"},
		"guest, break":    {GuestSession("my\nsecret"), WithDefaults(GuestSession("my\nsecret")), "guest_session_id holds white space, quotes"},
		"page 0":          {Page(0), nil, `page is "0": want a whole number from 1 to 500`},
		"page 501":        {Page(501), nil, `page is "501"`},
		"no name":         {Query("", "x"), nil, "the name of the parameter is empty"},
	} {
		_, err := client.Movies.Details(t.Context(), 550, nil, test.edit)
		if e, ok := errors.AsType[*Error](err); !ok || !errors.Is(err, ErrInvalid) || e.Operation != "movieDetails" {
			t.Errorf("%s: got %v", name, err)
			continue
		}
		testkit.WantText(t, err.Error(), test.want)
		testkit.WantNone(t, err.Error(), "secret")
		if err := test.edit(t.Context(), httptest.NewRequest("GET", "/3/movie/550", nil)); !errors.Is(err, ErrInvalid) {
			t.Errorf("%s, alone: %v", name, err)
		}
		if test.opt == nil {
			continue
		}
		other, err := client.With(test.opt)
		if other != nil || !errors.Is(err, ErrInvalid) {
			t.Errorf("%s: With gave %v, %v", name, other, err)
			continue
		}
		testkit.WantText(t, err.Error(), "tmdb: With", test.want)
	}
}

// TestEditorsTake: one rule for a language tag wherever one stands, and what it is sent as.
func TestEditorsTake(t *testing.T) {
	t.Parallel()
	for tag, want := range map[string]string{
		"pt": "pt", "pt-BR": "pt-BR", "zh-Hans": "zh", "zh-Hant-TW": "zh-TW", "es-419": "es", "cn": "cn", "xx": "xx", "fil": "fil", "fil-PH": "fil-PH",
	} {
		for name, edit := range map[string]gen.RequestEditorFn{
			"language": Language(tag), "include_image_language": ImageLanguages(tag), "include_video_language": VideoLanguages(tag),
		} {
			req := httptest.NewRequest("GET", "/3/movie/550", nil)
			want := want
			if name != "language" {
				want, _, _ = strings.Cut(want, "-") // as TMDB matches them
			}
			if err := edit(t.Context(), req); err != nil || req.URL.Query().Get(name) != want {
				t.Errorf("%s %s: sent as %s, %v", name, tag, req.URL.RawQuery, err)
			}
		}
	}
	for _, zone := range []string{"America/Sao_Paulo", "UTC", "Etc/GMT+5", "America/Argentina/Buenos_Aires", "EST5EDT"} {
		if err := Timezone(zone)(t.Context(), httptest.NewRequest("GET", "/3/tv/airing_today", nil)); err != nil {
			t.Error(err)
		}
	}
}
