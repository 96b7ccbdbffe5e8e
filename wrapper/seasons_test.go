package wrapper

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
)

// seasonServer plays TMDB for one series.
type seasonServer struct {
	listed []int          // in the series
	there  []int          // that can be had
	drop   map[int]bool   // left out when appended
	broken map[int]string // what stands for a season when appended
	alone  http.HandlerFunc

	requests []*http.Request // one after the other
}

func (s *seasonServer) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	s.requests = append(s.requests, r)
	season := func(n int) map[string]any {
		return map[string]any{"season_number": n, "episodes": []any{map[string]any{"episode_number": 1, "season_number": n}}}
	}
	if tail, ok := strings.CutPrefix(r.URL.Path, "/3/tv/1396/season/"); ok {
		n, _ := strconv.Atoi(tail)
		if s.alone != nil {
			s.alone(w, r)
		} else if slices.Contains(s.there, n) {
			writeJSON(w, season(n))
		} else {
			answer(404, "application/json", `{"status_code":34}`)(w, r)
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
		for i := range maxAppends {
			p.AppendToResponse = append(p.AppendToResponse, gen.TVSeriesAppend("piece"+strconv.Itoa(i)))
		}
		return p
	}
	for name, test := range map[string]struct {
		server  seasonServer
		params  *gen.TVSeriesDetailsParams
		want    []string // requests
		missing []int
	}{
		"one request": {
			server: seasonServer{listed: numbers(0, 5), there: numbers(0, 5)},
			want:   []string{guesses},
		},
		"no seasons": {
			want: []string{guesses},
		},
		"no specials": {
			server: seasonServer{listed: []int{1}, there: []int{1}},
			want:   []string{guesses},
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
		"left out": {
			server: seasonServer{listed: numbers(1, 3), there: numbers(1, 3), drop: map[int]bool{2: true}},
			want:   []string{guesses, "/3/tv/1396/season/2"},
		},
		"left out of a later request": {
			server: seasonServer{listed: numbers(1, 21), there: numbers(1, 21), drop: map[int]bool{21: true}},
			want:   []string{guesses, pieces(20, 21), "/3/tv/1396/season/21"},
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
	down := answer(503, "application/json", `{"status_code":9}`)
	for name, test := range map[string]struct {
		handler func(t *testing.T) http.HandlerFunc
		params  *gen.TVSeriesDetailsParams
		want    error
	}{
		"at first": {
			handler: func(*testing.T) http.HandlerFunc { return answer(404, "application/json", `{"status_code":34}`) },
			want:    ErrNotFound,
		},
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
		"for one season": {
			handler: func(*testing.T) http.HandlerFunc {
				return (&seasonServer{listed: numbers(1, 3), alone: down}).ServeHTTP
			},
			want: ErrUnavailable,
		},
		"too many pieces": {
			handler: func(t *testing.T) http.HandlerFunc {
				return func(http.ResponseWriter, *http.Request) { t.Error("a request was sent") }
			},
			params: &gen.TVSeriesDetailsParams{AppendToResponse: slices.Repeat([]gen.TVSeriesAppend{"credits"}, maxAppends+1)},
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
			wantNone(t, fmt.Sprint(err), testToken)
		})
	}
}
