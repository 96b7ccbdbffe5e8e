package mirror_test

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/tmdb-go/tmdb/mirror"
	"github.com/tmdb-go/tmdb/mirror/database"
	"github.com/tmdb-go/tmdb/mirror/internal/testdb"
)

// What makes no sense is a sentence that says what does, and changes nothing.
func TestConfigRefused(t *testing.T) {
	t.Parallel()
	m := open(t, testdb.New(t, "sqlite"))
	for want, config := range map[string]mirror.Config{
		`Kinds has "film": want some of movie, series, person`:       {Kinds: []database.Kind{"film"}},
		"Kinds has season: want series":                              {Kinds: []database.Kind{database.Season}},
		`Languages has "German": want one such as de or pt-BR`:       {Languages: []string{"German"}},
		"Languages are 5: want 4 at most":                            {Languages: []string{"de", "en", "fr", "it", "es"}},
		`Appends of movie has "creditz": want a piece such as alter`: {Appends: map[database.Kind][]string{database.Movie: {"creditz"}}},
		"Appends of movie has account_states: want none":             {Appends: map[database.Kind][]string{database.Movie: {"account_states"}}},
		`Appends of keyword has "movies": want none`:                 {Appends: map[database.Kind][]string{database.Keyword: {"movies"}}},
		`Appends has "movie": want some of Kinds, which are person`: {
			Kinds: []database.Kind{database.Person}, Appends: map[database.Kind][]string{database.Movie: {}},
		},
		"Appends of series are 20: want 19 at most": {
			Appends: map[database.Kind][]string{database.Series: make([]string, 20)},
		},
		"Rate is -2: want requests a second":   {Rate: -2},
		"Rate is NaN: want requests a second":  {Rate: math.NaN()},
		"BatchSize is 1001: want 1 to 1000":    {BatchSize: 1001},
		"MaxAge is 1h0m0s: want a day or more": {MaxAge: time.Hour},
		"MinPopularity is -1: want 0 or more":  {MinPopularity: -1},
		"MinPopularity is NaN: want 0 or more": {MinPopularity: math.NaN()},
	} {
		err := m.Init(t.Context(), config)
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: want %s", err, want)
		}
	}
	if err := m.Database().Check(t.Context()); err == nil {
		t.Error("the tables were made")
	}
}

func TestOptionsRefused(t *testing.T) {
	t.Parallel()
	m := initialised(t, testdb.New(t, "sqlite"), movies)
	for want, opts := range map[string]mirror.RunOptions{
		"Workers is 101: want 1 to 100":      {Workers: 101},
		"RescueAfter is 1s: want 3s or more": {RescueAfter: time.Second},
	} {
		if err := m.Run(t.Context(), opts); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: want %s", err, want)
		}
	}
}

// All processes have what Init has kept.
func TestConfigKept(t *testing.T) {
	testdb.OnBoth(t, func(t *testing.T, dsn string) {
		config := mirror.Config{
			Kinds: []database.Kind{database.Series, database.Keyword}, Languages: []string{"pt-BR"}, Adult: true,
			Appends:       map[database.Kind][]string{database.Series: {"videos", "images", "videos"}},
			MinPopularity: 1.5, Rate: 12.5, BatchSize: 20, MaxAge: 240 * time.Hour,
		}
		initialised(t, dsn, mirror.Config{})
		initialised(t, dsn, config)
		got, err := open(t, dsn).Config(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		config.Appends = map[database.Kind][]string{database.Series: {"images", "videos"}, database.Keyword: nil}
		if !reflect.DeepEqual(got, config) {
			t.Errorf("%+v, want %+v", got, config)
		}
	})
}
