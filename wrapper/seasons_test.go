package wrapper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

// seasonServer plays TMDB for one series.
type seasonServer struct {
	listed []int          // in the series
	there  []int          // that can be had
	drop   map[int]bool   // left out when appended
	broken map[int]string // what stands for a season when appended

	requests []*http.Request // one after the other
}

func (s *seasonServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.requests = append(s.requests, r)
	season := func(n int) map[string]any {
		return map[string]any{"season_number": n, "episodes": []any{map[string]any{"episode_number": 1, "season_number": n}}}
	}
	if tail, ok := strings.CutPrefix(r.URL.Path, "/3/tv/1396/season/"); ok {
		n, _ := strconv.Atoi(tail)
		if slices.Contains(s.there, n) {
			writeJSON(w, season(n))
		} else {
			testkit.Respond(404, "application/json", `{"status_code":34}`)(w, r)
		}
		return
	}
	body := map[string]any{"id": 1396}
	var seasons []any
	for _, n := range s.listed {
		seasons = append(seasons, map[string]any{"season_number": n})
	}
	body["seasons"] = seasons
	for piece := range strings.SplitSeq(r.URL.Query().Get("append_to_response"), ",") {
		n, err := strconv.Atoi(strings.TrimPrefix(piece, "season/"))
		switch {
		case err != nil:
			body[piece] = map[string]any{}
		case s.broken[n] != "":
			body[piece] = json.RawMessage(s.broken[n])
		case slices.Contains(s.there, n) && !s.drop[n]:
			body[piece] = season(n)
		}
	}
	writeJSON(w, body)
}

func writeJSON(w http.ResponseWriter, body any) {
	w.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(w).Encode(body)
}

// asked returns the pieces that each request appended, or its path if it is for one season.
func (s *seasonServer) asked() []string {
	var list []string
	for _, r := range s.requests {
		if r.URL.Path != "/3/tv/1396" {
			list = append(list, r.URL.Path)
			continue
		}
		list = append(list, r.URL.Query().Get("append_to_response"))
	}
	return list
}

func numbers(from, to int) []int {
	var list []int
	for n := from; n <= to; n++ {
		list = append(list, n)
	}
	return list
}

func pieces(numbers ...int) string {
	var list []string
	for _, n := range numbers {
		list = append(list, string(AppendSeason(n)))
	}
	return strings.Join(list, ",")
}

