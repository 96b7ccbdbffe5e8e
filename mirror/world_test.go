package mirror_test

import (
	"context"
	"encoding/json"
	"fmt"
	"iter"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/synthetic"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
	"github.com/tmdb-go/tmdb/tmdbtest"
	"github.com/tmdb-go/tmdb/types"
	tmdb "github.com/tmdb-go/tmdb/wrapper"
	"github.com/tmdb-go/tmdb/wrapper/exports"
)

// world starts the stand-in for TMDB.
func world(t *testing.T) (*tmdbtest.Server, mirror.RunOptions) {
	t.Helper()
	srv := tmdbtest.NewServer(t, tmdbtest.WithClock(func() time.Time { return now }))
	return srv, optionsFor(srv.URL, tmdb.WithToken(srv.Token), tmdb.WithHTTPClient(srv.Client()),
		tmdb.WithRetry(&tmdb.Retry{MinWait: time.Millisecond}))
}

// ids returns the ids that an export has.
func ids[T any](t *testing.T, srv *tmdbtest.Server, of exportOf[T], id func(T) int) []int {
	t.Helper()
	var all []int
	for row, err := range of(t.Context(), types.DateOf(now), exports.BaseURL(srv.URL)) {
		if err != nil {
			t.Fatal(err)
		}
		all = append(all, id(row))
	}
	slices.Sort(all)
	return all
}

type exportOf[T any] func(context.Context, types.Date, ...exports.Option) iter.Seq2[T, error]

// Everything that the stand-in has is there afterwards, whatever goes wrong in between.
func TestWorld(t *testing.T) {
	testdb.OnBoth(t, func(t *testing.T, dsn string) {
		srv, opts := world(t)
		for _, fault := range []tmdbtest.Fault{
			tmdbtest.ServerError(), tmdbtest.TooManyRequests("0"), tmdbtest.CutOff(), tmdbtest.HTML(), tmdbtest.Reset(),
		} {
			for _, operation := range []string{"movieDetails", "tvSeriesDetails", "personDetails", "companyDetails"} {
				srv.Fail(operation, 3, fault)
			}
		}
		m := initialised(t, dsn, mirror.Config{Rate: mirror.NoLimit, Languages: []string{"en-US", "de-DE"}, Video: true})
		run(t, m, opts)
		named := func(n exports.Named) int { return n.ID }
		for kind, want := range map[database.Kind][]int{
			database.Movie:      ids(t, srv, exports.Movies, func(m exports.Movie) int { return m.ID }),
			database.Series:     ids(t, srv, exports.TVSeries, func(s exports.Series) int { return s.ID }),
			database.Person:     ids(t, srv, exports.People, func(p exports.Person) int { return p.ID }),
			database.Collection: ids(t, srv, exports.Collections, named),
			database.Company:    ids(t, srv, exports.ProductionCompanies, named),
			database.Network:    ids(t, srv, exports.TVNetworks, named),
			database.Keyword:    ids(t, srv, exports.Keywords, named),
		} {
			got, err := m.Database().IDs(t.Context(), kind, 0, 1<<20)
			if err != nil || !slices.Equal(got, want) {
				t.Errorf("%s: %d are there, want %d: %v", kind, len(got), len(want), err)
			}
		}
		if st := status(t, m); len(st.Dead) != 0 {
			t.Errorf("dead: %+v", st.Dead)
		}
		isAsSent(t, srv, m)
		hasSeasons(t, srv, m)
	})
}

// isAsSent compares a document with what the server sends.
func isAsSent(t *testing.T, srv *tmdbtest.Server, m *mirror.Mirror) {
	t.Helper()
	client := tmdbtest.NewClient(t, srv)
	media := []string{"en", "de", "null"}
	pieces := mirror.DefaultAppends(database.Movie)
	params := &gen.MovieDetailsParams{Language: new("en-US"), IncludeImageLanguage: media, IncludeVideoLanguage: media}
	for _, piece := range pieces {
		params.AppendToResponse = append(params.AppendToResponse, gen.MovieAppend(piece))
	}
	want, err := client.API.MovieDetailsWithResponse(t.Context(), 550, params)
	if err != nil {
		t.Fatal(err)
	}
	for doc, err := range m.Database().Documents(t.Context(), database.Movie, 549) {
		if err != nil {
			t.Fatal(err)
		}
		if doc.ID != 550 || string(doc.Body) != string(want.Body) || !doc.Fetched.Equal(now) {
			t.Errorf("movie %d of %v is not as it was sent", doc.ID, doc.Fetched)
		}
		break
	}
}

