package wrapper

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

// detailsIn is a call of any DetailsIn: what it returns of the texts of the response, and which languages
// they are in. Each appends what it is given to the pieces of its params.
type detailsIn func(c *Client, languages, pieces []string) (got []string, texts Texts, err error)

func appendsOf[A ~string](pieces []string) []A {
	var list []A
	for _, p := range pieces {
		list = append(list, A(p))
	}
	return list
}

var allDetailsIn = map[string]struct {
	path, body string
	call       detailsIn
	got        []string
	texts      Texts
}{
	"movie": {
		"/3/movie/550",
		`{"title":"Fight Club","original_title":"Fight Club","original_language":"en","overview":"","tagline":"","homepage":"",
		"translations":{"translations":[
			{"iso_639_1":"pt","iso_3166_1":"BR","data":{"title":"Clube da Luta","overview":"o","tagline":"","homepage":""}},
			{"iso_639_1":"de","iso_3166_1":"DE","data":{"title":"","overview":"d","tagline":"t","homepage":"h"}}]}}`,
		func(c *Client, languages, pieces []string) ([]string, Texts, error) {
			d, texts, err := c.Movies.DetailsIn(context.Background(), 550, languages, &gen.MovieDetailsParams{AppendToResponse: appendsOf[gen.MovieAppend](pieces)})
			if err != nil {
				return nil, texts, err
			}
			return []string{d.Title, d.Overview, d.Tagline, d.Homepage}, texts, nil
		},
		[]string{"Clube da Luta", "o", "t", "h"},
		Texts{Title: Text{"Clube da Luta", "pt-BR"}, Overview: Text{"o", "pt-BR"}, Tagline: Text{"t", "de-DE"}, Homepage: Text{"h", "de-DE"}},
	},
	"series": {
		"/3/tv/1396",
		`{"name":"Breaking Bad","original_name":"Breaking Bad","original_language":"en","overview":"","tagline":"","homepage":"x",
		"translations":{"translations":[
			{"iso_639_1":"pt","iso_3166_1":"PT","data":{"name":"Ruptura Total","overview":"o","tagline":"","homepage":""}},
			{"iso_639_1":"pt","iso_3166_1":"BR","data":{"name":"","overview":"b","tagline":"t","homepage":""}}]}}`,
		func(c *Client, languages, pieces []string) ([]string, Texts, error) {
			d, texts, err := c.TVSeries.DetailsIn(context.Background(), 1396, languages, &gen.TVSeriesDetailsParams{AppendToResponse: appendsOf[gen.TVSeriesAppend](pieces)})
			if err != nil {
				return nil, texts, err
			}
			return []string{d.Name, d.Overview, d.Tagline, d.Homepage}, texts, nil
		},
		[]string{"Ruptura Total", "b", "t", "x"},
		Texts{Title: Text{"Ruptura Total", "pt-PT"}, Overview: Text{"b", "pt-BR"}, Tagline: Text{"t", "pt-BR"}, Homepage: Text{"x", ""}},
	},
	"season": {
		"/3/tv/1396/season/1",
		`{"name":"Temporada 1","overview":"","season_number":1,
		"translations":{"translations":[
			{"iso_639_1":"pt","iso_3166_1":"BR","data":{"name":"","overview":""}},
			{"iso_639_1":"de","iso_3166_1":"DE","data":{"name":"Staffel eins","overview":"d"}}]}}`,
		func(c *Client, languages, pieces []string) ([]string, Texts, error) {
			d, texts, err := c.TVSeasons.DetailsIn(context.Background(), 1396, 1, languages, &gen.TVSeasonDetailsParams{AppendToResponse: appendsOf[gen.TVSeasonAppend](pieces)})
			if err != nil {
				return nil, texts, err
			}
			return []string{d.Name, d.Overview}, texts, nil
		},
		[]string{"Staffel eins", "d"},
		Texts{Title: Text{"Staffel eins", "de-DE"}, Overview: Text{"d", "de-DE"}},
	},
	"episode": {
		"/3/tv/1396/season/1/episode/2",
		`{"name":"Episódio 2","overview":"","translations":{"translations":[
			{"iso_639_1":"pt","iso_3166_1":"BR","data":{"name":"O Gato","overview":""}},
			{"iso_639_1":"de","iso_3166_1":"DE","data":{"name":"Die Katze","overview":"d"}}]}}`,
		func(c *Client, languages, pieces []string) ([]string, Texts, error) {
			d, texts, err := c.TVEpisodes.DetailsIn(context.Background(), 1396, 1, 2, languages, &gen.TVEpisodeDetailsParams{AppendToResponse: appendsOf[gen.TVEpisodeAppend](pieces)})
			if err != nil {
				return nil, texts, err
			}
			return []string{d.Name, d.Overview}, texts, nil
		},
		[]string{"O Gato", "d"},
		Texts{Title: Text{"O Gato", "pt-BR"}, Overview: Text{"d", "de-DE"}},
	},
	"person": {
		"/3/person/31",
		`{"name":"Tom Hanks","biography":"","translations":{"translations":[
			{"iso_639_1":"pt","iso_3166_1":"BR","data":{"name":"Tomás","biography":""}},
			{"iso_639_1":"de","iso_3166_1":"DE","data":{"name":"Thomas","biography":"b"}}]}}`,
		func(c *Client, languages, pieces []string) ([]string, Texts, error) {
			d, texts, err := c.People.DetailsIn(context.Background(), 31, languages, &gen.PersonDetailsParams{AppendToResponse: appendsOf[gen.PersonAppend](pieces)})
			if err != nil {
				return nil, texts, err
			}
			return []string{d.Name, d.Biography}, texts, nil
		},
		[]string{"Tom Hanks", "b"},
		Texts{Biography: Text{"b", "de-DE"}},
	},
	"collection": {
		"/3/collection/10",
		`{"name":"Star Wars Collection","original_name":"Star Wars Collection","original_language":"en","overview":"","translations":{"translations":[
			{"iso_639_1":"pt","iso_3166_1":"BR","data":{"title":"Coleção Star Wars","overview":"","homepage":""}},
			{"iso_639_1":"de","iso_3166_1":"DE","data":{"title":"Filmreihe","overview":"d","homepage":"h"}}]}}`,
		func(c *Client, languages, pieces []string) ([]string, Texts, error) {
			d, texts, err := c.Collections.DetailsIn(context.Background(), 10, languages, &gen.CollectionDetailsParams{AppendToResponse: appendsOf[gen.CollectionAppend](pieces)})
			if err != nil {
				return nil, texts, err
			}
			return []string{d.Name, d.Overview}, texts, nil
		},
		[]string{"Coleção Star Wars", "d"},
		Texts{Title: Text{"Coleção Star Wars", "pt-BR"}, Overview: Text{"d", "de-DE"}, Homepage: Text{"h", "de-DE"}},
	},
}