func TestDetailsWithSeasons(t *testing.T) {
	t.Parallel()
	guesses := pieces(append([]int{1, 0}, numbers(2, 19)...)...)
	years := slices.Concat([]int{0, 1}, numbers(2001, 2024))
	full := func() *gen.TVSeriesDetailsParams {
		p := &gen.TVSeriesDetailsParams{}
		for i := range maxAppends(spec.TVSeriesDetails) {
			p.AppendToResponse = append(p.AppendToResponse, AppendSeasonPart(100+i, "credits"))
		}
		return p
	}
	for name, test := range map[string]struct {
		server  seasonServer
		params  *gen.TVSeriesDetailsParams
		want    []string // requests
		missing []int
	}{
		"no seasons": {
			want: []string{guesses},
		},
		"not in order, one twice": {
			server: seasonServer{listed: []int{2, 1, 2, 0}, there: numbers(0, 2)},
			want:   []string{guesses},
		},
		"more than one request": {
			server: seasonServer{listed: numbers(1, 45), there: numbers(1, 45)},
			want:   []string{guesses, pieces(numbers(20, 39)...), pieces(numbers(40, 45)...)},
		},
		"numbered by year": {
			server: seasonServer{listed: years, there: years},
			want:   []string{guesses, pieces(numbers(2001, 2020)...), pieces(numbers(2021, 2024)...)},
		},
		"with the caller's pieces": {
			server: seasonServer{listed: numbers(0, 19), there: numbers(0, 19)},
			params: &gen.TVSeriesDetailsParams{AppendToResponse: []gen.TVSeriesAppend{"credits", "season/7"}},
			want:   []string{"credits,season/7," + pieces(1, 0, 2, 3, 4, 5, 6, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18), pieces(19)},
		},
		"several pieces in one string": {
			server: seasonServer{listed: numbers(0, 2), there: numbers(0, 2)},
			params: &gen.TVSeriesDetailsParams{AppendToResponse: []gen.TVSeriesAppend{"credits,images", "season/1,"}},
			want:   []string{"credits,images,season/1," + pieces(append([]int{0}, numbers(2, 17)...)...)},
		},
		"no room": {
			server: seasonServer{listed: numbers(1, 2), there: numbers(1, 2)},
			params: full(),
			want:   []string{strings.Join(toStrings(full().AppendToResponse), ","), pieces(1, 2)},
		},
		"null, a failure, a wrong type": {
			server: seasonServer{listed: numbers(1, 3), there: numbers(1, 3), broken: map[int]string{
				1: `null`, 2: `{"success":false,"status_code":34}`, 3: `{"season_number":"three"}`,
			}},
			want: []string{guesses, "/3/tv/1396/season/1", "/3/tv/1396/season/2", "/3/tv/1396/season/3"},
		},
		"listed, but not there": {
			server:  seasonServer{listed: numbers(1, 3), there: []int{1, 3}},
			want:    []string{guesses, "/3/tv/1396/season/2"},
			missing: []int{2},
		},
		"there, but not listed": {
			server: seasonServer{listed: []int{1}, there: numbers(0, 3)},
			want:   []string{guesses},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			var before []gen.TVSeriesAppend
			if test.params != nil {
				before = slices.Clone(test.params.AppendToResponse)
			}
			client := newTestClient(t, test.server.ServeHTTP)
			got, err := client.TVSeries.DetailsWithSeasons(t.Context(), 1396, test.params)
			if err != nil {
				t.Fatal(err)
			}
			if asked := test.server.asked(); !slices.Equal(asked, test.want) {
				t.Errorf("asked for\n\t%s\nwant\n\t%s", strings.Join(asked, "\n\t"), strings.Join(test.want, "\n\t"))
			}
			want := slices.DeleteFunc(slices.Clone(test.server.listed), func(n int) bool { return !slices.Contains(test.server.there, n) })
			slices.Sort(want)
			want = slices.Compact(want)
			var seasons []int
			for _, season := range got.Seasons {
				seasons = append(seasons, season.SeasonNumber)
				if len(season.Episodes) != 1 || season.Episodes[0].SeasonNumber != season.SeasonNumber {
					t.Errorf("season %d has the episodes %v", season.SeasonNumber, season.Episodes)
				}
			}
			if !slices.Equal(seasons, want) || !slices.Equal(got.Missing, test.missing) {
				t.Errorf("got the seasons %v without %v, want %v without %v", seasons, got.Missing, want, test.missing)
			}
			for _, key := range slices.Sorted(maps.Keys(got.Series.AdditionalProperties)) {
				if !slices.Contains(splitPieces(before), gen.TVSeriesAppend(key)) {
					t.Errorf("%s is still in the series", key)
				}
			}
			if len(before) == 2 {
				if got.Series.Credits == nil || DroppedAppends(got.Series, before) != nil {
					t.Errorf("of what the caller appended there is no %v", DroppedAppends(got.Series, before))
				}
			}
			if test.params != nil && !slices.Equal(test.params.AppendToResponse, before) {
				t.Errorf("the params are now %v", test.params.AppendToResponse)
			}
		})
	}
}

// TestDetailsWithSeasonsOfTMDB has series that are as TMDB sends them; TestDetailsWithSeasons has the
// odd ones.
func TestDetailsWithSeasonsOfTMDB(t *testing.T) {
	t.Parallel()
	guesses := pieces(append([]int{1, 0}, numbers(2, 19)...)...)
	for name, test := range map[string]struct {
		id      int
		params  *gen.TVSeriesDetailsParams
		dropped []string // when appended
		fails   string   // an operation
		want    []string // requests
		is      error
	}{
		"one request":         {id: 1396, want: []string{guesses}},
		"no specials":         {id: 87108, want: []string{guesses}},
		"38 seasons":          {id: 456, want: []string{guesses, pieces(numbers(20, 37)...)}},
		"in another language": {id: 1396, params: &gen.TVSeriesDetailsParams{Language: new("de-DE")}, want: []string{guesses}},
		"with credits": {
			id: 456, params: &gen.TVSeriesDetailsParams{AppendToResponse: []gen.TVSeriesAppend{"credits"}},
			want: []string{"credits," + pieces(append([]int{1, 0}, numbers(2, 18)...)...), pieces(numbers(19, 37)...)},
		},
		"left out": {id: 1396, dropped: []string{"season/2"}, want: []string{guesses, "/3/tv/1396/season/2"}},
		"left out of a later request": {
			id: 456, dropped: []string{"season/21", "season/37"},
			want: []string{guesses, pieces(numbers(20, 37)...), "/3/tv/456/season/21", "/3/tv/456/season/37"},
		},
		"no such series": {id: 4, want: []string{guesses}, is: ErrNotFound},
		"down for one season": {
			id: 1396, dropped: []string{"season/2"}, fails: "tvSeasonDetails",
			want: []string{guesses, "/3/tv/1396/season/2"}, is: ErrUnavailable,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			server, client := newTMDB(t)
			if test.dropped != nil {
				server.FailAppends("tvSeriesDetails", test.dropped...)
			}
			if test.fails != "" {
				testkit.Direct(t, "it tries again after an error")
				server.Fail(test.fails)
			}
			got, err := client.TVSeries.DetailsWithSeasons(t.Context(), test.id, test.params)
			var asked []string
			for _, request := range server.Requests() {
				if request.Operation == "tvSeriesDetails" {
					asked = append(asked, request.Query.Get("append_to_response"))
				} else {
					asked = append(asked, request.Path)
				}
			}
			if !slices.Equal(asked, test.want) {
				t.Errorf("asked for\n\t%s\nwant\n\t%s", strings.Join(asked, "\n\t"), strings.Join(test.want, "\n\t"))
			}
			if test.is != nil {
				if got != nil || !errors.Is(err, test.is) {
					t.Errorf("got %v, %v; want %v", got, err, test.is)
				}
				return
			}
			if err != nil {
				t.Fatal(err)
			}
			if len(got.Seasons) != len(got.Series.Seasons) || got.Missing != nil {
				t.Fatalf("%d seasons without %v, want %d", len(got.Seasons), got.Missing, len(got.Series.Seasons))
			}
			for i, season := range got.Seasons {
				want, err := client.TVSeasons.Details(t.Context(), test.id, season.SeasonNumber, seasonParams(test.params))
				if err != nil || !reflect.DeepEqual(&season, want) || season.SeasonNumber != got.Series.Seasons[i].SeasonNumber {
					t.Errorf("season %d is not what TMDB sends for it alone, or not in its place: %v", season.SeasonNumber, err)
				}
			}
			if asked := test.params != nil && test.params.AppendToResponse != nil; asked != (got.Series.Credits != nil) {
				t.Errorf("credits asked for: %t, there: %t", asked, !asked)
			}
		})
	}
}

