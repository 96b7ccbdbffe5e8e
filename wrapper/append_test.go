package wrapper

import (
	"encoding/json"
	"errors"
	"slices"
	"testing"

	"github.com/tmdb-go/tmdb/gen"
	"github.com/tmdb-go/tmdb/internal/spec/read"
	"github.com/tmdb-go/tmdb/internal/testkit"
)

func TestAppendSeason(t *testing.T) {
	t.Parallel()
	if got := AppendSeason(0); got != "season/0" {
		t.Errorf("got %q", got)
	}
	if got := AppendSeasonPart(2024, gen.TVSeasonAppendWatchProviders); got != "season/2024/watch/providers" {
		t.Errorf("got %q", got)
	}
}

func seriesWith(t *testing.T, body string) *gen.TVSeriesDetails {
	t.Helper()
	series := new(gen.TVSeriesDetails)
	if err := json.Unmarshal([]byte(body), series); err != nil {
		t.Fatal(err)
	}
	return series
}

func TestSeasonFrom(t *testing.T) {
	t.Parallel()
	series := seriesWith(t, `{"id":1396,
		"season/1":{"season_number":1,"episodes":[{"episode_number":1,"name":"Pilot"}]},
		"season/2":null,
		"season/3":{"success":false,"status_code":34,"status_message":"not there"},
		"season/4":{"season_number":"four"},
		"season/5":[],
		"season/1/credits":{"cast":[{"name":"Bryan Cranston"}]}}`)

	season, err := SeasonFrom(series, 1)
	if err != nil || season.Episodes[0].Name != "Pilot" {
		t.Errorf("got %v, %v", season, err)
	}
	for _, number := range []int{0, 2, 3, 5} {
		season, err := SeasonFrom(series, number)
		if season != nil || !errors.Is(err, ErrNotFound) {
			t.Errorf("season %d: got %v, %v", number, season, err)
		}
		testkit.WantText(t, err.Error(), "GET /3/tv/1396: "+string(AppendSeason(number)))
	}
	season, err = SeasonFrom(series, 4)
	if _, ok := errors.AsType[*json.UnmarshalTypeError](err); !ok || season != nil {
		t.Errorf("season 4: got %v, %v", season, err)
	}
	testkit.WantText(t, err.Error(), "GET /3/tv/1396: season/4")
	if season, err := SeasonFrom(nil, 1); season != nil || !errors.Is(err, ErrInvalid) {
		t.Errorf("of nothing: got %v, %v", season, err)
	}

	credits, err := SeasonPartFrom[gen.Credits](series, 1, gen.TVSeasonAppendCredits)
	if err != nil || credits.Cast[0].Name != "Bryan Cranston" {
		t.Errorf("got %v, %v", credits, err)
	}
	if _, err := SeasonPartFrom[gen.Videos](series, 1, gen.TVSeasonAppendVideos); !errors.Is(err, ErrNotFound) {
		t.Errorf("got %v", err)
	}
}

func TestDroppedAppends(t *testing.T) {
	t.Parallel()
	movie := &gen.MovieDetails{Credits: &gen.Credits{}, WatchProviders: &gen.WatchProviders{}}
	asked := []gen.MovieAppend{gen.MovieAppendCredits, gen.MovieAppendVideos, gen.MovieAppendWatchProviders, "invented"}
	if got, want := DroppedAppends(movie, asked), []gen.MovieAppend{"videos", "invented"}; !slices.Equal(got, want) {
		t.Errorf("movie: got %v, want %v", got, want)
	}
	if got := DroppedAppends(*movie, asked[:1]); got != nil {
		t.Errorf("movie as a value: got %v", got)
	}

	series := seriesWith(t, `{"credits":{},"season/1":{},"season/2":null,"season/4":[],"season/5":{"success":false,"status_code":34}}`)
	if got, want := DroppedAppends(series, []gen.TVSeriesAppend{"season/1", "credits", "season/2", "season/3", "images", "season/4", "season/5"}),
		[]gen.TVSeriesAppend{"season/2", "season/3", "images", "season/4", "season/5"}; !slices.Equal(got, want) {
		t.Errorf("series: got %v, want %v", got, want)
	}

	for _, nothing := range []any{nil, (*gen.MovieDetails)(nil), 17, "text", struct{ AdditionalProperties int }{}} {
		if got := DroppedAppends(nothing, asked); !slices.Equal(got, asked) {
			t.Errorf("%T: got %v", nothing, got)
		}
	}
	if got, want := DroppedAppends(movie, []gen.MovieAppend{"credits,videos"}), []gen.MovieAppend{"videos"}; !slices.Equal(got, want) {
		t.Errorf("two in one string: got %v, want %v", got, want)
	}
	if got := DroppedAppends[gen.MovieAppend](movie, nil); got != nil {
		t.Errorf("of nothing asked: got %v", got)
	}
}

func TestDroppedAppendsOfTMDB(t *testing.T) {
	t.Parallel()
	asked := []gen.TVSeriesAppend{"credits", "videos", AppendSeason(1), AppendSeason(2), AppendSeasonPart(1, "credits"), AppendSeason(99), "watch/providers"}
	for name, test := range map[string]struct{ failed, want []string }{
		"none":   {nil, []string{"season/99"}},
		"videos": {[]string{"videos"}, []string{"videos", "season/99"}},
		"several": {
			[]string{"watch/providers", "season/2", "season/1/credits"},
			[]string{"season/2", "season/1/credits", "season/99", "watch/providers"},
		},
	} {
		server, client := newTMDB(t)
		if test.failed != nil {
			server.FailAppends("tvSeriesDetails", test.failed...)
		}
		series, err := client.TVSeries.Details(t.Context(), 1396, &gen.TVSeriesDetailsParams{AppendToResponse: asked})
		if err != nil {
			t.Fatal(err)
		}
		if got := toStrings(DroppedAppends(series, asked)); !slices.Equal(got, test.want) {
			t.Errorf("%s: got %v, want %v", name, got, test.want)
		}
	}
}

// TestDroppedAppendsKnowsAllPieces: each piece that the OpenAPI document has for a response has a field
// in it.
func TestDroppedAppendsKnowsAllPieces(t *testing.T) {
	t.Parallel()
	doc := loadSpec(t)
	for schema, details := range map[string]any{
		"MovieAppend": &gen.MovieDetails{}, "TVSeriesAppend": &gen.TVSeriesDetails{}, "TVSeasonAppend": &gen.TVSeasonDetails{},
		"TVEpisodeAppend": &gen.TVEpisodeDetails{}, "PersonAppend": &gen.PersonDetails{}, "CollectionAppend": &gen.CollectionDetails{},
		"CompanyAppend": &gen.CompanyDetails{}, "NetworkAppend": &gen.NetworkDetails{},
	} {
		body := map[string]any{}
		var asked []string
		for _, piece := range read.Schema(doc.Components.Schemas[schema]).Enum {
			asked = append(asked, piece)
			body[piece] = map[string]any{}
		}
		data, err := json.Marshal(body)
		if err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(data, details); err != nil {
			t.Fatal(err)
		}
		if got := DroppedAppends(details, asked); len(asked) == 0 || got != nil {
			t.Errorf("%s: of %v there are no fields for %v", schema, asked, got)
		}
	}
}