func TestDetailsIn(t *testing.T) {
	t.Parallel()
	for name, test := range allDetailsIn {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var path string
			var query url.Values
			n := 0
			client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
				n++
				path, query = r.URL.Path, r.URL.Query()
				testkit.Respond(200, "application/json", test.body)(w, r)
			})
			got, texts, err := test.call(client, []string{"pt-BR", "de"}, []string{"images"})
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, test.got) || texts != test.texts {
				t.Errorf("got %q and\n\t%+v\nwant %q and\n\t%+v", got, texts, test.got, test.texts)
			}
			if n != 1 || path != test.path {
				t.Errorf("%d requests, to %s", n, path)
			}
			if got, want := query.Encode(), "append_to_response=images%2Ctranslations&include_image_language=pt%2Cde%2Cnull&language=pt-BR"; got != want {
				t.Errorf("query %s, want %s", got, want)
			}
		})
	}
}

// TestDetailsInOfTMDB has what TMDB knows in Korean, else in German; TestDetailsIn has the odd texts.
func TestDetailsInOfTMDB(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]Texts{
		"movie":      {Title: Text{"파이트 클럽", "ko-KR"}, Tagline: Text{"Wer alles verliert, sieht klarer.", "de-DE"}},
		"series":     {Title: Text{"브레이킹 배드", "ko-KR"}, Tagline: Text{"Chemie hat Folgen.", "de-DE"}},
		"season":     {Title: Text{"Staffel 1", "de-DE"}},
		"episode":    {Title: Text{"Episode 2", ""}}, // neither: as TMDB sent it
		"person":     {},
		"collection": {Title: Text{"Star Wars Filmreihe", "de-DE"}},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, client := newTMDB(t)
			_, texts, err := allDetailsIn[name].call(client, []string{"ko", "de"}, nil)
			if err != nil {
				t.Fatal(err)
			}
			long := Text{texts.Overview.Text + texts.Biography.Text, texts.Overview.Language + texts.Biography.Language}
			if none := name == "episode"; none != (long == Text{}) || !none && (long.Text == "" || long.Language != "de-DE") {
				t.Errorf("overview or biography %+v", long)
			}
			if texts.Title != want.Title || texts.Tagline != want.Tagline {
				t.Errorf("got %+v, want %+v", texts, want)
			}
			if n := len(server.Requests()); n != 1 {
				t.Errorf("%d requests", n)
			}
		})
	}
}