// hasSeasons compares seasons and episodes with those that package wrapper gets.
func hasSeasons(t *testing.T, srv *tmdbtest.Server, m *mirror.Mirror) {
	t.Helper()
	client := tmdbtest.NewClient(t, srv)
	seasons, episodes := map[int]bool{}, 0
	for doc, err := range m.Database().Documents(t.Context(), database.Series, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(doc.Body), `"season/`) {
			t.Errorf("series %d has its seasons in it", doc.ID)
		}
		want, err := client.TVSeries.DetailsWithSeasons(t.Context(), doc.ID, nil)
		if err != nil {
			t.Fatal(err)
		}
		for _, season := range want.Seasons {
			seasons[season.ID] = true
			episodes += len(season.Episodes)
		}
	}
	got, err := m.Database().IDs(t.Context(), database.Season, 0, 1<<20)
	if err != nil || len(got) != len(seasons) || len(got) == 0 {
		t.Errorf("%d seasons, want %d: %v", len(got), len(seasons), err)
	}
	if n := count(t, m, "SELECT count(*) FROM episodes"); n != episodes || n == 0 {
		t.Errorf("%d episodes, want %d", n, episodes)
	}
}

// A series with more seasons than a response takes has them all, and those that TMDB leaves out are
// asked for alone.
func TestManySeasons(t *testing.T) {
	t.Parallel()
	const n = 45
	var alone, listed atomic.Int64
	listed.Store(n)
	mux := http.NewServeMux()
	mux.HandleFunc("GET /p/exports/{file}", func(w http.ResponseWriter, _ *http.Request) {
		fmt.Fprintln(w, `{"id":7,"original_name":"x","popularity":1}`)
	})
	mux.HandleFunc("GET /3/tv/changes", func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		if listed.Load() == n { // else the first run would fetch it again, if it asks this late
			fmt.Fprint(w, `{"results":[],"page":1,"total_pages":1,"total_results":0}`)
			return
		}
		fmt.Fprint(w, `{"results":[{"id":7}],"page":1,"total_pages":1,"total_results":1}`)
	})
	mux.HandleFunc("GET /3/tv/7", func(w http.ResponseWriter, r *http.Request) {
		body := map[string]any{"id": 7, "name": "x"}
		var seasons []any
		for i := range listed.Load() {
			seasons = append(seasons, map[string]any{"id": 100 + i, "season_number": i})
		}
		body["seasons"] = seasons
		for piece := range strings.SplitSeq(r.URL.Query().Get("append_to_response"), ",") {
			var number int64
			if _, err := fmt.Sscanf(piece, "season/%d", &number); err == nil && number < listed.Load() && number != 5 {
				body[piece] = map[string]any{"id": 100 + number, "season_number": number}
			}
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(body)
	})
	mux.HandleFunc("GET /3/tv/7/season/{number}", func(w http.ResponseWriter, r *http.Request) {
		alone.Add(1)
		w.Header().Set("Content-Type", "application/json")
		fmt.Fprintf(w, `{"id":10%s,"season_number":%[1]s}`, r.PathValue("number"))
	})
	srv := httptest.NewServer(mux)
	t.Cleanup(srv.Close)
	opts := optionsFor(srv.URL, tmdb.WithAPIKey(synthetic.Credential))
	m := initialised(t, testdb.New(t, "sqlite"), mirror.Config{
		Kinds: []database.Kind{database.Series}, Rate: mirror.NoLimit,
		Appends: map[database.Kind][]string{database.Series: {}},
	})
	run(t, m, opts)
	if st := status(t, m).Kinds[database.Season]; st.Known != n || alone.Load() != 1 {
		t.Errorf("%d seasons, %d asked for alone: want %d, 1", st.Known, alone.Load(), n)
	}

	listed.Store(n - 2) // the series has fewer now
	opts.Now = func() time.Time { return now.Add(24 * time.Hour) }
	run(t, m, opts)
	if st := status(t, m).Kinds[database.Season]; st.Known != n-2 || st.Gone != 2 {
		t.Errorf("%+v", st)
	}
}

// A piece that TMDB leaves out is asked for once more.
func TestDroppedPiece(t *testing.T) {
	t.Parallel()
	srv, opts := world(t)
	srv.Fail("movieDetails", 1, tmdbtest.FailedAppend("credits"))
	m := initialised(t, testdb.New(t, "sqlite"), mirror.Config{Kinds: []database.Kind{database.Movie}, Rate: mirror.NoLimit, Video: true})
	run(t, m, opts)
	for doc, err := range m.Database().Documents(t.Context(), database.Movie, 0) {
		if err != nil {
			t.Fatal(err)
		}
		if !strings.Contains(string(doc.Body), `"credits":{`) {
			t.Errorf("movie %d has no credits", doc.ID)
		}
	}
}
