package wrapper

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/testkit"
	"github.com/tmdb-go/tmdb/internal/transport"
)

// TestOddRows: what TMDB has sent in a row in place of what it should does not make another thing of it.
func TestOddRows(t *testing.T) {
	t.Parallel()
	tests := []struct{ name, row, want string }{
		{"empty lists as objects", `{"media_type":"tv","id":1396,"name":"Breaking Bad","genre_ids":{},"origin_country":{}}`, "gen.TVSeries Breaking Bad"},
		{"works as an object", `{"media_type":"person","id":287,"name":"Brad Pitt","known_for":{}}`, "gen.Person Brad Pitt"},
		{"no number", `{"media_type":"tv_episode","id":62085,"name":"Pilot","season_number":null,"episode_number":null}`, "gen.TVEpisode Pilot S-1E-1"},
		{"specials", `{"media_type":"tv_episode","id":62085,"name":"Pilot","season_number":0,"episode_number":0}`, "gen.TVEpisode Pilot S0E0"},
		{"a collection like a movie", `{"media_type":"collection","id":10,"title":"Star Wars","original_title":"Krieg der Sterne"}`, "gen.Collection Star Wars (Krieg der Sterne)"},
		{"a collection", `{"media_type":"collection","id":10,"name":"Star Wars","original_name":"Star Wars","title":"Other"}`, "gen.Collection Star Wars (Star Wars)"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			client := newTestClient(t, testkit.Respond(200, jsonType, `{"page":1,"total_pages":1,"total_results":1,"results":[`+test.row+`]}`))
			page, err := client.Search.Multi(t.Context(), &gen.SearchMultiParams{Query: "x"})
			if err != nil {
				t.Fatal(err)
			}
			got := ""
			switch v := page.Results[0].Value().(type) {
			case gen.TVSeries:
				got = fmt.Sprintf("%T %s", v, v.Name)
			case gen.Person:
				got = fmt.Sprintf("%T %s", v, v.Name)
			case gen.TVEpisode:
				got = fmt.Sprintf("%T %s S%dE%d", v, v.Name, v.SeasonNumber, v.EpisodeNumber)
			case gen.Collection:
				got = fmt.Sprintf("%T %s (%s)", v, v.Name, v.OriginalName)
			}
			if got != test.want {
				t.Errorf("got %s, want %s", got, test.want)
			}
		})
	}
}

// TestDetailsWithSeasonsWithoutNumber: a season without a number is not the specials, and nothing is
// asked for in its place.
func TestDetailsWithSeasonsWithoutNumber(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/3/tv/1396" {
			t.Errorf("asked for %s", r.URL)
		}
		testkit.Respond(200, jsonType, `{"id":1396,"seasons":[{"id":1,"season_number":1},{"id":2,"season_number":null}],
			"season/1":{"id":1,"season_number":1,"episodes":{}}}`)(w, r)
	})
	series, err := client.TVSeries.DetailsWithSeasons(t.Context(), 1396, nil)
	if err != nil {
		t.Fatal(err)
	}
	if len(series.Seasons) != 1 || series.Seasons[0].SeasonNumber != 1 || series.Missing != nil || series.Series.Seasons[1].SeasonNumber != -1 {
		t.Errorf("got %+v", series)
	}
}

// TestChangesWithoutID: no iterator yields a change of nothing, which a program would load as id 0.
func TestChangesWithoutID(t *testing.T) {
	t.Parallel()
	client := newTestClient(t, testkit.Respond(200, jsonType,
		`{"page":1,"total_pages":1,"total_results":4,"results":[{"id":null,"adult":null},{"id":550,"adult":null},{"adult":null},{"id":551,"adult":false}]}`))
	ctx, changes := t.Context(), client.Changes
	for name, rows := range map[string]func(func(gen.ChangedID, error) bool){
		"movies":         changes.MoviesIter(ctx, nil),
		"series":         changes.TVIter(ctx, nil),
		"people":         changes.PeopleIter(ctx, nil),
		"movies between": changes.MoviesBetween(ctx, "2026-01-01", "2026-01-02"),
		"series between": changes.TVBetween(ctx, "2026-01-01", "2026-01-02"),
		"people between": changes.PeopleBetween(ctx, "2026-01-01", "2026-01-02"),
	} {
		var ids []int
		for row, err := range rows {
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, row.ID)
		}
		if !slices.Equal(ids, []int{550, 551}) {
			t.Errorf("%s: got %v", name, ids)
		}
	}
}