// seasonParams returns the params of a season that say the same as those of its series.
func seasonParams(of *gen.TVSeriesDetailsParams) *gen.TVSeasonDetailsParams {
	if of == nil {
		return nil
	}
	return &gen.TVSeasonDetailsParams{Language: of.Language}
}

func toStrings[S ~string](list []S) []string {
	var texts []string
	for _, s := range list {
		texts = append(texts, string(s))
	}
	return texts
}

// TestDetailsWithSeasonsPassesOn looks at what goes with each of the three kinds of request.
func TestDetailsWithSeasonsPassesOn(t *testing.T) {
	t.Parallel()
	testkit.Direct(t, "TMDB sees its header, and none of the client's")
	server := seasonServer{listed: []int{20, 21}, there: []int{20, 21}, drop: map[int]bool{21: true}}
	client := newTestClient(t, server.ServeHTTP)
	_, err := client.TVSeries.DetailsWithSeasons(t.Context(), 1396, &gen.TVSeriesDetailsParams{
		Language: new("pt-BR"), IncludeImageLanguage: []string{"null"}, IncludeVideoLanguage: []string{"pt"}, SessionID: new("s"), GuestSessionID: new("g"),
	}, func(_ context.Context, req *http.Request) error {
		req.Header.Set("X-Mine", "yes")
		return nil
	})
	if err != nil || len(server.requests) != 3 {
		t.Fatalf("%d requests and %v", len(server.requests), err)
	}
	for _, r := range server.requests {
		q := r.URL.Query()
		q.Del("append_to_response")
		if got, want := q.Encode(), "guest_session_id=g&include_image_language=null&include_video_language=pt&language=pt-BR&session_id=s"; got != want {
			t.Errorf("%s: query %s, want %s", r.URL.Path, got, want)
		}
		if r.Header.Get("X-Mine") != "yes" {
			t.Errorf("%s: the request editor was not used", r.URL.Path)
		}
	}
}

func TestDetailsWithSeasonsFails(t *testing.T) {
	t.Parallel()
	down := testkit.Respond(503, "application/json", `{"status_code":9}`)
	for name, test := range map[string]struct {
		handler func(t *testing.T) http.HandlerFunc
		params  *gen.TVSeriesDetailsParams
		want    error
	}{
		"further on": {
			handler: func(*testing.T) http.HandlerFunc {
				server := &seasonServer{listed: numbers(1, 30), there: numbers(1, 30)}
				return func(w http.ResponseWriter, r *http.Request) {
					if len(server.requests) == 1 {
						down(w, r)
						return
					}
					server.ServeHTTP(w, r)
				}
			},
			want: ErrUnavailable,
		},
		"too many pieces": {
			handler: func(t *testing.T) http.HandlerFunc {
				return func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") }
			},
			params: &gen.TVSeriesDetailsParams{AppendToResponse: slices.Repeat([]gen.TVSeriesAppend{"credits"}, maxAppends(spec.TVSeriesDetails)+1)},
			want:   ErrInvalid,
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			client := newTestClient(t, test.handler(t))
			got, err := client.TVSeries.DetailsWithSeasons(t.Context(), 1396, test.params)
			if _, ok := errors.AsType[*Error](err); !ok || got != nil || !errors.Is(err, test.want) {
				t.Errorf("got %v, %v; want %v", got, err, test.want)
			}
			testkit.WantNone(t, fmt.Sprint(err), testToken)
		})
	}
}