// TestDetailsInOfTMDBWithoutTranslations: TMDB tells nobody that a piece is missing.
func TestDetailsInOfTMDBWithoutTranslations(t *testing.T) {
	t.Parallel()
	server, client := newTMDB(t)
	server.FailAppends("movieDetails", "translations")
	movie, texts, err := client.Movies.DetailsIn(t.Context(), 550, []string{"pt-BR", "en"}, nil)
	if err != nil || movie.Title != "Clube da Luta" || movie.Translations != nil || texts.Title.Language != "" {
		t.Errorf("got %v, %+v, %v", movie, texts, err)
	}
}

func TestDetailsInRefuses(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") })
	full := slices.Repeat([]string{"images"}, maxAppends(spec.MovieDetails))
	for kind, of := range allDetailsIn {
		for name, test := range map[string]struct {
			languages, pieces []string
			want              string
		}{
			"no language":      {nil, nil, "languages are none"},
			"empty language":   {[]string{"pt", ""}, nil, `languages hold ""`},
			"no tag":           {[]string{"pt_BR"}, nil, `languages hold "pt_BR"`},
			"a list":           {[]string{"pt,en"}, nil, "languages hold"},
			"no text is in it": {[]string{"pt", NoLanguage}, nil, `languages hold "null": want each like pt, pt-BR or original for that of the original`},
			"too many pieces":  {[]string{"pt"}, full, "append_to_response has 20 pieces: want at most 19"},
		} {
			got, texts, err := of.call(client, test.languages, test.pieces)
			if got != nil || texts != (Texts{}) || !errors.Is(err, ErrInvalid) {
				t.Errorf("%s, %s: got %v, %v, %v", kind, name, got, texts, err)
				continue
			}
			testkit.WantText(t, err.Error(), test.want, "GET /3/")
		}
	}
}

// TestDetailsInOriginal: only what tells its original's language can be asked for it.
func TestDetailsInOriginal(t *testing.T) {
	t.Parallel()
	const body = `{"title":"sent","name":"sent","original_title":"기생충","original_name":"기생충","original_language":"ko","overview":"sent",
		"translations":{"translations":[{"iso_639_1":"ko","iso_3166_1":"KR","data":{"overview":"네"}}]}}`
	client := newTestClient(t, testkit.Respond(200, "application/json", body))
	for kind, of := range allDetailsIn {
		got, texts, err := of.call(client, []string{"es", OriginalLanguage}, nil)
		if kind == "season" || kind == "episode" || kind == "person" {
			if got != nil || !errors.Is(err, ErrInvalid) || !strings.Contains(err.Error(), "languages hold original, which the response does not tell: want that language itself, such as ja") {
				t.Errorf("%s: got %v, %v", kind, got, err)
			}
			continue
		}
		if err != nil || texts.Title != (Text{"기생충", "ko"}) || texts.Overview != (Text{"네", "ko-KR"}) {
			t.Errorf("%s: got %+v, %v", kind, texts, err)
		}
	}
}

// kinds is of each kind that has a title: its field, and that of its translations, and whether it has an original one.
var kinds = map[string]struct {
	field, translated string
	original          bool
}{
	"movie":      {"title", "title", true},
	"series":     {"name", "name", true},
	"season":     {"name", "name", false},
	"episode":    {"name", "name", false},
	"collection": {"name", "title", true},
}