// benchmarkTransport responds with one body.
type benchmarkTransport string

func (b benchmarkTransport) RoundTrip(req *http.Request) (*http.Response, error) {
	return &http.Response{
		StatusCode: 200, Request: req, Header: http.Header{"Content-Type": {jsonType}}, Body: io.NopCloser(strings.NewReader(string(b))),
	}, nil
}

// BenchmarkDecodePage decodes a page as TMDB sends it, and one with an empty list written as {}.
func BenchmarkDecodePage(b *testing.B) {
	row := `{"adult":false,"backdrop_path":"/hZkgoQYus5vegHoetLkCJzb17zJ.jpg","genre_ids":[18,53,35],"id":%d,"original_language":"en",` +
		`"original_title":"Fight Club","overview":"An office worker and a soap maker start a club with rules. It gets out of hand.",` +
		`"popularity":61.416,"poster_path":"/pB8BM7pdSp6B6Ih7QZ4DrQ3PmJK.jpg","release_date":"1999-10-15","softcore":false,` +
		`"title":"Fight Club","video":false,"vote_average":8.433,"vote_count":31250}`
	rows := make([]string, 20)
	for i := range rows {
		rows[i] = fmt.Sprintf(row, i+1)
	}
	page := `{"page":1,"results":[` + strings.Join(rows, ",") + `],"total_pages":1,"total_results":20}`
	for name, body := range map[string]string{"right": page, "odd": strings.Replace(page, `[18,53,35]`, `{}`, 1)} {
		b.Run(name, func(b *testing.B) {
			client, err := New(testToken, WithHTTPClient(&http.Client{Transport: benchmarkTransport(body)}), WithLimiter(nil))
			if err != nil {
				b.Fatal(err)
			}
			b.SetBytes(int64(len(body)))
			for b.Loop() {
				if got, err := client.MovieLists.Popular(b.Context(), nil); err != nil || len(got.Results) != 20 {
					b.Fatal(err)
				}
			}
		})
	}
}

// TestSameResponse: a transport that returns one response each time, as in a test, has what callers
// were given, and did with it, show in no later call.
func TestSameResponse(t *testing.T) {
	t.Parallel()
	same := &http.Response{
		StatusCode: http.StatusOK, ContentLength: -1, Header: http.Header{"Content-Type": {jsonType}},
		Body: io.NopCloser(strings.NewReader(`{"id":550,"title":"Fight Club"}`)),
	}
	client, err := New(testToken, WithRetry(nil), WithHTTPClient(&http.Client{
		Transport: transport.Func(func(*http.Request) (*http.Response, error) { return same, nil }),
	}))
	if err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if movie, err := client.Movies.Details(t.Context(), 550, nil); err != nil || movie.Title != "Fight Club" {
			t.Errorf("got %+v, %v", movie, err)
		}
		resp, err := client.API.MovieDetails(t.Context(), 550, nil)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(resp.Body)
		if err != nil || !strings.Contains(string(body), "Fight Club") || resp.Header.Get("Content-Type") != jsonType {
			t.Errorf("got %s, %v with %v", body, err, resp.Header)
		}
		clear(resp.Header)
		movie, err := Result(client.API.MovieDetailsWithResponse(t.Context(), 550, nil))
		if err != nil || movie.Title != "Fight Club" {
			t.Errorf("got %+v, %v of the generated client", movie, err)
		}
	}
}