// TestDetailsInTitles has the order of languages for every kind, from what TMDB sends.
func TestDetailsInTitles(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		original  string
		languages []string
		titles    [][2]string // tag and title, all with an overview
		want      Text
		without   Text // where there is no original title, if it differs
	}{
		"the next language": {"ko", []string{"es", "en"}, [][2]string{{"es-ES", ""}, {"en-US", "Parasite"}}, Text{"Parasite", "en-US"}, Text{}},
		"the caller's countries": {"en", []string{"zh-CN", "zh-SG", "en-US"}, [][2]string{{"zh-CN", ""}, {"zh-TW", "TW"}, {"zh-SG", "SG"}},
			Text{"SG", "zh-SG"}, Text{}},
		"other countries":          {"en", []string{"zh-CN", "zh-SG", "en-US"}, [][2]string{{"en-US", "Title"}, {"zh-CN", ""}, {"zh-TW", "TW"}}, Text{"TW", "zh-TW"}, Text{}},
		"a country each":           {"en", []string{"fr-FR", "fr-CA"}, [][2]string{{"fr-FR", ""}, {"fr-CA", "Québec"}}, Text{"Québec", "fr-CA"}, Text{}},
		"as the original":          {"fr", []string{"fr-FR", "fr-CA"}, [][2]string{{"fr-FR", ""}, {"fr-CA", "Québec"}}, Text{"original", "fr"}, Text{"Québec", "fr-CA"}},
		"the original last":        {"ko", []string{"es", "en"}, [][2]string{{"es-ES", ""}, {"en-US", ""}, {"fr-FR", "Le"}}, Text{"original", "ko"}, Text{"sent", ""}},
		"the original in its turn": {"ko", []string{"ko", "en"}, [][2]string{{"en-US", "Parasite"}}, Text{"original", "ko"}, Text{"Parasite", "en-US"}},
	} {
		for kind, names := range kinds {
			t.Run(name+"/"+kind, func(t *testing.T) {
				t.Parallel()
				var rows []string
				for _, row := range test.titles {
					language, country, _ := strings.Cut(row[0], "-")
					rows = append(rows, fmt.Sprintf(`{"iso_639_1":%q,"iso_3166_1":%q,"data":{%q:%q,"overview":%q}}`, language, country, names.translated, row[1], row[0]))
				}
				original, want := "", test.want
				if names.original {
					original = fmt.Sprintf(`"original_%s":"original","original_language":%q,`, names.field, test.original)
				} else if test.without != (Text{}) {
					want = test.without
				}
				body := fmt.Sprintf(`{%q:"sent",%s"overview":"","translations":{"translations":[%s]}}`, names.field, original, strings.Join(rows, ","))
				client := newTestClient(t, testkit.Respond(200, "application/json", body))
				got, texts, err := allDetailsIn[kind].call(client, test.languages, nil)
				if err != nil || texts.Title != want || got[0] != want.Text {
					t.Errorf("got %q, %+v, %v, want %+v", got, texts.Title, err, want)
				}
			})
		}
	}
}

func TestDetailsInFails(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, testkit.Respond(404, "application/json", `{"status_code":34}`))
	for kind, of := range allDetailsIn {
		if got, texts, err := of.call(client, []string{"pt"}, nil); got != nil || texts != (Texts{}) || !errors.Is(err, ErrNotFound) {
			t.Errorf("%s: got %v, %v, %v", kind, got, texts, err)
		}
	}
}

// TestDetailsInWithoutTranslations: TMDB left them out.
func TestDetailsInWithoutTranslations(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, testkit.Respond(200, "application/json", `{"title":"Fight Club","name":"Fight Club","overview":"as sent"}`))
	for kind, of := range allDetailsIn {
		got, texts, err := of.call(client, []string{"pt"}, nil)
		if err != nil || got[0] != "Fight Club" || texts.Title.Language+texts.Overview.Language+texts.Biography.Language != "" {
			t.Errorf("%s: got %v, %+v, %v", kind, got, texts, err)
		}
	}
}

// TestDetailsInParams: the caller's params are copied, and what they say holds.
func TestDetailsInParams(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		languages []string
		params    *gen.MovieDetailsParams
		want      string
	}{
		"none":              {[]string{"pt-BR"}, nil, "append_to_response=translations&language=pt-BR"},
		"language":          {[]string{"pt-BR"}, &gen.MovieDetailsParams{Language: new("en")}, "append_to_response=translations&language=en"},
		"original first":    {[]string{OriginalLanguage, "pt"}, nil, "append_to_response=translations"},
		"translations":      {[]string{"pt"}, &gen.MovieDetailsParams{AppendToResponse: []gen.MovieAppend{"translations", "credits"}}, "append_to_response=translations%2Ccredits&language=pt"},
		"room in the slice": {[]string{"pt"}, &gen.MovieDetailsParams{AppendToResponse: append(make([]gen.MovieAppend, 0, 5), "credits")}, "append_to_response=credits%2Ctranslations&language=pt"},
		"twenty with translations": {[]string{"pt"}, &gen.MovieDetailsParams{AppendToResponse: append(slices.Repeat([]gen.MovieAppend{"credits"}, 19), "translations")},
			"append_to_response=" + strings.Repeat("credits%2C", 19) + "translations&language=pt"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			before := fmt.Sprintf("%+v", test.params)
			var query url.Values
			client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
				query = r.URL.Query()
				testkit.Respond(200, "application/json", `{}`)(w, r)
			})
			if _, _, err := client.Movies.DetailsIn(t.Context(), 550, test.languages, test.params); err != nil {
				t.Fatal(err)
			}
			if got := query.Encode(); got != test.want {
				t.Errorf("query %s, want %s", got, test.want)
			}
			if after := fmt.Sprintf("%+v", test.params); after != before {
				t.Errorf("the params were %s and are %s", before, after)
			}
			if test.params != nil {
				list := test.params.AppendToResponse
				if rest := list[len(list):cap(list)]; slices.Contains(rest, "translations") {
					t.Error("the caller's slice was written to")
				}
			}
		})
	}
}
